//! Exports: the rows that were asked for, written as a file.

use crate::glue::blob::{Reader, Writer, bytes};
use crate::glue::{Done, Page};
use crate::listing_json;
use crate::listing_json::Piece;
use crate::source;
use crate::source::Sources;
use js_sys::Array;
use matryoshka_core::export::kind::ExportKind;
use matryoshka_core::export::options::{Chosen, ExportOptions};
use matryoshka_core::export::statement;
use matryoshka_core::table::completeness::{Choice, Completeness};
use matryoshka_core::table::gaps::Told;
use matryoshka_core::table::yara::{self, YaraHits};
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

/// The bodies of a job, read with progress: to read them is half the work.
fn read_watched<'a>(page: &'a Page<'_>) -> impl FnMut(u16, u64) -> Result<Vec<u8>, String> + 'a {
    let bodies = page.bodies();
    let all: f64 = bodies.iter().filter_map(|body| body.dyn_into::<Blob>().ok()).map(|body| body.size()).sum();
    let (mut read, mut done, all) = (read(page), 0, (all as u64).max(1));
    move |number, from| {
        let bytes = read(number, from)?;
        // A piece can be read more than once.
        done = (done + bytes.len() as u64).min(all);
        page.progress(done, all * 2);
        Ok(bytes)
    }
}

/// What is to be written.
struct Request<'a> {
    page: &'a Page<'a>,
    options: &'a ExportOptions,
    order: source::Order,
    chosen: &'a [u32],
    of: Completeness,
    /// What YARA rules have found, where files were scanned.
    yara: Option<&'a yara::Told>,
    /// The open questions, where files were examined.
    gaps: Option<&'a Told>,
    /// Which rows these are of how many, in words.
    words: String,
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
    let (of, options) = (&ask.listing.completeness, &ask.options);
    let (words, of) = (statement(&choice, of), of.of_export(&choice));
    let request = Request { page, options, order, chosen, of, yara: ask.yara.as_ref(), gaps: ask.gaps.as_ref(), words };
    let mut out = Writer::default();
    let note = match options.kind {
        ExportKind::Json => request.json(&mut out)?,
        ExportKind::Lines => request.lines(&mut out)?,
        ExportKind::Csv
        | ExportKind::Hashes
        | ExportKind::Stix
        | ExportKind::Excel
        | ExportKind::Misp
        | ExportKind::Cyclonedx
        | ExportKind::Markdown
        | ExportKind::Report
        | ExportKind::Yara => request.rows(&mut out)?,
    };
    let file = out.finish(options.media_type())?;
    Ok((Exported { ending: options.ending().to_owned(), words: request.words + &note }, Some(file)))
}

impl Request<'_> {
    fn json(&self, out: &mut Writer) -> Result<String, String> {
        let bodies = self.page.bodies();
        let mut reader: Option<(u16, Reader)> = None;
        let pieces = listing_json::pieces(&self.order, self.chosen, &self.of, &mut read_watched(self.page))?;
        let all = pieces.len() as u64;
        for (piece, done) in pieces.into_iter().zip(1..) {
            match piece {
                Piece::Text(text) => {
                    // What the browser does not take is said in the end.
                    let _ = out.write_all(text.as_bytes());
                }
                Piece::Slice(number, from, to) => {
                    let (_, reader) = match &mut reader {
                        Some(held) if held.0 == number => held,
                        held => held.insert((number, Reader::new(body(&bodies, number)?))),
                    };
                    out.insert(reader, from, to)?;
                }
            }
            if done % 1024 == 0 || done == all {
                self.page.progress(all + done, all * 2);
            }
        }
        Ok(String::new())
    }

    fn lines(&self, out: &mut Writer) -> Result<String, String> {
        let (mut done, all) = (0, (self.chosen.len() as u64).max(1));
        let mut put = |line: &[u8]| {
            // What the browser does not take is said in the end.
            let _ = out.write_all(line);
            done += 1;
            if done % 1024 == 0 || done == all {
                self.page.progress(all + done, all * 2);
            }
        };
        let ends = listing_json::ends(&self.order, self.chosen, &mut read_watched(self.page))?;
        listing_json::lines(&self.order, self.chosen, &ends, &mut read(self.page), &mut put)?;
        Ok(String::new())
    }

    /// Writes what is made of rows; gives what has to be known about it.
    fn rows(&self, out: &mut Writer) -> Result<String, String> {
        let mut sources = Sources::read(&self.order, &mut read_watched(self.page))?;
        let in_order = sources.table.in_order();
        // What was found in the files is known to the page alone.
        sources.table.gaps.told = self.gaps.cloned();
        if let Some(told) = self.yara {
            sources.table.yara = YaraHits::told(told.clone(), |position| in_order.get(position as usize).copied());
        }
        let Sources { table, parents, forest } = &sources;
        let rows: Vec<Row> = self.chosen.iter().filter_map(|at| in_order.get(*at as usize).copied()).collect();
        let sample = self.options.sample_hash();
        let chosen = Chosen { table, parents, forest, rows: &rows, scope: &self.words, sample: sample.as_ref() };
        let mut writer = self.options.writer(chosen).ok_or("This version cannot write that kind of file.")?;
        while let Some(piece) = writer.next() {
            // What the browser does not take is said in the end.
            let _ = out.write_all(piece.as_bytes());
            // To read was the other half of the work.
            let (done, all) = writer.progress();
            self.page.progress(all + done, (all * 2).max(1));
        }
        Ok(writer.note())
    }
}
