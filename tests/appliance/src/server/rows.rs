//! The rows of a listing, and the answer with one page of them.

use std::convert::Infallible;
use std::ops::Range;
use std::sync::Arc;

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;

use super::paging::{Page, Rule};
use super::work::RowCount;
use super::{Asked, answer, links};
use crate::generated::Listing;

/// Pages of up to this many rows are made at once and sent with their length, larger ones as they are made.
const AT_ONCE: usize = 2_000;
/// Bytes made at a time.
const CHUNK: usize = 256 * 1024;

/// The rows of one listing.
#[derive(Debug, Clone)]
pub enum Rows {
    /// Each row as JSON.
    Fixed(Arc<[String]>),
    /// Made as they are asked for.
    Generated(Arc<Listing>),
}

impl Rows {
    /// Rows that are JSON already.
    pub fn fixed(rows: Vec<String>) -> Self {
        Self::Fixed(rows.into())
    }

    /// Rows from JSON values.
    pub fn values(rows: &[serde_json::Value]) -> Self {
        Self::fixed(rows.iter().map(ToString::to_string).collect())
    }

    /// Generated rows.
    pub fn generated(listing: Listing) -> Self {
        Self::Generated(Arc::new(listing))
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        match self {
            Self::Fixed(rows) => rows.len(),
            Self::Generated(listing) => listing.len(),
        }
    }

    /// Appends rows with commas between them until `out` is longer than `enough` bytes. Returns the rows that are left.
    pub fn write(&self, mut range: Range<usize>, out: &mut Vec<u8>, enough: usize) -> Range<usize> {
        match self {
            Self::Generated(listing) => listing.write(range, out, enough),
            Self::Fixed(rows) => {
                while out.len() < enough {
                    let Some(index) = range.next() else { break };
                    out.extend_from_slice(rows[index].as_bytes());
                    if !range.is_empty() {
                        out.push(b',');
                    }
                }
                range
            }
        }
    }
}

/// The answer to a request for a page of `rows`.
pub fn page(rows: &Rows, asked: &Asked, rule: Rule) -> Response {
    match asked.query.page(rows.len(), rule) {
        Ok(page) => send(rows, Some(rows.len()), &page, &links::of(&page, asked)),
        Err(refusal) => refusal.answer(),
    }
}

/// The answer with this `page` and `count`, whose links are `next` and `previous` as JSON.
pub fn send(rows: &Rows, count: Option<usize>, page: &Page, links: &(String, String)) -> Response {
    let mut response = body(rows, count, page, links);
    response.extensions_mut().insert(RowCount(page.rows.len()));
    response
}

fn body(rows: &Rows, count: Option<usize>, page: &Page, links: &(String, String)) -> Response {
    let mut out = head(count, links);
    if page.rows.len() <= AT_ONCE {
        rows.write(page.rows.clone(), &mut out, usize::MAX);
        out.extend_from_slice(b"]}");
        return answer::json_text(StatusCode::OK, out);
    }
    let rows = rows.clone();
    let mut left = page.rows.clone();
    answer::json_stream(async_stream::stream! {
        let mut out = out;
        while !left.is_empty() {
            left = rows.write(left, &mut out, CHUNK);
            let filled = std::mem::replace(&mut out, Vec::with_capacity(CHUNK + 2_048));
            yield Ok::<_, Infallible>(Bytes::from(filled));
        }
        yield Ok(Bytes::from_static(b"]}"));
    })
}

/// Everything before the first row.
pub fn head(count: Option<usize>, (next, previous): &(String, String)) -> Vec<u8> {
    let count = count.map_or_else(|| "null".to_owned(), |count| count.to_string());
    format!("{{\"count\":{count},\"next\":{next},\"previous\":{previous},\"results\":[").into_bytes()
}
