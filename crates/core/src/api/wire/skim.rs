//! Where a value that has not come whole may have ended.

use super::nesting::{Nesting, Role};

/// Goes over the bytes of a value once, however small the pieces are in which they come: reading it again from the start for each
/// piece would take a time that grows with the square of its length.
#[derive(Debug, Default)]
pub struct Skim {
    at: usize,
    nesting: Nesting,
}

impl Skim {
    /// Goes on in what has come so far, which begins with what came before. Stops at the next place where something ends or
    /// begins that is inside of nothing else, and so may be read now; false when there is none.
    pub fn reaches_an_end(&mut self, bytes: &[u8]) -> bool {
        while let Some(byte) = bytes.get(self.at) {
            self.at += 1;
            match self.nesting.step(*byte) {
                Role::Begins | Role::Ends => return true,
                Role::Outside if matches!(byte, b',' | b']' | b'}') => return true,
                Role::Within | Role::Outside => {}
            }
        }
        false
    }

    /// Goes over all that has come: it has been tried, and could not be read yet.
    pub fn pass(&mut self, bytes: &[u8]) {
        while self.reaches_an_end(bytes) {}
    }
}
