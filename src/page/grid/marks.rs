//! Marks what the filter has found in the texts on screen. The browser paints them over the texts: no element is added,
//! and nothing of a text is taken for more than text.

use super::Grid;
use crate::browser::highlight;
use crate::listing::search::fold;
use crate::listing::sort::Key;

impl Grid {
    /// Marks the filter's words in the rows that are drawn.
    pub(super) fn mark(&self) {
        let words = self.state.with_case(|case| {
            let marked = case.expression().map(crate::listing::filter::Expression::marked).unwrap_or_default();
            marked.into_iter().filter(|word| !word.is_empty()).map(fold).collect::<Vec<_>>()
        });
        let words = words.unwrap_or_default();
        let pool = self.pool.borrow();
        let searched = [Key::Name, Key::Path, Key::Type, Key::Threat];
        let mut found = highlight::Found::default();
        if !words.is_empty() {
            for slot in pool.slots() {
                for ((node, text), column) in slot.texts().zip(pool.columns()) {
                    if searched.contains(&column.key) {
                        found.add(node, text, &words);
                    }
                }
            }
        }
        found.show();
    }
}
