//! How fast an appliance is.

use crate::platform::scheduler::Gate;
use std::cell::Cell;

/// Whether rows come so fast that nobody needs to see how far each page is.
#[derive(Debug, Default)]
pub struct Speed {
    known: Gate,
    is_quick: Cell<bool>,
}

impl Speed {
    /// Settles it, unless it is settled.
    pub fn settle(&self, is_quick: bool) {
        if !self.known.is_over() {
            self.is_quick.set(is_quick);
            self.known.end();
        }
    }

    /// What it is, if it is settled.
    pub fn known(&self) -> Option<bool> {
        self.known.is_over().then(|| self.is_quick.get())
    }

    /// What it is, as soon as it is settled.
    pub async fn is_quick(&self) -> bool {
        self.known.wait().await;
        self.is_quick.get()
    }
}
