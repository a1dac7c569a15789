//! What is inside a member: the member itself, then its lines, its strings, and what is found in it.

use crate::contents::guess::{LOOKED_AT, guess};
use crate::contents::image::media_type;
use crate::contents::pattern::compile;
use crate::contents::scan::Scan;
use crate::contents::strings::{Found, Strings as StringFinder};
use crate::glue::archives::{failure, open};
use crate::glue::blob::{Writer, bytes};
use crate::glue::{Done, Page};
use matryoshka_core::contents::kind::StringKind;
use matryoshka_core::contents::lines::Index;
use matryoshka_core::worker_job::JobFailure;
use matryoshka_core::worker_job::contents::{
    Find, Hits, LineIndex, Lines, Look, Looked, MemberHits, Pattern, Search, Searched, StringTable, Strings,
};
use regex::bytes::Regex;
use std::io::Write;

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
fn each_piece(page: &Page<'_>, take: &mut dyn FnMut(&[u8])) -> Result<(), String> {
    let blob = page.file()?;
    let size = blob.size() as u64;
    let mut at = 0;
    while at < size {
        let piece = bytes(&blob, at, at + PIECE)?;
        if piece.is_empty() {
            return Err("The browser can no longer read the file.".to_owned());
        }
        take(&piece);
        at += piece.len() as u64;
        page.progress(at, size);
    }
    Ok(())
}

/// Takes a member out to be looked at.
pub fn look(ask: &Look, page: &Page<'_>) -> Done<Looked> {
    let (mut archive, _) = open(&ask.archive, page)?;
    let index = ask.member as usize;
    let found = archive.member(index).map_err(failure)?;
    let (mut out, mut head, mut received) = (Writer::default(), Vec::new(), 0_u64);
    let outcome = archive.unpack(index, u64::MAX, &mut |bytes| {
        // What the browser does not take is said in the end.
        let _ = out.write_all(bytes);
        if head.len() < LOOKED_AT {
            head.extend_from_slice(bytes);
        }
        received += bytes.len() as u64;
        page.progress(received, found.size);
    });
    let cut = match outcome {
        Ok(_) => None,
        Err(skip) if received == 0 => return Err(format!("The file cannot be taken out: {}.", skip.words()).into()),
        Err(skip) => Some(skip.words()),
    };
    let file = out.finish("application/octet-stream")?;
    Ok((Looked { cut, image: media_type(&head).map(str::to_owned) }, Some(file)))
}

/// Finds where the lines of a file begin.
pub fn lines(ask: &Lines, page: &Page<'_>) -> Done<LineIndex> {
    let encoding = match ask.encoding {
        Some(encoding) => encoding,
        None => guess(&bytes(&page.file()?, 0, LOOKED_AT as u64)?),
    };
    let mut index = Index::new(encoding);
    each_piece(page, &mut |piece| index.push(piece))?;
    index.finish();
    Ok((LineIndex { encoding, lines: index.lines, blocks: index.blocks.into() }, None))
}

/// Finds the strings of a file.
pub fn strings(ask: &Strings, page: &Page<'_>) -> Done<StringTable> {
    let (mut kept, mut count, mut length) = (Vec::<Found>::new(), 0_u64, 0);
    let mut strings = StringFinder::new(ask.least.into());
    let mut take = |found: &Found| {
        count += 1;
        if kept.len() < STRINGS && length + found.text.len() <= TEXTS {
            length += found.text.len();
            kept.push(found.clone());
        }
    };
    each_piece(page, &mut |piece| strings.push(piece, &mut take))?;
    strings.finish(&mut take);
    kept.sort_by_key(|found| found.offset);
    let number = |kind: StringKind| StringKind::ALL.iter().position(|other| *other == kind).unwrap_or_default() as u8;
    let mut end = 0;
    let ends = kept.iter().map(|found| {
        end += found.text.len() as u32;
        end
    });
    let table = StringTable {
        ends: ends.collect(),
        offsets: kept.iter().map(|found| found.offset).collect(),
        letters: kept.iter().map(|found| found.letters).collect(),
        kinds: kept.iter().map(|found| number(found.kind) | u8::from(found.wide) << 7).collect(),
        texts: kept.iter().flat_map(|found| found.text.bytes()).collect(),
        count,
    };
    Ok((table, None))
}

fn expression(pattern: &Pattern) -> Result<Regex, JobFailure> {
    compile(pattern.notation, &pattern.words).map_err(JobFailure::Pattern)
}

fn hits(scan: &Scan<'_>) -> Hits {
    Hits {
        offsets: scan.hits.iter().map(|hit| hit.offset).collect(),
        lengths: scan.hits.iter().map(|hit| hit.length).collect(),
        count: scan.count,
    }
}

/// Finds what is searched for in one file.
pub fn find(ask: &Find, page: &Page<'_>) -> Done<Hits> {
    let regex = expression(&ask.pattern)?;
    let mut scan = Scan::new(&regex, HITS);
    each_piece(page, &mut |piece| scan.push(piece))?;
    scan.finish();
    Ok((hits(&scan), None))
}

/// Searches all members, and tells of each that something was found in as soon as it was.
pub fn search(ask: &Search, page: &Page<'_>) -> Done<Searched> {
    let regex = expression(&ask.pattern)?;
    let (mut archive, _) = open(&ask.archive, page)?;
    let (mut outcome, mut room) = (Searched::default(), HITS_OF_ALL);
    archive.each(&mut |done, of| page.progress(done, of), &mut |archive, member, progress| {
        if member.is_folder {
            return;
        }
        let mut scan = Scan::new(&regex, HITS_OF_EACH.min(room));
        let mut received = 0;
        let unpacked = archive.unpack(member.index, u64::MAX, &mut |piece| {
            scan.push(piece);
            received += piece.len() as u64;
            progress(received);
        });
        scan.finish();
        outcome.bytes += received;
        match unpacked {
            Ok(_) => outcome.searched += 1,
            Err(skip) => outcome.skipped.push(format!("{}: {}", member.name, skip.words())),
        }
        if scan.count > 0 {
            room -= scan.hits.len();
            page.tell(ask, &MemberHits { member: member.index as u32, hits: hits(&scan) });
        }
    });
    Ok((outcome, None))
}
