//! Which rows an export writes.

use crate::table::Table;
use crate::table::classification::Classification;
use crate::table::row_set::RowSet;
use crate::tree::parents::Parents;
use crate::tree::visibility::with_ancestors;

/// A choice of rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportScope {
    /// Every row that has come.
    #[default]
    All,
    /// What the filter leaves.
    Filtered,
    /// The rows that were selected by hand.
    Selected,
    /// What is malicious or suspicious, and what is around it.
    Concerning,
}

impl ExportScope {
    /// All choices, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::All, Self::Filtered, Self::Selected, Self::Concerning];
}

/// What is exported unless something else is asked for: the selection, else what the filter leaves, else everything. So it
/// is what is on screen. `matching` is the number of rows that the filter leaves, where there is a filter.
pub const fn default_scope(selected: u32, matching: Option<u32>) -> ExportScope {
    match (selected, matching) {
        (1.., _) => ExportScope::Selected,
        (0, Some(_)) => ExportScope::Filtered,
        (0, None) => ExportScope::All,
    }
}

/// The rows that are malicious or suspicious, with everything around them.
pub fn concerning(table: &Table, parents: &Parents) -> RowSet {
    let mut rows = RowSet::none(parents.len());
    for row in (0..parents.len()).filter(|row| table.classification(*row) >= Classification::Suspicious) {
        rows.insert(row);
    }
    with_ancestors(&rows, parents)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::tests::listing_of;

    #[test]
    fn without_a_verdict_nothing_is_concerning() {
        let table = listing_of(&[(1, None), (2, Some(1))], 0);
        let classes = table.classifications();
        let wanted = classes.iter().any(|class| *class >= Classification::Suspicious);
        assert_eq!(!concerning(&table, &Parents::of(&table)).is_empty(), wanted);
    }

    #[test]
    fn the_selection_then_the_filter_then_everything() {
        assert_eq!(default_scope(0, None), ExportScope::All);
        assert_eq!(default_scope(0, Some(930)), ExportScope::Filtered);
        assert_eq!(default_scope(0, Some(0)), ExportScope::Filtered, "a filter that leaves nothing");
        for matching in [None, Some(0), Some(930)] {
            assert_eq!(default_scope(2, matching), ExportScope::Selected);
        }
        assert_eq!(ExportScope::ALL.map(|scope| scope as usize), [0, 1, 2, 3]);
    }
}
