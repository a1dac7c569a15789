//! Scenarios about the second endpoint: the archive, and the listing that goes with it.

use std::io;

use axum::body::Bytes;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::broken;
use crate::archive::encrypted::{self, Cipher};
use crate::archive::sized::Layout;
use crate::archive::{bomb, zip};
use crate::default_sample::{Source, corpus};
use crate::file_type::FileType;
use crate::hashes::Hashes;
use crate::row::{Row, SampleFields};
use crate::server::paging::Rule;
use crate::server::rows::{self, Rows};
use crate::server::{App, Asked, Endpoint, answer};

/// Size of the archives that break off, in bytes.
const HALF_OF: u64 = 8 << 20;
/// Size of the one without a length.
const NO_LENGTH: u64 = 3 << 20;

/// A small whole archive.
pub fn small() -> Response {
    answer::archive(plain(&corpus::document()), None)
}

/// The archive of `bytes` bytes, or its listing.
pub fn of_size(app: &App, asked: &Asked, bytes: u64) -> Response {
    let layout = Layout::of(bytes);
    match asked.endpoint {
        Endpoint::Listing => {
            let rows = app.listing(&format!("archive:{bytes}"), || listing(layout.contents()));
            rows::page(&rows, asked, Rule::Usual)
        }
        Endpoint::Archive => answer::archive_stream(Some(layout.total()), stream(layout.chunks())),
    }
}

/// The archive of a scenario.
pub fn archive(name: &str) -> Response {
    match name {
        "archive-half" => half(Layout::of(HALF_OF), true),
        "archive-half-chunked" => half(Layout::of(HALF_OF), false),
        "archive-no-length" => answer::archive_stream(None, stream(Layout::of(NO_LENGTH).chunks())),
        "archive-lies" => answer::archive(plain(&lies(files())), None),
        "archive-behind" => answer::archive([&plain(&lies(files()))[..], b"\r\n", &[0; 510]].concat(), None),
        "archive-inner-cut" => answer::archive_stream(None, stream(std::iter::once(cut_behind_a_zip().into()))),
        "archive-damaged" => answer::archive(damaged(&files()), None),
        "archive-bomb" => answer::archive(bomb::archive(), None),
        "archive-encrypted" => encrypted(Cipher::Aes256),
        "archive-zipcrypto" => encrypted(Cipher::ZipCrypto),
        "archive-names" => answer::archive(hostile_names(&files()), None),
        "archive-gzip" => gzipped(&plain(&corpus::document())),
        "archive-empty" => answer::archive(zip::Writer::default().finish(), None),
        _ => small(),
    }
}

/// The listing that goes with the archive of a scenario. `None`: an ordinary one.
pub fn rows(name: &str) -> Option<Rows> {
    match name {
        "archive-half" | "archive-half-chunked" => Some(listing(Layout::of(HALF_OF).contents())),
        "archive-no-length" => Some(listing(Layout::of(NO_LENGTH).contents())),
        "archive-bomb" => Some(listing(bomb::contents())),
        "archive-lies" | "archive-behind" | "archive-damaged" | "archive-encrypted" | "archive-zipcrypto"
        | "archive-names" => {
            Some(listing(files().into_iter().map(|(path, content)| (path, Hashes::of(&content), content.len() as u64))))
        }
        _ => None,
    }
}

/// An archive as a proxy sends it that compresses everything: its length is not that of what comes out.
fn gzipped(archive: &[u8]) -> Response {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    // Memory takes all.
    let _ = io::Write::write_all(&mut encoder, archive);
    let mut response = answer::archive(encoder.finish().unwrap_or_default(), None);
    response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    response
}

/// Twenty different files.
fn files() -> Vec<Source> {
    corpus::folder().into_iter().take(20).collect()
}

/// A flat listing of files given by path, hashes and size.
fn listing(files: impl Iterator<Item = (String, Hashes, u64)>) -> Rows {
    let rows = files.enumerate().map(|(index, (path, hashes, size))| {
        let number = index as u64;
        let filename = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let kind = FileType::of(&filename, b"text");
        let sample = SampleFields::new(40_000_001 + number, &hashes, kind, size, 0);
        Row { id: 5_000_001 + number, parent_relationship: None, sample, filename, path }
    });
    Rows::fixed(rows.map(|row| json!(row).to_string()).collect())
}

fn plain(files: &[Source]) -> Vec<u8> {
    let mut writer = zip::Writer::default();
    for (index, (path, content)) in files.iter().enumerate() {
        let name = format!("{index:05}_{}", path.rsplit('/').next().unwrap_or(path));
        writer.deflated(name.as_bytes(), content);
    }
    writer.finish()
}

/// One file changed, one left out, one added.
fn lies(mut files: Vec<Source>) -> Vec<Source> {
    files[5].1.extend_from_slice(b"This line is not in the file that was listed.\n");
    files.remove(9);
    files.push(("extra.txt".to_owned(), b"Nobody listed this file.\n".to_vec()));
    files
}

/// What of an archive whose first member is a zip has come when that has.
fn cut_behind_a_zip() -> Vec<u8> {
    let inner = plain(&files());
    let mut writer = zip::Writer::default();
    let (crc, size) = (zip::crc(&inner), inner.len() as u32);
    writer.member(zip::Member { name: b"inner.zip", method: zip::STORED, crc, packed: &inner, size });
    let mut archive = writer.finish();
    archive.truncate(30 + "inner.zip".len() + inner.len());
    archive
}

/// An archive of which the sixth member is damaged and called by another name.
fn damaged(files: &[Source]) -> Vec<u8> {
    let mut writer = zip::Writer::default();
    for (index, (_, content)) in files.iter().enumerate() {
        let name = format!("{index:05}");
        let crc = zip::crc(content) ^ u32::from(index == 5);
        let size = content.len() as u32;
        writer.member(zip::Member { name: name.as_bytes(), method: zip::STORED, crc, packed: content, size });
    }
    writer.finish()
}

fn encrypted(cipher: Cipher) -> Response {
    match encrypted::archive(&files(), cipher) {
        Ok(archive) => answer::archive(archive, None),
        Err(error) => answer::application_error(500, "The archive can't be encrypted.", &json!(error.to_string())),
    }
}

/// Names of members that nobody should unpack as they are.
const NAMES: [&str; 20] = [
    "../x",
    "../../../../tmp/x",
    "..\\..\\x",
    "/abs",
    "C:\\x",
    "\\\\evil.example\\share\\x",
    "CON",
    "nul.txt",
    "invoice\u{202e}fdp.exe",
    "twice",
    "twice",
    "TWICE",
    "trailing dot.",
    "trailing space ",
    "new\nline",
    "nul\0byte",
    "a//b/./c",
    "",
    "=cmd|' /C calc'!A0",
    "<img src=x onerror=alert(1)>",
];

fn hostile_names(files: &[Source]) -> Vec<u8> {
    let mut writer = zip::Writer::default();
    for (name, (_, content)) in NAMES.iter().zip(files) {
        writer.deflated(name.as_bytes(), content);
    }
    writer.finish()
}

fn stream(chunks: impl Iterator<Item = Bytes> + Send + 'static) -> impl futures_util::Stream<Item = io::Result<Bytes>> {
    futures_util::stream::iter(chunks.map(Ok))
}

/// The first half of an archive; with the length of the whole one, or without any.
fn half(layout: Layout, with_length: bool) -> Response {
    let total = layout.total();
    let mut sent: Vec<u8> = layout.chunks().flatten().take(total as usize / 2).collect();
    sent.shrink_to_fit();
    let response = answer::archive_stream(None, broken::cut_off(sent.into()));
    if with_length { ([(header::CONTENT_LENGTH, total)], response).into_response() } else { response }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::unpack::{Budget, unpack};
    use std::collections::HashSet;

    #[test]
    fn the_lying_archive_lies_three_times() {
        let hashes = |files: Vec<Source>| files.into_iter().map(|(_, content)| Hashes::of(&content).sha1);
        let listed: HashSet<_> = hashes(files()).collect();
        let archived: HashSet<_> = hashes(lies(files())).collect();
        assert_eq!(listed.len(), 20);
        assert_eq!(listed.difference(&archived).count(), 2, "one changed, one missing");
        assert_eq!(archived.difference(&listed).count(), 2, "one changed, one extra");
    }

    #[test]
    fn archives_with_hostile_names_are_whole() {
        let members = unpack(&hostile_names(&files()).into(), &mut Budget::default());
        assert!(members.len() >= 17, "{} members", members.len());
    }
}
