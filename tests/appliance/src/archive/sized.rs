//! Archives of any size, made while they are sent: stored members of 1 MiB each, of four different contents whose
//! checksums are known beforehand. Above 4 GiB as zip64.

use std::sync::OnceLock;

use bytes::Bytes;

use super::zip;
use crate::hashes::Hashes;

/// Bytes of each member but the last.
const BLOCK: u64 = 1 << 20;
/// Length of each member's name, `files/00000000.bin`.
const NAME: u64 = 18;
const LOCAL: u64 = 30 + NAME;
/// Bytes of each entry of the directory, the second with the 64-bit offset.
const ENTRY: [u64; 2] = [46 + NAME, 46 + NAME + 12];
/// Bytes after the directory, the second with zip64's two records.
const TAIL: [u64; 2] = [22, 22 + 56 + 20];

/// What an archive of a certain size consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    members: u64,
    /// Bytes of the last member.
    last: u64,
    zip64: bool,
}

impl Layout {
    /// An archive of `bytes` bytes, or up to 200 more where that can't be met.
    pub fn of(bytes: u64) -> Self {
        let zip64 = bytes > u64::from(u32::MAX);
        let around = LOCAL + ENTRY[usize::from(zip64)];
        let for_members = bytes.saturating_sub(TAIL[usize::from(zip64)]);
        let members = for_members.div_ceil(BLOCK + around).max(1);
        let last = for_members.saturating_sub((members - 1) * (BLOCK + around) + around);
        Self { members, last, zip64 }
    }

    /// Length of the archive in bytes.
    pub fn total(self) -> u64 {
        self.directory_start() + self.directory_length() + TAIL[usize::from(self.zip64)]
    }

    /// Path, hashes and size of each member.
    pub fn contents(self) -> impl Iterator<Item = (String, Hashes, u64)> {
        let last = (self.size(self.members - 1) < BLOCK).then(|| Hashes::of(&self.content(self.members - 1)));
        (0..self.members).map(move |member| {
            let hashes = match &last {
                Some(last) if member == self.members - 1 => last.clone(),
                _ => block_hashes(member).clone(),
            };
            (name(member), hashes, self.size(member))
        })
    }

    /// The archive, in pieces.
    pub fn chunks(self) -> impl Iterator<Item = Bytes> + Send {
        let members = (0..self.members).flat_map(move |member| [self.local(member), self.content(member)]);
        let directory = (0..self.members).map(move |member| self.entry(member));
        members.chain(directory).chain(std::iter::once_with(move || self.end()))
    }

    fn size(self, member: u64) -> u64 {
        if member + 1 == self.members { self.last } else { BLOCK }
    }

    fn content(self, member: u64) -> Bytes {
        block(member).content.slice(..self.size(member) as usize)
    }

    fn directory_start(self) -> u64 {
        (self.members - 1) * (LOCAL + BLOCK) + LOCAL + self.last
    }

    fn directory_length(self) -> u64 {
        self.members * ENTRY[usize::from(self.zip64)]
    }

    /// From the version to the length of the extra field.
    fn fields(self, member: u64, extra: u16) -> Vec<u8> {
        let version: u16 = if self.zip64 { 45 } else { 20 };
        let crc = if self.size(member) == BLOCK { block(member).crc } else { zip::crc(&self.content(member)) };
        let size = (self.size(member) as u32).to_le_bytes();
        let numbers = [version, 0, zip::STORED, 0, zip::DATE];
        let mut out: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        out.extend_from_slice(&crc.to_le_bytes());
        out.extend_from_slice(&size);
        out.extend_from_slice(&size);
        out.extend_from_slice(&(NAME as u16).to_le_bytes());
        out.extend_from_slice(&extra.to_le_bytes());
        out
    }

    fn local(self, member: u64) -> Bytes {
        let mut out = b"PK\x03\x04".to_vec();
        out.extend_from_slice(&self.fields(member, 0));
        out.extend_from_slice(name(member).as_bytes());
        out.into()
    }

    fn entry(self, member: u64) -> Bytes {
        let offset = member * (LOCAL + BLOCK);
        let mut out = b"PK\x01\x02\x14\0".to_vec();
        out.extend_from_slice(&self.fields(member, if self.zip64 { 12 } else { 0 }));
        out.extend_from_slice(&[0; 10]);
        let short = if self.zip64 { u32::MAX } else { offset as u32 };
        out.extend_from_slice(&short.to_le_bytes());
        out.extend_from_slice(name(member).as_bytes());
        if self.zip64 {
            out.extend_from_slice(&[1, 0, 8, 0]);
            out.extend_from_slice(&offset.to_le_bytes());
        }
        out.into()
    }

    fn end(self) -> Bytes {
        let (start, length) = (self.directory_start(), self.directory_length());
        if !self.zip64 {
            return zip::end(self.members as u16, length as u32, start as u32).into();
        }
        let mut out = b"PK\x06\x06".to_vec();
        out.extend_from_slice(&44_u64.to_le_bytes());
        out.extend_from_slice(&[45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for number in [self.members, self.members, length, start] {
            out.extend_from_slice(&number.to_le_bytes());
        }
        out.extend_from_slice(b"PK\x06\x07\0\0\0\0");
        out.extend_from_slice(&(start + length).to_le_bytes());
        out.extend_from_slice(&1_u32.to_le_bytes());
        out.extend_from_slice(&zip::end(u16::MAX, u32::MAX, u32::MAX));
        out.into()
    }
}

fn name(member: u64) -> String {
    format!("files/{member:08}.bin")
}

struct Block {
    content: Bytes,
    crc: u32,
}

fn block(member: u64) -> &'static Block {
    static BLOCKS: [OnceLock<Block>; 4] = [const { OnceLock::new() }; 4];
    let variant = member % 4;
    BLOCKS[variant as usize].get_or_init(|| {
        let words = (0..BLOCK / 8).flat_map(|word| crate::generated::mix(word ^ (variant << 40)).to_le_bytes());
        let content: Bytes = words.collect();
        Block { crc: zip::crc(&content), content }
    })
}

fn block_hashes(member: u64) -> &'static Hashes {
    static HASHES: [OnceLock<Hashes>; 4] = [const { OnceLock::new() }; 4];
    HASHES[(member % 4) as usize].get_or_init(|| Hashes::of(&block(member).content))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    fn archive(layout: Layout) -> Vec<u8> {
        layout.chunks().flatten().collect()
    }

    #[test]
    fn sizes_are_met() {
        for bytes in [300, 1_000, 1 << 20, 3_333_333, 5 << 20, u64::from(u32::MAX), 5 << 30, 16 << 30] {
            assert_eq!(Layout::of(bytes).total(), bytes);
        }
        let around = BLOCK + LOCAL + ENTRY[0];
        for bytes in [0, 1, 22, 2 * around + 23] {
            assert!((bytes..bytes + 200).contains(&Layout::of(bytes).total()), "{bytes}");
        }
    }

    #[test]
    fn other_programs_read_it_and_the_hashes_are_right() -> Result<(), Box<dyn std::error::Error>> {
        let short = Layout::of(2_500_000);
        for layout in [short, Layout { zip64: true, ..short }] {
            let bytes = archive(layout);
            assert_eq!(bytes.len() as u64, layout.total());
            let mut zip = ::zip::ZipArchive::new(Cursor::new(bytes))?;
            let contents: Vec<_> = layout.contents().collect();
            assert_eq!(zip.len(), contents.len());
            for (path, hashes, size) in contents {
                let mut content = Vec::new();
                zip.by_name(&path)?.read_to_end(&mut content)?;
                assert_eq!(content.len() as u64, size);
                assert_eq!(Hashes::of(&content), hashes);
            }
        }
        Ok(())
    }
}
