use super::{NAMED, Told, YaraHits};
use crate::yara::limits;
use crate::yara::wire::{FileMatches, Match, Place, Rule};
use proptest::prelude::*;

fn rule(name: &str, tags: &[&str]) -> Rule {
    Rule { name: name.to_owned(), tags: tags.iter().map(|tag| (*tag).to_owned()).collect(), ..Rule::default() }
}

fn matched(rule: u32) -> Match {
    Match { rule, count: 1, places: vec![Place { string: "$a".to_owned(), offset: 7, length: 2 }] }
}

fn hits() -> YaraHits {
    let mut hits = YaraHits::default();
    hits.begin(Vec::new());
    let rules = vec![rule("Emotet", &["banker"]), rule("UPX", &["packer", "PE"])];
    hits.add(FileMatches { rules, matches: vec![matched(0), matched(1)], ..FileMatches::default() }, [0, 3]);
    hits.add(FileMatches { matches: vec![matched(1)], ..FileMatches::default() }, [1]);
    hits
}

#[test]
fn what_was_found_is_kept_by_row() {
    let hits = hits();
    assert_eq!([0, 1, 2, 3, 9].map(|row| hits.names(row)), ["Emotet, UPX", "UPX", "", "Emotet, UPX", ""]);
    let (rules, left_out) = hits.of(3).expect("matches");
    let rules: Vec<_> = rules.map(|(rule, one)| (rule.name.as_str(), one.places[0].offset)).collect();
    assert_eq!((rules, left_out), (vec![("Emotet", 7), ("UPX", 7)], 0));
    assert!(hits.of(2).is_none());
    let rows = |word: &str, or_none| {
        let fits = hits.fitting(|text| text == word, or_none);
        (0..5).filter(|row| fits(*row)).collect::<Vec<_>>()
    };
    assert_eq!(rows("Emotet", false), [0, 3]);
    assert_eq!(rows("packer", false), [0, 1, 3], "a tag");
    assert_eq!(rows("", true), [2, 4]);
}

#[test]
fn a_file_that_no_row_names_still_numbers_its_rules() {
    let mut hits = YaraHits::default();
    hits.begin(Vec::new());
    hits.add(FileMatches { rules: vec![rule("a", &[])], matches: vec![matched(0)], ..FileMatches::default() }, []);
    hits.add(FileMatches { rules: vec![rule("b", &[])], matches: vec![matched(1)], ..FileMatches::default() }, [0]);
    assert_eq!((hits.names(0), hits.rules().len()), ("b", 2));
    hits.add(FileMatches { matches: vec![matched(2)], ..FileMatches::default() }, [0]);
    assert_eq!(hits.names(0), "", "a rule that nobody has told of");
}

#[test]
fn what_is_kept_is_bounded() {
    let mut hits = YaraHits::default();
    hits.begin(Vec::new());
    let rules: Vec<Rule> = (0..NAMED + 3).map(|number| rule(&format!("r{number}"), &[])).collect();
    let matches = (0..rules.len() as u32).map(matched).collect();
    hits.add(FileMatches { rules, matches, left_out: 4 }, [0]);
    assert!(hits.names(0).ends_with(", and 7 more"), "{}", hits.names(0));
    let place = Place { string: "$a".to_owned(), offset: 0, length: 1 };
    let many = || vec![Match { rule: 0, count: 1, places: vec![place.clone(); limits::PLACES / 2] }];
    (1..4).for_each(|row| hits.add(FileMatches { matches: many(), ..FileMatches::default() }, [row]));
    let kept = (0..4).filter_map(|row| hits.of(row)).flat_map(|(rules, _)| rules).map(|(_, one)| one.places.len());
    assert_eq!(kept.sum::<usize>(), limits::PLACES);
}

proptest! {
    #[test]
    fn what_was_found_comes_back_as_it_was_told(
        files in prop::collection::vec((prop::collection::vec(0_u32..6, 0..4), prop::collection::vec(0_u32..40, 0..4)), 0..20),
    ) {
        let mut hits = YaraHits::default();
        hits.begin(vec!["a.yar".to_owned()]);
        let rules = (0..5).map(|number| rule(&format!("r{number}"), &[])).collect();
        hits.add(FileMatches { rules, ..FileMatches::default() }, []);
        for (matches, rows) in files {
            let matches = matches.into_iter().map(matched).collect();
            hits.add(FileMatches { matches, ..FileMatches::default() }, rows);
        }
        for places in [false, true] {
            let told = hits.tell(|row| row + 100, places);
            let text = serde_json::to_string(&told).expect("JSON");
            let told: Told = serde_json::from_str(&text).expect("what was told");
            let back = YaraHits::told(told, |position| position.checked_sub(100));
            for row in 0..45 {
                prop_assert_eq!(back.names(row), hits.names(row));
                let all = |hits: &YaraHits| {
                    hits.of(row).map(|(rules, left_out)| {
                        let bare = |one: &Match| if places { one.clone() } else { Match { rule: one.rule, ..Match::default() } };
                        (rules.map(|(rule, one)| (rule.clone(), bare(one))).collect::<Vec<_>>(), left_out)
                    })
                };
                prop_assert_eq!(all(&back), all(&hits));
            }
            prop_assert!(back.is_scanned());
            prop_assert_eq!(back.rules().first().map(|rule| back.source(rule)), Some("a.yar"));
        }
    }
}
