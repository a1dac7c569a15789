//! Rows on their way.

use crate::words::{counted, files, intl};

pub const LOADING: &str = "Loading files";
pub const LOAD_ALL: &str = "Load all";
pub const ASKING: &str = "Asking the appliance…";

pub fn reading(percent: u32) -> String {
    format!("Reading the file, {percent} %")
}

pub fn received(received: u64, of: u64) -> String {
    format!("{} of {}", intl::number(received), files(of))
}

pub fn needed(received: u32, of: u32, bytes: &str) -> String {
    let missing = intl::number((of - received).into());
    format!(
        "These are {} of {}. This view, filter and sort need all of them: {missing} more, about {bytes}.",
        intl::number(received.into()),
        files(of.into())
    )
}

pub fn uncounted(received: u32) -> String {
    let have = counted(received.into(), "file has", "files have");
    format!("{have} come, and the appliance names more without saying how many.")
}

pub fn missing(missing: u32, bytes: &str) -> String {
    format!("Filter, sort, tree and map need all files: {} more, about {bytes}.", intl::number(missing.into()))
}
