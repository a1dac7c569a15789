//! About how large an export will be, from the length of the names: so that it can be said before anything is written.

use crate::export::kind::ExportKind;
use crate::table::Table;

/// About how many bytes a file with so many rows of a listing will have; in a list of hashes each has so many.
pub fn estimate(table: &Table, kind: ExportKind, rows: u64, of_hash: u64) -> u64 {
    let names = (table.texts().bytes().len() as u64) / u64::from(table.len()).max(1);
    // What is in every row, and how often its names are.
    let (always, times) = match kind {
        ExportKind::Csv => (320, 3),
        ExportKind::Excel => (350, 3),
        ExportKind::Json | ExportKind::Lines => (580, 2),
        ExportKind::Hashes => (of_hash, 0),
        ExportKind::Stix => (700, 1),
        ExportKind::Misp => (1_550, 1),
        ExportKind::Cyclonedx => (560, 2),
        ExportKind::Markdown => (150, 1),
        ExportKind::Report => (330, 1),
        ExportKind::Yara => {
            // Of the files that rules match, which are chosen as often as others.
            let (files, places) = table.yara.kept();
            let all = files as u64 * 420 + places as u64 * 55 + table.yara.rules().len() as u64 * 200;
            return 200 + all * rows / u64::from(table.len()).max(1);
        }
    };
    rows * (always + times * names)
}
