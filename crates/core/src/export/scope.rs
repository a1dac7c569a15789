//! Which rows an export writes.

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
}

impl ExportScope {
    /// All choices, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::All, Self::Filtered, Self::Selected];
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selection_then_the_filter_then_everything() {
        assert_eq!(default_scope(0, None), ExportScope::All);
        assert_eq!(default_scope(0, Some(930)), ExportScope::Filtered);
        assert_eq!(default_scope(0, Some(0)), ExportScope::Filtered, "a filter that leaves nothing");
        for matching in [None, Some(0), Some(930)] {
            assert_eq!(default_scope(2, matching), ExportScope::Selected);
        }
        assert_eq!(ExportScope::ALL.map(|scope| scope as usize), [0, 1, 2]);
    }
}
