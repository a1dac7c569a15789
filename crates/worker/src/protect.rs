//! An archive written anew for handing on: encrypted with AES-256, its names made harmless, what they were in a
//! `listing.json` beside them.
//!
//! Nothing of a member is written before all of it has been unpacked once, so that no half file is in the new archive and
//! its hash is known: a small one is held meanwhile, a large one is unpacked a second time.

pub mod safe_names;

use crate::Progress;
pub use crate::check::own_listing::LISTING;
use crate::content_hash::{Files, Hashes};
use crate::protect::safe_names::NameStyle;
use crate::zip::members::{Archive, Fault, Member, plain};
use matryoshka_core::table::counted::counted;
use matryoshka_core::table::{Row, Table, hex};
use serde_json::{Map, Value};
use std::io::{Read, Seek, Write};
use zip::result::ZipError;
use zip::write::{FileOptions, StreamWriter};
use zip::{AesMode, CompressionMethod, ZipWriter};

/// The fastest way to deflate: four times as fast as the usual one, and a fifth more bytes.
const LEVEL: i64 = 1;

/// A member of so many bytes gets the larger numbers, with room for what does not compress.
const LARGE: u64 = u32::MAX as u64 - (16 << 20);

/// How an archive is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form<'a> {
    /// The password that opens it.
    pub password: &'a str,
    /// Names of programs get an ending that nothing is started by.
    pub disarms: bool,
}

impl<'a> Form<'a> {
    /// With a password, and names as harmless as they can be.
    pub const fn with(password: &'a str) -> Self {
        Self { password, disarms: true }
    }
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many members.
    pub members: u32,
    /// Members that were left out, and why.
    pub skipped: Vec<(Member, String)>,
    /// How many of the chosen files the archive does not have.
    pub missing: u32,
    /// Members that were not looked at, because there are too many.
    pub unseen: usize,
}

impl Written {
    /// What was written, as sentences.
    pub fn words(&self, password: &str) -> String {
        let mut out =
            format!("{}, encrypted with the password {password}.", counted(self.members.into(), "file", "files"));
        if let Some((_, why)) = self.skipped.first() {
            out.push_str(&format!(" {} left out: {why}.", counted(self.skipped.len() as u64, "was", "were")));
        }
        if self.missing > 0 {
            let missing = counted(self.missing.into(), "chosen file is", "chosen files are");
            out.push_str(&format!(" {missing} not in the archive."));
        }
        if self.unseen > 0 {
            out.push_str(&format!(" {} not looked at.", counted(self.unseen as u64, "member was", "members were")));
        }
        out
    }
}

/// Writes an archive into `out`, in a form; with some rows `chosen`, only the members with the content
/// of one of those.
///
/// Beside them goes [`LISTING`], an array with an object for each member: its name here (`member`) and before
/// (`original_name`), `sha1` and `size`; where the listing has its content, also `sha256`, `id`, `filename`, `path` and
/// `classification` of the first row with it; of a symbolic link, whose content is the path that it leads to, `is_link`. A member that had to be left out has `left_out`, the reason, and no name here.
///
/// # Errors
/// When `out` refuses.
pub fn protect<R: Read + Seek, W: Write>(
    archive: &mut Archive<R>,
    out: W,
    form: Form<'_>,
    table: &Table,
    chosen: Option<&[Row]>,
    progress: Progress<'_>,
) -> Result<Written, Fault> {
    let files = Files::of(table);
    let mut wanted = Wanted::new(&files, chosen);
    let mut writer = Writer::new(out, form);
    let mut written = Written { unseen: archive.len() - archive.looked_at(), ..Written::default() };
    let mut listed = Vec::new();
    let (mut held, most_held) = (Vec::new(), archive.limits().held);
    let mut fault = None;
    archive.each(progress, &mut |archive, member, received| {
        if member.is_folder || fault.is_some() {
            return;
        }
        held.clear();
        let (mut hasher, mut bytes) = (files.hasher(), 0_u64);
        let outcome = archive.unpack(member.index, u64::MAX, &mut |piece| {
            hasher.take(piece);
            bytes += piece.len() as u64;
            // Half the work; the other half is to write it.
            received(bytes / 2);
            if bytes <= most_held {
                held.extend_from_slice(piece);
            }
        });
        if let Err(skip) = outcome {
            // Whether it is one of the chosen is not known; that something is left out has to be.
            if chosen.is_none() {
                let entry = [("original_name", member.name.as_str().into()), ("left_out", skip.words().into())];
                listed.push(Value::Object(entry.map(|(name, value)| (name.to_owned(), value)).into_iter().collect()));
            }
            written.skipped.push((member.clone(), skip.words()));
            return;
        }
        let hashes = hasher.finish();
        let row = files.find(&hashes).and_then(|file| files.rows(file).find(|row| hashes.fit(table, *row)));
        if !wanted.takes(row.and_then(|row| files.file(row))) {
            return;
        }
        let content = if bytes <= most_held { Some(held.as_slice()) } else { None };
        match writer.write(archive, member, content, bytes, received) {
            Ok(name) => {
                written.members += 1;
                listed.push(Value::Object(about(table, row, &name, member, &hashes, bytes)));
            }
            Err(why) => fault = Some(why),
        }
    });
    written.missing = wanted.left();
    if chosen.is_some() && written.missing == 0 {
        // Whatever was skipped, it was none of the chosen.
        written.skipped.clear();
    }
    match fault {
        Some(why) => Err(why),
        None => writer.finish(listed).map(|()| written).map_err(unwritten),
    }
}

/// Which files are to be written.
struct Wanted {
    /// For each file, whether it is wanted and has not come; none when all are wanted.
    files: Option<Vec<(bool, bool)>>,
}

impl Wanted {
    fn new(files: &Files, chosen: Option<&[Row]>) -> Self {
        let mut wanted = chosen.map(|_| vec![(false, false); files.len()]);
        for file in chosen.unwrap_or_default().iter().filter_map(|row| files.file(*row)) {
            if let Some(wanted) = &mut wanted {
                wanted[file as usize] = (true, true);
            }
        }
        Self { files: wanted }
    }

    /// Whether the content of a file of the listing is wanted, or one that is in none. It has come now.
    fn takes(&mut self, file: Option<u32>) -> bool {
        let Some(wanted) = &mut self.files else { return true };
        let Some((is_wanted, is_left)) = file.and_then(|file| wanted.get_mut(file as usize)) else { return false };
        *is_left = false;
        *is_wanted
    }

    fn left(&self) -> u32 {
        self.files.iter().flatten().filter(|(_, is_left)| *is_left).count() as u32
    }
}

/// The new archive.
struct Writer<'a, W: Write> {
    zip: ZipWriter<StreamWriter<W>>,
    options: FileOptions<'a, ()>,
    names: NameStyle,
}

impl<'a, W: Write> Writer<'a, W> {
    fn new(out: W, form: Form<'a>) -> Self {
        let options = FileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(LEVEL))
            .with_aes_encryption(AesMode::Aes256, form.password);
        Self { zip: ZipWriter::new_stream(out), options, names: NameStyle::without(&[LISTING], form.disarms) }
    }

    /// Writes a member of so many bytes; its content, where that is held, else it is unpacked again. Gives its new name.
    fn write<R: Read + Seek>(
        &mut self,
        archive: &mut Archive<R>,
        member: &Member,
        held: Option<&[u8]>,
        bytes: u64,
        received: &mut dyn FnMut(u64),
    ) -> Result<String, Fault> {
        let name = self.names.give(&member.name);
        self.zip.start_file(name.as_str(), self.options.large_file(bytes > LARGE)).map_err(unwritten)?;
        if let Some(content) = held {
            self.zip.write_all(content).map_err(unwritten)?;
            return Ok(name);
        }
        let (mut wrote, mut failed) = (0, None);
        let outcome = archive.unpack_again(member.index, &mut |piece| {
            if failed.is_none() {
                failed = self.zip.write_all(piece).err();
                wrote += piece.len() as u64;
                received(bytes / 2 + wrote / 2);
            }
        });
        match (failed, outcome) {
            (Some(error), _) => Err(unwritten(error)),
            (None, Ok(_)) if wrote == bytes => Ok(name),
            _ => Err(Fault::Unwritten("the old one can no longer be read".to_owned())),
        }
    }

    fn finish(mut self, listed: Vec<Value>) -> Result<(), ZipError> {
        self.zip.start_file(LISTING, self.options)?;
        let text = serde_json::to_string(&Value::Array(listed)).map_err(std::io::Error::other)?;
        self.zip.write_all(text.as_bytes())?;
        self.zip.finish().map(|_| ())
    }
}

fn unwritten(error: impl Into<ZipError>) -> Fault {
    Fault::Unwritten(plain(&error.into()))
}

/// What [`LISTING`] says of a member.
fn about(
    table: &Table,
    row: Option<Row>,
    name: &str,
    member: &Member,
    hashes: &Hashes,
    bytes: u64,
) -> Map<String, Value> {
    let mut entry = Map::new();
    let mut put = |name: &str, value: Value| {
        entry.insert(name.to_owned(), value);
    };
    put("member", name.into());
    put("original_name", member.name.as_str().into());
    put("sha1", hex(&hashes.sha1).into());
    put("size", bytes.into());
    if member.is_link {
        put("is_link", true.into());
    }
    if let Some(row) = row {
        if let Some(sha256) = table.sha256(row) {
            put("sha256", hex(sha256).into());
        }
        put("id", table.id(row).into());
        put("filename", table.name(row).into());
        put("path", table.path(row).into());
        put("classification", table.classification(row).word().into());
    }
    entry
}
