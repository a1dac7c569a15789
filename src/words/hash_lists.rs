//! Lists of hashes as filters.

use crate::words::intl;

pub const COPY_MISSING: &str = "Copy those not found";
pub const COPIED: &str = "Hashes copied.";
pub const ABOUT: &str = "A list of hashes that is pasted into the filter gets a name, such as in:list1.";

pub fn taken(name: &str, count: usize, beyond: u32) -> String {
    let taken = format!("{} hashes are in:{name}.", intl::number(count as u64));
    match beyond {
        0 => taken,
        beyond => format!("{taken} {} more were left out.", intl::number(beyond.into())),
    }
}

pub fn not_there(name: &str) -> String {
    format!(", {name} is not in this tab: paste its hashes into the filter")
}

pub fn found(name: &str, found: usize, missing: usize, incomparable: usize, is_whole: bool) -> String {
    let loaded = if is_whole { "" } else { " in the files loaded so far" };
    let said = format!(
        "{name}: {} of {} hashes found{loaded}, {} not",
        intl::number(found as u64),
        intl::number((found + missing + incomparable) as u64),
        intl::number(missing as u64)
    );
    match incomparable {
        0 => said,
        count => format!("{said}, {} SHA-512 cannot be compared: the appliance gives none", intl::number(count as u64)),
    }
}
