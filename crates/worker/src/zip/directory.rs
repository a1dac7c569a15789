//! The directory of an archive, read here and not by the crate that unpacks. That one keeps a single member of each name,
//! gives up all members for one bad entry, makes as much room as the archive says it needs, and goes to each member's own
//! header, which are as far apart as the archive is large.
//!
//! Only the end of the archive and the directory itself are read.

pub mod kind;
mod method;
pub mod names;
pub mod naming;

use crate::zip::directory::kind::Kind;
pub use crate::zip::directory::method::is_known;
use matryoshka_core::archive::{Found, Parts, Place, find};
use std::io::{BufReader, Read, Result, Seek, SeekFrom};

/// Most bytes of names that are kept: what stands behind is counted and not looked at.
const NAMES: usize = 64 << 20;

/// Flag of an entry: its content is encrypted.
pub const ENCRYPTED: u16 = 1;

/// Flag of an entry: its sizes and its checksum stand behind its content as well.
pub const DESCRIPTOR: u16 = 1 << 3;

/// Flags of ways to encrypt that nobody but their maker reads.
pub const STRONG: u16 = 1 << 6 | 1 << 13;

/// The number that stands for the method when the content is encrypted with AES.
pub const AES: u16 = 99;

/// The four bytes that an entry begins with.
const ENTRY: &[u8] = b"PK\x01\x02";

/// A member as the directory has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its name as text.
    pub name: String,
    /// The bytes of its name, where it is in doubt what they mean.
    pub doubtful: Option<Vec<u8>>,
    /// What it says that it is.
    pub kind: Kind,
    /// Its size unpacked in bytes, as the directory says.
    pub size: u64,
    /// Its size packed in bytes, as the directory says.
    pub packed: u64,
    /// Where its own header begins in the file.
    pub header_at: u64,
    /// What is special about it, in bits.
    pub flags: u16,
    /// How it is packed.
    pub method: u16,
    /// When it was changed, in the notation of MS-DOS without the day: the old encryption checks a password with it.
    pub time: u16,
    /// CRC-32 of its content.
    pub crc: u32,
    /// What is said of its encryption, where that is AES.
    pub aes: Option<Aes>,
}

/// How a member is encrypted with AES.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aes {
    /// The field as it stands in the directory, without its number and length.
    pub field: [u8; 7],
}

impl Aes {
    /// How it is packed inside of the encryption.
    pub const fn method(self) -> u16 {
        u16::from_le_bytes([self.field[5], self.field[6]])
    }

    /// Bytes of the packed content that are none of the content: salt, check of the password, authentication. `None`
    /// where the field is none that is known.
    pub const fn extra_bytes(self) -> Option<u64> {
        match self.field {
            [1 | 2, 0, b'A', b'E', strength @ 1..=3, ..] => Some(4 + 4 * strength as u64 + 2 + 10),
            _ => None,
        }
    }
}

/// The members of an archive.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    /// The first of them, in the order of the directory.
    pub entries: Vec<Entry>,
    /// How many there are.
    pub count: usize,
    /// Where it is in the file.
    pub place: Place,
}

impl Directory {
    /// Reads the directory of a file. Keeps `most` members, and fewer when their names are very long.
    ///
    /// # Errors
    /// Explanation, when there is none or it breaks off.
    pub fn read<R: Read + Seek>(reader: &mut R, most: usize) -> std::result::Result<Self, String> {
        let place = place(reader).map_err(|error| error.to_string())?;
        let place = place.ok_or("it is no zip, or it breaks off")?;
        let directory = read_entries(reader, place, most).map_err(|error| error.to_string())?;
        if (directory.count as u64) < place.members {
            return Err(format!("it breaks off after {} of {} members", directory.count, place.members));
        }
        Ok(directory)
    }
}

/// Looks for the directory, by the rule that a download is held to as well.
fn place<R: Read + Seek>(reader: &mut R) -> Result<Option<Place>> {
    let mut parts = Parts::of(reader.seek(SeekFrom::End(0))?);
    loop {
        match find(&parts) {
            Ok(Found::Whole(place)) => return Ok(Some(place)),
            Ok(Found::CutOff) => return Ok(None),
            Err(range) => {
                let length = range.end - range.start;
                let bytes = bytes_at(reader, range.start, length)?;
                if (bytes.len() as u64) < length {
                    return Ok(None);
                }
                parts.add(range.start, bytes);
            }
        }
    }
}

fn read_entries<R: Read + Seek>(reader: &mut R, place: Place, most: usize) -> Result<Directory> {
    reader.seek(SeekFrom::Start(place.start))?;
    let mut reader = BufReader::with_capacity(64 << 10, reader.by_ref().take(place.end - place.start));
    let mut directory = Directory { place, ..Directory::default() };
    let mut names = 0;
    let (mut fixed, mut variable) = ([0; 46], Vec::new());
    // It ends where no entry begins, whatever it says of their number: some programs count to 65,535 only.
    while reader.read_exact(&mut fixed).is_ok() && fixed.starts_with(ENTRY) {
        let [name, extra, comment] = [28, 30, 32].map(|at| usize::from(short(&fixed, at)));
        variable.resize(name + extra + comment, 0);
        if reader.read_exact(&mut variable).is_err() {
            break;
        }
        directory.count += 1;
        names += name;
        if directory.entries.len() < most && names <= NAMES {
            directory.entries.push(entry(&fixed, &variable[..name], &variable[name..name + extra], place.before));
        } else {
            names = NAMES;
        }
    }
    Ok(directory)
}

fn entry(fixed: &[u8], name: &[u8], extra: &[u8], before: u64) -> Entry {
    let (text, doubtful) = names::text(name, extra);
    let kind = Kind::of(short(fixed, 4), word(fixed, 38));
    let mut entry = Entry {
        name: text,
        doubtful,
        kind,
        size: word(fixed, 24).into(),
        packed: word(fixed, 20).into(),
        header_at: word(fixed, 42).into(),
        flags: short(fixed, 8),
        method: short(fixed, 10),
        time: short(fixed, 12),
        crc: word(fixed, 16),
        aes: None,
    };
    for (number, field) in fields(extra) {
        match number {
            // Only the numbers that did not fit stand here, in this order.
            1 => {
                let mut numbers = field.chunks_exact(8).map(|number| long(number, 0));
                for number in [&mut entry.size, &mut entry.packed, &mut entry.header_at] {
                    if *number == 0xFFFF_FFFF {
                        *number = numbers.next().unwrap_or(*number);
                    }
                }
            }
            0x9901 => entry.aes = field.try_into().ok().map(|field| Aes { field }),
            _ => {}
        }
    }
    entry.header_at = entry.header_at.saturating_add(before);
    entry
}

/// The fields of what an entry has beside the usual: number and content.
fn fields(mut extra: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let length = usize::from(u16::from_le_bytes(extra.get(2..4)?.try_into().ok()?));
        let (number, field) = (short(extra, 0), extra.get(4..4 + length)?);
        extra = &extra[4 + length..];
        Some((number, field))
    })
}

/// Up to `length` bytes of the file: fewer at its end.
///
/// # Errors
/// When the file cannot be read.
pub fn bytes_at<R: Read + Seek>(reader: &mut R, at: u64, length: u64) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.seek(SeekFrom::Start(at))?;
    reader.by_ref().take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Two bytes as a number; what is not there is zero.
pub fn short(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes)
}

fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map_or(0, u64::from_le_bytes)
}
