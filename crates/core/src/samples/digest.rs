//! One sample of several in numbers: what is kept of it where its rows are not.

use crate::dataset::Dataset;
use crate::insights::duplicates::Duplicates;
use crate::insights::summary::Summary;
use crate::table::classification::Classification;
use crate::tree::rollup::{Counts, total};

/// A sample in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SampleDigest {
    /// How many rows have come.
    pub files: u32,
    /// How many files they are, each counted once.
    pub unique: u32,
    /// How many rows there are of each verdict.
    pub verdicts: Counts,
    /// Their sizes together, in bytes.
    pub bytes: u64,
    /// The greatest depth.
    pub depth: u32,
    /// The most frequent type; none where no row says one.
    pub top_type: Option<String>,
}

impl SampleDigest {
    /// Of the rows that have come, which are in the tree.
    pub fn new(dataset: &Dataset) -> Self {
        let table = &dataset.table;
        let Summary { files, bytes, depth, types, .. } = Summary::new(table, dataset.forest());
        Self {
            files,
            // Worked out here and given up again: of many samples the numbers are kept and not what they come from.
            unique: Duplicates::new(table).unique(),
            verdicts: total(table, None),
            bytes,
            depth,
            top_type: types.into_iter().next().map(|(name, _)| name),
        }
    }

    /// How many rows have that verdict.
    pub fn count(&self, verdict: Classification) -> u32 {
        self.verdicts[verdict as usize]
    }

    /// The worst verdict on any row; none without rows.
    pub fn worst(&self) -> Option<Classification> {
        Classification::ALL.into_iter().find(|verdict| self.count(*verdict) > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::wire::value::Whole;
    use crate::api::wire::{Entry, Id, Sample};
    use crate::table::RowSource;
    use crate::table::tests::text;

    #[test]
    fn counts_what_has_come() {
        let mut dataset = Dataset::default();
        for (at, (parent, content, verdict)) in
            [(None, 1, "malicious"), (Some(0), 2, "goodware"), (Some(1), 1, "malicious")].into_iter().enumerate()
        {
            let sample = Sample {
                sha1: text(&format!("{content:040x}")).into(),
                classification: text(verdict),
                type_display: text("PE/Exe"),
                file_size: Whole(Some(5)),
                ..Sample::default()
            };
            let parent_relationship = parent.map_or(Id::None, Id::Number);
            let entry = Entry { id: Id::Number(at as u64), parent_relationship, sample, ..Entry::default() };
            dataset.push(&entry, at as u32, RowSource { body: 0, offset: 0 });
        }
        dataset.build_tree();
        let digest = SampleDigest::new(&dataset);
        assert_eq!((digest.files, digest.unique, digest.bytes, digest.depth), (3, 2, 15, 3));
        assert_eq!((digest.count(Classification::Malicious), digest.worst()), (2, Some(Classification::Malicious)));
        assert_eq!(digest.top_type.as_deref(), Some("PE/Exe"));
        assert_eq!(SampleDigest::new(&Dataset::default()).worst(), None);
    }
}
