//! A `Blob` as a file: read where it is needed, written in parts that the browser keeps.

use js_sys::{Array, Uint8Array};
use std::io::{Error, Read, Result, Seek, SeekFrom, Write};
use web_sys::{Blob, BlobPropertyBag, FileReaderSync};

/// Bytes that are read ahead at most, where reading goes on from front to back: each time four times as many as before. What a
/// browser needs for each part is more than for the bytes in it.
const AHEAD: u64 = 4 << 20;

/// Bytes that are read after a leap.
const NEAR: u64 = 64 << 10;

/// Bytes after which written ones are handed to the browser.
const PART: usize = 4 << 20;

/// The bytes of a `Blob` from one to another.
pub fn bytes(blob: &Blob, from: u64, to: u64) -> std::result::Result<Vec<u8>, String> {
    let gone = |_| "The browser can no longer read the file.".to_owned();
    let to = to.min(blob.size() as u64);
    if from >= to {
        return Ok(Vec::new());
    }
    let part = blob.slice_with_f64_and_f64(from as f64, to as f64).map_err(gone)?;
    let buffer = FileReaderSync::new().and_then(|reader| reader.read_as_array_buffer(&part)).map_err(gone)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Reads a `Blob`.
#[derive(Debug)]
pub struct Reader {
    blob: Blob,
    at: u64,
    ahead: Vec<u8>,
    ahead_at: u64,
}

impl Reader {
    pub const fn new(blob: Blob) -> Self {
        Self { blob, at: 0, ahead: Vec::new(), ahead_at: 0 }
    }
}

impl Read for Reader {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let held = self.ahead_at..self.ahead_at + self.ahead.len() as u64;
        if !held.contains(&self.at) {
            let goes_on = (self.ahead_at..=held.end + NEAR).contains(&self.at);
            let length = if goes_on { (self.ahead.len() as u64 * 4).clamp(NEAR, AHEAD) } else { NEAR };
            self.ahead = bytes(&self.blob, self.at, self.at + length).map_err(Error::other)?;
            self.ahead_at = self.at;
        }
        let from = (self.at - self.ahead_at) as usize;
        let rest = self.ahead.get(from..).unwrap_or_default();
        let length = rest.len().min(buffer.len());
        buffer[..length].copy_from_slice(&rest[..length]);
        self.at += length as u64;
        Ok(length)
    }
}

impl Seek for Reader {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => (self.blob.size() as u64).checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| Error::other("before the beginning"))?;
        Ok(self.at)
    }
}

/// Parts of other `Blob`s that are shorter are copied: the browser has much to do with each `Blob`.
const SHORT: u64 = 256 << 10;

/// Writes a `Blob`.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
    parts: Array,
    /// Bytes of all parts together.
    length: u64,
    /// The browser has not taken a part.
    is_lost: bool,
}

impl Writer {
    fn hand_over(&mut self) {
        if !self.bytes.is_empty() {
            let array = Uint8Array::from(self.bytes.as_slice());
            match Blob::new_with_u8_array_sequence(&Array::of1(&array)) {
                Ok(part) => {
                    self.parts.push(&part);
                }
                Err(_) => self.is_lost = true,
            }
            self.length += self.bytes.len() as u64;
            self.bytes.clear();
        }
    }

    /// Puts in the bytes of another `Blob` from one to another. A long part is put in without being read.
    ///
    /// # Errors
    /// Explanation, when the other one cannot be read.
    pub fn insert(&mut self, other: &mut Reader, from: u64, to: u64) -> std::result::Result<(), String> {
        const GONE: &str = "The browser can no longer read an answer.";
        let length = to.saturating_sub(from);
        if length < SHORT {
            let mut part = Vec::with_capacity(length as usize);
            let read = other.seek(SeekFrom::Start(from)).and_then(|_| other.take(length).read_to_end(&mut part));
            // Writing into memory cannot fail; what the browser does not take is said in the end.
            let _ = self.write_all(&part);
            return if read.is_ok_and(|read| read as u64 == length) { Ok(()) } else { Err(GONE.to_owned()) };
        }
        self.hand_over();
        let part = other.blob.slice_with_f64_and_f64(from as f64, to as f64).map_err(|_| GONE.to_owned())?;
        self.parts.push(&part);
        self.length += length;
        Ok(())
    }

    /// All that was written, as a `Blob` of that kind.
    ///
    /// # Errors
    /// Explanation, when the browser has not kept all of it.
    pub fn finish(mut self, kind: &str) -> std::result::Result<Blob, String> {
        const FULL: &str = "The browser has no room for the file. Close other tabs or free some space, then try again.";
        self.hand_over();
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        let blob = Blob::new_with_blob_sequence_and_options(&self.parts, &options).map_err(|_| FULL.to_owned())?;
        // A part that it had no room for would be missing, and the file would look whole.
        if self.is_lost || blob.size() as u64 != self.length {
            return Err(FULL.to_owned());
        }
        Ok(blob)
    }
}

impl Write for Writer {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() >= PART {
            self.hand_over();
        }
        if self.is_lost { Err(Error::other("the browser has no room for the file")) } else { Ok(bytes.len()) }
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
