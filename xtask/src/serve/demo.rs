//! The demo appliance, as a program beside this one.

use super::Interrupt;
use crate::appliance::{self, Address};
use crate::process::Group;
use crate::{ports, project};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// The appliance while it runs.
pub struct Demo {
    group: Group,
    address: Address,
    said: Arc<Said>,
}

/// What it prints that is to be known here.
#[derive(Default)]
struct Said {
    token: OnceLock<String>,
    /// The SHA-1 of each sample: its own comes first, then those that it was given.
    samples: Mutex<Vec<String>>,
}

/// How long the second sample may be printed after the appliance answers. A sample that is its own prints no second.
const GRACE: Duration = Duration::from_secs(2);

impl Demo {
    /// Builds it, starts it and waits until it has unpacked its samples and answers. Nothing when it was interrupted.
    pub fn start(samples: &[PathBuf], interrupt: &Interrupt) -> Result<Option<Self>> {
        println!("Building the demo appliance.");
        if !interrupt.run(&mut appliance::demo::build()).context("the demo appliance could not be built")? {
            return Ok(None);
        }

        let listen = format!("127.0.0.1:{}", ports::any()?);
        let address: Address = format!("http://{listen}").parse()?;
        let mut command = Command::new(appliance::demo::program());
        command.args(samples).args(["--listen", &listen]).current_dir(project::root());
        let mut group = Group::start(command.stdout(Stdio::piped()))?;
        let said = Arc::new(Said::default());
        pass_on(&mut group, &said);

        let mut demo = Self { group, address, said };
        let wanted = if samples.is_empty() { 1 } else { 2 };
        let mut answered: Option<Instant> = None;
        while !interrupt.came_within(Duration::from_millis(50)) {
            if let Some(status) = demo.ended() {
                bail!("the demo appliance did not start, it ended with {status}");
            }
            if answered.is_none() && appliance::status(&demo.address.origin()).is_some() {
                answered = Some(Instant::now());
            }
            if answered.is_some_and(|since| demo.said.samples() >= wanted || since.elapsed() > GRACE) {
                return Ok(Some(demo));
            }
        }
        Ok(None)
    }

    /// Where it listens.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The SHA-1 of the first sample that it was given, else of its own.
    pub fn sample(&self) -> Option<String> {
        self.said.sample()
    }

    /// The token that it wants.
    pub fn token(&self) -> Option<&str> {
        self.said.token.get().map(String::as_str)
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.group.ended()
    }
}

/// The samples' paths for a program in another folder. All must be there.
pub fn absolute(samples: &[PathBuf]) -> Result<Vec<PathBuf>> {
    samples
        .iter()
        .map(|sample| sample.canonicalize().with_context(|| format!("cannot read the sample {}", sample.display())))
        .collect()
}

/// Shows what it prints, and remembers what is needed of it.
fn pass_on(group: &mut Group, said: &Arc<Said>) {
    let Some(output) = group.stdout() else { return };
    let said = Arc::clone(said);
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("  {line}");
            said.hear(&line);
        }
    });
}

impl Said {
    fn hear(&self, line: &str) {
        let line = line.trim();
        if let Some(token) = line.strip_prefix("Token: ") {
            // It is printed once; a second one would not count.
            let _ = self.token.set(token.to_owned());
        } else if let Some(hash) = line.strip_prefix("SHA-1") {
            self.hashes().push(hash.trim().to_owned());
        }
    }

    fn samples(&self) -> usize {
        self.hashes().len()
    }

    fn sample(&self) -> Option<String> {
        let hashes = self.hashes();
        hashes.get(1).or_else(|| hashes.first()).cloned()
    }

    fn hashes(&self) -> MutexGuard<'_, Vec<String>> {
        self.samples.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::{Said, absolute};
    use std::path::PathBuf;

    #[test]
    fn token_and_hash_are_heard() {
        let own = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
        let given = "55ca6286e3e4f4fba5d0448333fa99fc5a404a73";
        let said = Said::default();
        said.hear("Demo appliance at http://127.0.0.1:9");
        said.hear("Token: de30a991a9ce0000000000000000000000007e57");
        said.hear("  MD5     d41d8cd98f00b204e9800998ecf8427e");
        assert_eq!(said.sample(), None);
        said.hear(&format!("  SHA-1   {own}"));
        assert_eq!(said.sample().as_deref(), Some(own));
        said.hear(&format!("  SHA-1   {given}"));
        said.hear("  SHA-1   0000000000000000000000000000000000000000");
        assert_eq!(said.sample().as_deref(), Some(given));
        assert_eq!(said.token.get().map(String::as_str), Some("de30a991a9ce0000000000000000000000007e57"));
    }

    #[test]
    fn a_missing_sample_is_named() {
        let error = absolute(&[PathBuf::from("/no/such/file")]).expect_err("no such file");
        assert!(error.to_string().contains("/no/such/file"));
    }
}
