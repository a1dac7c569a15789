//! Several samples at once.

use crate::words::{counted, files, intl};
use matryoshka_core::samples::sort::SampleColumn;

pub const SAMPLES: &str = "Samples";
pub const SAVE: &str = "Save case";
pub const SAVE_HINT: &str = "The hashes and their listings in one file, without the token";
pub const OPEN: &str = "Open case";
pub const CASE_TO_OPEN: &str = "Case to open";
pub const LOADING: &str = "Loading samples";
pub const LOAD_REST: &str = "Load the rest";
pub const WAITING: &str = "not loaded";
pub const COMPLETE: &str = "complete";
pub const NOTHING: &str = "nothing extracted";
pub const UNKNOWN: &str = "unknown to the appliance";
pub const AS_SAVED_HINT: &str = "Press Open at the head of the page to ask the appliance for this sample";
pub const NOT_SAVED: &str = "The browser does not save the case.";
pub const NO_LIST: &str = "The address asks for a list of samples that is not in this tab.";
pub const NO_LIST_NEXT: &str =
    "A list that is too long for an address is kept while the tab is open. Paste it again, or open the saved case.";
pub const OPEN_AGAIN: &str = "Have it saved again, or paste the hashes.";
pub const NO_HASHES: &str = "There is no hash in the list.";
pub const PASTE_HASHES: &str = "Bring MD5, SHA-1, SHA-256 or SHA-512, one a line or between other text.";

pub const fn column(column: SampleColumn) -> &'static str {
    match column {
        SampleColumn::Sample => "Sample",
        SampleColumn::Files => "Files",
        SampleColumn::Unique => "Unique files",
        SampleColumn::Classification => "Classification",
        SampleColumn::Malicious => "Malicious",
        SampleColumn::Suspicious => "Suspicious",
        SampleColumn::Size => "Size",
        SampleColumn::Depth => "Depth",
        SampleColumn::Type => "Type",
        SampleColumn::State => "State",
    }
}

pub fn title(count: usize) -> String {
    counted(count as u64, "sample", "samples")
}

pub fn several(count: usize) -> String {
    format!("several ({})", intl::number(count as u64))
}

pub fn from_file(name: &str) -> String {
    format!("from {name}")
}

/// What is said of a sample that is shown as a saved case holds it.
pub fn as_saved(case: &str) -> String {
    format!("as saved in {case}")
}

pub fn progress(done: u64, of: u64) -> String {
    format!("{} of {}", intl::number(done), counted(of, "sample", "samples"))
}

pub fn loading(rows: u32, of: Option<u32>) -> String {
    match of {
        Some(of) => format!("loading, {} of {}", intl::number(rows.into()), files(of.into())),
        None => "loading".to_owned(),
    }
}

pub fn incomplete(why: &str) -> String {
    format!("incomplete: {why}")
}

/// Why a sample is incomplete, and what came of asking for it again.
pub fn again(why: &str, what: &str) -> String {
    format!("{}; asked again: {what}", why.trim_end_matches('.'))
}

/// A state of a sample whose rows are too many to be held.
pub fn not_held(come: &str, most: u32) -> String {
    let (come, most) = (come.trim_end_matches('.'), intl::number(most.into()));
    format!("{come}; its rows are not held, since those of all samples together are more than {most}")
}

pub fn unsaved(listings: usize) -> String {
    let listings = counted(listings as u64, "listing was", "listings were");
    format!("{listings} not saved: no answer came whole.")
}

pub fn failed(why: &str) -> String {
    format!("failed: {why}")
}

pub fn doubles(doubles: u32, beyond: u32) -> String {
    let times = format!("{} stood there again.", counted(doubles.into(), "hash", "hashes"));
    let more = counted(beyond.into(), "more was", "more were");
    let more = format!("{more} left out: a case has at most 1,000.");
    match (doubles, beyond) {
        (_, 0) => times,
        (0, _) => more,
        _ => format!("{times} {more}"),
    }
}

pub fn refused(count: usize) -> String {
    format!("{} no hash", counted(count as u64, "line holds", "lines hold"))
}

pub fn line(number: u32) -> String {
    format!("Line {}", intl::number(number.into()))
}

pub fn no_case(name: &str, why: &str) -> String {
    format!("“{name}” cannot be opened as a case. {why}")
}

/// How a case is called that is saved.
pub fn file_name(count: usize) -> String {
    format!("case-{count}-{}.case", if count == 1 { "sample" } else { "samples" })
}
