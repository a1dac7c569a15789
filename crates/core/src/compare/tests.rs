//! Pairing, changes and the tree of both, on small listings of every shape and on large ones made to be slow.

mod filter;
mod listings;
mod shown;
mod sizes;
mod steps;

use crate::compare::Side;
use crate::compare::change::ChangeKind;
use crate::compare::keys::KeysBuilder;
use crate::compare::pairing::{Matching, Pairing};
use crate::compare::tree::Comparison;
use crate::table::{NO_ROW, Row, Table};
use listings::{Listing, files, listing};
use proptest::prelude::*;

fn compared(a: &Listing, b: &Listing) -> Comparison {
    Comparison::new(&a.side(), &b.side())
}

/// Which row is which, in steps of so many rows.
fn pair_in_steps(a: &Side<'_>, b: &Side<'_>, rows: u32) -> Pairing {
    let mut keys = KeysBuilder::new([a, b]);
    while keys.step([a, b], rows) {}
    let (keys, contents) = keys.done();
    let mut matching = Matching::new(keys, contents, [a.parents.column(), b.parents.column()]);
    while matching.step(rows) {}
    matching.done()
}

fn pair(a: &Side<'_>, b: &Side<'_>) -> Pairing {
    pair_in_steps(a, b, u32::MAX)
}

/// The tree as lines: level, what changed, name.
fn outline(a: &Listing, b: &Listing) -> Vec<String> {
    let comparison = compared(a, b);
    let forest = comparison.forest();
    let line = |(place, node): (usize, &Row)| {
        let node = comparison.node(*node);
        let name = if node.b == NO_ROW { a.table.name(node.a) } else { b.table.name(node.b) };
        format!("{} {} {name}", forest.depth(place as u32), node.change.kind().word())
    };
    forest.rows().iter().enumerate().map(line).collect()
}

const PLAIN: &str = "goodware";

#[test]
fn an_installer_and_its_next_version() {
    let before = Listing::of(&[
        (None, "setup/core.dll", Some(1), PLAIN),
        (None, "setup/data.cab", Some(2), PLAIN),
        (None, "setup/old.txt", Some(3), PLAIN),
        (None, "setup/tool.exe", Some(4), PLAIN),
        (Some(1), "a.txt", Some(5), PLAIN),
        (Some(1), "b.txt", Some(6), PLAIN),
        (Some(1), "c.txt", Some(7), PLAIN),
    ]);
    let after = Listing::of(&[
        (None, "setup/core.dll", Some(1), "malicious"),
        (None, "setup/data.cab", Some(20), PLAIN),
        (None, "setup/new.txt", Some(30), PLAIN),
        (None, "bin/tool.exe", Some(4), PLAIN),
        (Some(1), "a.txt", Some(5), PLAIN),
        (Some(1), "b.txt", Some(60), PLAIN),
        (Some(1), "d.txt", Some(7), PLAIN),
    ]);
    assert_eq!(
        outline(&before, &after),
        [
            "1 verdict core.dll",
            "1 changed data.cab",
            "2 same a.txt",
            "2 changed b.txt",
            "2 renamed d.txt",
            "1 removed old.txt",
            "1 added new.txt",
            "1 moved tool.exe",
        ]
    );
    let counts = *compared(&before, &after).counts();
    assert_eq!(ChangeKind::ALL.map(|kind| counts[kind as usize]), [1, 1, 1, 2, 0, 1, 1, 1]);
}

#[test]
fn what_is_moved_takes_its_inside_along() {
    let inside = |parent| {
        [(Some(parent), "unpacked_files/0", Some(7), PLAIN), (Some(parent), "unpacked_files/1", Some(8), PLAIN)]
    };
    let before = Listing::of(
        &[&[(None, "one.zip", Some(1), PLAIN), (None, "two.zip", Some(2), PLAIN)][..], &inside(0), &inside(1)].concat(),
    );
    // The second archive comes first, and has moved.
    let after = Listing::of(
        &[&[(None, "old/two.zip", Some(2), PLAIN), (None, "one.zip", Some(1), PLAIN)][..], &inside(0), &inside(1)]
            .concat(),
    );
    assert_eq!(
        outline(&before, &after),
        ["1 moved two.zip", "2 same 0", "2 same 1", "1 same one.zip", "2 same 0", "2 same 1"]
    );
}

#[test]
fn changed_files_are_found_by_name_inside_of_what_is_paired() {
    let before = Listing::of(&[(None, "v1/app.zip", Some(1), PLAIN), (Some(0), "app.exe", Some(2), PLAIN)]);
    let after = Listing::of(&[(None, "v2/app.zip", Some(10), PLAIN), (Some(0), "app.exe", Some(20), PLAIN)]);
    assert_eq!(outline(&before, &after), ["1 changed app.zip", "2 changed app.exe"]);
    let change = compared(&before, &after).node(0).change;
    assert!(change.has(ChangeKind::Moved) && change.has(ChangeKind::Changed) && !change.has(ChangeKind::Renamed));
}

#[test]
fn words_are_read_by_their_beginning() {
    for kind in ChangeKind::ALL {
        assert_eq!(ChangeKind::read(kind.word()), Some(kind));
    }
    assert_eq!(ChangeKind::read("ADD"), Some(ChangeKind::Added));
    assert_eq!(ChangeKind::read(""), None);
    assert_eq!(ChangeKind::read("gone"), None);
}

/// The path from the sample, each step apart.
fn steps(listing: &Listing, row: Row) -> Vec<String> {
    let around = listing.parents.ancestors(row);
    std::iter::once(row).chain(around).map(|row| listing.table.path(row).to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Which is first and which is second makes no difference.
    #[test]
    fn pairing_is_symmetrical(a in files(), b in files()) {
        let (a, b) = (listing(&a), listing(&b));
        let forward = pair(&a.side(), &b.side());
        let backward = pair(&b.side(), &a.side());
        prop_assert_eq!(&forward, &Pairing { of_a: backward.of_b, of_b: backward.of_a });
        let there = compared(&a, &b);
        let back = compared(&b, &a);
        for node in (0..there.len()).map(|node| there.node(node)) {
            let twin = (0..back.len()).map(|node| back.node(node)).find(|twin| (twin.a, twin.b) == (node.b, node.a));
            let twin = twin.expect("each pair is there both ways").change;
            for kind in ChangeKind::ALL {
                let other = match kind {
                    ChangeKind::Added => ChangeKind::Removed,
                    ChangeKind::Removed => ChangeKind::Added,
                    kind => kind,
                };
                prop_assert_eq!(node.change.has(kind), twin.has(other));
            }
        }
    }

    /// Each row has one counterpart at most, and nothing is left on both sides that has one content, one path, or one name in
    /// the same place.
    #[test]
    fn nothing_is_left_that_could_be_paired(a in files(), b in files()) {
        let (a, b) = (listing(&a), listing(&b));
        let pairing = pair(&a.side(), &b.side());
        let left_a: Vec<Row> = (0..a.table.len()).filter(|row| pairing.of_a[*row as usize] == NO_ROW).collect();
        let left_b: Vec<Row> = (0..b.table.len()).filter(|row| pairing.of_b[*row as usize] == NO_ROW).collect();
        for (row, other) in pairing.of_a.iter().enumerate().filter(|(_, other)| **other != NO_ROW) {
            prop_assert_eq!(pairing.of_b[*other as usize], row as Row);
        }
        prop_assert_eq!(pairing.of_a.len() - left_a.len(), pairing.of_b.len() - left_b.len());
        let around = |row: Row| a.parents.parent(row).map_or(NO_ROW, |parent| pairing.of_a[parent as usize]);
        for (row, other) in left_a.iter().flat_map(|row| left_b.iter().map(move |other| (*row, *other))) {
            prop_assert!(a.table.sha1(row).is_none() || a.table.sha1(row) != b.table.sha1(other));
            prop_assert!(steps(&a, row) != steps(&b, other));
            let is_inside_same = match (a.parents.parent(row), b.parents.parent(other)) {
                (None, None) => true,
                (Some(_), Some(parent)) => around(row) == parent,
                _ => false,
            };
            prop_assert!(!is_inside_same || a.table.name(row) != b.table.name(other));
        }
        // As many of each content are paired as both have.
        for content in 0_u64..6 {
            let hash = format!("{:040x}", content + 1);
            let has = |table: &Table, row: Row| table.sha1(row).is_some_and(|sha1| crate::table::hex(sha1) == hash);
            let of_a = (0..a.table.len()).filter(|row| has(&a.table, *row)).count();
            let of_b = (0..b.table.len()).filter(|row| has(&b.table, *row)).count();
            let both = pairing.of_a.iter().enumerate().filter(|(row, other)| {
                **other != NO_ROW && has(&a.table, *row as Row) && has(&b.table, **other)
            });
            prop_assert_eq!(both.count(), of_a.min(of_b));
        }
    }

    /// Compared with itself nothing differs, and the tree is its own.
    #[test]
    fn a_listing_is_the_same_as_itself(files in files()) {
        let (one, other) = (listing(&files), listing(&files));
        let comparison = compared(&one, &other);
        let differing = (0..comparison.len()).filter(|node| !comparison.node(*node).change.is_same()).count();
        prop_assert_eq!(differing, 0);
        prop_assert_eq!(comparison.forest().rows(), other.forest.rows());
    }

    /// Each row of either listing is in the tree once, in what it is in there.
    #[test]
    fn the_tree_has_each_row_once(a in files(), b in files()) {
        let (a, b) = (listing(&a), listing(&b));
        let comparison = compared(&a, &b);
        let mut nodes = comparison.forest().rows().to_vec();
        nodes.sort_unstable();
        prop_assert_eq!(nodes, (0..comparison.len()).collect::<Vec<_>>());
        let rows = |of: fn(crate::compare::tree::Node) -> Row| {
            let mut rows: Vec<Row> = (0..comparison.len()).map(|node| of(comparison.node(node))).filter(|row| *row != NO_ROW).collect();
            rows.sort_unstable();
            rows
        };
        prop_assert_eq!(rows(|node| node.a), (0..a.table.len()).collect::<Vec<_>>());
        prop_assert_eq!(rows(|node| node.b), (0..b.table.len()).collect::<Vec<_>>());
        for number in 0..comparison.len() {
            let node = comparison.node(number);
            let around = comparison.parents().parent(number).map(|parent| comparison.node(parent));
            if node.b == NO_ROW {
                prop_assert_eq!(around.map(|around| around.a), a.parents.parent(node.a));
            } else {
                prop_assert_eq!(around.map(|around| around.b), b.parents.parent(node.b));
            }
        }
        let differing = comparison.matches(|node| !node.change.is_same()).len();
        prop_assert_eq!(comparison.counts().iter().sum::<u32>(), comparison.len());
        prop_assert_eq!(comparison.len() - differing, comparison.counts()[ChangeKind::Same as usize]);
    }
}

/// Files that are all alike, or all in one another: whatever is looked up often has to be found at once. A way that compares each
/// with each would take minutes.
#[test]
fn many_that_are_alike_are_no_trouble() {
    const ROWS: u64 = 20_000;
    let same = |content: fn(u64) -> Option<u64>, parent: fn(u64) -> Option<u64>| {
        Listing::of(&(0..ROWS).map(|row| (parent(row), "unpacked_files/0", content(row), PLAIN)).collect::<Vec<_>>())
    };
    let listings = [
        same(|_| Some(1), |_| None),
        same(Some, |_| None),
        same(|_| None, |_| None),
        same(|row| Some(row % 3), |row| row.checked_sub(1)),
        same(|row| Some(row + ROWS), |row| row.checked_sub(1)),
    ];
    for a in &listings {
        for b in &listings {
            let comparison = compared(a, b);
            assert!(comparison.len() >= ROWS as u32);
        }
    }
}
