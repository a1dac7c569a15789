//! The alert.

use crate::words::{files, intl};

pub const RETRY: &str = "Retry";
pub const DISMISS: &str = "Dismiss";
pub const REST_FOLLOWED: &str = "Everything else in the address was followed.";
pub const LAST_PAGE: &str = "This is the last page.";
pub const ANALYSED_AGAIN: &str =
    "The sample was probably analysed again meanwhile, so rows can be doubled or missing. Open it again to start over.";
pub const DUPLICATE_IDS: &str = "All of them are shown. What names such an id as its parent stands under the first.";

pub fn beyond(page: u32, filtered: bool, last: u32) -> String {
    let of = if filtered { "the filtered list" } else { "the list" };
    format!("The address asks for page {page}, but {of} ends with page {last}.")
}

pub fn changed(before: u32, now: u32) -> String {
    format!("The appliance first spoke of {} and then of {}.", files(before.into()), intl::number(now.into()))
}

pub fn duplicate_ids(count: u32) -> String {
    let (rows, have) = if count == 1 { ("entry", "has") } else { ("entries", "have") };
    format!("{count} {rows} {have} an id that an earlier entry has.")
}

pub const ODD_ENTRIES: &str = "What can be read of them is shown; what cannot be read counts as absent.";

pub fn odd_entries(count: usize, first: u32) -> String {
    let (entries, are) = if count == 1 { ("entry", "is") } else { ("entries", "are") };
    format!("{count} {entries} of the listing {are} damaged, the first at position {}.", u64::from(first) + 1)
}
