//! The parts that the objects of a bundle are written of.

use crate::export::contents::DEEPEST;
use crate::export::graph::Graph;
use crate::export::{iso, uuid};
use crate::table::counted::counted;
use crate::table::timestamp::Timestamp;
use std::fmt::Write;

/// From this many objects on it is said what importers make of them.
const MANY: usize = 10_000;

/// How many objects `misp-stix` works through in a second, measured with 20,000 and 200,000.
const A_SECOND: usize = 1_000;

/// A reference to an object, as JSON.
pub fn reference(out: &mut String, kind: &str, id: u128) {
    out.push('"');
    out.push_str(kind);
    out.push_str("--");
    uuid::write(out, id);
    out.push('"');
}

/// Whether the specification can write a time: in a year of four digits. Nothing was seen before 1970.
pub fn is_time(time: Timestamp) -> bool {
    (0..253_402_300_800_000_000).contains(&time)
}

/// A time as the specification writes it.
pub fn time(time: Timestamp) -> String {
    iso(time)
}

/// What a reader of a bundle has to know, as sentences.
pub fn note(graph: &Graph<'_>, written: usize, unnested: usize) -> String {
    let (objects, count) = (counted(written as u64, "object", "objects"), graph.count());
    let files = if count == 1 { "a file" } else { "files" };
    let mut out = format!(" {objects}, {count} of them {files}.{}", graph.nameless_note());
    let more_names = graph.objects.with_more_names();
    if more_names > 0 {
        // Writing to a String cannot fail.
        let _ = write!(
            out,
            " {} further names, for which STIX has no place: one object per row has them.",
            counted(more_names as u64, "file has", "files have")
        );
    }
    if unnested > 0 {
        let _ = write!(
            out,
            " {} what is in a file is said by a relationship, since it is more than {DEEPEST} levels deep or in a \
             circle.",
            counted(unnested as u64, "time", "times")
        );
    }
    if graph.contents.in_itself() > 0 {
        let places = graph.contents.in_itself().into();
        let places = counted(places, "place of a file in itself is", "places of a file in itself are");
        let _ = write!(out, " {places} left out.");
    }
    if written >= MANY {
        let _ = write!(
            out,
            " OpenCTI takes each object as a task of its own; MISP's importer works on so many for about {} seconds. \
             Malicious and suspicious files only are a smaller bundle.",
            written / A_SECOND
        );
    }
    out
}
