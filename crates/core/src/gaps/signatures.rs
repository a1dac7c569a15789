//! What a file is, by the bytes at its beginning: one table of what can hold other files.
//!
//! The table is an own one and not a crate's: such crates know hundreds of pictures and fonts, and few of what malware comes in.

use serde::{Deserialize, Serialize};

/// What can hold other files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum Container {
    Zip,
    Rar,
    SevenZip,
    Cab,
    Ole,
    Gzip,
    Bzip2,
    Xz,
    Zstd,
    Lz4,
    Compress,
    Tar,
    Ar,
    Cpio,
    Rpm,
    Arj,
    Ace,
    Lha,
    Iso,
    Vhd,
    Vhdx,
    Vmdk,
    Qcow,
    Wim,
    Squashfs,
    Chm,
    OneNote,
    Dmg,
    Nsis,
    Inno,
    PdfFiles,
    Overlay,
}

impl Container {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Zip => "ZIP archive",
            Self::Rar => "RAR archive",
            Self::SevenZip => "7-Zip archive",
            Self::Cab => "cabinet file",
            Self::Ole => "OLE file (old Office documents, MSI installers, mails)",
            Self::Gzip => "gzip file",
            Self::Bzip2 => "bzip2 file",
            Self::Xz => "xz file",
            Self::Zstd => "Zstandard file",
            Self::Lz4 => "LZ4 file",
            Self::Compress => "file of compress (.Z)",
            Self::Tar => "tar archive",
            Self::Ar => "ar archive (Debian packages, libraries)",
            Self::Cpio => "cpio archive",
            Self::Rpm => "RPM package",
            Self::Arj => "ARJ archive",
            Self::Ace => "ACE archive",
            Self::Lha => "LHA archive",
            Self::Iso => "ISO 9660 image",
            Self::Vhd => "VHD disk image",
            Self::Vhdx => "VHDX disk image",
            Self::Vmdk => "VMDK disk image",
            Self::Qcow => "QCOW disk image",
            Self::Wim => "WIM image",
            Self::Squashfs => "SquashFS image",
            Self::Chm => "compiled help file (CHM)",
            Self::OneNote => "OneNote section",
            Self::Dmg => "Apple disk image",
            Self::Nsis => "NSIS installer",
            Self::Inno => "Inno Setup installer",
            Self::PdfFiles => "PDF with files inside",
            Self::Overlay => "program with more bytes behind it than it loads",
        }
    }
}

/// Bytes by which something is known.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// What it is.
    pub container: Container,
    /// Where they stand, from the beginning of the file.
    pub at: usize,
    /// The bytes.
    pub bytes: &'static [u8],
}

/// Bytes of the beginning of a file that [`at_start`] looks at.
pub const HEAD: usize = 0x9006 + 8;

/// Bytes of the end of a file that [`at_end`] looks at.
pub const TAIL: usize = 512;

const fn of(container: Container, at: usize, bytes: &'static [u8]) -> Signature {
    Signature { container, at, bytes }
}

/// At the beginning of a file.
pub static STARTS: [Signature; 34] = [
    of(Container::Zip, 0, b"PK\x03\x04"),
    of(Container::Zip, 0, b"PK\x05\x06"),
    of(Container::Zip, 0, b"PK\x07\x08PK\x03\x04"),
    of(Container::Rar, 0, b"Rar!\x1a\x07"),
    of(Container::SevenZip, 0, b"7z\xbc\xaf\x27\x1c"),
    of(Container::Cab, 0, b"MSCF\0\0\0\0"),
    of(Container::Cab, 0, b"ISc("),
    of(Container::Ole, 0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    of(Container::Gzip, 0, b"\x1f\x8b\x08"),
    of(Container::Bzip2, 0, b"BZh"),
    of(Container::Xz, 0, b"\xfd7zXZ\0"),
    of(Container::Zstd, 0, b"\x28\xb5\x2f\xfd"),
    of(Container::Lz4, 0, b"\x04\x22\x4d\x18"),
    of(Container::Compress, 0, b"\x1f\x9d"),
    of(Container::Tar, 257, b"ustar"),
    of(Container::Ar, 0, b"!<arch>\n"),
    of(Container::Cpio, 0, b"070701"),
    of(Container::Cpio, 0, b"070702"),
    of(Container::Cpio, 0, b"070707"),
    of(Container::Rpm, 0, b"\xed\xab\xee\xdb"),
    of(Container::Arj, 0, b"\x60\xea"),
    of(Container::Ace, 7, b"**ACE**"),
    of(Container::Lha, 2, b"-lh"),
    of(Container::Iso, 0x8001, b"CD001"),
    of(Container::Iso, 0x8801, b"CD001"),
    of(Container::Iso, 0x9001, b"CD001"),
    of(Container::Vhd, 0, b"conectix"),
    of(Container::Vhdx, 0, b"vhdxfile"),
    of(Container::Vmdk, 0, b"KDMV"),
    of(Container::Qcow, 0, b"QFI\xfb"),
    of(Container::Wim, 0, b"MSWIM\0\0\0"),
    of(Container::Squashfs, 0, b"hsqs"),
    of(Container::Chm, 0, b"ITSF"),
    of(Container::OneNote, 0, b"\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3"),
];

/// Anywhere in a file that is something else at its beginning: what programs carry, and what documents do.
pub static INSIDE: [Signature; 3] = [
    of(Container::Nsis, 0, b"\xef\xbe\xad\xdeNullsoftInst"),
    of(Container::Inno, 0, b"Inno Setup Setup Data ("),
    of(Container::PdfFiles, 0, b"/EmbeddedFile"),
];

/// What a file is by its first bytes.
pub fn at_start(head: &[u8]) -> Option<Container> {
    let fits = |one: &&Signature| head.get(one.at..).is_some_and(|rest| rest.starts_with(one.bytes));
    STARTS.iter().filter(fits).map(|one| one.container).find(|container| is_so(*container, head))
}

/// Where few bytes say it, more is asked.
fn is_so(container: Container, head: &[u8]) -> bool {
    match container {
        Container::Bzip2 => {
            matches!(head.get(3), Some(b'1'..=b'9')) && head.get(4..10) == Some(b"\x31\x41\x59\x26\x53\x59".as_slice())
        }
        Container::Lha => matches!(head.get(5), Some(b'0'..=b'9' | b'd' | b's')) && head.get(6) == Some(&b'-'),
        // The size of the head is small, and its first part has a fixed smallest size.
        Container::Arj => {
            head.get(2..4).is_some_and(|size| (30..=2_600).contains(&u16::from_le_bytes([size[0], size[1]])))
                && matches!(head.get(4), Some(30..=60))
        }
        Container::Compress => head.get(2).is_some_and(|flags| matches!(flags & 0x1f, 9..=16)),
        _ => true,
    }
}

/// What a file is by its last bytes.
pub fn at_end(tail: &[u8]) -> Option<Container> {
    let tail = &tail[tail.len().saturating_sub(TAIL)..];
    if tail.len() < TAIL {
        None
    } else if tail.starts_with(b"koly") {
        Some(Container::Dmg)
    } else if tail.starts_with(b"conectix") {
        Some(Container::Vhd)
    } else {
        None
    }
}

/// Where what a program carries begins: behind the last of its sections, and behind its certificates where those come first.
/// `None` for what is no program of Windows, or is nothing behind it.
pub fn overlay(head: &[u8], size: u64) -> Option<u64> {
    let word = |at: usize| Some(u16::from_le_bytes(head.get(at..at + 2)?.try_into().ok()?));
    let long = |at: usize| Some(u32::from_le_bytes(head.get(at..at + 4)?.try_into().ok()?));
    if !head.starts_with(b"MZ") {
        return None;
    }
    let pe = long(0x3c)? as usize;
    if head.get(pe..pe.checked_add(4)?)? != b"PE\0\0" {
        return None;
    }
    let (sections, optional) = (word(pe + 6)?, word(pe + 20)?);
    let table = pe + 24 + usize::from(optional);
    let mut end = u64::from(long(pe + 24 + 60)?);
    for number in 0..usize::from(sections.min(96)) {
        let at = table + number * 40;
        let (length, from) = (long(at + 16)?, long(at + 20)?);
        if length > 0 {
            end = end.max(u64::from(from) + u64::from(length));
        }
    }
    // The certificates stand behind the sections, and are no part of what is carried.
    let directories = match word(pe + 24)? {
        0x10b => pe + 24 + 96,
        0x20b => pe + 24 + 112,
        _ => return None,
    };
    let (from, length) = (u64::from(long(directories + 32)?), u64::from(long(directories + 36)?));
    if from > 0 && from <= end.next_multiple_of(8) {
        end = end.max(from + length);
    }
    (end > 0 && end < size && !(from == end.next_multiple_of(8) && from + length >= size)).then_some(end)
}

/// Whether what begins and ends so says that a password is needed for what is in it.
pub fn is_encrypted(head: &[u8], tail: &[u8]) -> bool {
    let has = |bytes: &[u8], wanted: &[u8]| bytes.windows(wanted.len()).any(|part| part == wanted);
    let byte = |at: usize| head.get(at).copied().unwrap_or_default();
    match at_start(head) {
        // The flags of the first member.
        Some(Container::Zip) if head.starts_with(b"PK\x03\x04") => byte(6) & 1 != 0,
        // A header of encryption, or the flags of the main header and of the first member.
        Some(Container::Rar) if byte(6) == 1 => rar5(head) == Some(4),
        Some(Container::Rar) => byte(10) & 0x80 != 0 || byte(22) == 0x74 && byte(23) & 4 != 0,
        // Documents of Office under a password are OLE files with a stream of that name.
        Some(Container::Ole) => {
            let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            has(head, &name)
        }
        // What is behind the members names how they are packed; the number is that of AES.
        Some(Container::SevenZip) => has(tail, b"\x06\xf1\x07\x01"),
        _ => false,
    }
}

/// The kind of the first header of a RAR 5 archive.
fn rar5(head: &[u8]) -> Option<u8> {
    // Behind the mark and a checksum stands the size of the header, then its kind, both as numbers of seven bits a byte.
    let size = head.get(12..)?.iter().position(|byte| byte & 0x80 == 0)?;
    head.get(12 + size + 1).copied()
}

#[cfg(test)]
mod tests;
