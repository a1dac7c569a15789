//! Padding: long runs of one byte.

/// Bytes of a run from which on it is padding.
pub const RUN: u64 = 512;

/// Looks for padding in a file that comes in pieces.
#[derive(Debug, Default)]
pub struct Padding {
    at: u64,
    last: Option<u8>,
    run: u64,
    longest: u64,
    /// Where the longest run begins.
    pub longest_at: u64,
    /// Bytes of padding.
    pub bytes: u64,
}

impl Padding {
    /// Takes the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some(first) = rest.first().copied() {
            if self.last != Some(first) {
                self.end_run();
                self.last = Some(first);
            }
            // Most runs are short, and long ones are passed over eight bytes at a time.
            let eight = [first; 8];
            let mut length = rest.chunks_exact(8).take_while(|part| *part == eight).count() * 8;
            length += rest[length..].iter().take_while(|byte| **byte == first).count();
            self.run += length as u64;
            self.at += length as u64;
            rest = &rest[length..];
        }
    }

    /// Nothing follows.
    pub fn finish(&mut self) {
        self.end_run();
    }

    fn end_run(&mut self) {
        if self.run >= RUN {
            self.bytes += self.run;
            if self.run > self.longest {
                self.longest = self.run;
                self.longest_at = self.at - self.run;
            }
        }
        self.run = 0;
    }
}
