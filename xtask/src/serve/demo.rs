//! The demo appliance, as a program beside this one.

use super::Interrupt;
use crate::appliance::{self, Address};
use crate::process::Group;
use crate::{ports, project};
use anyhow::{Context, Result, bail};
use std::env;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::Duration;

/// The demo appliance's token. It guards nothing: the appliance listens on loopback and holds the project's own files.
pub const TOKEN: &str = "matryoshka-demo-token";

/// The release profile is made for the page's WebAssembly. A server wants speed, a build that does not take minutes,
/// and to outlive a panic.
const PROFILE: &[&str] = &[
    "profile.release.opt-level=3",
    "profile.release.lto=false",
    "profile.release.codegen-units=16",
    "profile.release.panic='unwind'",
];

/// The appliance while it runs.
pub struct Demo {
    group: Group,
    address: Address,
    sample: Arc<OnceLock<String>>,
}

impl Demo {
    /// Builds it, starts it and waits until it has unpacked its samples and answers. Nothing when it was interrupted.
    pub fn start(samples: &[PathBuf], interrupt: &Interrupt) -> Result<Option<Self>> {
        let mut build = Command::new("cargo");
        build.args(["build", "--release", "--locked", "--package", "matryoshka-appliance", "--bin", "appliance"]);
        build.args(PROFILE.iter().flat_map(|setting| ["--config", setting])).current_dir(project::root());
        println!("Building the demo appliance.");
        if !interrupt.run(&mut build).context("the demo appliance could not be built")? {
            return Ok(None);
        }

        let program = project::target().join("release").join(format!("appliance{}", env::consts::EXE_SUFFIX));
        let listen = format!("127.0.0.1:{}", ports::any()?);
        let address: Address = format!("http://{listen}").parse()?;
        let mut command = Command::new(program);
        command.args(samples).args(["--listen", &listen, "--token", TOKEN]).current_dir(project::root());
        let mut group = Group::start(command.stdout(Stdio::piped()))?;
        let sample = Arc::new(OnceLock::new());
        pass_on(&mut group, &sample);

        let mut demo = Self { group, address, sample };
        while !interrupt.came_within(Duration::from_millis(50)) {
            if let Some(status) = demo.ended() {
                bail!("the demo appliance did not start, it ended with {status}");
            }
            if demo.sample.get().is_some() && appliance::status(&demo.address.origin()).is_some() {
                return Ok(Some(demo));
            }
        }
        Ok(None)
    }

    /// Where it listens.
    pub fn address(&self) -> &Address {
        &self.address
    }

    /// The SHA-1 of its first sample.
    pub fn sample(&self) -> Option<&str> {
        self.sample.get().map(String::as_str)
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

/// Shows what it prints, and takes the first SHA-1 out of it.
fn pass_on(group: &mut Group, sample: &Arc<OnceLock<String>>) {
    let Some(output) = group.stdout() else { return };
    let sample = Arc::clone(sample);
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            println!("  {line}");
            if let Some(hash) = sha1(&line) {
                // Only the first one: the others are scenarios.
                let _ = sample.set(hash.to_owned());
            }
        }
    });
}

/// The first SHA-1 in a line.
fn sha1(line: &str) -> Option<&str> {
    line.split(|letter: char| !letter.is_ascii_alphanumeric())
        .find(|word| word.len() == 40 && word.chars().all(|letter| letter.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::{absolute, sha1};
    use std::path::PathBuf;

    #[test]
    fn the_hash_is_found_in_the_line() {
        let hash = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
        assert_eq!(sha1(&format!("sample {hash} (4 layers)")), Some(hash));
        assert_eq!(sha1(&format!("http://127.0.0.1:9/?sample={hash}")), Some(hash));
        assert_eq!(sha1(&format!("sha256 {hash}{}", "0".repeat(24))), None);
        assert_eq!(sha1("listening"), None);
    }

    #[test]
    fn a_missing_sample_is_named() {
        let error = absolute(&[PathBuf::from("/no/such/file")]).expect_err("no such file");
        assert!(error.to_string().contains("/no/such/file"));
    }
}
