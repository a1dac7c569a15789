//! A file with a list of hashes: lines, a column of a spreadsheet, or a report.

use crate::platform::streams;
use crate::services::{connect, samples};
use crate::state::AppState;
use matryoshka_core::hash::list::{HashList, MOST};
use matryoshka_core::opened_files::text::text;
use web_sys::File;

/// Longest file that is read for hashes, in bytes.
const LONGEST: f64 = 16_777_216.0;

/// Opens the samples of the first file, where it is a list of them. Whether it is one.
pub async fn open(state: AppState, files: &[File]) -> bool {
    let Some(file) = files.first().filter(|file| file.size() <= LONGEST) else { return false };
    let Ok(bytes) = streams::bytes(file, 0.0, file.size()).await else { return false };
    let Some(text) = text(&bytes) else { return false };
    let list = HashList::read(&text, MOST);
    if list.hashes.is_empty() {
        return false;
    }
    connect::decide_by_open(state);
    samples::open_list(state, list);
    true
}
