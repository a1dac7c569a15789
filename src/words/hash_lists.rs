//! Lists of hashes as filters.

use crate::words::{counted, intl};

pub const COPY_MISSING: &str = "Copy those not found";
pub const COPIED: &str = "Hashes copied.";
pub const ABOUT: &str = "A list of hashes that is pasted into the filter gets a name, such as in:list1.";

pub fn taken(name: &str, count: usize, beyond: u32) -> String {
    let taken = format!("{} in:{name}.", counted(count as u64, "hash is", "hashes are"));
    match beyond {
        0 => taken,
        beyond => format!("{taken} {} left out.", counted(beyond.into(), "more was", "more were")),
    }
}

pub fn not_there(name: &str) -> String {
    format!(", {name} is not in this tab: paste its hashes into the filter")
}

pub fn found(name: &str, found: usize, missing: usize, incomparable: usize, is_whole: bool) -> String {
    let loaded = if is_whole { "" } else { " in the files loaded so far" };
    let said = format!(
        "{name}: {} of {} found{loaded}, {} not",
        intl::number(found as u64),
        counted((found + missing + incomparable) as u64, "hash", "hashes"),
        intl::number(missing as u64)
    );
    match incomparable {
        0 => said,
        count => format!("{said}, {} SHA-512 cannot be compared: the appliance gives none", intl::number(count as u64)),
    }
}
