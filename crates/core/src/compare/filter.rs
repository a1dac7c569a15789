//! Which files of two listings are asked for: those that differ in some way, in words beside those of a filter.
//!
//! ```text
//! change:KIND     files that differ so: verdict, added, removed, changed, type, moved, renamed, or same; several with commas
//! -change:KIND    files that do not
//! ```
//!
//! What is left is the filter of a listing, and a file matches where its row in either listing does.

use crate::compare::change::{Change, ChangeKind};
use crate::compare::tree::Comparison;
use crate::query::filter::{Expression, Mistake};
use crate::query::own_words::{OwnWord, own_words, split};
use crate::query::search::Search;
use crate::table::row_set::RowSet;

/// The name of the word.
const NAME: &str = "change";

/// Which files are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DifferenceFilter {
    /// Of each, one way has to be there.
    with: Vec<Change>,
    without: Change,
    rest: Expression,
}

impl DifferenceFilter {
    /// Reads a filter text.
    ///
    /// # Errors
    /// Where it is no filter, and what was expected there.
    pub fn read(text: &str) -> Result<Self, Mistake> {
        let mut filter = Self::default();
        filter.rest = split(text, |word| {
            let is_without = word.name.strip_prefix('-') == Some(NAME);
            if !is_without && word.name != NAME {
                return Ok(false);
            }
            let kinds = kinds(word).ok_or_else(|| word.expected(EXPECTED))?;
            if is_without {
                filter.without = kinds.into_iter().fold(filter.without, Change::with);
            } else {
                filter.with.push(kinds.into_iter().collect());
            }
            Ok(true)
        })?;
        Ok(filter)
    }

    /// The kinds that are asked for, where only files that differ so are left.
    pub fn kinds(&self) -> Change {
        ChangeKind::ALL.into_iter().filter(|kind| self.with.iter().any(|change| change.has(*kind))).collect()
    }

    /// Whether nothing is asked for, so that every file matches.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The nodes that match; `searches` are of the first and the second listing.
    pub fn matches(&self, comparison: &Comparison, searches: [&Search<'_>; 2]) -> RowSet {
        let rows = (!self.rest.is_empty()).then(|| searches.map(|search| self.rest.matches(search)));
        comparison.matches(|node| {
            self.with.iter().all(|change| node.change.has_any(*change))
                && !node.change.has_any(self.without)
                // A row that is not there is in no set.
                && rows.as_ref().is_none_or(|[a, b]| a.has(node.a) || b.has(node.b))
        })
    }
}

/// What stands behind the colon.
const EXPECTED: &str = "verdict, added, removed, changed, type, moved, renamed or same";

/// The kinds that a word names.
fn kinds(word: &OwnWord<'_>) -> Option<Vec<ChangeKind>> {
    word.value.split(',').map(ChangeKind::read).collect()
}

/// The filter text with one kind more that is asked for beside others, or one less.
pub fn toggled(text: &str, kind: ChangeKind) -> String {
    let Some((at, mut kinds)) =
        own_words(text).find_map(|word| Some((word.at.clone(), kinds(&word).filter(|_| word.name == NAME)?)))
    else {
        return format!("{} {NAME}:{}", text.trim_end(), kind.word()).trim_start().to_owned();
    };
    if kinds.contains(&kind) {
        kinds.retain(|other| *other != kind);
    } else {
        kinds.push(kind);
    }
    let kinds: Vec<&str> = kinds.into_iter().map(ChangeKind::word).collect();
    let word = if kinds.is_empty() { String::new() } else { format!("{NAME}:{}", kinds.join(",")) };
    let (before, after) = (text[..at.start].trim_end(), text[at.end..].trim_start());
    [before, &word, after].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
