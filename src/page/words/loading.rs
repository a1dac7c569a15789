//! Rows on their way.

use super::intl;

pub const LOADING: &str = "Loading files";
pub const LOAD_ALL: &str = "Load all";
pub const ASKING: &str = "Asking the appliance…";

pub fn reading(percent: u32) -> String {
    format!("Reading the file, {percent} %")
}

pub fn came(came: u64, of: u64) -> String {
    format!("{} of {} files", intl::number(came), intl::number(of))
}

pub fn needed(came: u32, of: u32, bytes: &str) -> String {
    let missing = intl::number((of - came).into());
    format!(
        "These are {} of {} files. This view, filter and sort need all of them: {missing} more, about {bytes}.",
        intl::number(came.into()),
        intl::number(of.into())
    )
}

pub fn uncounted(came: u32) -> String {
    format!("{} files have come, and the appliance names more without saying how many.", intl::number(came.into()))
}

pub fn missing(missing: u32, bytes: &str) -> String {
    format!("Filter, sort, tree and map need all files: {} more, about {bytes}.", intl::number(missing.into()))
}
