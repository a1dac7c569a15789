//! The engine over the members of an archive, as the worker hands them to it.

mod archive;
mod native;

use matryoshka_core::yara::wire::{About, FileMatches};
use matryoshka_yara::scan::Engine;

/// The worker knows the engine by this.
struct Scanning(Engine);

impl matryoshka_worker::yara::Engine for Scanning {
    fn begin(&mut self, called: &[About]) {
        self.0.begin();
        called.iter().for_each(|about| self.0.called(about));
    }

    fn push(&mut self, bytes: &[u8]) {
        self.0.push(bytes);
    }

    fn finish(&mut self) -> Option<FileMatches> {
        self.0.finish()
    }
}

/// A number below another one, the same in each run.
fn random(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % below
}
