use crate::api::wire::{Entry, Id};
use crate::contents::hits::ContentHits;
use crate::query::search::*;
use crate::table::RowSource;
use crate::table::tests::text;
use proptest::prelude::*;

fn listing_of(rows: &[(String, String, Option<u64>)]) -> Table {
    let mut table = Table::default();
    for (at, (path, name, parent)) in rows.iter().enumerate() {
        let entry = Entry {
            id: Id::Number(at as u64),
            parent_relationship: parent.map_or(Id::None, Id::Number),
            path: text(path),
            filename: text(name),
            ..Entry::default()
        };
        table.push(&entry, at as u32, RowSource { body: 0, offset: 0 });
    }
    table
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn find_agrees_with_looking_everywhere(hay in "[aAbB/._@`\\[{\u{0}]{0,80}", needle in "[ab/._@`\\[{]{1,4}", from in 0_usize..20) {
        let naive = (from..hay.len()).find(|at| hay[*at..].to_ascii_lowercase().starts_with(&needle));
        prop_assert_eq!(find(hay.as_bytes(), needle.as_bytes(), from.min(hay.len())), naive);
    }

    #[test]
    fn path_agrees_with_putting_the_paths_together(
        rows in prop::collection::vec(("[aBé/]{0,12}", "[abé]{0,3}", prop::option::of(0_u64..20)), 1..20),
        wanted in "[abAÉ/]{1,4}",
    ) {
        let table = listing_of(&rows);
        let parents = Parents::of(&table);
        let forest = Forest::new(&parents, &table.in_order());
        let search = Search { table: &table, parents: &parents, forest: &forest, content: &ContentHits::default(), lists: &HashLists::default(), check_results: &CheckResults::default(), is_whole: true };
        let got = search.path(&wanted);
        let fold = |text: &str| if wanted.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() };
        for row in 0..table.len() {
            let mut above: Vec<Row> = parents.ancestors(row).collect();
            above.insert(0, row);
            let full = above.iter().rev().map(|row| table.path(*row)).collect::<Vec<_>>().join("/");
            let wanted_folded = fold(&wanted);
            let joined = if wanted.is_ascii() { fold(&full).contains(&wanted_folded) } else { above.iter().any(|row| fold(table.path(*row)).contains(&wanted_folded)) };
            let named = above.iter().any(|row| fold(table.name(*row)).contains(&wanted_folded));
            if wanted.is_ascii() || !wanted.contains('/') {
                prop_assert_eq!(got.has(row), joined || named, "row {} of {:?}", row, full);
            }
        }
    }
}

#[test]
fn lower_case_is_that_of_unicode_or_the_letter_itself() {
    let mut folded = 0;
    for c in ('A'..='\u{17f}').chain('Α'..='ω').chain('Ѐ'..='ҁ').chain('Ａ'..='ｚ') {
        if lower(c) != c {
            assert_eq!(lower(c).to_string(), c.to_lowercase().to_string(), "{c}");
            folded += 1;
        }
    }
    assert!(folded > 200, "{folded}");
}

#[test]
fn hashes_match_by_their_beginning() {
    let prefix = Prefix::read("9Ef").expect("hex");
    assert!(prefix.begins(&[0x9e, 0xf1]) && prefix.begins(&[0x9e, 0xff]));
    assert!(!prefix.begins(&[0x9e, 0xe1]) && !prefix.begins(&[0x9e]));
    assert!(Prefix::read("xy").is_none() && Prefix::read("").is_none());
}
