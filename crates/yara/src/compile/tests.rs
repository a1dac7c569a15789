use super::{compile, position};
use matryoshka_core::yara::limits;
use matryoshka_core::yara::wire::{Compiled, Mistake, RuleFile};

fn compiled(texts: &[&str]) -> Compiled {
    let files: Vec<RuleFile> =
        texts.iter().map(|text| RuleFile { name: String::new(), text: (*text).to_owned() }).collect();
    compile(&files, 0).1
}

/// The only mistake.
fn mistake(text: &str) -> Mistake {
    let compiled = compiled(&[text]);
    assert!(compiled.is_refused(), "{text}");
    let mut mistakes = compiled.mistakes.into_iter().filter(|mistake| !mistake.is_warning);
    let mistake = mistakes.next().expect("a mistake");
    assert_eq!(mistakes.next(), None);
    mistake
}

#[test]
fn mistakes_have_a_line_and_a_column() {
    let at = |text: &str| {
        let Mistake { line, column, words, .. } = mistake(text);
        (line, column, words)
    };
    let (line, column, words) = at("rule a { condition: true }\n\nrule é {");
    assert_eq!((line, column), (3, 6), "{words}");
    let (line, column, words) = at("rule a {\n  strings:\n    $a = /(a/\n  condition: $a\n}");
    assert_eq!(line, 3, "{column} {words}");
    let (line, column, words) = at("rule a {\r\n  condition:\r\n    /* ü */ $b\r\n}");
    assert_eq!((line, column), (3, 13), "{words}");
    assert!(words.contains("$b"), "{words}");
    let (_, _, words) = at("import \"cuckoo\" rule a { condition: true }");
    assert!(words.contains("cuckoo"), "{words}");
}

#[test]
fn an_include_is_refused_with_a_word() {
    let mistake = mistake("rule a { condition: true }\ninclude \"other.yar\"\n");
    assert_eq!((mistake.line, mistake.column), (2, 1));
    assert!(mistake.words.contains("open the other file"), "{}", mistake.words);
}

#[test]
fn each_file_has_names_and_mistakes_of_its_own() {
    let good = "rule a { condition: true }";
    let whole = compiled(&[good, "rule b {", good]);
    assert_eq!((whole.rules, whole.mistakes.len(), whole.mistakes[0].file), (2, 1, 1));
    assert!(!compiled(&[good, good]).is_refused());
    assert!(compiled(&["rule a { condition: true } rule a { condition: true }"]).is_refused());
    assert_eq!(compiled(&["\u{feff}rule a { condition: true }", ""]), Compiled { rules: 1, ..Compiled::default() });
}

#[test]
fn what_public_rules_ask_for_is_known() {
    let text = r#"import "pe" import "elf" import "math" import "hash" import "time" import "console" import "dotnet" import "string"
        rule a { condition: filename == "x" or filepath contains "y" or extension == ".exe" or filetype == "EXE" or owner == "z" }
        rule b { condition: console.log("a") and time.now() > 0 and math.entropy(0, filesize) > 7.5 }"#;
    assert!(!compiled(&[text]).is_refused(), "{:?}", compiled(&[text]));
}

#[test]
fn warnings_do_not_refuse() {
    let warned = compiled(&["rule a { strings: $a = /\\j/ condition: $a }"]);
    assert!(!warned.is_refused() && warned.mistakes.len() == 1, "{warned:?}");
}

#[test]
fn what_is_told_is_bounded_and_never_hides_a_mistake() {
    let doubtful = "rule a { strings: $a = /\\j/ condition: $a }";
    let texts = [vec![doubtful; limits::MISTAKES + 5], vec!["rule"]].concat();
    let whole = compiled(&texts);
    assert!(whole.is_refused());
    assert_eq!((whole.mistakes.len(), whole.left_out), (limits::MISTAKES, 6));
    let long = format!("import \"{}\"", "x".repeat(limits::TEXT * 2));
    assert!(mistake(&long).words.len() <= limits::TEXT + "…".len());
    let much = format!("rule a {{ condition: true }} // {}", " ".repeat(limits::RULE_BYTES));
    assert!(mistake(&much).words.contains("too many"));
}

#[test]
fn brackets_without_end_are_a_mistake_and_no_fall() {
    for text in [
        format!("rule a {{ condition: {} true", "(".repeat(100_000)),
        format!("rule a {{ strings: $a = /{}/ condition: $a }}", "(".repeat(100_000)),
        format!("rule a {{ strings: $a = {{ {} }} condition: $a }}", "( 41 | ".repeat(100_000)),
        format!("rule a {{ condition: {} true }}", "not ".repeat(2_000)),
        format!("rule a {{ condition: {} 1 == 1 }}", "- ".repeat(2_000)),
    ] {
        assert!(compiled(&[&text]).is_refused());
    }
}

#[test]
fn places_are_counted_in_letters() {
    assert_eq!(position("", 0), (1, 1));
    assert_eq!(position("é\nab", 3), (2, 1));
    assert_eq!(position("é\nab", 5), (2, 3));
    assert_eq!(position("éx", 2), (1, 2));
    assert_eq!(position("é", 1), (1, 2), "within a letter");
    assert_eq!(position("a", 9), (1, 1), "nowhere");
}
