//! Which pages to ask for.
//!
//! The appliance counts pages in the size that is asked for, may cap that size, may ignore it, and may refuse a last
//! page that is not full: the documentation says that "page size and page multiplied must not exceed count". All of this
//! is settled here, in positions: rows counted from 0 in the appliance's order.

use crate::table::coverage::Coverage;
use std::ops::Range;

/// Rows of one request when everything is wanted. Few large pages are several times faster than many small ones.
pub const LARGE: u32 = 50_000;

/// A page to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRequest {
    /// `page`, from 1.
    pub page: u32,
    /// `page_size`.
    pub size: u32,
    /// The positions that the answer should hold, as far as is known.
    pub range: Range<u32>,
}

/// What is known of an appliance's ways with the pages of one sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PagingQuirks {
    /// `count`, once an answer has said it.
    pub count: Option<u32>,
    /// It gives no more rows than this at once.
    pub cap: Option<u32>,
    /// It has given so many rows at once as were asked for.
    pub full: u32,
    /// It follows the documentation to the letter and refuses a last page that is not full.
    pub to_the_letter: bool,
    /// What it said of `count` first and last, if that differed.
    pub changed: Option<(u32, u32)>,
    /// It names a page behind all rows that are known, and has not counted them: `count` is the number of known rows only.
    pub more: bool,
    /// Its `count` is the number of rows of a page, and says nothing of the listing.
    pub counts_pages: bool,
}

/// What an answer says of the listing that it is a page of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// `count`.
    pub count: Option<u32>,
    /// Whether `next` names a page.
    pub next: bool,
    /// Whether `previous` names a page.
    pub previous: bool,
}

impl PagingQuirks {
    /// The page to ask for next so that `wanted` comes, in pages of `size` rows; `taken` has come or has been asked for.
    /// `None` when nothing is missing.
    pub fn next(&self, wanted: Range<u32>, taken: &Coverage, size: u32) -> Option<PageRequest> {
        let end = match self.count {
            // Behind the last known row one page after another: whether there is a further one is known only then.
            Some(count) => wanted.end.min(count.saturating_add(self.more.into())),
            None => wanted.end,
        };
        let missing = taken.gaps(wanted.start..end).next()?.start;
        let size = size.min(self.cap.unwrap_or(u32::MAX)).max(1);
        let Some(count) = self.count.filter(|_| !self.more) else {
            return Some(page_at(missing, size));
        };
        let request = page_at(missing, size.min(count));
        if self.to_the_letter && request.range.end > count {
            return Some(self.remainder(missing, count));
        }
        Some(PageRequest { range: request.range.start..request.range.end.min(count), ..request })
    }

    /// The last rows, from `missing` on, by a page that is full: of the smallest size that divides the count.
    fn remainder(&self, missing: u32, count: u32) -> PageRequest {
        let least = count - missing;
        let most = self.cap.unwrap_or(u32::MAX).min(count);
        let size = divisor_from(count, least).filter(|size| *size <= most);
        match size {
            Some(size) => PageRequest { page: count / size, size, range: count - size..count },
            // Capped below every such size: one row at a time always divides.
            None => {
                let size = (1..=most.min(least)).rev().find(|size| count.is_multiple_of(*size)).unwrap_or(1);
                page_at(missing - missing % size, size)
            }
        }
    }

    /// Learns from the answer to `request`: how many rows came, and what it said. Gives the positions of the rows that came.
    pub fn learn(&mut self, request: &PageRequest, rows: u32, said: Said) -> Range<u32> {
        let names_others = said.next || said.previous && request.page > 1;
        if names_others && said.count.is_some_and(|count| count <= rows) {
            self.counts_pages = true;
        }
        let count = said.count.filter(|_| !self.counts_pages);
        let count = count.or(self.count.filter(|_| !self.more && !self.counts_pages));
        if rows > request.size || request.page > 1 && !names_others && !self.more && rows == count.unwrap_or(rows) {
            // It ignores the paging: this is everything.
            self.counted(count.unwrap_or(rows).max(rows));
            return 0..rows;
        }
        if rows == request.size {
            self.full = self.full.max(rows);
        }
        let range = self.placed(request, rows, count, said.next);
        match count {
            Some(count) if !said.next || count > range.end => self.counted(count),
            _ => self.uncounted(&range, said.next),
        }
        range
    }

    /// The positions of the rows of an answer, where the listing has `count` rows.
    fn placed(&mut self, request: &PageRequest, rows: u32, count: Option<u32>, has_next: bool) -> Range<u32> {
        let expected = count.map_or(0, |count| request.size.min(count.saturating_sub(request.range.start)));
        let beyond = count.filter(|count| request.range.start.saturating_add(rows) > *count && rows <= *count);
        let start = if rows > 0 && rows < request.size && has_next {
            self.cap = Some(rows);
            // It counts pages in its own size.
            (request.page - 1).saturating_mul(rows)
        } else if let Some(count) = beyond.filter(|_| request.page > 1 && !has_next) {
            // Beyond the end as far as the asked size goes: its own size is smaller, and this is its last page.
            let start = count - rows;
            let size = start / (request.page - 1);
            self.cap = Some(size).filter(|size| *size > 0 && start.is_multiple_of(request.page - 1)).or(self.cap);
            start
        } else if rows > 0 && rows < expected {
            self.cap = Some(rows);
            (request.page - 1).saturating_mul(rows)
        } else {
            (request.page - 1).saturating_mul(request.size)
        };
        start..start.saturating_add(rows)
    }

    /// The listing has so many rows.
    fn counted(&mut self, count: u32) {
        let is_new = !std::mem::take(&mut self.more);
        if let Some(before) = self.count.replace(count).filter(|before| is_new && *before != count) {
            self.changed = Some((self.changed.map_or(before, |(first, _)| first), count));
        }
    }

    /// Nobody counts the rows of the listing: what is known of its end is whether the last page names another one.
    fn uncounted(&mut self, received: &Range<u32>, has_next: bool) {
        let known = self.count.unwrap_or_default();
        let is_last = received.start <= known && received.end >= known || self.count.is_none();
        // A page without rows is no reason to expect those before it.
        let count = if received.is_empty() { known } else { known.max(received.end) };
        self.count = Some(count);
        if has_next {
            self.more |= received.end >= count;
        } else if is_last || received.end >= count {
            self.more = false;
        }
    }
}

/// The smallest divisor of `count` that is at least `least`.
fn divisor_from(count: u32, least: u32) -> Option<u32> {
    let mut best = None;
    let mut low = 1;
    // Not by the square, which may be too large a number.
    while low <= count / low {
        if count.is_multiple_of(low) {
            for divisor in [low, count / low] {
                if divisor >= least && best.is_none_or(|best| divisor < best) {
                    best = Some(divisor);
                }
            }
        }
        low += 1;
    }
    best
}

fn page_at(position: u32, size: u32) -> PageRequest {
    let page = position / size;
    PageRequest { page: page + 1, size, range: page * size..(page * size).saturating_add(size) }
}

#[cfg(test)]
pub(super) mod tests;
