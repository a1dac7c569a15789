use super::Engine;
use matryoshka_core::yara::limits;
use matryoshka_core::yara::wire::{About, FileMatches, RuleFile};

fn engine(text: &str) -> Engine {
    let (engine, compiled) =
        Engine::new(&[RuleFile { name: "a.yar".to_owned(), text: text.to_owned() }], 1_700_000_000);
    assert!(!compiled.is_refused(), "{compiled:?}");
    engine
}

fn scan(engine: &mut Engine, name: &str, bytes: &[u8]) -> Option<FileMatches> {
    engine.begin();
    engine.called(&About { name: name.to_owned(), path: format!("folder/{name}") });
    bytes.chunks(7).for_each(|piece| engine.push(piece));
    engine.finish()
}

#[test]
fn a_match_says_which_rule_where_and_what_the_rule_says_of_itself() {
    let mut engine = engine(
        r#"rule Bad : evil test {
            meta: author = "me" score = 75 sure = true
            strings: $a = "evil" wide ascii $b = { 4D 5A ?? 00 } $ = /x[0-9]+/
            condition: any of them
        }
        rule Other { condition: false }"#,
    );
    let found = scan(&mut engine, "a", b"MZ.\0 evil e\0v\0i\0l\0 x123").expect("a match");
    let rule = &found.rules[0];
    assert_eq!((rule.name.as_str(), rule.tags.join(" ").as_str(), found.rules.len()), ("Bad", "evil test", 1));
    let meta: Vec<String> = rule.meta.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(meta, ["author=me", "score=75", "sure=true"]);
    let places: Vec<_> =
        found.matches[0].places.iter().map(|place| (place.string.as_str(), place.offset, place.length)).collect();
    assert_eq!(places, [("$b", 0, 4), ("$a", 5, 4), ("$a", 10, 8), ("$", 19, 4)]);
    assert_eq!(found.matches[0].count, 4);
    let again = scan(&mut engine, "a", b"evil").expect("a match");
    assert!(again.rules.is_empty() && again.matches[0].rule == 0, "it was told of before: {again:?}");
    assert_eq!(scan(&mut engine, "a", b"good"), None, "nothing of the file before is left");
}

#[test]
fn rules_may_ask_what_a_file_is_called_and_what_time_it_is() {
    let mut engine = engine(
        r#"import "time"
        rule Named { condition: filename == "Setup.EXE" and extension == ".exe" and filepath == "folder/Setup.EXE" }
        rule Now { condition: time.now() == 1700000000 }"#,
    );
    let names = |found: Option<FileMatches>| {
        found.into_iter().flat_map(|found| found.matches).map(|one| one.rule).collect::<Vec<_>>()
    };
    assert_eq!(names(scan(&mut engine, "Setup.EXE", b"")), [0, 1]);
    assert_eq!(names(scan(&mut engine, "other", b"")), [1]);
}

#[test]
fn private_rules_are_not_told_and_global_ones_hold() {
    let mut engine = engine(
        "private rule Hidden { condition: filesize > 3 }
        global rule Small { condition: filesize < 6 }
        rule Seen { condition: Hidden }",
    );
    let names = |found: Option<FileMatches>| found.map_or(0, |found| found.matches.len());
    assert_eq!([b"abc".as_slice(), b"abcd", b"abcdefg"].map(|bytes| names(scan(&mut engine, "a", bytes))), [1, 2, 0]);
}

#[test]
fn what_one_file_gives_is_bounded() {
    let rule = |at| format!("rule r{at} {{ strings: $a = \"a\" $b = \"b\" condition: any of them }}");
    let rules = (0..limits::RULES_OF_FILE + 9).map(rule).collect::<Vec<_>>().join("\n");
    let mut engine = engine(&rules);
    let found = scan(&mut engine, "a", &b"ab".repeat(5_000)).expect("matches");
    assert_eq!((found.matches.len(), found.left_out), (limits::RULES_OF_FILE, 9));
    assert!(found.matches.iter().all(|one| one.places.len() == limits::PLACES_OF_RULE && one.count == 10_000));
    let both = found.matches[0].places.iter().filter(|place| place.string == "$b").count();
    assert_eq!(both, limits::PLACES_OF_RULE / 2, "each string is seen");
}

#[test]
fn what_all_files_give_is_bounded() {
    let mut engine = engine("rule r { strings: $a = \"a\" condition: $a }");
    engine.room = 3;
    let kept = (0..3).map(|_| scan(&mut engine, "a", b"aa").expect("a match").matches[0].places.len());
    assert_eq!(kept.collect::<Vec<_>>(), [2, 1, 0]);
}

#[test]
fn a_file_that_is_too_large_is_not_scanned_and_the_next_one_is() {
    let mut engine = engine("rule r { condition: true }");
    engine.begin();
    let piece = vec![0; 1 << 20];
    (0..limits::FILE_BYTES >> 20).for_each(|_| engine.push(&piece));
    assert!(engine.finish().is_some(), "just as large as may be");
    engine.push(b"x");
    engine.push(b"");
    assert_eq!(engine.finish(), None);
    assert!(scan(&mut engine, "a", b"").is_some());
}

#[test]
fn modules_read_files() {
    let mut engine = engine(
        r#"import "elf" import "hash" import "math" import "pe"
        rule Elf { condition: elf.type == elf.ET_DYN or elf.type == elf.ET_EXEC }
        rule Hash { condition: hash.md5(0, filesize) == "900150983cd24fb0d6963f7d28e17f72" }
        rule Random { condition: math.entropy(0, filesize) > 7.9 }
        rule Exe { condition: pe.is_pe }"#,
    );
    let mut names = |bytes: &[u8]| {
        let found = scan(&mut engine, "a", bytes).unwrap_or_default();
        found.matches.iter().map(|one| one.rule).collect::<Vec<_>>()
    };
    let own = std::fs::read(std::env::current_exe().expect("this test")).expect("a file");
    assert_eq!(names(&own[..(1 << 20)]), [0]);
    assert_eq!(names(b"abc"), [1]);
    let all: Vec<u8> = (0..=255_u8).cycle().take(1 << 16).collect();
    assert_eq!(names(&all), [2]);
}
