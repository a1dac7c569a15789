//! What runs beside the bench: appliances and drivers.

use anyhow::{Context, Result};
use std::sync::{Arc, Mutex, PoisonError};
use xtask::process::Group;

/// What runs beside us, so that Ctrl-C can end it.
#[derive(Clone, Default)]
pub struct Beside(Arc<Mutex<Vec<Group>>>);

impl Beside {
    /// From now on Ctrl-C ends it, and then us.
    pub fn listen() -> Result<Self> {
        let beside = Self::default();
        let groups = beside.clone();
        ctrlc::set_handler(move || {
            groups.end();
            std::process::exit(130);
        })
        .context("cannot listen for Ctrl-C")?;
        Ok(beside)
    }

    /// Keeps a program until the end of the bench.
    pub fn keep(&self, group: Group) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(group);
    }

    /// Ends all of them.
    pub fn end(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
