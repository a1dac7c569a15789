//! Exports: the rows that were asked for, written as a file.

use crate::glue::blob::{Reader, Writer, bytes};
use crate::glue::{Job, object};
use crate::listing_json;
use crate::listing_json::Piece;
use crate::source;
use crate::source::Sources;
use js_sys::{Array, Object};
use matryoshka_core::export::csv::Csv;
use matryoshka_core::export::hashes::Hashes;
use matryoshka_core::export::report::{About, Report};
use matryoshka_core::export::stix::Stix;
use matryoshka_core::export::{NameStyle, statement};
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

pub fn export(job: &Job<'_>) -> Result<Object, String> {
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
    let words = statement(&choice, &of);
    let mut out = Writer::default();
    let mut put = |text: &str| {
        // What the browser does not take is said in the end.
        let _ = out.write_all(text.as_bytes());
    };
    let names = if job.is("defanged") { NameStyle::Defanged } else { NameStyle::Shown };
    let sample = SampleHash::parse(&job.text("sample")).ok();
    let kind = job.text("kind");
    let mut note = String::new();
    let (ending, media) = match kind.as_str() {
        "json" => {
            let bodies: Array = job.value("bodies").unchecked_into();
            let mut reader: Option<(u16, Reader)> = None;
            for piece in listing_json::pieces(&order, &chosen, &of.of_export(&choice), &mut read(job))? {
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
            }
            ("json", "application/json")
        }
        other => {
            let sources = Sources::read(&order, &mut read(job))?;
            let in_order = sources.table.in_order();
            let rows: Vec<Row> = chosen.iter().filter_map(|at| in_order.get(*at as usize).copied()).collect();
            let all = rows.len() as u64;
            match other {
                "csv" => {
                    let mut csv = Csv::new(&sources.table, &sources.parents, &rows, names);
                    while let Some(piece) = csv.next() {
                        put(&piece);
                        job.progress(all - csv.left() as u64, all);
                    }
                    ("csv", "text/csv")
                }
                "hashes" => {
                    let (hash, ending) = match job.number("hash") as u32 {
                        0 => (HashKind::Sha1, "sha1.txt"),
                        1 => (HashKind::Sha256, "sha256.txt"),
                        _ => (HashKind::Md5, "md5.txt"),
                    };
                    let mut hashes = Hashes::new(&sources.table, hash, &rows);
                    for piece in hashes.by_ref() {
                        put(&piece);
                    }
                    note = format!(" {} different hashes, {} files without one.", hashes.written(), hashes.without());
                    (ending, "text/plain")
                }
                "stix" => {
                    let mut stix = Stix::new(&sources.table, &sources.forest, &rows, sample.as_ref(), names);
                    for piece in stix.by_ref() {
                        put(&piece);
                    }
                    if stix.nameless() > 0 {
                        note = format!(" {} files without hash and name are left out.", stix.nameless());
                    }
                    ("stix.json", "application/stix+json")
                }
                _ => {
                    let about = About { sample: &job.text("title"), scope: &words, date: &job.text("date") };
                    for piece in Report::new(&sources.table, &sources.parents, &sources.forest, &rows, &about, names) {
                        put(&piece);
                    }
                    ("html", "text/html")
                }
            }
        }
    };
    let blob = out.finish(media)?;
    Ok(object(&[("blob", blob.into()), ("ending", ending.into()), ("words", (words + &note).into())]))
}
