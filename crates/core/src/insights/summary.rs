//! A whole sample in numbers, worked out once for the rows that have come.

use crate::query::facets::Facets;
use crate::table::Table;
use crate::tree::forest::Forest;

/// How many of the most frequent types are named.
const TYPES: usize = 3;

/// A whole sample in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// How many rows have come.
    pub files: u32,
    /// Their sizes together, in bytes; what is inside a container counts beside the container.
    pub bytes: u64,
    /// The greatest depth; 1 when nothing is inside anything.
    pub depth: u32,
    /// The most frequent types, as the appliance names them, and how many rows have each. Rows without a type are left
    /// out.
    pub types: Vec<(String, u32)>,
    /// How many rows there should be by the word of the outermost entries, each of which says how many are below it
    /// (`extracted_file_count`); none when one of them does not say.
    pub announced: Option<u64>,
}

impl Summary {
    /// Adds up what has come.
    pub fn new(table: &Table, forest: &Forest) -> Self {
        let facets = Facets::new(table, forest, None);
        let (_, names) = table.types();
        let named = facets.types.iter().map(|found| (names.get(found.number), found.rows));
        let types = named.filter(|(name, _)| !name.is_empty()).take(TYPES);
        let outermost = forest.children(None).map(|place| forest.row(place));
        Self {
            files: table.len(),
            bytes: (0..table.len()).filter_map(|row| table.size(row)).fold(0, u64::saturating_add),
            depth: forest.max_depth(),
            types: types.map(|(name, rows)| (name.to_owned(), rows)).collect(),
            announced: outermost
                .map(|row| table.files(row))
                .try_fold(0, |sum, files| Some(sum + 1 + u64::from(files?))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Summary;
    use crate::api::wire::value::Whole;
    use crate::api::wire::{Entry, Id, Sample};
    use crate::table::tests::text;
    use crate::table::{RowSource, Table};
    use crate::tree::forest::Forest;
    use crate::tree::parents::Parents;

    #[test]
    fn adds_up_what_has_come() {
        let mut table = Table::default();
        for (id, parent, files) in [(1, Id::None, 2), (2, Id::Number(1), 1), (3, Id::Number(2), 0), (4, Id::None, 0)] {
            let sample = Sample {
                type_display: text(if id == 4 { "" } else { "PE/Exe" }),
                classification: text("malicious"),
                file_size: Whole(Some(10 * id)),
                extracted_file_count: Whole(Some(files)),
                ..Sample::default()
            };
            let entry = Entry { id: Id::Number(id), parent_relationship: parent, sample, ..Entry::default() };
            table.push(&entry, id as u32 - 1, RowSource { body: 0, offset: 0 });
        }
        let parents = Parents::of(&table);
        let summary = Summary::new(&table, &Forest::new(&parents, &table.in_order()));
        assert_eq!((summary.files, summary.bytes, summary.depth), (4, 100, 3));
        assert_eq!(summary.types, [("PE/Exe".to_owned(), 3)]);
        assert_eq!(summary.announced, Some(4));
    }
}
