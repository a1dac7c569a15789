//! Loading everything: which page to ask for next, and what becomes of one that cannot be had.
//!
//! Nothing here asks or waits: it is told what came, and says what to do. So it is tested against appliances of every kind
//! of failure without a network.

use crate::api::failure::Failure;
use crate::api::pacing::Pacing;
use crate::api::paging::{LARGE, PageRequest, PagingQuirks};
use crate::table::coverage::Coverage;
use std::ops::Range;

/// No page that fails is asked for again in smaller ones than this, in rows.
const SMALLEST: u32 = 250;

/// How many gaps are named one by one.
const NAMED: usize = 4;

/// What is under way, and what was given up.
#[derive(Debug)]
pub struct LoadPlan {
    flying: Vec<Flying>,
    failed: Coverage,
    /// What failed and is asked for again in smaller pages.
    divided: Vec<PageRequest>,
    /// Why the first of them was.
    divided_for: Option<Failure>,
    /// What was asked for before it was known how many rows there are, and how many were known then.
    beyond: Option<(Range<u32>, Option<u32>)>,
    /// How large pages are to be, and how many at once.
    pacing: Pacing,
    /// Most rows of a page.
    most: u32,
    /// Nothing more is asked for.
    is_stopped: bool,
    failure: Option<Failure>,
}

/// A request that is under way.
#[derive(Debug)]
struct Flying {
    range: Range<u32>,
    /// How many were when it was made, itself included.
    at_once: u32,
}

impl Default for LoadPlan {
    fn default() -> Self {
        Self::paced(Pacing::default())
    }
}

impl LoadPlan {
    /// Loads everything at a pace that follows what was measured.
    pub fn paced(pacing: Pacing) -> Self {
        Self {
            flying: Vec::new(),
            failed: Coverage::default(),
            divided: Vec::new(),
            divided_for: None,
            beyond: None,
            pacing,
            most: LARGE,
            is_stopped: false,
            failure: None,
        }
    }

    /// What was measured.
    pub const fn pacing(&self) -> &Pacing {
        &self.pacing
    }

    /// Whether the next page alone shows how fast rows come.
    pub fn is_trial(&self, quirks: &PagingQuirks, received: &Coverage) -> bool {
        self.pacing.is_trial(missing(quirks, received))
    }

    /// The page to ask for next, which counts as under way until it [received](Self::received) or [failed](Self::failed). `None`
    /// when enough is under way, when nothing is missing that is neither under way nor given up, and when further requests would
    /// only meet the same failure.
    pub fn next(&mut self, quirks: &PagingQuirks, received: &Coverage) -> Option<PageRequest> {
        if self.is_stopped || self.failure.as_ref().is_some_and(Failure::is_final) {
            return None;
        }
        let mut taken = received.clone();
        self.flying.iter().for_each(|flying| taken.add(flying.range.clone()));
        self.failed.ranges().iter().for_each(|range| taken.add(range.clone()));
        let gap = taken.gaps(0..end(quirks)).next()?;
        let left = missing(quirks, &taken);
        // Until one answer has come nobody knows what the others are to be.
        let lanes = if quirks.count.is_none() { 1 } else { self.pacing.lanes(left) };
        if self.flying.len() >= lanes as usize {
            return None;
        }
        let most = self.most.min(quirks.cap.unwrap_or(u32::MAX)).max(1);
        let request = quirks.next(0..u32::MAX, &taken, self.pacing.page_size(&gap, left, most))?;
        self.flying.push(Flying { range: request.range.clone(), at_once: self.flying.len() as u32 + 1 });
        if quirks.count.is_none() || quirks.more {
            self.beyond = Some((request.range.clone(), quirks.count));
        }
        Some(request)
    }

    /// A page has come, and `received` has its rows. It took so many milliseconds.
    pub fn received(&mut self, request: &PageRequest, took: f64, quirks: &mut PagingQuirks, received: &Coverage) {
        let at_once = self.landed(request);
        let rows = quirks.cap.unwrap_or(u32::MAX).min(request.range.len() as u32);
        self.pacing.received(rows, took, at_once);
        let beyond = self.beyond.take_if(|(range, _)| *range == request.range);
        if quirks.cap.is_some_and(|cap| cap < request.size) {
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
                self.divided_for.get_or_insert(failure);
                // One that was larger may fail later.
                self.most = self.most.min((request.size / 2).max(SMALLEST));
            }
            failure => self.give_up(request, failure),
        }
    }

    /// Nothing more is asked for where anything was not to be had, also where smaller pages might have brought some of it.
    pub fn stop(&mut self) {
        self.failure = self.failure.take().or_else(|| self.divided_for.take());
        self.is_stopped = self.failure.is_some();
    }

    /// Something was refused because too much is asked at once; it is asked for again.
    pub fn refused(&mut self) {
        self.pacing.refused();
    }

    /// The page that was to show how fast rows come was given up: its rows come with others.
    pub fn given_up(&mut self, request: &PageRequest) {
        self.landed(request);
        self.pacing.unproven();
    }

    /// It is not under way any more; how many were when it was asked for.
    fn landed(&mut self, request: &PageRequest) -> u32 {
        let at = self.flying.iter().position(|flying| flying.range == request.range);
        at.map_or(1, |at| self.flying.remove(at).at_once)
    }

    fn give_up(&mut self, request: &PageRequest, failure: Failure) {
        self.failed.add(request.range.clone());
        self.failure.get_or_insert(failure);
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

/// The number of rows as far as it is known.
fn end(quirks: &PagingQuirks) -> u32 {
    quirks.count.filter(|_| !quirks.more).unwrap_or(u32::MAX)
}

/// How many rows are missing.
fn missing(quirks: &PagingQuirks, received: &Coverage) -> u32 {
    received.gaps(0..end(quirks)).map(|gap| gap.len() as u32).sum()
}

#[cfg(test)]
mod tests;
