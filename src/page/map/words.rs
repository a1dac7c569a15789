//! The map in words.

use super::Chart;
use crate::listing::classification::Classification;
use crate::listing::escape::visible;
use crate::listing::map::Block;
use crate::listing::{NO_ROW, measure};
use crate::page::words::map as said;

impl Chart {
    /// What there is to say of a block.
    pub(super) fn words(&self, block: &Block) -> String {
        let map = self.map.borrow();
        self.look(|case, _| {
            let picture = self.picture(&map, case);
            let (listing, forest, verdicts) = (&case.listing, case.forest(), case.verdicts());
            let mut words = vec![picture.label(block)];
            if block.merged {
                let worst = said::at_worst(block.worst.word());
                words.extend([said::TOO_SMALL.to_owned(), picture.weight(block), worst]);
            } else {
                let (below, counts) = if block.row == NO_ROW {
                    (forest.len(), verdicts.counts(0..forest.len()))
                } else {
                    words.push(visible(listing.type_display(block.row)).into_owned());
                    words.push(listing.size(block.row).map(measure::size).unwrap_or_default());
                    words.push(listing.classification(block.row).word().to_owned());
                    let place = forest.place(block.row);
                    (forest.below(place), verdicts.counts_below(forest, place))
                };
                if below > 0 {
                    words.push(said::inside(&picture.files(below.into())));
                    for verdict in [Classification::Malicious, Classification::Suspicious] {
                        let count = counts[verdict as usize];
                        if count > 0 {
                            words.push(said::of_them(count, verdict.word()));
                        }
                    }
                    words.push(said::in_all(&picture.weight(block)));
                }
            }
            if !block.lit {
                words.push(said::NO_MATCH.to_owned());
            }
            words.retain(|part| !part.is_empty());
            words.join(", ")
        })
        .unwrap_or_default()
    }
}
