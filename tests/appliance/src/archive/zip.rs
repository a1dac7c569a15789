//! A zip writer that writes what it is told: any name, also twice, any method, any checksum. Honest archives need no
//! more, dishonest ones need nothing less. No zip64: fewer than 65,535 members, less than 4 GiB.

use std::io::Write;

use flate2::{Compression, Crc, write::DeflateEncoder};

/// Method number of content that is not compressed.
pub const STORED: u16 = 0;
/// Method number of deflate.
pub const DEFLATED: u16 = 8;
/// 2024-01-01 in the notation of MS-DOS, so that archives are the same each time.
pub const DATE: u16 = (44 << 9) | (1 << 5) | 1;

/// A zip archive under construction.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
    directory: Vec<u8>,
    members: u16,
}

/// A member as it stands in the archive.
#[derive(Debug, Clone, Copy)]
pub struct Member<'content> {
    pub name: &'content [u8],
    pub method: u16,
    pub crc: u32,
    /// The content after compression.
    pub packed: &'content [u8],
    /// Bytes before compression.
    pub size: u32,
}

impl Writer {
    /// Adds a compressed member.
    pub fn deflated(&mut self, name: &[u8], content: &[u8]) {
        let packed = deflate(content);
        self.member(Member { name, method: DEFLATED, crc: crc(content), packed: &packed, size: content.len() as u32 });
    }

    /// Adds a member as it is given.
    pub fn member(&mut self, member: Member<'_>) {
        let offset = self.out.len() as u32;
        let common = common_fields(&member);
        self.out.extend_from_slice(b"PK\x03\x04\x14\0");
        self.out.extend_from_slice(&common);
        self.out.extend_from_slice(member.name);
        self.out.extend_from_slice(member.packed);

        self.directory.extend_from_slice(b"PK\x01\x02\x14\0\x14\0");
        self.directory.extend_from_slice(&common);
        // Length of comment, number of disk, kind of content, attributes: all zero.
        self.directory.extend_from_slice(&[0; 10]);
        self.directory.extend_from_slice(&offset.to_le_bytes());
        self.directory.extend_from_slice(member.name);
        self.members += 1;
    }

    /// Writes the directory and gives the archive.
    pub fn finish(mut self) -> Vec<u8> {
        let start = self.out.len() as u32;
        let length = self.directory.len() as u32;
        self.out.append(&mut self.directory);
        self.out.extend_from_slice(&end(self.members, length, start));
        self.out
    }
}

/// The record that ends an archive.
pub fn end(members: u16, length: u32, start: u32) -> Vec<u8> {
    let mut out = b"PK\x05\x06\0\0\0\0".to_vec();
    out.extend_from_slice(&members.to_le_bytes());
    out.extend_from_slice(&members.to_le_bytes());
    out.extend_from_slice(&length.to_le_bytes());
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

/// The fields that local header and directory share, from the flags to the length of the extra field.
fn common_fields(member: &Member<'_>) -> Vec<u8> {
    // Bit 11: the name is UTF-8.
    let flags = if member.name.is_ascii() { 0_u16 } else { 1 << 11 };
    let mut out = Vec::with_capacity(24);
    out.extend_from_slice(&flags.to_le_bytes());
    out.extend_from_slice(&member.method.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out.extend_from_slice(&DATE.to_le_bytes());
    out.extend_from_slice(&member.crc.to_le_bytes());
    out.extend_from_slice(&(member.packed.len() as u32).to_le_bytes());
    out.extend_from_slice(&member.size.to_le_bytes());
    out.extend_from_slice(&(member.name.len() as u16).to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

/// The CRC-32 of `content`.
pub fn crc(content: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(content);
    crc.sum()
}

fn deflate(content: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    // Writing to memory does not fail.
    encoder.write_all(content).and_then(|()| encoder.finish()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn other_programs_read_it() -> Result<(), Box<dyn std::error::Error>> {
        let mut writer = Writer::default();
        writer.deflated("ä.txt".as_bytes(), b"hello hello hello");
        let packed = b"as it is";
        writer.member(Member { name: b"b", method: STORED, crc: crc(packed), packed, size: packed.len() as u32 });
        let mut archive = ::zip::ZipArchive::new(Cursor::new(writer.finish()))?;
        assert_eq!(archive.len(), 2);
        let mut text = String::new();
        archive.by_name("ä.txt")?.read_to_string(&mut text)?;
        assert_eq!(text, "hello hello hello");
        assert_eq!(archive.by_name("b")?.size(), 8);
        Ok(())
    }
}
