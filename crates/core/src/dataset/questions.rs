//! What is asked of the rows: by a filter, and by what may have been missed in them.

use crate::dataset::{Dataset, Tree};
use crate::gaps::questions::Questions;
use crate::query::search::Search;
use crate::table::Row;
use crate::table::gaps::Told;

impl Dataset {
    /// What answers questions about words.
    pub fn search(&self) -> Search<'_> {
        let Tree { parents, forest, .. } = &self.tree;
        let (content, check_results, is_whole) = (&self.content_hits, &self.check_results, self.is_complete());
        Search { table: &self.table, parents, forest, content, lists: &self.hash_lists, check_results, is_whole }
    }

    /// What the unpacker may have missed in the rows.
    pub fn questions(&self) -> Questions<'_> {
        self.search().questions()
    }

    /// What exports tell of the files; none before they were examined.
    pub fn gaps_told(&self) -> Option<Told> {
        let (gaps, questions, rows) = (&self.table.gaps, self.questions(), self.in_order());
        let entropy = |row: &Row| gaps.facts(*row).map_or(Told::NO_ENTROPY, |facts| facts.entropy.into());
        gaps.is_examined().then(|| Told {
            reasons: rows.iter().map(|row| questions.reasons(*row).0).collect(),
            entropy: rows.iter().map(entropy).collect(),
        })
    }

    /// All files were examined: which of them had something taken out is seen in the tree.
    pub fn settle_gaps(&mut self) {
        self.table.gaps.settle(self.tree.forest.branches());
    }
}
