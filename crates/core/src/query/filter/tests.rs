use crate::query::complete::{Completion, complete};
use crate::query::edit::{has_term, with_term};
use crate::query::field::Field;
use crate::query::filter::tests::plain::{Plain, World};
use crate::query::filter::*;
use crate::query::parser::parse;
use crate::table::Row;
use crate::tree::forest::Forest;
use crate::tree::parents::Parents;
use proptest::prelude::*;

mod plain;

pub use crate::query::filter::tests::plain::naive_glob;

/// Bits of filters, so that what is put together of them is often nearly one.
fn nearly() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "a", "name:", "class:", "mal", "type:", "seen:", "size:", "risk:", "hash:", "depth:", "nosuch:", "c:\\",
        "http://", "\"", "\\", "(", ")", "-", ",", " or ", " and ", " ", "*", "?", "7", "..", ">=", "<", "1.5M",
        "2024-01", "none", "é", "\u{3000}", "or", "dead", "\"PE/", "threat:", "E", "NaMe:x",
    ]);
    prop_oneof![".{0,60}", prop::collection::vec(bits, 0..14).prop_map(|bits| bits.concat())]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn agrees_with_asking_each_row(world in World::any(), plain in Plain::any()) {
        let text = plain.text();
        let expression = parse(&text).map_err(|mistake| TestCaseError::fail(format!("{text}: {mistake:?}")))?;
        let search = world.search();
        let got = expression.matches(&search);
        for row in 0..world.table.len() {
            prop_assert_eq!(got.has(row), plain.holds(&world, row), "row {} with {} in {:?}", row, &text, &world.rows);
        }
        // What is shown of it parses back to the same.
        let shown = expression.to_string();
        prop_assert_eq!(parse(&shown), Ok(expression), "{} shown as {}", text, shown);
    }

    #[test]
    fn parsing_never_panics_and_mistakes_are_in_the_text(text in nearly()) {
        match parse(&text) {
            Ok(expression) => prop_assert_eq!(parse(&expression.to_string()), Ok(expression)),
            Err(Mistake { at, expected }) => {
                prop_assert!(text.get(at.clone()).is_some_and(|part| !part.is_empty()), "{:?} of {:?}", at, text);
                prop_assert!(!expected.is_empty());
            }
        }
    }

    #[test]
    fn what_is_put_in_is_understood(world in World::any(), text in nearly(), cursor in 0_usize..40) {
        let search = world.search();
        for completion in complete(&text, cursor, Some(&search)).into_iter().chain(complete(&text, cursor, None)) {
            let Completion { replace, with, .. } = completion;
            prop_assert!(text.get(replace.clone()).is_some());
            let (before, behind) = (&text[..replace.start], &text[replace.end..]);
            let (placeholder, value, behind) = match Field::ALL.iter().find(|field| with == [field.word(), ":"].concat()) {
                Some(field) => ("x", [&with, field.example()].concat(), ""),
                None if before.to_ascii_lowercase().contains("class:") => ("unknown", with, behind),
                // Behind a quote, other things can stand than behind a word.
                None => (if with.starts_with('"') { "\"x\"" } else { "x" }, with, behind),
            };
            if parse(&[before, placeholder, behind].concat()).is_ok() {
                let text = [before, &value, behind].concat();
                prop_assert!(parse(&text).is_ok(), "{}: {:?}", text, parse(&text));
            }
        }
    }

    #[test]
    fn a_second_click_takes_a_term_back(plain in Plain::any(), term in Plain::term(), either in Plain::any()) {
        for (text, term) in [(plain.text(), term.text()), (either.text(), "class:malicious".to_owned()), (String::new(), term.text())] {
            let parts = |text: &str| parse(text).expect("a filter").node.into_parts();
            let once = with_term(&text, &term);
            let (before, twice) = (parts(&text), parts(&with_term(&once, &term)));
            let wanted = parse(&term).expect("a filter").node;
            let opposite = wanted.clone().not();
            prop_assert_eq!(has_term(&text, &term), before.contains(&wanted));
            prop_assert_eq!(has_term(&once, &term), !before.contains(&wanted), "{}", once);
            let rest = |parts: &[Node]| {
                parts.iter().filter(|part| **part != wanted && **part != opposite).cloned().collect::<Vec<_>>()
            };
            match (before.contains(&wanted), before.contains(&opposite)) {
                // It was there: now it stands at the end.
                (true, false) => {
                    let mut parts = rest(&before);
                    parts.push(wanted);
                    prop_assert_eq!(twice, parts);
                }
                (false, false) => prop_assert_eq!(twice, before),
                (is_there, true) => {
                    prop_assert!(is_there || !parts(&once).contains(&opposite), "{}", once);
                    prop_assert_eq!(rest(&twice), rest(&before));
                }
            }
        }
    }
}

/// The rows that a filter finds in a small listing.
fn found(text: &str) -> Vec<Row> {
    let world = World::small();
    parse(text).expect(text).matches(&world.search()).iter().collect()
}

#[test]
fn the_words_of_the_issue() {
    assert_eq!(found(""), [0, 1, 2, 3, 4]);
    assert_eq!(found("SETUP"), [0, 1, 2, 3]);
    assert_eq!(found("setup kernel"), [2, 3]);
    assert_eq!(found("setup.zip/d/k"), [2, 3]);
    assert_eq!(found("emotet"), [2]);
    assert_eq!(found("9ef1"), [2]);
    assert_eq!(found("hash:9"), [2]);
    assert_eq!(found("name:*.dll"), [2]);
    assert!(found("name:\"*.dll\"").is_empty());
    assert_eq!(found("path:*/d/*"), [1, 2, 3]);
    assert_eq!(found("class:malicious,susp"), [2, 3]);
    assert_eq!(found("risk:>=7"), [2]);
    assert_eq!(found("size:1M..10M"), [1]);
    assert_eq!(found("size:none"), [4]);
    assert_eq!(found("seen:>2024-01-01"), [3]);
    assert_eq!(found("seen:2023"), [2, 3]);
    assert_eq!(found("seen:none -setup"), [4]);
    assert_eq!(found("-class:malicious depth:1"), [0, 4]);
    assert_eq!(found("type:zip or type:PE*"), [0, 2]);
    assert_eq!(found("type:\"\" threat:none"), [1, 3, 4]);
    assert_eq!(found("(emotet or kernel) -(risk:9 or nothing)"), [3]);
    assert_eq!(found("files:>1 AND setup"), [0]);
}

#[test]
fn shown_as_it_was_written() {
    for (text, shown) in [
        ("  a   and b ", "a b"),
        ("a OR (b c)", "a or b c"),
        ("(a or b) c", "(a or b) c"),
        ("((a))", "a"),
        ("--a", "a"),
        ("-(a b)", "-(a b)"),
        ("-(a)", "-a"),
        ("a a (b b)", "a b"),
        ("- --", "- --"),
        ("(-)", "-"),
        ("\"or\" x(\"and\")", "\"or\" x \"and\""),
        ("NAME:\"a \\\" b\",c SIZE:1.5mb", "NAME:\"a \\\" b\",c SIZE:1.5mb"),
        ("c:\\x http://x a.txt:stream :x ::", "c:\\x http://x a.txt:stream :x ::"),
        ("\"Trojan:Win32/X\"", "\"Trojan:Win32/X\""),
        ("\"\"", "\"\""),
    ] {
        assert_eq!(parse(text).expect(text).to_string(), shown);
    }
    assert!(parse(" \t").expect("nothing").is_empty() && !parse("\"\"").expect("a word").is_empty());
}

#[test]
fn mistakes_are_where_they_are() {
    let mistake = |text: &str, part: &str, words: &str| {
        let mistake = parse(text).expect_err(text);
        assert_eq!(&text[mistake.at.clone()], part, "{text}");
        assert!(mistake.to_string().contains(words), "{mistake}");
    };
    mistake("a risk:x b", "x", "after risk: a number or a range such as >=7 or 3..5");
    mistake("risk:", "risk:", "after risk: a number");
    mistake("class:malicious, x", "class:malicious,", "after class: malicious, suspicious");
    mistake("class:bad", "bad", "goodware");
    mistake("size:5M..1M", "5M..1M", "smaller end first");
    mistake("depth:none", "none", "after depth:");
    mistake("hash:xy", "xy", "in hex");
    mistake("x nmae:y", "nmae", "did you mean name:?");
    mistake("Trojan:Win32/X", "Trojan", "in quotes");
    mistake("a or", "or", "after or something");
    mistake("or a", "or", "before or");
    mistake("a and or b", "or", "before or");
    mistake("a \"b", "\"b", "a quote that closes");
    mistake("(a", "(", "a bracket that closes");
    mistake("a )", ")", "without one that opens");
    mistake(")", ")", "something to find");
    mistake("()", "(", "after ( something");
    let deep = |brackets: usize| "(".repeat(brackets) + "a" + &")".repeat(brackets);
    assert!(parse(&deep(64)).is_ok());
    mistake(&deep(65), "(", "at most 64");
    mistake(&"(".repeat(1_000_000), "(", "at most 64");
    assert!(parse(&("-".repeat(1_000_001) + "a")).is_ok());
    let many = (0..257).map(|n| format!("w{n}")).collect::<Vec<_>>().join(" ");
    assert!(parse(&many[..many.len() - 5]).is_ok());
    mistake(&many, "w256", "at most 256");
    mistake(&format!("name:{}*", "x".repeat(200)), &format!("{}*", "x".repeat(200)), "shorter pattern");
}

#[test]
fn examples_are_filters() {
    for (text, finds) in EXAMPLES {
        assert!(parse(text).is_ok() && !finds.is_empty(), "{text}");
        assert_eq!(parse(text).expect(text).to_string(), *text);
    }
    for field in Field::ALL {
        assert!(parse(&format!("{}:{}", field.word(), field.example())).is_ok());
    }
}

#[test]
fn only_what_is_asked_for_is_marked() {
    let expression = parse("Setup -kernel (name:a,*.b,\"\" or -(path:c -d)) type:e f f").expect("a filter");
    assert_eq!(expression.marked(), ["Setup", "a", "d", "f"]);
}

#[test]
fn terms_come_and_go() {
    let click = |text, term, wanted: &str| assert_eq!(with_term(text, term), wanted);
    click("", "class:malicious", "class:malicious");
    click("class:malicious", "class:malicious", "");
    click(" setup ", "depth:1", "setup depth:1");
    click("a or b", "depth:1", "(a or b) depth:1");
    click("(a or b) CLASS:mal", "class:malicious", "a or b");
    click("class:malicious or a", "class:malicious", "(class:malicious or a) class:malicious");
    click("a", "b or c", "a (b or c)");
    click("a \"", "b", "a \" b");
    click("-class:malicious", "class:malicious", "class:malicious");
    click("a -CLASS:mal (b or c)", "class:malicious", "a class:malicious (b or c)");
    click("class:malicious", "-class:malicious", "-class:malicious");
    click("-(class:malicious a)", "class:malicious", "-(class:malicious a) class:malicious");
}

#[test]
fn only_a_term_of_its_own_is_there() {
    let has = |text| has_term(text, "class:malicious");
    assert!(["class:malicious", "a CLASS:mal", "(a or b) class:malicious"].into_iter().all(has));
    let others = [
        "",
        "-class:malicious",
        "\"class:malicious\"",
        "name:\"class:malicious\"",
        "class:malicious,suspicious",
        "class:malicious or a",
        "class:malicious \"",
    ];
    assert!(!others.into_iter().any(has));
}

#[test]
fn completes_names_and_values() {
    let world = World::small();
    let search = world.search();
    // What the text becomes with each completion at the cursor, which stands at the bar.
    let results = |text: &str| -> Vec<String> {
        let cursor = text.find('|').expect("a cursor");
        let text = text.replace('|', "");
        let completions = complete(&text, cursor, Some(&search)).into_iter();
        completions.map(|c| [&text[..c.replace.start], &c.with, &text[c.replace.end..]].concat()).collect()
    };
    assert_eq!(results("|").len(), Field::ALL.len());
    assert_eq!(results("x (-|").len(), Field::ALL.len());
    assert_eq!(results("x -T|"), ["x -type:", "x -threat:"]);
    assert_eq!(results("n|me:x y"), ["name:x y"]);
    assert_eq!(results("x\"y|\""), Vec::<String>::new());
    assert_eq!(results("class:| x").len(), 4);
    assert_eq!(results("class:malicious,S| x"), ["class:malicious,suspicious x"]);
    assert_eq!(results("type:|"), ["type:none", "type:\"Zip, old\"", "type:PE/Exe"]);
    assert_eq!(results("type:\"z| x"), ["type:\"Zip, old\" x"]);
    assert_eq!(results("type:p|e b"), ["type:PE/Exe b", "type:\"Zip, old\" b"]);
    assert_eq!(results("type:PE/Exe|"), Vec::<String>::new());
    assert_eq!(results("threat:w|"), ["threat:Win32.Emotet"]);
    assert_eq!(results("size:|"), Vec::<String>::new());
    assert_eq!(complete("class:mal", 9, Some(&search))[0].says, "1 file");
    assert_eq!(complete("class:mal", 9, None)[0].with, "malicious");
    assert_eq!(complete("é", 1, None).len(), Field::ALL.len());
}
