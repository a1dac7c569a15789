//! Exports: the rows that were asked for, written as a file.

use crate::glue::blob::{Reader, Writer, bytes};
use crate::glue::{Done, Page};
use crate::listing_json;
use crate::listing_json::Piece;
use crate::source;
use crate::source::Sources;
use js_sys::Array;
use matryoshka_core::export::csv::Csv;
use matryoshka_core::export::hashes::Hashes;
use matryoshka_core::export::kind::ExportKind;
use matryoshka_core::export::report::{About, Report};
use matryoshka_core::export::statement;
use matryoshka_core::export::stix::Stix;
use matryoshka_core::hash::{HashKind, SampleHash};
use matryoshka_core::table::completeness::Choice;
use matryoshka_core::table::{Row, Table};
use matryoshka_core::worker_job::export::{Export, Exported};
use matryoshka_core::worker_job::listing::Listing;
use std::io::Write;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// Bytes of a body that are read at once.
const PIECE: u64 = 4 << 20;

fn body(bodies: &Array, number: u16) -> Result<Blob, String> {
    bodies
        .get(number.into())
        .dyn_into()
        .map_err(|_| "An answer of the appliance is gone: open the sample again.".to_owned())
}

/// Reads the bodies of a job.
fn read(page: &Page<'_>) -> impl FnMut(u16, u64) -> Result<Vec<u8>, String> {
    let bodies = page.bodies();
    move |number, from| bytes(&body(&bodies, number)?, from, from + PIECE)
}

/// The listing of a job.
pub fn table(listing: &Listing, page: &Page<'_>) -> Result<Table, String> {
    source::table(&listing.sources(), &mut read(page))
}

/// Writes rows as a file.
pub fn export(ask: &Export, page: &Page<'_>) -> Done<Exported> {
    let order = ask.listing.sources();
    let every: Vec<u32>;
    let chosen = if let Some(chosen) = &ask.chosen {
        chosen
    } else {
        every = (0..order.len() as u32).collect();
        &every[..]
    };
    let choice =
        Choice { rows: chosen.len() as u64, filter: ask.filter.as_deref(), unique: ask.unique, selected: ask.selected };
    let of = &ask.listing.completeness;
    let words = statement(&choice, of);
    let mut out = Writer::default();
    let names = ask.names;
    let sources = || Sources::read(&order, &mut read(page));
    let rows = |sources: &Sources| -> Vec<Row> {
        let in_order = sources.table.in_order();
        chosen.iter().filter_map(|at| in_order.get(*at as usize).copied()).collect()
    };
    let mut note = String::new();
    let (ending, media) = match ask.kind {
        ExportKind::Json => {
            let pieces = listing_json::pieces(&order, chosen, &of.of_export(&choice), &mut read(page))?;
            put_entries(&mut out, pieces, &page.bodies())?;
            ("json", "application/json")
        }
        ExportKind::Csv => {
            let sources = sources()?;
            let rows = rows(&sources);
            let (mut csv, all) = (Csv::new(&sources.table, &sources.parents, &rows, names), rows.len() as u64);
            while let Some(piece) = csv.next() {
                put(&mut out, &piece);
                page.progress(all - csv.left() as u64, all);
            }
            ("csv", "text/csv")
        }
        ExportKind::Hashes => {
            let sources = sources()?;
            let rows = rows(&sources);
            let mut hashes = Hashes::new(&sources.table, ask.hash, &rows);
            hashes.by_ref().for_each(|piece| put(&mut out, &piece));
            note = format!(" {} different hashes, {} files without one.", hashes.written(), hashes.without());
            let ending = match ask.hash {
                HashKind::Sha1 => "sha1.txt",
                HashKind::Sha256 => "sha256.txt",
                HashKind::Md5 => "md5.txt",
                HashKind::Sha512 => "sha512.txt",
            };
            (ending, "text/plain")
        }
        ExportKind::Stix => {
            let sources = sources()?;
            let (rows, sample) = (rows(&sources), SampleHash::parse(&ask.sample).ok());
            let mut stix = Stix::new(&sources.table, &sources.forest, &rows, sample.as_ref(), names);
            stix.by_ref().for_each(|piece| put(&mut out, &piece));
            if stix.nameless() > 0 {
                note = format!(" {} files without hash and name are left out.", stix.nameless());
            }
            ("stix.json", "application/stix+json")
        }
        ExportKind::Report => {
            let sources = sources()?;
            let rows = rows(&sources);
            let about = About { sample: &ask.title, scope: &words, date: &ask.date };
            let mut report = Report::new(&sources.table, &sources.parents, &sources.forest, &rows, &about, names);
            report.by_ref().for_each(|piece| put(&mut out, &piece));
            ("html", "text/html")
        }
    };
    let file = out.finish(media)?;
    Ok((Exported { ending: ending.to_owned(), words: words + &note }, Some(file)))
}

fn put(out: &mut Writer, text: &str) {
    // What the browser does not take is said in the end.
    let _ = out.write_all(text.as_bytes());
}

/// Writes entries exactly as the appliance sent them.
fn put_entries(out: &mut Writer, pieces: Vec<Piece>, bodies: &Array) -> Result<(), String> {
    let mut reader: Option<(u16, Reader)> = None;
    for piece in pieces {
        match piece {
            Piece::Text(text) => put(out, &text),
            Piece::Slice(number, from, to) => {
                let (_, reader) = match &mut reader {
                    Some(held) if held.0 == number => held,
                    held => held.insert((number, Reader::new(body(bodies, number)?))),
                };
                out.insert(reader, from, to)?;
            }
        }
    }
    Ok(())
}
