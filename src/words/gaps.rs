//! Open questions: what the unpacker may have missed.

use super::{counted, files};
use matryoshka_core::gaps::reason::{Reasons, hundredths};

pub const QUESTIONS: &str = "Open questions";
pub const ABOUT: &str = "What may be in these files that nobody has taken out of them: what the listing says, and what the bytes of the files say once they are here and were examined.";
pub const EXAMINE: &str = "Examine all files";
pub const NO_ARCHIVE: &str = "Download or open the archive to have the bytes of the files examined as well.";
pub const PROGRESS: &str = "Examining files";
pub const STOPPED: &str = "Examination stopped.";
pub const NOT_EXAMINED: &str = ", files not yet examined";
pub const PART: &str = "The listing is not complete, so nothing is said of what is inside containers.";
pub const NONE: &str = "No open questions.";
pub const FILE: &str = "File";
pub const QUESTION: &str = "Question";
pub const OFFSET: &str = "Offset";
pub const DO: &str = "See or save";
pub const VIEW: &str = "View";
pub const SAVE: &str = "Save";
pub const SHOW: &str = "Show these files";
pub const SKIPPED: &str = "Not examined";
pub const ENTROPY: &str = "Entropy";

pub fn count(questions: usize) -> String {
    counted(questions as u64, "open question.", "open questions.")
}

pub fn outcome(examined: u64, skipped: u64, bytes: &str, seconds: f64) -> String {
    let left_out = if skipped > 0 { format!(" {} could not be examined.", files(skipped)) } else { String::new() };
    format!("{} of the archive examined, {bytes} in {seconds:.1} s.{left_out}", files(examined))
}

pub fn unnamed(why: &str) -> String {
    format!("A member of the archive that no row names: {why}.")
}

pub fn view(name: &str) -> String {
    format!("View contents of {name}")
}

pub fn save(name: &str) -> String {
    format!("Save {name}")
}

pub fn view_at(offset: &str) -> String {
    format!("View at {offset}")
}

/// The mark of a row.
pub fn mark(reasons: Reasons) -> String {
    if reasons.is_empty() { String::new() } else { format!("open question: {}", reasons.words()) }
}

/// The curve in words.
pub fn curve(lowest: u64, highest: u64) -> String {
    format!(
        "From the beginning of the file to its end: {} to {} bits for each byte",
        hundredths(lowest),
        hundredths(highest)
    )
}

pub fn entropy(of_all: u64) -> String {
    format!("{} of 8 bits for each byte.", hundredths(of_all))
}
