//! Marks what the filter has found in the texts on screen. The browser paints them over the texts: no element is added,
//! and nothing of a text is taken for more than text.

use super::pool::Pool;
use crate::platform::highlight::Highlights;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::query::filter::Expression;
use matryoshka_core::query::search::fold;
use matryoshka_core::table::schema::ColumnKey;

/// The columns in which words are searched for.
const SEARCHED: [ColumnKey; 4] = [ColumnKey::Name, ColumnKey::Path, ColumnKey::Type, ColumnKey::Threat];

/// Marks the filter's words in the rows that are drawn.
pub fn highlight_matches(dataset: &Dataset, pool: &Pool) {
    let marked = dataset.expression().map(Expression::marked).unwrap_or_default();
    let words: Vec<String> = marked.into_iter().filter(|word| !word.is_empty()).map(fold).collect();
    let mut highlights = Highlights::default();
    if !words.is_empty() {
        for slot in pool.slots() {
            for ((node, text), column) in slot.texts().zip(pool.columns()) {
                if SEARCHED.contains(&column.key) {
                    highlights.add(node, text, &words);
                }
            }
        }
    }
    highlights.show();
}
