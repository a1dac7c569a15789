//! Loading everything: which page to ask for next, and what becomes of one that cannot be had.
//!
//! Nothing here asks or waits: it is told what came, and says what to do. So it is tested against appliances of every kind
//! of failure without a network.

use super::failure::Failure;
use super::paging::{Ask, LARGE, Ways};
use crate::listing::coverage::Coverage;
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
pub struct Plan {
    flying: Vec<Range<u32>>,
    failed: Coverage,
    /// What failed and is asked for again in smaller pages.
    divided: Vec<Ask>,
    /// What was asked for before it was known how many rows there are, and how many were known then.
    beyond: Option<(Range<u32>, Option<u32>)>,
    /// Rows of the next page.
    size: u32,
    failure: Option<Failure>,
}

impl Default for Plan {
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

impl Plan {
    /// The page to ask for next, which counts as under way until it [came](Self::came) or [failed](Self::failed). `None`
    /// when nothing is missing that is neither under way nor given up, and when further requests would only meet the same
    /// failure.
    pub fn next(&mut self, ways: &Ways, came: &Coverage) -> Option<Ask> {
        if self.failure.as_ref().is_some_and(Failure::is_final) {
            return None;
        }
        let mut taken = came.clone();
        self.flying.iter().chain(self.failed.ranges()).for_each(|range| taken.add(range.clone()));
        let ask = ways.next(0..u32::MAX, &taken, self.size)?;
        self.flying.push(ask.range.clone());
        if ways.count.is_none() || ways.more {
            self.beyond = Some((ask.range.clone(), ways.count));
        }
        Some(ask)
    }

    /// A page has come, and `came` has its rows. It took so many milliseconds.
    pub fn came(&mut self, ask: &Ask, took: f64, ways: &mut Ways, came: &Coverage) {
        self.landed(ask);
        if took > SLOW {
            self.smaller(SMALL);
        }
        let beyond = self.beyond.take_if(|(range, _)| *range == ask.range);
        if let Some(cap) = ways.cap.filter(|cap| *cap < ask.size) {
            self.size = self.size.min(cap);
            return;
        }
        if let Some((_, known)) = beyond {
            // It goes on naming a page that it does not send.
            if ways.more && ways.count == known {
                self.give_up(ask, Failure::FewerRows(0, ask.range.len() as u32));
            }
            return;
        }
        let due = ask.range.len() as u32;
        let missing = came.gaps(ask.range.clone()).map(|gap| gap.len() as u32).sum::<u32>();
        if missing > 0 {
            self.give_up(ask, Failure::FewerRows(due - missing, due));
            // The gap is named, and Retry asks for it.
            ways.count = ways.count.max(Some(ask.range.end));
        }
    }

    /// A page could not be had.
    pub fn failed(&mut self, ask: &Ask, failure: Failure, ways: &mut Ways) {
        self.landed(ask);
        match failure {
            Failure::Status(400, ..) if !ways.to_the_letter => ways.to_the_letter = true,
            // One bad row costs no more than a small page: the rest is asked for again in smaller ones. A last page that has
            // to be full cannot always be smaller.
            Failure::Status(500..=599, ..) if ask.size > SMALLEST && !self.divided.contains(ask) => {
                self.divided.push(ask.clone());
                self.size = ask.size;
                self.smaller(SMALLEST);
            }
            failure => self.give_up(ask, failure),
        }
    }

    fn landed(&mut self, ask: &Ask) {
        self.flying.retain(|range| *range != ask.range);
    }

    fn give_up(&mut self, ask: &Ask, failure: Failure) {
        self.failed.add(ask.range.clone());
        self.failure.get_or_insert(failure);
    }

    /// Makes the next pages smaller.
    fn smaller(&mut self, least: u32) {
        if self.size > least {
            self.size = (self.size / 2).max(least);
        }
    }

    /// What went wrong first, with the rows that are missing; `None` when nothing did.
    pub fn outcome(&mut self, count: u32, came: &Coverage) -> Option<Failure> {
        let failure = self.failure.take()?;
        let gaps: Vec<Range<u32>> = came.gaps(0..count).collect();
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
