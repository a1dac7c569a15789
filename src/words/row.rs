//! What stands behind a name in a row.

use matryoshka_core::dataset::check_results::Outcome;
use matryoshka_core::tree::parents::Mark;

pub const CONFLICT: &str = "conflict";

/// The mark of a row whose entry could not be read whole.
pub const DAMAGED: &str = "damaged entry";

pub const fn mark(mark: Option<Mark>) -> &'static str {
    match mark {
        None => "",
        Some(Mark::Orphan) => "parent not in the listing",
        Some(Mark::OwnParent) => "names itself as its parent",
        Some(Mark::CycleCut) => "is inside itself: cycle cut here",
    }
}

pub const fn outcome(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        None => "",
        Some(Outcome::Matches) => "in archive, hash matches",
        Some(Outcome::Missing) => "missing in the archive",
        Some(Outcome::Differs) => "differs in the archive",
        Some(Outcome::NotChecked) => "not checked in the archive",
    }
}

pub fn inside(counts: &[String], risk: Option<u8>) -> String {
    let risk = risk.map_or_else(String::new, |risk| format!(", risk {risk}"));
    format!("{} inside{risk}", counts.join(", "))
}

pub fn places(count: u32) -> String {
    format!("×{count}")
}
