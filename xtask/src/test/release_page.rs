//! The release page, built beside the layers that need none: much of that build keeps one core busy and leaves the others idle.

use crate::process::Group;
use anyhow::{Context, Result, bail};
use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, exit};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// What a shell says of a program that Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

/// The page while it is built.
pub struct ReleasePage {
    building: Arc<Mutex<Option<Group>>>,
    /// What the build says, which would stand among the words of the tests.
    said: PathBuf,
}

impl ReleasePage {
    /// Begins to build it into `folder`.
    pub fn begin(folder: &Path) -> Result<Self> {
        let said = folder.with_extension("log");
        let output = File::create(&said).with_context(|| format!("cannot write {}", said.display()))?;
        let mut dist = Command::new(env::current_exe()?);
        dist.args(["dist", "--into"]).arg(folder).stdout(output.try_clone()?).stderr(output);
        let building = Arc::new(Mutex::new(Some(Group::start(&mut dist)?)));
        let running = Arc::clone(&building);
        // The build is in a group of its own, which a terminal does not end.
        ctrlc::set_handler(move || {
            drop(lock(&running).take());
            exit(INTERRUPTED);
        })
        .context("cannot listen for Ctrl-C")?;
        Ok(Self { building, said })
    }

    /// Waits until it is built, and prints what the build has said.
    pub fn wait(self) -> Result<()> {
        let status = loop {
            // Not held while this sleeps: Ctrl-C takes the build out of it.
            let ended = lock(&self.building).as_mut().and_then(Group::ended);
            match ended {
                Some(status) => break status,
                None => thread::sleep(Duration::from_millis(100)),
            }
        };
        print!("{}", String::from_utf8_lossy(&fs::read(&self.said)?));
        if !status.success() {
            bail!("the page could not be built, it says why above");
        }
        Ok(())
    }
}

impl Drop for ReleasePage {
    /// Where the tests fail, nobody needs the page.
    fn drop(&mut self) {
        drop(lock(&self.building).take());
    }
}

fn lock(building: &Mutex<Option<Group>>) -> MutexGuard<'_, Option<Group>> {
    building.lock().unwrap_or_else(PoisonError::into_inner)
}
