//! `ChromeDriver`: one for all tests of this process.

use std::env;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::OnceLock;

use anyhow::{Context, ensure};

use crate::watched::watched;

/// The address of the `ChromeDriver` of this process; the first call starts it.
///
/// # Errors
///
/// It can't be started.
pub fn address() -> anyhow::Result<&'static str> {
    static RUNNING: OnceLock<Result<Driver, String>> = OnceLock::new();
    match RUNNING.get_or_init(|| Driver::start().map_err(|error| format!("{error:#}"))) {
        Ok(driver) => Ok(&driver.address),
        Err(error) => anyhow::bail!("{error}"),
    }
}

struct Driver {
    address: String,
    /// Holds the pipe that keeps the program running.
    _watched: Child,
}

impl Driver {
    fn start() -> anyhow::Result<Self> {
        let program = env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
        let mut watched = watched(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("can't start {program}; CHROMEDRIVER says where it is"))?;
        let mut output = BufReader::new(watched.stdout.take().context("no output")?);
        let mut line = String::new();
        loop {
            line.clear();
            ensure!(output.read_line(&mut line)? > 0, "{program} ended before it said its port");
            // "ChromeDriver was started successfully on port 12345."
            if let Some((_, port)) = line.trim().trim_end_matches('.').split_once("successfully on port ") {
                let address = format!("http://127.0.0.1:{port}");
                // Later words of the driver's must not fill the pipe and stop it.
                std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
                return Ok(Self { address, _watched: watched });
            }
        }
    }
}
