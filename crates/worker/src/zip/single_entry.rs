//! One member as an archive of its own, for the crate that unpacks: a directory with that one entry, made here out of
//! numbers that have been checked, then the member's content where it lies. So no member can be hidden by another of its
//! name, and a bad one is a matter of that one.

use crate::zip::directory::{AES, DESCRIPTOR, ENCRYPTED, Entry, bytes_at, short};
use std::io::{Read, Result, Seek, SeekFrom};

/// Bytes between the content and the end: as many as are searched for the end, so that no content is read for that.
const APART: usize = 1024;

/// The first day that there is.
const DAY: u16 = (1 << 5) | 1;

/// Reads a directory, the packed content, and an end.
#[derive(Debug)]
pub struct Alone<'a, R> {
    reader: &'a mut R,
    head: Vec<u8>,
    /// Where the packed content is in the file.
    content_at: u64,
    content: u64,
    tail: Vec<u8>,
    at: u64,
}

impl<'a, R: Read + Seek> Alone<'a, R> {
    /// The member of an entry whose packed content begins at `content_at`.
    pub fn new(reader: &'a mut R, entry: &Entry, content_at: u64) -> Self {
        let extra = extra(entry);
        // The directory goes first, so that its place always fits.
        let mut head = b"PK\x01\x02\x2d\0".to_vec();
        head.extend(common(entry, extra.len()));
        head.extend([0; 10]);
        head.extend((46 + 1 + extra.len() as u32).to_le_bytes());
        head.push(b'm');
        head.extend(&extra);
        let directory = head.len() as u32;
        head.extend(b"PK\x03\x04");
        head.extend(common(entry, 0));
        head.push(b'm');
        let mut tail = vec![0; APART];
        tail.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
        tail.extend(directory.to_le_bytes());
        tail.extend([0; 6]);
        Self { reader, head, content_at, content: entry.packed, tail, at: 0 }
    }

    fn length(&self) -> u64 {
        self.head.len() as u64 + self.content + self.tail.len() as u64
    }
}

/// The fields that the entry and the member's own header share, from the version to the length of the extra field.
fn common(entry: &Entry, extra: usize) -> Vec<u8> {
    let in_32_bits = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let (packed, size) =
        if is_large(entry) { (u32::MAX, u32::MAX) } else { (in_32_bits(entry.packed), in_32_bits(entry.size)) };
    let mut out = Vec::with_capacity(28);
    for number in [45, entry.flags & (ENCRYPTED | DESCRIPTOR), entry.method, entry.time, DAY] {
        out.extend(number.to_le_bytes());
    }
    for number in [entry.crc, packed, size] {
        out.extend(number.to_le_bytes());
    }
    out.extend(1_u16.to_le_bytes());
    out.extend((extra as u16).to_le_bytes());
    out
}

fn is_large(entry: &Entry) -> bool {
    entry.size.max(entry.packed) >= u32::MAX.into()
}

fn extra(entry: &Entry) -> Vec<u8> {
    let mut out = Vec::new();
    if is_large(entry) {
        out.extend([1, 0, 16, 0]);
        out.extend(entry.size.to_le_bytes());
        out.extend(entry.packed.to_le_bytes());
    }
    if entry.method == AES
        && let Some(aes) = entry.aes
    {
        out.extend([0x01, 0x99, 7, 0]);
        out.extend(aes.field);
    }
    out
}

impl<R: Read + Seek> Read for Alone<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let head = self.head.len() as u64;
        let read = if self.at < head {
            (&self.head[self.at as usize..]).read(buffer)?
        } else if self.at < head + self.content {
            let at = self.at - head;
            self.reader.seek(SeekFrom::Start(self.content_at + at))?;
            self.reader.by_ref().take(self.content - at).read(buffer)?
        } else {
            let at = (self.at - head - self.content).min(self.tail.len() as u64);
            (&self.tail[at as usize..]).read(buffer)?
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl<R: Read + Seek> Seek for Alone<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| std::io::Error::other("before the beginning"))?;
        Ok(self.at)
    }
}

/// Where the packed content of a member begins, if all of it is in the archive.
///
/// # Errors
/// When the member cannot be read.
pub fn content_at<R: Read + Seek>(reader: &mut R, entry: &Entry, length: u64) -> std::io::Result<Option<u64>> {
    let header = bytes_at(reader, entry.header_at, 30)?;
    if header.len() < 30 || !header.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    // The names may differ; what counts is what the directory says.
    let behind = u64::from(short(&header, 26)) + u64::from(short(&header, 28));
    let at = entry.header_at + 30 + behind;
    Ok(at.checked_add(entry.packed).is_some_and(|end| end <= length).then_some(at))
}
