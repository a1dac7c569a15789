//! Pages of the list.

use crate::words::intl;

pub const PAGES: &str = "Pages";
pub const FIRST: &str = "First page";
pub const PREVIOUS: &str = "Previous page";
pub const NEXT: &str = "Next page";
pub const LAST: &str = "Last page";
pub const ROWS: &str = "Rows per page";

pub fn place(page: u32, of: u32) -> String {
    format!("Page {} of {}", intl::number(page.into()), intl::number(of.into()))
}
