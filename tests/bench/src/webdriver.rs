//! As much of `WebDriver` as the bench needs: commands to a driver, each answered before the next.

use crate::beside::Beside;
use anyhow::{Context, Result, anyhow, bail};
use serde_json::Value;
use std::io::{self, BufRead, BufReader};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use ureq::Agent;
use xtask::process::Group;

/// No command takes longer: loading ten million rows does not.
pub const PATIENCE: Duration = Duration::from_mins(5);

/// How long a driver may take to listen.
const START: Duration = Duration::from_secs(30);

/// The greatest answer that is read, in bytes.
const LARGEST: u64 = 64 << 20;

/// A running driver.
pub struct Driver {
    agent: Agent,
    address: String,
}

impl Driver {
    /// Starts `ChromeDriver` and waits until it says its port.
    pub fn start(program: &Path, beside: &Beside) -> Result<Self> {
        let mut group = Group::start(Command::new(program).arg("--port=0").stdout(Stdio::piped()))?;
        let mut output = BufReader::new(group.stdout().context("no output")?);
        beside.keep(group);
        let mut line = String::new();
        loop {
            line.clear();
            if output.read_line(&mut line)? == 0 {
                bail!("{} ended before it said its port", program.display());
            }
            // "ChromeDriver was started successfully on port 12345."
            if let Some((_, port)) = line.trim().trim_end_matches('.').split_once("successfully on port ") {
                let address = format!("http://127.0.0.1:{port}");
                // Later words of the driver's must not fill the pipe and stop it.
                thread::spawn(move || io::copy(&mut output, &mut io::sink()));
                return Ok(Self { agent: agent(), address });
            }
        }
    }

    /// Starts a driver that was told its port, and waits until it listens there.
    pub fn start_at(port: u16, command: &mut Command, beside: &Beside) -> Result<Self> {
        let group = Group::start(command.stdout(Stdio::null()).stderr(Stdio::null()))?;
        beside.keep(group);
        let since = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if since.elapsed() > START {
                bail!("{} does not listen on its port", command.get_program().display());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(Self { agent: agent(), address: format!("http://127.0.0.1:{port}") })
    }

    /// Asks for what a path stands for. Gives its `value`.
    pub fn get(&self, path: &str) -> Result<Value> {
        let mut answer = self.agent.get(format!("{}{path}", self.address)).call()?;
        value(&answer.body_mut().with_config().limit(LARGEST).read_to_string()?)
    }

    /// Sends a command. Gives its `value`.
    pub fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let request = self.agent.post(format!("{}{path}", self.address)).content_type("application/json");
        let mut answer = request.send(body.to_string()).with_context(|| format!("no answer to {path}"))?;
        value(&answer.body_mut().with_config().limit(LARGEST).read_to_string()?)
    }

    /// Ends what a path stands for.
    pub fn delete(&self, path: &str) -> Result<Value> {
        let mut answer = self.agent.delete(format!("{}{path}", self.address)).call()?;
        value(&answer.body_mut().read_to_string()?)
    }
}

fn agent() -> Agent {
    Agent::config_builder().timeout_global(Some(PATIENCE)).http_status_as_error(false).proxy(None).build().into()
}

/// The value of an answer, or the error that it tells of in place of one.
fn value(text: &str) -> Result<Value> {
    let mut answer: Value = serde_json::from_str(text).context("the driver does not answer in JSON")?;
    let value = answer["value"].take();
    match value["error"].as_str() {
        Some(error) if value["stacktrace"].is_string() => {
            let message = value["message"].as_str().unwrap_or_default();
            let line = message.lines().next().unwrap_or_default();
            Err(anyhow!("{error}: {line}"))
        }
        _ => Ok(value),
    }
}

#[cfg(test)]
mod tests {
    use super::value;
    use serde_json::json;

    #[test]
    fn values_and_errors_are_told_apart() {
        assert_eq!(value(r#"{"value": {"a": 1}}"#).expect("a value"), json!({"a": 1}));
        assert_eq!(value(r#"{"value": null}"#).expect("nothing"), json!(null));
        let error = r##"{"value": {"error": "javascript error", "message": "x is no y\n at z", "stacktrace": "#0"}}"##;
        assert_eq!(value(error).expect_err("an error").to_string(), "javascript error: x is no y");
        assert!(value("<html>").is_err());
    }
}
