//! Ctrl-C and termination, as something to wait for.

use crate::process::{self, Group};
use anyhow::{Context, Result, bail};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// Told once when the command is to end.
pub struct Interrupt {
    came: Receiver<()>,
}

impl Interrupt {
    /// From now on Ctrl-C does not end the process by itself, so that what it started can be ended first.
    pub fn listen() -> Result<Self> {
        let (tell, came) = channel();
        ctrlc::set_handler(move || {
            // Nobody waits any more when all is ending already.
            let _ = tell.send(());
        })
        .context("cannot listen for Ctrl-C")?;
        Ok(Self { came })
    }

    /// Waits as long as that, and says whether it came.
    pub fn came_within(&self, time: Duration) -> bool {
        !matches!(self.came.recv_timeout(time), Err(RecvTimeoutError::Timeout))
    }

    /// Runs a command to its end. `false` when it was interrupted.
    pub fn run(&self, command: &mut Command) -> Result<bool> {
        let mut group = Group::start(command)?;
        loop {
            match group.ended() {
                Some(status) if status.success() => return Ok(true),
                Some(status) => bail!("{} ended with {status}", process::line(command)),
                None => {}
            }
            if self.came_within(Duration::from_millis(50)) {
                return Ok(false);
            }
        }
    }
}
