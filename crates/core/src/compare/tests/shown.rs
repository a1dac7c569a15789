//! What is on screen of a comparison.

use super::compared;
use super::listings::{files, listing};
use crate::compare::change::ChangeKind;
use crate::compare::shown::ShownNodes;
use crate::table::Row;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    /// From one difference to the next each is met once, and is visible then; a filter leaves its nodes and what is around them.
    #[test]
    fn each_difference_is_met_once(a in files(), b in files(), kind in 0_usize..8, forward: bool, filtered: bool) {
        let (a, b) = (listing(&a), listing(&b));
        let comparison = compared(&a, &b);
        let mut shown = ShownNodes::new(&comparison);
        let kind = ChangeKind::ALL[kind];
        if filtered {
            shown.set_matches(&comparison, Some(comparison.matches(|node| node.change.has(kind))));
        }
        let is_wanted = |node: Row| {
            let change = comparison.node(node).change;
            if filtered { change.has(kind) } else { !change.is_same() }
        };
        let mut wanted: Vec<Row> = (0..comparison.len()).filter(|node| is_wanted(*node)).collect();
        if filtered {
            prop_assert_eq!(shown.matching(), Some(wanted.len() as u32));
        }
        let (mut met, mut at) = (Vec::new(), None);
        for _ in &wanted {
            at = shown.next(&comparison, at, forward);
            let node = at.expect("there are some");
            let index = shown.index(&comparison, node).expect("it is visible");
            prop_assert_eq!(shown.node(&comparison, index), Some(node));
            prop_assert!(!shown.is_around(&comparison, node));
            met.push(node);
        }
        met.sort_unstable();
        wanted.sort_unstable();
        prop_assert_eq!(&met, &wanted);
        if wanted.is_empty() {
            prop_assert_eq!(shown.next(&comparison, None, forward), None);
        }
        // Whatever is visible is wanted, around it, or there without a filter.
        for node in (0..shown.len()).filter_map(|index| shown.node(&comparison, index)).collect::<Vec<_>>() {
            let forest = comparison.forest();
            let place = forest.place(node);
            let holds = (place..forest.end(place)).any(|place| is_wanted(forest.row(place)));
            prop_assert!(holds || !filtered);
            // Counted from 1 among those that the filter leaves, and open only with one of them inside.
            let (at, of) = shown.among_siblings(&comparison, node);
            prop_assert!(1 <= at && at <= of, "{} of {}", at, of);
            let inside = (place + 1..forest.end(place)).any(|place| is_wanted(forest.row(place)));
            let inside = if filtered { inside } else { forest.below(place) > 0 };
            prop_assert_eq!(shown.is_open(node).is_some(), inside);
        }
        // Closed, what is inside is not visible; opened again, it is.
        if let Some(node) = (0..comparison.len()).find(|node| shown.is_open(*node) == Some(true)) {
            let before = shown.len();
            shown.set_open(&comparison, node, false);
            prop_assert!(shown.len() <= before && shown.is_open(node) == Some(false));
            shown.set_open(&comparison, node, true);
            prop_assert_eq!(shown.len(), before);
        }
    }
}
