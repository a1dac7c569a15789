//! The map in words.

use super::chart::Chart;
use crate::words::{gaps, map as words, yara};
use leptos::prelude::*;
use matryoshka_core::icicle::Block;
use matryoshka_core::table::classification::Classification;
use matryoshka_core::table::escape::shortened;
use matryoshka_core::table::{NO_ROW, format_size};

/// Letters of a type that are said, and of the names of rules.
const LONGEST: usize = 300;

/// What there is to say of a block.
pub fn describe(chart: Chart, block: &Block) -> String {
    let icicle = chart.icicle.get_untracked();
    let parts = chart.read(|dataset, _| {
        let picture = chart.picture(&icicle, dataset);
        let (table, forest, rollup) = (&dataset.table, dataset.forest(), dataset.rollup());
        let mut parts = vec![picture.label(block)];
        if block.merged {
            let worst = words::at_worst(block.worst.word());
            parts.extend([words::TOO_SMALL.to_owned(), picture.weight(block), worst]);
        } else {
            let (below, counts) = if block.row == NO_ROW {
                (forest.len(), rollup.counts(0..forest.len()))
            } else {
                parts.push(shortened(table.type_display(block.row), LONGEST).into_owned());
                parts.push(table.size(block.row).map(format_size::size).unwrap_or_default());
                parts.push(table.classification(block.row).word().to_owned());
                parts.push(gaps::mark(dataset.questions().reasons(block.row)));
                let rules = table.yara_rules(block.row);
                parts.push(if rules.is_empty() { String::new() } else { yara::matching(&shortened(rules, LONGEST)) });
                let place = forest.place(block.row);
                (forest.below(place), rollup.counts_below(forest, place))
            };
            if below > 0 {
                parts.push(words::inside(&picture.files(below.into())));
                for verdict in [Classification::Malicious, Classification::Suspicious] {
                    let count = counts[verdict as usize];
                    if count > 0 {
                        parts.push(words::of_them(count, verdict.word()));
                    }
                }
                parts.push(words::in_all(&picture.weight(block)));
            }
        }
        if !block.lit {
            parts.push(words::NO_MATCH.to_owned());
        }
        parts.retain(|part| !part.is_empty());
        parts.join(", ")
    });
    parts.unwrap_or_default()
}
