//! A page on its own demo appliance.

use crate::beside::Beside;
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use xtask::appliance;
use xtask::process::{self, Group};
use xtask::{ports, project};

/// What the appliance's listings of any size begin their hash with; eight decimal digits follow.
const GENERATED: &[u8; 16] = b"generated rows: ";

/// The token that the appliance wants; of this bench only.
pub const TOKEN: &str = "be0c4000000000000000000000000000000000be";

/// How long the appliance may take to start.
const PATIENCE: Duration = Duration::from_secs(30);

/// What the two pages are called.
pub const PAGES: [&str; 2] = ["ours", "yardstick"];

/// A page that is being served.
pub struct Served {
    /// Where it is served.
    pub origin: String,
    rows: u32,
}

/// Builds the demo appliance. Gives the program.
pub fn build() -> Result<PathBuf> {
    println!("Building the demo appliance.");
    process::run(&mut appliance::demo::build()).context("the demo appliance could not be built")?;
    Ok(appliance::demo::program())
}

impl Served {
    /// Starts an appliance that serves the page in `folder` beside a listing of `rows` rows.
    pub fn start(program: &Path, folder: &Path, rows: u32, beside: &Beside) -> Result<Self> {
        Self::at_pace(program, folder, rows, None, beside)
    }

    /// The same with an appliance whose answers take their time; see its option `--work`.
    pub fn at_pace(program: &Path, folder: &Path, rows: u32, work: Option<&str>, beside: &Beside) -> Result<Self> {
        let listen = format!("127.0.0.1:{}", ports::any()?);
        let mut command = Command::new(program);
        command.args(["--listen", &listen, "--token", TOKEN, "--page"]).arg(folder).current_dir(project::root());
        command.args(work.into_iter().flat_map(|work| ["--work", work]));
        // It tells of each request.
        let mut group = Group::start(command.stdout(Stdio::null()).stderr(Stdio::null()))?;
        let served = Self { origin: format!("http://{listen}"), rows };
        let started = Instant::now();
        while appliance::status(&served.origin).is_none() {
            if let Some(status) = group.ended() {
                bail!("the demo appliance did not start, it ended with {status}");
            }
            if started.elapsed() > PATIENCE {
                bail!("the demo appliance does not answer at {listen}");
            }
            thread::sleep(Duration::from_millis(50));
        }
        beside.keep(group);
        Ok(served)
    }

    /// The address of the tree.
    pub fn address(&self) -> String {
        format!("{}/?sample={}&view=tree", self.origin, self.sample())
    }

    /// The address of the start page, from which a sample opens as a tree.
    pub fn start_page(&self) -> String {
        format!("{}/?view=tree", self.origin)
    }

    /// The hash of the listing.
    pub fn sample(&self) -> String {
        hash(self.rows)
    }

    /// How many rows the listing has.
    pub const fn rows(&self) -> u32 {
        self.rows
    }
}

/// The hash under which the demo appliance has a listing of so many rows.
pub fn hash(rows: u32) -> String {
    let mut hash = String::new();
    for byte in GENERATED {
        // Writing to a String does not fail.
        let _ = write!(hash, "{byte:02x}");
    }
    format!("{hash}{rows:08}")
}

#[cfg(test)]
mod tests {
    use super::hash;

    #[test]
    fn a_hash_names_its_rows() {
        assert_eq!(hash(100_000), "67656e65726174656420726f77733a2000100000");
    }
}
