//! Two samples as one tree.

use crate::words::intl;
use matryoshka_core::compare::change::ChangeKind;
use matryoshka_core::compare::sizes::SizeChange;

pub const DIFFERENCES: &str = "Differences";
pub const FIRST: &str = "First sample";
pub const SECOND: &str = "Second sample";
pub const CHOOSE: &str = "choose";
pub const OPEN: &str = "Open listing";
pub const OPEN_HINT: &str = "A saved listing, for instance of the same sample before it was analysed again";
pub const LISTING_TO_OPEN: &str = "Listing to compare";
pub const COMPARE: &str = "Compare";
pub const CHANGES: &str = "Changes";
pub const NOTHING: &str = "Choose two samples whose files are loaded, or one and a saved listing, then press Compare.";
pub const COMPARING: &str = "Comparing the two";
pub const AWAITED: &str = "Both are compared as soon as their files are loaded.";
pub const NOT_THERE: &str =
    "The files of one of the two are not there: the tab Samples says why. Load the rest, or choose another one.";
pub const OTHERS_CHOSEN: &str = "What is chosen above is not what is shown here: press Compare for that.";
pub const COMPARE_HINT: &str = "With another sample, or with a saved listing";
pub const COMPARE_WITH: &str = "Compare this sample";
pub const ABOUT: &str = "Name the sample to compare it with by any of its hashes, or open a listing that was saved, for instance \
                         before the sample was analysed again.";
pub const OTHER: &str = "Other sample";
pub const ITSELF: &str = "This is the hash of the open sample. Name another one, or open a saved listing.";
pub const PREVIOUS: &str = "Previous difference";
pub const NEXT: &str = "Next difference";
pub const FILTER_HINT: &str = "change:added,removed -change:same, or words as in a sample";
pub const VIEW: &str = "Differences as";
pub const TREE: &str = "Tree";
pub const MAP: &str = "Map";
pub const MAP_OF: &str = "Map of differences";
pub const MAP_KEYS: &str = "A block takes as much room as its size differs. Press one to hear of it, twice to go into it. Arrow keys: down \
                            into a block, up, and to those beside it; Enter goes into it, Escape out.";
pub const SIZES: &str = "Size changes";
pub const BOTH: &str = "Both samples";
pub const IN_TREE: &str = "Show in the tree";
pub const LARGEST: &str = "Largest differences in this branch";
pub const NO_SIZE: &str = "No size differs here.";
pub const SIZE_COLUMNS: [&str; 3] = ["Name", "Change", "Difference"];
pub const COLUMNS: [&str; 5] = ["Name", "Change", "Classification", "Type", "Size"];

pub const fn change(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Verdict => "other verdict",
        ChangeKind::Added => "added",
        ChangeKind::Removed => "removed",
        ChangeKind::Changed => "changed",
        ChangeKind::Type => "other type",
        ChangeKind::Moved => "moved",
        ChangeKind::Renamed => "renamed",
        ChangeKind::Same => "same",
    }
}

pub const fn size_change(change: SizeChange) -> &'static str {
    match change {
        SizeChange::Added => "added",
        SizeChange::Removed => "removed",
        SizeChange::Grown => "grown",
        SizeChange::Shrunk => "shrunk",
        SizeChange::Even => "same size",
    }
}

/// Which two are on screen.
pub fn pair(before: &str, after: &str) -> String {
    format!("Differences from {before} to {after}.")
}

/// That one of the two is not all there, and what its missing files are taken for.
pub fn part(name: &str, why: &str, taken_for: ChangeKind) -> String {
    let (why, kind) = (why.trim_end_matches('.'), change(taken_for));
    format!("{name} is incomplete: {why}. What is missing of it counts as {kind}.")
}

pub fn differ(weight: &str) -> String {
    format!("{weight} of difference")
}

pub fn count(count: u32, kind: ChangeKind) -> String {
    format!("{} {}", intl::number(count.into()), change(kind))
}

pub fn became(before: &str, after: &str) -> String {
    format!("{before} → {after}")
}

pub fn renamed(before: &str) -> String {
    format!("was {before}")
}
