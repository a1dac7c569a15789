//! All that there is to ask about the rows of a listing.

use crate::dataset::check_results::CheckResults;
use crate::gaps::reason::{Known, Reason, Reasons};
use crate::table::{Row, Table};
use crate::tree::forest::Forest;

/// What is known of all rows.
#[derive(Clone, Copy, Debug)]
pub struct Questions<'a> {
    /// The rows, with what was seen of their files.
    pub table: &'a Table,
    /// Who is in whom.
    pub forest: &'a Forest,
    /// How the rows came out of the check of the archive.
    pub check_results: &'a CheckResults,
    /// Whether the listing is whole, so that it can be said what is not in it.
    pub is_whole: bool,
}

/// The first questions, and how many there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The first, ordered by reason.
    pub first: Vec<(Row, Reason)>,
    /// How many there are.
    pub count: usize,
}

impl<'a> Questions<'a> {
    /// What is known of a row's file beside its bytes.
    pub fn known(&self, row: Row) -> Known<'a> {
        let is_laid_out = self.is_whole && self.forest.len() == self.table.len();
        let below = is_laid_out.then(|| u64::from(self.forest.below(self.forest.place(row))));
        Known {
            kind: self.table.type_display(row),
            below,
            said: self.table.files(row).map(u64::from),
            is_unpacked: self.table.gaps.is_unpacked(row),
            outcome: self.check_results.outcome(self.table.position(row)),
        }
    }

    /// The reasons why a row is an open question.
    pub fn reasons(&self, row: Row) -> Reasons {
        let (known, facts) = (self.known(row), self.table.gaps.facts(row));
        Reason::ALL.into_iter().filter(|reason| reason.holds(facts, &known)).collect()
    }

    /// A reason for a row as a sentence.
    pub fn sentence(&self, row: Row, reason: Reason) -> String {
        reason.sentence(self.table.gaps.facts(row), &self.known(row))
    }

    /// All questions, of which the first `most` of each reason are named. What is asked of a file that stands in many rows is asked
    /// once, of the first.
    pub fn find(&self, most: usize) -> Found {
        let mut by_reason: [Vec<Row>; Reason::ALL.len()] = Default::default();
        let mut count = 0;
        for row in self.table.in_order() {
            let is_first = self.table.gaps.is_first(row);
            for reason in self.reasons(row).iter().filter(|reason| is_first || *reason == Reason::Count) {
                count += 1;
                let rows = &mut by_reason[reason as usize];
                if rows.len() < most {
                    rows.push(row);
                }
            }
        }
        let reasons = Reason::ALL.into_iter().zip(by_reason);
        Found {
            first: reasons.flat_map(|(reason, rows)| rows.into_iter().map(move |row| (row, reason))).collect(),
            count,
        }
    }
}

#[cfg(test)]
mod tests;
