//! An archive unpacked in a stream, within limits: a bomb must not hang the page.
//!
//! Archives inside of it are members like any other. They are unpacked as files and never opened, so that nesting, how
//! deep ever, costs nothing: the appliance has unpacked them already, and what is in them are members of their own.

use crate::Progress;
use crate::zip::directory::kind::Kind;
use crate::zip::directory::naming::{self, Decode, is_folder};
use crate::zip::directory::{Directory, ENCRYPTED, Entry, is_known};
pub use crate::zip::faults::{Fault, Skip};
use crate::zip::single_entry::{Alone, content_at};
use matryoshka_core::archive::Place;
use matryoshka_core::archive::code_page::CodePage;
use matryoshka_core::worker_job::archive::CONVENTION;
use std::io::{Read, Seek, SeekFrom};
use zip::read::{ArchiveOffset, Config};
use zip::result::ZipError;
use zip::{ZipArchive, ZipReadOptions};

/// What an archive may cost.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Most members that are looked at.
    pub members: usize,
    /// Most bytes of one member.
    pub member_bytes: u64,
    /// Most bytes of all members together.
    pub total_bytes: u64,
    /// Most bytes that one packed byte may become.
    pub ratio: u64,
    /// So many bytes may come of a member at any ratio: malware is padded with zeros, so as to be too large for scanners.
    pub any_ratio: u64,
    /// Most bytes of a member that are held in memory.
    pub held: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            members: 200_000,
            member_bytes: 4 << 30,
            total_bytes: 32 << 30,
            ratio: 200,
            any_ratio: 256 << 20,
            held: 16 << 20,
        }
    }
}

/// Bytes that are unpacked at once.
const CHUNK: usize = 64 << 10;

/// Most bytes of a member that are unpacked to try a password.
const GUESS: u64 = 4 << 20;

/// Members that a password is tried at: one may be damaged, or have a password of its own.
const GUESSES: usize = 3;

/// A member as the directory has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Member {
    /// Its number.
    pub index: usize,
    /// Its name as it is written.
    pub name: String,
    /// Its size unpacked in bytes, as the directory says.
    pub size: u64,
    /// Its size packed in bytes, as far as the archive has so many.
    pub packed: u64,
    /// It has a folder's name, and no content.
    pub is_folder: bool,
    /// It is a symbolic link: its content is the path that it leads to.
    pub is_link: bool,
}

/// What came of unpacking a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unpacked {
    /// How many bytes came.
    pub bytes: u64,
    /// Whether that is all of it: it ended there, and its checksum is right.
    pub is_whole: bool,
}

/// Sees a member. It has a function to call with how many bytes of the member have come.
pub type Visit<'a, R> = &'a mut dyn FnMut(&mut Archive<R>, &Member, &mut dyn FnMut(u64));

/// An open archive.
#[derive(Debug)]
pub struct Archive<R> {
    reader: R,
    length: u64,
    directory: Directory,
    password: Option<String>,
    limits: Limits,
    /// Bytes that have come of all members.
    unpacked: u64,
    chunk: Vec<u8>,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive. Where a password is needed, the given one is tried and the one of the convention; little is
    /// unpacked for that.
    ///
    /// # Errors
    /// When the directory cannot be read, or no password fits.
    pub fn open(mut reader: R, password: Option<&str>, limits: Limits) -> Result<Self, Fault> {
        let length = reader.seek(SeekFrom::End(0)).map_err(|error| Fault::Broken(error.to_string()))?;
        let directory = Directory::read(&mut reader, limits.members).map_err(Fault::Broken)?;
        let chunk = vec![0; CHUNK];
        let mut archive = Self { reader, length, directory, password: None, limits, unpacked: 0, chunk };
        let tellers = archive.tellers();
        for password in password.into_iter().chain([CONVENTION]) {
            archive.password = Some(password.to_owned());
            if archive.opens(&tellers) {
                return Ok(archive);
            }
        }
        Err(Fault::Password)
    }

    /// Members that tell whether a password fits: the smallest ones, and rather not empty ones, which say little.
    fn tellers(&self) -> Vec<usize> {
        let entries = self.directory.entries.iter().enumerate();
        let mut encrypted: Vec<usize> = entries
            .filter(|(_, entry)| entry.flags & ENCRYPTED != 0 && is_known(entry).is_ok())
            .map(|(index, _)| index)
            .collect();
        let key =
            |index: &usize| (self.directory.entries[*index].size == 0, self.directory.entries[*index].size, *index);
        if encrypted.len() > GUESSES {
            encrypted.select_nth_unstable_by_key(GUESSES, key);
            encrypted.truncate(GUESSES);
        }
        encrypted.sort_unstable_by_key(key);
        encrypted
    }

    /// Whether the password opens these members. The old encryption has one byte to tell by, so that a member has to be
    /// unpacked to its checksum to be sure; one is enough then, since others may be damaged.
    fn opens(&mut self, members: &[usize]) -> bool {
        let mut refused = false;
        for index in members {
            let outcome = self.unpack(*index, GUESS, &mut |_| {});
            self.unpacked = 0;
            match outcome {
                Ok(Unpacked { bytes: 1.., is_whole: true }) => return true,
                Err(Skip::Password | Skip::Unreadable(_)) => refused = true,
                _ => {}
            }
        }
        !refused
    }

    /// How many members there are.
    pub const fn len(&self) -> usize {
        self.directory.count
    }

    /// Whether it has none.
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there are members that need a password.
    pub fn is_encrypted(&self) -> bool {
        self.directory.entries.iter().any(|entry| entry.flags & ENCRYPTED != 0)
    }

    /// How many members are looked at.
    pub const fn looked_at(&self) -> usize {
        self.directory.entries.len()
    }

    /// Where its directory is, and what stands before and behind the archive.
    pub const fn place(&self) -> &Place {
        &self.directory.place
    }

    /// What it may cost.
    pub const fn limits(&self) -> &Limits {
        &self.limits
    }

    /// A member as the directory has it.
    ///
    /// # Errors
    /// When there is none.
    pub fn member(&self, index: usize) -> Result<Member, Fault> {
        let entry = self.directory.entries.get(index).ok_or(Fault::NoMember)?;
        Ok(Member {
            index,
            name: entry.name.clone(),
            size: entry.size,
            packed: entry.packed.min(self.length),
            is_folder: is_folder(entry),
            is_link: entry.kind == Kind::Link,
        })
    }

    /// Reads the names that are in a code page: see [`naming::read_names`].
    pub fn read_names(&mut self, chosen: Option<CodePage>, decode: Decode<'_>) -> Option<CodePage> {
        naming::read_names(&mut self.directory.entries, chosen, decode)
    }

    /// Unpacks a member up to `most` bytes and hands its bytes to `take`.
    ///
    /// # Errors
    /// Why it was left out, or given up on the way.
    pub fn unpack(&mut self, index: usize, most: u64, take: &mut dyn FnMut(&[u8])) -> Result<Unpacked, Skip> {
        let gone = |error: std::io::Error| Skip::Unreadable(error.to_string());
        let Limits { member_bytes, total_bytes, ratio, any_ratio, .. } = self.limits;
        let entry = self.directory.entries.get(index).ok_or_else(|| Skip::Unreadable(Fault::NoMember.words()))?;
        let packed = entry.packed.min(self.length).max(1);
        let is_bomb = |bytes: u64| bytes > any_ratio && bytes / packed > ratio;
        // What it says of itself is enough to leave it out.
        if entry.size > member_bytes && most > member_bytes {
            return Err(Skip::TooLarge(member_bytes));
        }
        if is_bomb(entry.size.min(most)) {
            return Err(Skip::Ratio);
        }
        if self.unpacked >= total_bytes {
            return Err(Skip::Total(total_bytes));
        }
        is_known(entry).map_err(Skip::Unreadable)?;
        let content_at = content_at(&mut self.reader, entry, self.length).map_err(gone)?;
        let content_at = content_at.ok_or_else(|| Skip::Unreadable("it is not where the directory says".to_owned()))?;
        let config = Config { archive_offset: ArchiveOffset::Known(0) };
        let refused = |error: ZipError| match error {
            ZipError::InvalidPassword => Skip::Password,
            error => Skip::Unreadable(plain(&error)),
        };
        let alone = Alone::new(&mut self.reader, entry, content_at);
        let mut alone = ZipArchive::with_config(config, alone).map_err(refused)?;
        let password = self.password.as_ref().map(String::as_bytes);
        let options = ZipReadOptions::new().password(password);
        let mut member = alone.by_index_with_options(0, options).map_err(refused)?;
        let mut bytes = 0;
        loop {
            // One byte more than asked for, to see whether it ends there.
            let room = usize::try_from((most - bytes).max(1)).unwrap_or(CHUNK).min(CHUNK);
            let read = member.read(&mut self.chunk[..room]).map_err(gone)?;
            if read == 0 {
                return Ok(Unpacked { bytes, is_whole: true });
            }
            if bytes >= most {
                return Ok(Unpacked { bytes, is_whole: false });
            }
            bytes += read as u64;
            self.unpacked += read as u64;
            if is_bomb(bytes) {
                return Err(Skip::Ratio);
            }
            if bytes > member_bytes {
                return Err(Skip::TooLarge(member_bytes));
            }
            if self.unpacked > total_bytes {
                return Err(Skip::Total(total_bytes));
            }
            take(&self.chunk[..read]);
        }
    }

    /// Unpacks all of a member once more; its bytes have counted already.
    ///
    /// # Errors
    /// Why it was given up on the way.
    pub fn unpack_again(&mut self, index: usize, take: &mut dyn FnMut(&[u8])) -> Result<Unpacked, Skip> {
        let counted = std::mem::take(&mut self.unpacked);
        let outcome = self.unpack(index, u64::MAX, take);
        self.unpacked = counted;
        outcome
    }

    /// Shows `visit` all members in their order. Progress is in packed bytes.
    pub fn each(&mut self, progress: Progress<'_>, visit: Visit<'_, R>) {
        // A member without content takes time as well.
        let cost = |entry: &Entry, length: u64| entry.packed.min(length) + 64;
        let all = self.directory.entries.iter().map(|entry| cost(entry, self.length)).sum();
        let mut done = 0;
        for index in 0..self.looked_at() {
            let Ok(member) = self.member(index) else { continue };
            let share = |received: u64| received.min(member.size) as f64 / member.size.max(1) as f64;
            progress(done, all);
            visit(self, &member, &mut |received| progress(done + (share(received) * member.packed as f64) as u64, all));
            done += cost(&self.directory.entries[index], self.length);
        }
        progress(all, all);
    }
}

/// What the crate says is wrong.
pub fn plain(error: &ZipError) -> String {
    match error {
        ZipError::Io(error) => error.to_string(),
        error => error.to_string(),
    }
}
