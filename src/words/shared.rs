//! What samples share.

use crate::words::{counted, files, intl};

pub const TABS: &str = "Case";
pub const SHARED: &str = "Shared files";
pub const LATER: &str = "Files are compared once the samples are loaded.";
pub const INDEXING: &str = "Comparing the files of the samples";
pub const WORKING_OUT: &str = "Working out how alike the samples are";
pub const NONE: &str = "No file of these samples can be compared.";
pub const NO_MATCH: &str = "No file matches the filter.";
pub const FILTER: &str = "Filter";
pub const FILTER_HINT: &str = "shared:>=2 only:HASH all:malicious no:goodware, or words as in a sample";
pub const COUNT: &str = "File count";
pub const ALL_MALICIOUS: &str = "In all malicious samples";
pub const NO_OTHER: &str = "In no harmless sample";
pub const EXPORT: &str = "Export";
pub const CSV: (&str, &str) = ("CSV", "files against samples");
pub const STIX: (&str, &str) = ("STIX 2.1", "one bundle of all samples");
pub const REPORT: (&str, &str) = ("Report", "the case in one page to read");
pub const NOT_SAVED: &str = "The browser does not save the file.";
pub const COLUMNS: [&str; 4] = ["File", "Classification", "Type", "Samples"];
pub const MORE: &str = "Show more files";
pub const LIKENESS: &str = "Likeness";
pub const SAMPLE: &str = "Sample";
pub const PLACES: &str = "Places";

pub fn indexed(rows: u32) -> String {
    format!("{} done", files(rows.into()))
}

pub fn count(left: usize, of: u32) -> String {
    if left as u64 == u64::from(of) {
        files(of.into())
    } else {
        format!("{} of {}", intl::number(left as u64), files(of.into()))
    }
}

pub fn names(count: usize) -> String {
    format!("+{}", counted(count as u64, "name", "names"))
}

pub fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

pub fn alike(share: f32) -> String {
    format!("{} alike", percent(share))
}

pub fn places_in(count: usize, sample: &str) -> String {
    format!("{} in {sample}", counted(count as u64, "place", "places"))
}

pub fn columns_left_out(shown: usize, of: usize) -> String {
    format!(
        "Columns: the first {} of {} samples, those that are alike side by side. Rows and counts are of all.",
        intl::number(shown as u64),
        intl::number(of as u64)
    )
}

pub fn nameless(rows: u32) -> String {
    format!("{} without a hash {} left out.", files(rows.into()), if rows == 1 { "is" } else { "are" })
}

pub fn not_held(samples: usize, most: u32) -> String {
    let samples = counted(samples as u64, "sample is left out: its", "samples are left out: their");
    let most = intl::number(most.into());
    format!("{samples} rows are not held, since those of all samples together are more than {most}.")
}

pub fn not_loaded(samples: usize) -> String {
    let samples = counted(samples as u64, "sample is left out: its", "samples are left out: their");
    format!("{samples} files are not loaded.")
}

pub fn incomplete(samples: usize) -> String {
    let it = if samples == 1 { "it" } else { "them" };
    let samples = counted(samples as u64, "sample is", "samples are");
    format!("{samples} incomplete: what is missing of {it} is not counted here.")
}

/// How what samples share is called as a file.
pub fn file_name(samples: usize, ending: &str) -> String {
    format!("shared-files-of-{samples}-{}.{ending}", if samples == 1 { "sample" } else { "samples" })
}
