//! Tools that are brought while something else is done: on a new machine they are compiled, which takes minutes.

use super::Interrupt;
use crate::project;
use crate::tools::{self, TARGET, Toolbox};
use anyhow::{Result, bail};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::thread;
use std::time::Duration;

/// The tools on their way.
pub struct Tools {
    coming: Receiver<Result<Toolbox>>,
}

impl Tools {
    /// Begins to bring the tools for building the page.
    pub fn bring() -> Self {
        let (tell, coming) = channel();
        thread::spawn(move || {
            // Nobody waits any more when the command was interrupted.
            let _ = tell.send(Toolbox::bring(tools::BUILD));
        });
        Self { coming }
    }

    /// The tools, once they are there. While they are not, the page is compiled, which needs none of them. Nothing when it
    /// was interrupted.
    pub fn wait(self, release: bool, interrupt: &Interrupt) -> Result<Option<Toolbox>> {
        match self.coming.try_recv() {
            Ok(tools) => return tools.map(Some),
            Err(TryRecvError::Disconnected) => return Self::lost(),
            Err(TryRecvError::Empty) => {}
        }
        println!("Compiling the page meanwhile.");
        for build in &mut builds(release) {
            if !interrupt.run(build)? {
                return Ok(None);
            }
        }
        loop {
            match self.coming.recv_timeout(Duration::from_millis(100)) {
                Ok(tools) => return tools.map(Some),
                Err(RecvTimeoutError::Disconnected) => return Self::lost(),
                Err(RecvTimeoutError::Timeout) if interrupt.came_within(Duration::ZERO) => return Ok(None),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn lost() -> Result<Option<Toolbox>> {
        bail!("bringing the tools ended without a word")
    }
}

/// What trunk will ask of cargo, so that it finds it done: the page, its worker and the YARA engine, each by itself.
fn builds(release: bool) -> [Command; 3] {
    [("matryoshka", "release"), ("matryoshka-worker", "worker"), ("matryoshka-yara", "release")].map(
        |(package, profile)| {
            let mut cargo = Command::new("cargo");
            cargo.args(["build", "--locked", "--target", TARGET, "--package", package]).current_dir(project::root());
            cargo.args(["--profile", if release { profile } else { "dev" }]);
            cargo
        },
    )
}
