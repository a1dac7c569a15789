//! Exports: the rows that were asked for, written as a file.

use crate::glue::blob::{Reader, Writer, bytes};
use crate::glue::{Job, object};
use crate::listing_json;
use crate::listing_json::Piece;
use crate::source;
use crate::source::Sources;
use js_sys::{Array, Object};
use matryoshka_core::export::csv::{Csv, Separator};
use matryoshka_core::export::cyclonedx::Cyclonedx;
use matryoshka_core::export::graph::Settings;
use matryoshka_core::export::hash_format::{HashFormat, Pattern};
use matryoshka_core::export::hashes::Hashes;
use matryoshka_core::export::kind::ExportKind;
use matryoshka_core::export::markdown::Markdown;
use matryoshka_core::export::misp::Misp;
use matryoshka_core::export::objects::Grouping;
use matryoshka_core::export::report::{About, Report};
use matryoshka_core::export::stix::Stix;
use matryoshka_core::export::{Export, NameStyle, statement};
use matryoshka_core::hash::{HashKind, SampleHash};
use matryoshka_core::table::completeness::{Choice, Completeness};
use matryoshka_core::table::{Row, Table};
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
fn read(job: &Job<'_>) -> impl FnMut(u16, u64) -> Result<Vec<u8>, String> {
    let bodies: Array = job.value("bodies").unchecked_into();
    move |number, from| bytes(&body(&bodies, number)?, from, from + PIECE)
}

/// The listing of a job.
pub fn table(job: &Job<'_>) -> Result<Table, String> {
    source::table(&job.order(), &mut read(job))
}

/// How much of the sample's listing the rows of a job are.
pub fn completeness(job: &Job<'_>) -> Completeness {
    Completeness::from_json(&job.text("completeness"))
}

/// The bodies of a job, read with progress: to read them is half the work.
fn read_watched<'a>(job: &'a Job<'_>) -> impl FnMut(u16, u64) -> Result<Vec<u8>, String> + 'a {
    let bodies: Array = job.value("bodies").unchecked_into();
    let all: f64 = bodies.iter().filter_map(|body| body.dyn_into::<Blob>().ok()).map(|body| body.size()).sum();
    let (mut read, mut done, all) = (read(job), 0, (all as u64).max(1));
    move |number, from| {
        let bytes = read(number, from)?;
        // A piece can be read more than once.
        done = (done + bytes.len() as u64).min(all);
        job.progress(done, all * 2);
        Ok(bytes)
    }
}

/// Has a writer write, with progress: the other half of the work.
fn write(job: &Job<'_>, out: &mut Writer, writer: &mut dyn Export) {
    while let Some(piece) = writer.next() {
        // What the browser does not take is said in the end.
        let _ = out.write_all(piece.as_bytes());
        let (done, all) = writer.progress();
        job.progress(all + done, (all * 2).max(1));
    }
}

/// What is to be written.
struct Request<'a> {
    job: &'a Job<'a>,
    chosen: Vec<u32>,
    of: Completeness,
    /// Which rows these are of how many, in words.
    words: String,
}

pub fn export(job: &Job<'_>) -> Result<Object, String> {
    let kind = ExportKind::of_word(&job.text("kind"))
        .ok_or("The page asks for a kind of file that this version cannot write: reload the page.")?;
    let order = job.order();
    let chosen = job.numbers("chosen").unwrap_or_else(|| (0..order.len() as u32).collect());
    let filter = job.text_or_none("filter");
    let choice = Choice {
        rows: chosen.len() as u64,
        filter: filter.as_deref(),
        unique: job.is("unique"),
        selected: job.is("selected"),
    };
    let of = completeness(job);
    let request = Request { job, words: statement(&choice, &of), of: of.of_export(&choice), chosen };
    let mut out = Writer::default();
    let (mut ending, media) = kind.file();
    let note = match kind {
        ExportKind::Json => request.json(&order, &mut out)?,
        ExportKind::Lines => {
            let mut put = |bytes: &[u8]| {
                // What the browser does not take is said in the end.
                let _ = out.write_all(bytes);
            };
            listing_json::lines(&order, &request.chosen, &mut read_watched(job), &mut put)?;
            String::new()
        }
        _ => {
            let sources = Sources::read(&order, &mut read_watched(job))?;
            if kind == ExportKind::Hashes {
                ending = request.hash_kind().1;
            }
            request.rows(kind, &sources, &mut out)
        }
    };
    let blob = out.finish(media)?;
    Ok(object(&[("blob", blob.into()), ("ending", ending.into()), ("words", (request.words + &note).into())]))
}

impl Request<'_> {
    /// The kind of hash, and the end of the name of a list of them.
    fn hash_kind(&self) -> (HashKind, &'static str) {
        match self.job.number("hash") as u32 {
            0 => (HashKind::Sha1, "sha1.txt"),
            1 => (HashKind::Sha256, "sha256.txt"),
            _ => (HashKind::Md5, "md5.txt"),
        }
    }

    fn json(&self, order: &source::Order, out: &mut Writer) -> Result<String, String> {
        let bodies: Array = self.job.value("bodies").unchecked_into();
        let mut reader: Option<(u16, Reader)> = None;
        let pieces = listing_json::pieces(order, &self.chosen, &self.of, &mut read_watched(self.job))?;
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
                self.job.progress(all + done, all * 2);
            }
        }
        Ok(String::new())
    }

    /// Writes what is made of rows; gives what has to be known about it.
    fn rows(&self, kind: ExportKind, sources: &Sources, out: &mut Writer) -> String {
        let job = self.job;
        let Sources { table, parents, forest } = sources;
        let in_order = table.in_order();
        let rows: Vec<Row> = self.chosen.iter().filter_map(|at| in_order.get(*at as usize).copied()).collect();
        let names = if job.is("defanged") { NameStyle::Defanged } else { NameStyle::Shown };
        let sample = SampleHash::parse(&job.text("sample")).ok();
        let grouping = if job.is("each") { Grouping::Rows } else { Grouping::Contents };
        let settings = Settings { sample: sample.as_ref(), names, grouping, now: job.number("now") as i64 };
        let title = job.text("title");
        let date = job.text("date");
        let about = About { sample: &title, scope: &self.words, date: &date };
        match kind {
            ExportKind::Csv => write(job, out, &mut Csv::new(table, parents, &rows, names)),
            ExportKind::Excel => {
                let separator = Separator::ALL.get(job.number("separator") as usize).copied().unwrap_or_default();
                write(job, out, &mut Csv::new(table, parents, &rows, names).for_excel(separator));
            }
            ExportKind::Hashes => {
                let hash = self.hash_kind().0;
                let format = HashFormat::ALL.get(job.number("format") as usize).copied().unwrap_or_default();
                let pattern = Pattern::new(format, hash, &job.text("template"));
                let mut hashes = Hashes::new(table, hash, &rows).with(pattern);
                write(job, out, &mut hashes);
                return format!(" {} different hashes, {} files without one.", hashes.written(), hashes.without());
            }
            ExportKind::Stix => {
                let mut stix = Stix::new(table, forest, &rows, settings);
                write(job, out, &mut stix);
                return stix.words();
            }
            ExportKind::Misp => {
                let settings = Settings { grouping: Grouping::Contents, ..settings };
                let mut misp = Misp::new(table, forest, &rows, &title, settings);
                write(job, out, &mut misp);
                return misp.words();
            }
            ExportKind::Cyclonedx => write(job, out, &mut Cyclonedx::new(table, forest, &rows, &title, settings)),
            ExportKind::Markdown => {
                write(job, out, &mut Markdown::new(table, parents, forest, &rows, &about, names));
            }
            ExportKind::Report | ExportKind::Json | ExportKind::Lines => {
                write(job, out, &mut Report::new(table, parents, forest, &rows, &about, names));
            }
        }
        String::new()
    }
}
