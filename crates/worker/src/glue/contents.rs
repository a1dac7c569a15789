//! What is inside a member: the member itself, then its lines, its strings, and what is found in it.

use crate::contents::guess::{LOOKED_AT, guess};
use crate::contents::image::media_type;
use crate::contents::pattern::Notation;
use crate::contents::scan::{Hit, Scan};
use crate::contents::strings::{Found, Strings};
use crate::glue::archives::{fault, open};
use crate::glue::blob::{Writer, bytes};
use crate::glue::{Job, object};
use js_sys::{Array, Float64Array, Object, Uint8Array, Uint32Array};
use matryoshka_core::contents::encoding::Encoding;
use matryoshka_core::contents::kind::StringKind;
use matryoshka_core::contents::lines::Index;
use regex::bytes::Regex;
use std::io::Write;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// Bytes of a file that are read at once.
const PIECE: u64 = 4 << 20;

/// Most hits in one file that are kept.
const HITS: usize = 10_000;

/// Most hits of each file, and of all together, that a search through all files keeps.
const HITS_OF_EACH: usize = 100;
const HITS_OF_ALL: usize = 100_000;

/// Most strings that are kept, and most bytes of their texts together.
const STRINGS: usize = 200_000;
const TEXTS: usize = 16 << 20;

/// Reads the file of a job from its beginning to its end.
fn each_piece(job: &Job<'_>, take: &mut dyn FnMut(&[u8])) -> Result<(), String> {
    let blob: Blob = job.value("blob").unchecked_into();
    let size = blob.size() as u64;
    let mut at = 0;
    while at < size {
        let piece = bytes(&blob, at, at + PIECE)?;
        if piece.is_empty() {
            return Err("The browser can no longer read the file.".to_owned());
        }
        take(&piece);
        at += piece.len() as u64;
        job.progress(at, size);
    }
    Ok(())
}

/// A member: the `blob`, the `size` that the directory says, why it ends before (`cut`), and as what it can be shown as a
/// picture (`image`).
pub fn look(job: &Job<'_>) -> Result<Object, String> {
    let (mut archive, _) = match open(job) {
        Ok(archive) => archive,
        Err(error) => return fault(&error),
    };
    let index = job.number("member") as usize;
    let found = archive.member(index).map_err(|error| error.words())?;
    let (mut out, mut head, mut received) = (Writer::default(), Vec::new(), 0_u64);
    let outcome = archive.unpack(index, u64::MAX, &mut |bytes| {
        // What the browser does not take is said in the end.
        let _ = out.write_all(bytes);
        if head.len() < LOOKED_AT {
            head.extend_from_slice(bytes);
        }
        received += bytes.len() as u64;
        job.progress(received, found.size);
    });
    let cut = match outcome {
        Ok(_) => JsValue::NULL,
        Err(skip) if received == 0 => return Err(format!("The file cannot be taken out: {}.", skip.words())),
        Err(skip) => skip.words().into(),
    };
    Ok(object(&[
        ("blob", out.finish("application/octet-stream")?.into()),
        ("size", (found.size as f64).into()),
        ("cut", cut),
        ("image", media_type(&head).map_or(JsValue::NULL, JsValue::from)),
    ]))
}

/// Where the lines of a file begin: its `encoding`, guessed where none is chosen, how many `lines` it has, and the offset of
/// each block of them (`blocks`).
pub fn lines(job: &Job<'_>) -> Result<Object, String> {
    let blob: Blob = job.value("blob").unchecked_into();
    let encoding = match Encoding::read(&job.text("encoding")) {
        Some(encoding) => encoding,
        None => guess(&bytes(&blob, 0, LOOKED_AT as u64)?),
    };
    let mut index = Index::new(encoding);
    each_piece(job, &mut |piece| index.push(piece))?;
    index.finish();
    let blocks: Vec<f64> = index.blocks.iter().map(|at| *at as f64).collect();
    Ok(object(&[
        ("encoding", encoding.label().into()),
        ("lines", (index.lines as f64).into()),
        ("blocks", Float64Array::from(blocks.as_slice()).into()),
    ]))
}

/// The strings of a file: their `offsets`, `letters`, `kinds` (with 128 added where a letter takes two bytes), where in
/// `texts` each one's text `ends`, and how many there are of which only the first were kept (`count`).
pub fn strings(job: &Job<'_>) -> Result<Object, String> {
    let (mut kept, mut count, mut length) = (Vec::<Found>::new(), 0_u64, 0);
    let mut strings = Strings::new(job.number("least") as u64);
    let mut take = |found: &Found| {
        count += 1;
        if kept.len() < STRINGS && length + found.text.len() <= TEXTS {
            length += found.text.len();
            kept.push(found.clone());
        }
    };
    each_piece(job, &mut |piece| strings.push(piece, &mut take))?;
    strings.finish(&mut take);
    kept.sort_by_key(|found| found.offset);
    let number = |kind: StringKind| StringKind::ALL.iter().position(|other| *other == kind).unwrap_or_default() as u8;
    let offsets: Vec<f64> = kept.iter().map(|found| found.offset as f64).collect();
    let letters: Vec<f64> = kept.iter().map(|found| found.letters as f64).collect();
    let kinds: Vec<u8> = kept.iter().map(|found| number(found.kind) | u8::from(found.wide) << 7).collect();
    let mut end = 0;
    let ends: Vec<u32> = kept
        .iter()
        .map(|found| {
            end += found.text.len() as u32;
            end
        })
        .collect();
    let texts: String = kept.iter().map(|found| found.text.as_str()).collect();
    Ok(object(&[
        ("offsets", Float64Array::from(offsets.as_slice()).into()),
        ("letters", Float64Array::from(letters.as_slice()).into()),
        ("kinds", Uint8Array::from(kinds.as_slice()).into()),
        ("ends", Uint32Array::from(ends.as_slice()).into()),
        ("texts", Uint8Array::from(texts.as_bytes()).into()),
        ("count", (count as f64).into()),
    ]))
}

fn expression(job: &Job<'_>) -> Result<Regex, String> {
    Notation::read(&job.text("notation")).compile(&job.text("words"))
}

fn hits(hits: &[Hit], count: u64) -> [(&'static str, JsValue); 3] {
    let offsets: Vec<f64> = hits.iter().map(|hit| hit.offset as f64).collect();
    let lengths: Vec<u32> = hits.iter().map(|hit| hit.length).collect();
    [
        ("offsets", Float64Array::from(offsets.as_slice()).into()),
        ("lengths", Uint32Array::from(lengths.as_slice()).into()),
        ("count", (count as f64).into()),
    ]
}

/// What is found in a file: `offsets` and `lengths` of the first hits, and their `count`; or why it cannot be searched for
/// (`refused`).
pub fn find(job: &Job<'_>) -> Result<Object, String> {
    let regex = match expression(job) {
        Ok(regex) => regex,
        Err(why) => return Ok(object(&[("refused", why.into())])),
    };
    let mut scan = Scan::new(&regex, HITS);
    each_piece(job, &mut |piece| scan.push(piece))?;
    scan.finish();
    Ok(object(&hits(&scan.hits, scan.count)))
}

/// Searches all members. Tells of each that something was found in as soon as it was: its `member`, the `offsets` and
/// `lengths` of the first hits, and their `count`. In the end how many were `searched`, how many were `skipped` and how many
/// `bytes` that was; or why it cannot be searched for (`refused`).
pub fn search(job: &Job<'_>) -> Result<Object, String> {
    let regex = match expression(job) {
        Ok(regex) => regex,
        Err(why) => return Ok(object(&[("refused", why.into())])),
    };
    let (mut archive, _) = match open(job) {
        Ok(archive) => archive,
        Err(error) => return fault(&error),
    };
    let skipped = Array::new();
    let (mut searched, mut bytes, mut room) = (0_u32, 0_u64, HITS_OF_ALL);
    archive.each(&mut |done, of| job.progress(done, of), &mut |archive, member, progress| {
        if member.is_folder {
            return;
        }
        let mut scan = Scan::new(&regex, HITS_OF_EACH.min(room));
        let mut received = 0;
        let outcome = archive.unpack(member.index, u64::MAX, &mut |piece| {
            scan.push(piece);
            received += piece.len() as u64;
            progress(received);
        });
        scan.finish();
        bytes += received;
        match outcome {
            Ok(_) => searched += 1,
            Err(skip) => {
                skipped.push(&format!("{}: {}", member.name, skip.words()).into());
            }
        }
        if scan.count > 0 {
            room -= scan.hits.len();
            let found = object(&hits(&scan.hits, scan.count));
            // An object of one's own takes any value.
            let _ = js_sys::Reflect::set(&found, &"member".into(), &(member.index as f64).into());
            job.tell(&found);
        }
    });
    Ok(object(&[("searched", searched.into()), ("skipped", skipped.into()), ("bytes", (bytes as f64).into())]))
}
