//! Listings and archives for the tests, lying ones too.

use matryoshka_core::table::{RowSource, Table, hex};
use matryoshka_worker::source::Sources;
use matryoshka_worker::zip::members::{Archive, Limits, Member};
use serde_json::{Value, json};
use sha1::{Digest, Sha1};
use sha2::Sha256;
use std::io::Cursor;

/// Reads an archive that is in memory.
pub type InMemory = Archive<Cursor<Vec<u8>>>;

pub fn sha1(content: &[u8]) -> String {
    hex(&Sha1::digest(content))
}

pub fn sha256(content: &[u8]) -> String {
    hex(&Sha256::digest(content))
}

/// A row of a listing as the appliance gives it: name, SHA-1 and SHA-256.
pub fn row(name: &str, content: &[u8]) -> Value {
    json!({"filename": name, "path": format!("unpacked_files/{name}"), "sample": {
        "sha1": sha1(content), "sha256": sha256(content), "file_size": content.len(), "classification": "malicious",
    }})
}

/// The same without one of its hashes.
pub fn without(mut row: Value, hash: &str) -> Value {
    row["sample"][hash] = Value::Null;
    row
}

/// The same with another hash.
pub fn with(mut row: Value, hash: &str, other: &str) -> Value {
    row["sample"][hash] = other.into();
    row
}

/// A listing of some rows, with ids from 1 on.
pub fn table(rows: &[Value]) -> Table {
    let mut body = String::from("{\"results\": [");
    let mut order = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut row = row.clone();
        row["id"] = (at + 1).into();
        body.push_str(if at > 0 { "," } else { "" });
        order.push(RowSource { body: 0, offset: body.len() as u32 });
        body.push_str(&row.to_string());
    }
    body.push_str("]}");
    let rest = |_, from: u64| Ok(body.as_bytes()[from as usize..].to_vec());
    Sources::read(&order, &mut { rest }).expect("a listing").table
}

/// A member as it is written: its name, its content as the archive has it, and what it says of that.
#[derive(Clone, Debug)]
pub struct Raw {
    pub name: Vec<u8>,
    pub method: u16,
    pub flags: u16,
    pub packed: Vec<u8>,
    pub size: u32,
    pub crc: u32,
}

/// A stored member.
pub fn stored(name: &str, content: &[u8]) -> Raw {
    let mut crc = flate2::Crc::new();
    crc.update(content);
    Raw { name: name.into(), method: 0, flags: 0, packed: content.to_vec(), size: content.len() as u32, crc: crc.sum() }
}

/// A deflated one.
pub fn deflated(name: &str, content: &[u8]) -> Raw {
    use std::io::Write;
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).expect("deflate");
    Raw { method: 8, packed: encoder.finish().expect("deflate"), ..stored(name, content) }
}

/// A zip of these members, whatever they are called: the zip crate refuses two of one name.
pub fn zip(members: &[Raw]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for raw in members {
        let numbers = [20, raw.flags, raw.method, 0, 0x21];
        let mut common: Vec<u8> = numbers.iter().flat_map(|number: &u16| number.to_le_bytes()).collect();
        for number in [raw.crc, raw.packed.len() as u32, raw.size, raw.name.len() as u32] {
            common.extend(number.to_le_bytes());
        }
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend((out.len() as u32).to_le_bytes());
        directory.extend(&raw.name);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(&raw.name);
        out.extend(&raw.packed);
    }
    let (at, length, count) = (out.len() as u32, directory.len() as u32, (members.len() as u16).to_le_bytes());
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].concat());
    out.extend(length.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

/// Opens an archive with the usual limits and without a password.
pub fn open(bytes: Vec<u8>) -> InMemory {
    open_within(bytes, Limits::default())
}

pub fn open_within(bytes: Vec<u8>, limits: Limits) -> InMemory {
    Archive::open(Cursor::new(bytes), None, limits).expect("an archive")
}

/// The content of a member.
pub fn content(archive: &mut InMemory, index: usize) -> Vec<u8> {
    let mut content = Vec::new();
    let unpacked = archive.unpack(index, u64::MAX, &mut |bytes| content.extend_from_slice(bytes)).expect("a member");
    assert!(unpacked.is_whole && unpacked.bytes == content.len() as u64);
    content
}

pub fn members(archive: &InMemory) -> Vec<Member> {
    (0..archive.looked_at()).map(|index| archive.member(index).expect("a member")).collect()
}

/// For what nobody watches.
pub fn unwatched() -> impl FnMut(u64, u64) {
    |_, _| {}
}
