//! An archive unpacked in a stream, within limits: a bomb must not hang the page.

use super::Progress;
use std::io::{Read, Seek};
use zip::ZipArchive;
use zip::result::ZipError;

/// The password that the field has agreed on for malware.
pub const CONVENTION: &str = "infected";

/// What an archive may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most members that are looked at.
    pub members: usize,
    /// Most bytes of one member.
    pub member_bytes: u64,
    /// Most bytes of all members together.
    pub total_bytes: u64,
    /// Most bytes that one packed byte may become, beyond the first few megabytes.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { members: 200_000, member_bytes: 4 << 30, total_bytes: 32 << 30, ratio: 200 }
    }
}

/// Members may unpack to so many bytes at any ratio.
const RATIO_FREE: u64 = 16 << 20;

/// Bytes that are unpacked at once.
const CHUNK: usize = 64 << 10;

/// Why a member was not unpacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    /// Its packed bytes become too many.
    Ratio,
    /// It is larger than the limit.
    TooLarge,
    /// The members before it have used up what all may have.
    Total,
    /// It is damaged or packed in a way that is not known; the words of the reader.
    Unreadable(String),
    /// No password opens it.
    Password,
}

impl Skip {
    /// The reason in words.
    pub fn words(&self) -> String {
        match self {
            Self::Ratio => "unpacks to suspiciously much: perhaps a bomb".to_owned(),
            Self::TooLarge => "larger than 4 GiB".to_owned(),
            Self::Total => "32 GiB were unpacked before it".to_owned(),
            Self::Unreadable(why) => format!("cannot be unpacked: {why}"),
            Self::Password => "the password does not open it".to_owned(),
        }
    }
}

/// What is wrong with a whole archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its directory cannot be read; the words of the reader.
    Broken(String),
    /// It is encrypted and the password does not open it.
    Password,
    /// It has no member with that number.
    NoMember,
}

impl Fault {
    /// The fault in words.
    pub fn words(&self) -> String {
        match self {
            Self::Broken(why) => format!("The archive's directory cannot be read: {why}."),
            Self::Password => "The archive is encrypted, and this password does not open it.".to_owned(),
            Self::NoMember => "The archive has no such member.".to_owned(),
        }
    }
}

/// An open archive.
#[derive(Debug)]
pub struct Archive<R> {
    zip: ZipArchive<R>,
    password: Option<Vec<u8>>,
    limits: Limits,
    unpacked: u64,
}

/// A member as the directory has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// Its number.
    pub index: usize,
    /// Its name as it is written, with what is no UTF-8 replaced.
    pub name: String,
    /// Its size unpacked, as the directory says.
    pub size: u64,
    /// Its size packed.
    pub packed: u64,
    /// A folder has no content.
    pub is_folder: bool,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive. Without a password the one of the convention is tried where one is needed.
    ///
    /// # Errors
    /// When the directory cannot be read, or the password does not fit.
    pub fn open(reader: R, password: Option<&str>, limits: Limits) -> Result<Self, Fault> {
        let zip = ZipArchive::new(reader).map_err(|error| Fault::Broken(plain(&error)))?;
        let mut archive = Self { zip, password: None, limits, unpacked: 0 };
        // The smallest encrypted member tells whether the password fits.
        let mut smallest: Option<(u64, usize)> = None;
        for index in 0..archive.zip.len().min(limits.members) {
            if let Ok(member) = archive.zip.by_index_raw(index)
                && member.encrypted()
                && smallest.is_none_or(|(size, _)| member.size() < size)
            {
                smallest = Some((member.size(), index));
            }
        }
        if let Some((_, index)) = smallest {
            let password = password.unwrap_or(CONVENTION).as_bytes().to_vec();
            archive.password = Some(password);
            // The old encryption has one byte to tell by, so the content has to be unpacked to be sure.
            match archive.unpack(index, u64::MAX, &mut |_| {}) {
                Err(Skip::Password | Skip::Unreadable(_)) => return Err(Fault::Password),
                _ => archive.unpacked = 0,
            }
        }
        Ok(archive)
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.zip.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.zip.is_empty()
    }

    /// Whether a password was needed.
    pub const fn is_encrypted(&self) -> bool {
        self.password.is_some()
    }

    /// How many members are looked at.
    pub fn looked_at(&self) -> usize {
        self.len().min(self.limits.members)
    }

    /// A member as the directory has it.
    ///
    /// # Errors
    /// When there is none, or its entry cannot be read.
    pub fn member(&mut self, index: usize) -> Result<Member, Fault> {
        let member = self.zip.by_index_raw(index).map_err(|_| Fault::NoMember)?;
        Ok(Member {
            index,
            name: String::from_utf8_lossy(member.name_raw()).into_owned(),
            size: member.size(),
            packed: member.compressed_size(),
            is_folder: member.is_dir(),
        })
    }

    /// Unpacks a member up to `most` bytes and hands its bytes to `take`. Gives how many bytes came.
    ///
    /// # Errors
    /// Why it was left out, or given up on the way.
    pub fn unpack(&mut self, index: usize, most: u64, take: &mut dyn FnMut(&[u8])) -> Result<u64, Skip> {
        let Limits { member_bytes, total_bytes, ratio, .. } = self.limits;
        if self.unpacked >= total_bytes {
            return Err(Skip::Total);
        }
        let opened = match &self.password {
            Some(password) => match self.zip.by_index_decrypt(index, password) {
                Err(ZipError::InvalidPassword) => return Err(Skip::Password),
                opened => opened,
            },
            None => self.zip.by_index(index),
        };
        let mut member = opened.map_err(|error| Skip::Unreadable(plain(&error)))?;
        let packed = member.compressed_size();
        let mut chunk = vec![0; CHUNK];
        let mut came = 0;
        while came < most {
            let read = match member.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => read,
                // An encrypted member whose content is wrong was opened with the wrong password.
                Err(error) => return Err(Skip::Unreadable(error.to_string())),
            };
            came += read as u64;
            self.unpacked += read as u64;
            if came > RATIO_FREE && came / packed.max(1) > ratio {
                return Err(Skip::Ratio);
            }
            if came > member_bytes {
                return Err(Skip::TooLarge);
            }
            if self.unpacked > total_bytes {
                return Err(Skip::Total);
            }
            let rest = (most - (came - read as u64)).min(read as u64) as usize;
            take(&chunk[..rest]);
        }
        Ok(came.min(most))
    }

    /// All members in their order, with progress in packed bytes.
    pub fn each(&mut self, progress: Progress<'_>, visit: &mut dyn FnMut(&mut Self, &Member)) {
        let members: Vec<Member> = (0..self.looked_at()).filter_map(|index| self.member(index).ok()).collect();
        let all: u64 = members.iter().map(|member| member.packed + 64).sum();
        let mut done = 0;
        for member in &members {
            progress(done, all);
            visit(self, member);
            done += member.packed + 64;
        }
        progress(all, all);
    }
}

fn plain(error: &ZipError) -> String {
    error.to_string()
}
