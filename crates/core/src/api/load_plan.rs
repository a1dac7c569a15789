//! Loading everything: which page to ask for next, and what becomes of one that cannot be had.
//!
//! Nothing here asks or waits: it is told what came, and says what to do. So it is tested against appliances of every kind
//! of failure without a network.

use crate::api::failure::Failure;
use crate::api::paging::{LARGE, PageRequest, PagingQuirks};
use crate::table::coverage::Coverage;
use std::ops::Range;

/// An answer that takes longer than this makes the next pages smaller, in milliseconds: so that progress is seen, and a
/// retry repeats little.
const SLOW: f64 = 4_000.0;

/// No page is made smaller than this because it is slow, in rows.
const SMALL: u32 = 1_000;

/// No page that fails is asked for again in smaller ones than this, in rows.
const SMALLEST: u32 = 250;

/// How many gaps are named one by one.
const NAMED: usize = 4;

/// What is under way, and what was given up.
#[derive(Debug)]
pub struct LoadPlan {
    flying: Vec<Range<u32>>,
    failed: Coverage,
    /// What failed and is asked for again in smaller pages.
    divided: Vec<PageRequest>,
    /// What was asked for before it was known how many rows there are, and how many were known then.
    beyond: Option<(Range<u32>, Option<u32>)>,
    /// Rows of the next page.
    size: u32,
    failure: Option<Failure>,
}

impl Default for LoadPlan {
    fn default() -> Self {
        Self {
            flying: Vec::new(),
            failed: Coverage::default(),
            divided: Vec::new(),
            beyond: None,
            size: LARGE,
            failure: None,
        }
    }
}

impl LoadPlan {
    /// The page to ask for next, which counts as under way until it is [received](Self::received) or [failed](Self::failed). `None`
    /// when nothing is missing that is neither under way nor given up, and when further requests would only meet the same
    /// failure.
    pub fn next(&mut self, quirks: &PagingQuirks, received: &Coverage) -> Option<PageRequest> {
        if self.failure.as_ref().is_some_and(Failure::is_final) {
            return None;
        }
        let mut taken = received.clone();
        self.flying.iter().chain(self.failed.ranges()).for_each(|range| taken.add(range.clone()));
        let request = quirks.next(0..u32::MAX, &taken, self.size)?;
        self.flying.push(request.range.clone());
        if quirks.count.is_none() || quirks.more {
            self.beyond = Some((request.range.clone(), quirks.count));
        }
        Some(request)
    }

    /// A page has come, and `received` has its rows. It took so many milliseconds.
    pub fn received(&mut self, request: &PageRequest, took: f64, quirks: &mut PagingQuirks, received: &Coverage) {
        self.landed(request);
        if took > SLOW {
            self.smaller(SMALL);
        }
        let beyond = self.beyond.take_if(|(range, _)| *range == request.range);
        if let Some(cap) = quirks.cap.filter(|cap| *cap < request.size) {
            self.size = self.size.min(cap);
            return;
        }
        if let Some((_, known)) = beyond {
            // It goes on naming a page that it does not send.
            if quirks.more && quirks.count == known {
                self.give_up(request, Failure::FewerRows(0, request.range.len() as u32));
            }
            return;
        }
        let due = request.range.len() as u32;
        let missing = received.gaps(request.range.clone()).map(|gap| gap.len() as u32).sum::<u32>();
        if missing > 0 {
            self.give_up(request, Failure::FewerRows(due - missing, due));
            // The gap is named, and Retry asks for it.
            quirks.count = quirks.count.max(Some(request.range.end));
        }
    }

    /// A page could not be had.
    pub fn failed(&mut self, request: &PageRequest, failure: Failure, quirks: &mut PagingQuirks) {
        self.landed(request);
        match failure {
            Failure::Status(400, ..) if !quirks.to_the_letter => quirks.to_the_letter = true,
            // One bad row costs no more than a small page: the rest is asked for again in smaller ones. A last page that has
            // to be full cannot always be smaller.
            Failure::Status(500..=599, ..) if request.size > SMALLEST && !self.divided.contains(request) => {
                self.divided.push(request.clone());
                self.size = request.size;
                self.smaller(SMALLEST);
            }
            failure => self.give_up(request, failure),
        }
    }

    fn landed(&mut self, request: &PageRequest) {
        self.flying.retain(|range| *range != request.range);
    }

    fn give_up(&mut self, request: &PageRequest, failure: Failure) {
        self.failed.add(request.range.clone());
        self.failure.get_or_insert(failure);
    }

    /// Makes the next pages smaller.
    fn smaller(&mut self, least: u32) {
        if self.size > least {
            self.size = (self.size / 2).max(least);
        }
    }

    /// What went wrong first, with the rows that are missing; `None` when nothing did.
    pub fn outcome(&mut self, count: u32, received: &Coverage) -> Option<Failure> {
        let failure = self.failure.take()?;
        let gaps: Vec<Range<u32>> = received.gaps(0..count).collect();
        if failure == Failure::Aborted || gaps.is_empty() {
            return Some(failure);
        }
        let name = |gap: &Range<u32>| match gap.len() {
            1 => gap.end.to_string(),
            _ => format!("{} to {}", gap.start + 1, gap.end),
        };
        let mut names: Vec<String> = gaps.iter().take(NAMED).map(name).collect();
        if gaps.len() > NAMED {
            let rows: usize = gaps[NAMED..].iter().map(ExactSizeIterator::len).sum();
            names.push(format!("and {rows} more"));
        }
        Some(Failure::Gap(Box::new(failure), names.join(", ")))
    }
}

#[cfg(test)]
mod tests;
