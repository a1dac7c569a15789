//! Bytes to rows: one decoder for a page of the API, for everything at once, and for a saved file.
//!
//! A body is fed as it comes, in pieces of any size, and each entry is read where it lies as soon as it is whole: texts
//! are borrowed from the buffer, nothing is copied, and there is no tree of values. [`Reader`] walks the envelope and
//! [`entry`] reads what is inside.

mod answer;
pub mod entry;
mod envelope;
mod fast_path;
pub mod hash;
mod library;
pub mod nesting;
mod odd;
pub mod raw_entry;
mod repair;
mod skim;
pub mod value;

pub use crate::api::wire::answer::{Answer, Head, WireFault};
pub use crate::api::wire::entry::{Entry, Sample};
pub use crate::api::wire::envelope::PART;
pub use crate::api::wire::hash::Hash;
pub use crate::api::wire::value::Id;

use crate::api::wire::fast_path::Shape;
use crate::api::wire::skim::Skim;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Before the first byte that is no white space.
    Start,
    /// In the outer object, before a key or its end.
    Key,
    /// In the rows, before an entry or the end.
    Rows { in_object: bool },
    /// Behind the outer value.
    Done,
}

/// Reads one body piece by piece.
#[derive(Debug)]
pub struct Reader {
    buffer: Vec<u8>,
    /// Everything before this is read.
    at: usize,
    /// From here on the buffer holds nothing that has come.
    end: usize,
    /// The offset in the body of the buffer's first byte.
    base: u64,
    state: State,
    head: Head,
    /// Which other pages the listing names that is being read.
    links: Links,
    /// How many listings have been read to their end.
    listings: u32,
    entries: u32,
    saw_rows: bool,
    first_keys: String,
    /// How entries are laid out.
    shape: Shape,
    /// How far a value has been gone over that could not be read, since it has not come whole.
    skim: Option<Skim>,
    /// How many bytes have been read in vain, for tests.
    #[cfg(test)]
    in_vain: u64,
    /// The body may hold several listings one after another, as a saved file does.
    many: bool,
}

/// Which other pages a listing names.
#[derive(Clone, Copy, Debug, Default)]
struct Links {
    next: bool,
    previous: bool,
}

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

/// The outcome of one attempt to go on.
enum Step {
    Went,
    /// The buffer ends in the middle of something.
    Wants,
}

impl Reader {
    /// For the body of one answer.
    pub const fn new() -> Self {
        Self {
            buffer: Vec::new(),
            at: 0,
            end: 0,
            base: 0,
            state: State::Start,
            head: Head { count: None, has_next: false, has_previous: false, part: None, message: None },
            links: Links { next: false, previous: false },
            listings: 0,
            entries: 0,
            saw_rows: false,
            first_keys: String::new(),
            shape: Shape::new(),
            skim: None,
            #[cfg(test)]
            in_vain: 0,
            many: false,
        }
    }

    /// For a body that has come whole.
    pub fn of(body: &[u8]) -> Self {
        let mut reader = Self::new();
        reader.room(body.len()).copy_from_slice(body);
        reader
    }

    /// For a saved file, which may hold several pages one after another.
    pub const fn for_file() -> Self {
        let mut reader = Self::new();
        reader.many = true;
        reader
    }

    /// Room for `length` more bytes at the end of the buffer, to be filled by the caller: the way from a stream without
    /// a copy in between. What has been read is given up first.
    pub fn room(&mut self, length: usize) -> &mut [u8] {
        if self.at > 0 {
            self.buffer.copy_within(self.at..self.end, 0);
            self.base += self.at as u64;
            self.end -= self.at;
            self.at = 0;
        }
        let from = self.end;
        self.end += length;
        if self.end > self.buffer.len() {
            self.buffer.resize(self.end, 0);
        }
        &mut self.buffer[from..self.end]
    }

    /// What has come and is not read.
    fn rest(&self) -> &[u8] {
        &self.buffer[self.at..self.end]
    }

    /// How many rows have been read.
    pub const fn entries(&self) -> u32 {
        self.entries
    }

    /// What has been read of the envelope so far.
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// Reads what is whole in the buffer and hands each entry, with its offset in the body, to `row`. Stops behind about
    /// `limit` bytes, so that a caller can let the browser paint.
    ///
    /// Returns whether more can be read without more bytes.
    ///
    /// # Errors
    /// When the bytes are no listing.
    pub fn read(&mut self, limit: usize, row: &mut dyn FnMut(&Entry<'_>, u64)) -> Result<bool, WireFault> {
        let stop = self.at.saturating_add(limit);
        loop {
            if self.at >= stop {
                return Ok(true);
            }
            match self.step(false, row)? {
                Step::Went => {}
                Step::Wants => return Ok(false),
            }
        }
    }

    /// Reads the rest and says what the body was. To be called when the body has ended.
    ///
    /// # Errors
    /// When the body is cut off or is no listing.
    pub fn finish(&mut self, row: &mut dyn FnMut(&Entry<'_>, u64)) -> Result<Answer, WireFault> {
        while matches!(self.step(true, row)?, Step::Went) {}
        match self.state {
            State::Start if !self.saw_rows => return Ok(Answer::Nothing),
            State::Done | State::Start => {}
            State::Key | State::Rows { .. } => {
                let bytes = self.base + self.end as u64;
                return Err(WireFault::CutOff { bytes, entries: self.entries });
            }
        }
        if self.entries > 0 {
            return Ok(Answer::Rows(std::mem::take(&mut self.head), self.entries));
        }
        if let Some(message) = self.head.message.take() {
            return Ok(Answer::Message(message));
        }
        match self.head.count {
            _ if self.saw_rows && self.head.has_next => Ok(Answer::Rows(std::mem::take(&mut self.head), 0)),
            Some(count) if self.saw_rows && count > 0 => Ok(Answer::Rows(std::mem::take(&mut self.head), 0)),
            Some(_) => Ok(Answer::Nothing),
            None if self.saw_rows || self.first_keys.is_empty() => Ok(Answer::Nothing),
            None => Err(WireFault::NotAListing(format!("an object with {}, but without “results”", self.first_keys))),
        }
    }

    fn step(&mut self, last: bool, row: &mut dyn FnMut(&Entry<'_>, u64)) -> Result<Step, WireFault> {
        let Some(byte) = self.skip_space() else { return Ok(Step::Wants) };
        let rest = &self.buffer[self.at..self.end];
        if let Some(skim) = &mut self.skim
            && !skim.reaches_an_end(rest)
            && !last
        {
            return Ok(Step::Wants);
        }
        let step = self.dispatch(byte, last, row)?;
        match step {
            Step::Went => self.skim = None,
            Step::Wants => {
                let rest = &self.buffer[self.at..self.end];
                self.skim.get_or_insert_default().pass(rest);
                #[cfg(test)]
                {
                    self.in_vain += rest.len() as u64;
                }
            }
        }
        Ok(step)
    }

    fn dispatch(&mut self, byte: u8, last: bool, row: &mut dyn FnMut(&Entry<'_>, u64)) -> Result<Step, WireFault> {
        match self.state {
            State::Start => self.start(byte),
            State::Key => self.key(byte, last),
            State::Rows { in_object } => self.row(byte, in_object, row),
            State::Done if self.many && matches!(byte, b'{' | b'[' | b',') => {
                self.at += usize::from(byte == b',');
                self.state = State::Start;
                Ok(Step::Went)
            }
            State::Done => Err(self.broken("something follows the end of the listing")),
        }
    }

    #[inline(never)]
    fn start(&mut self, byte: u8) -> Result<Step, WireFault> {
        match byte {
            b'{' => self.state = State::Key,
            b'[' => {
                self.saw_rows = true;
                self.state = State::Rows { in_object: false };
            }
            b'<' => return Err(WireFault::Html),
            0xef | 0xbb | 0xbf => {} // a byte order mark
            b'"' | b'0'..=b'9' | b'-' | b't' | b'f' | b'n' => {
                return Err(WireFault::NotAListing("a single value".into()));
            }
            _ => return Err(self.broken("it does not begin with { or [")),
        }
        self.at += 1;
        Ok(Step::Went)
    }

    /// One entry, or what stands between two.
    fn row(&mut self, byte: u8, in_object: bool, row: &mut dyn FnMut(&Entry<'_>, u64)) -> Result<Step, WireFault> {
        match byte {
            b',' => {
                self.at += 1;
                return Ok(Step::Went);
            }
            b']' => {
                self.at += 1;
                if in_object {
                    self.state = State::Key;
                } else {
                    self.end_listing();
                }
                return Ok(Step::Went);
            }
            _ => {}
        }
        let rest = &self.buffer[self.at..self.end];
        let offset = self.base + self.at as u64;
        let length = match self.shape.entry(rest) {
            Some((entry, length)) => {
                row(&entry, offset);
                length
            }
            None => match self.by_library(rest, offset, row)? {
                Some(length) => length,
                None => return Ok(Step::Wants),
            },
        };
        self.entries += 1;
        self.at += length;
        Ok(Step::Went)
    }

    /// Skips white space; the byte behind it.
    fn skip_space(&mut self) -> Option<u8> {
        self.at += space(self.rest());
        self.rest().first().copied()
    }

    fn broken(&self, why: &str) -> WireFault {
        WireFault::Broken { at: self.base + self.at as u64, why: why.trim_end_matches('.').to_owned() }
    }
}

fn space(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| matches!(b, b' ' | b'\n' | b'\r' | b'\t')).count()
}

#[cfg(test)]
mod tests;
