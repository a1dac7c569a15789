//! A `Blob` as a file: read where it is needed, written in parts that the browser keeps.

use js_sys::{Array, Uint8Array};
use std::io::{Error, Read, Result, Seek, SeekFrom, Write};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, FileReaderSync};

/// Bytes that are read ahead.
const AHEAD: u64 = 1 << 20;

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
            self.ahead = bytes(&self.blob, self.at, self.at + AHEAD).map_err(Error::other)?;
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

/// Writes a `Blob`.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
    parts: Array,
}

impl Writer {
    fn hand_over(&mut self) {
        if !self.bytes.is_empty() {
            let array = Uint8Array::from(self.bytes.as_slice());
            // A part that the browser has no room for is missing in the whole, whose size then tells.
            if let Ok(part) = Blob::new_with_u8_array_sequence(&Array::of1(&array)) {
                self.parts.push(&part);
            }
            self.bytes.clear();
        }
    }

    /// Puts in a part of another `Blob` without reading it.
    pub fn insert(&mut self, part: &Blob) {
        self.hand_over();
        self.parts.push(part);
    }

    /// All that was written.
    pub fn finish(mut self, kind: &str) -> std::result::Result<Blob, String> {
        self.hand_over();
        let options = BlobPropertyBag::new();
        options.set_type(kind);
        Blob::new_with_blob_sequence_and_options(&self.parts, &options)
            .map_err(|_: JsValue| "The browser has no room for the file.".to_owned())
    }
}

impl Write for &mut Writer {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        self.bytes.extend_from_slice(bytes);
        if self.bytes.len() >= PART {
            self.hand_over();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        Ok(())
    }
}
