//! `next` and `previous`: absolute links, built as Django REST Framework builds them from the Host it sees.

use super::Asked;
use super::paging::Page;

/// The links to the next and the previous page, as JSON: a text or `null`.
pub fn of(page: &Page, asked: &Asked) -> (String, String) {
    let link = |number: Option<u64>| {
        let Some(number) = number else { return "null".to_owned() };
        let size = asked.query.page_size.as_deref().unwrap_or_default();
        // The first page goes without a number.
        let query = if number == 1 { format!("page_size={size}") } else { format!("page={number}&page_size={size}") };
        serde_json::json!(format!("{}?{query}", asked.address)).to_string()
    };
    (link(page.next), link(page.previous))
}
