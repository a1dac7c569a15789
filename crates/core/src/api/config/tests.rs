//! What administrators write, and what servers answer instead.

use crate::api::config::*;
use proptest::prelude::*;

fn page() -> Origin {
    Origin::of_page("https://page.example")
}

fn read(text: &str) -> (Config, Vec<ConfigFault>) {
    Config::judge(&Arrival::Answer(200, text.into()), &page())
}

/// The words for what is wrong with a text.
fn said(text: &str) -> String {
    read(text).1.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_page_without_the_file_has_the_default() {
    for arrival in [Arrival::NotAsked, Arrival::Answer(404, String::new()), Arrival::Answer(410, String::new())] {
        assert_eq!(Config::judge(&arrival, &page()), (Config::default(), Vec::new()), "{arrival:?}");
    }
}

#[test]
fn no_other_answer_counts_as_no_file() {
    let faults = |arrival| Config::judge(&arrival, &page()).1;
    assert_eq!(faults(Arrival::NoAnswer), [ConfigFault::NoAnswer]);
    for status in [0, 302, 304, 400, 401, 403, 429, 500, 502, 503, 504] {
        assert_eq!(faults(Arrival::Answer(status, String::new())), [ConfigFault::Status(status)]);
    }
    assert!(ConfigFault::Status(503).to_string().contains("503"));
}

#[test]
fn what_is_written_is_read() {
    let sample = "a".repeat(40);
    let text = format!(
        "\u{feff}{{\"appliances\": [{{\"name\": \"Lab\", \"url\": \"\", \"tokenFromProxy\": true}},
            {{\"name\": \"Gateway\", \"url\": \"/a1000/\", \"note\": 1}},
            {{\"name\": \"Archive\", \"url\": \"archive.example:8443/\"}}], \"example\": \"{sample}\", \"more\": []}}"
    );
    let (config, faults) = read(&text);
    assert_eq!(faults, []);
    let read: Vec<_> = config
        .appliances
        .iter()
        .map(|named| (named.name.as_str(), named.endpoint.base(), named.token_from_proxy))
        .collect();
    assert_eq!(
        read,
        [
            ("Lab", "https://page.example".to_owned(), true),
            ("Gateway", "https://page.example/a1000".to_owned(), false),
            ("Archive", "https://archive.example:8443".to_owned(), false),
        ]
    );
    assert_eq!(config.example, SampleHash::parse(&sample).ok());
    assert_eq!(crate::api::config::tests::read("{}"), (Config::default(), Vec::new()));
    assert_eq!(crate::api::config::tests::read("{ \"appliances\": [] }"), (Config::default(), Vec::new()));
}

#[test]
fn links_are_read_one_by_one() {
    let text = "{\"links\": [{\"name\": \"Lab\", \"url\": \"https://lab.example/{sha256}\"},
        {\"name\": \"Old\", \"url\": \"http://lab.example/{sha256}\"}, 5]}";
    let (config, faults) = read(text);
    assert_eq!(config.links.iter().map(|link| link.name.as_str()).collect::<Vec<_>>(), ["Lab"]);
    assert!(matches!(faults[..], [ConfigFault::Link(2, _), ConfigFault::Link(3, _)]), "{faults:?}");
    assert!(said("{\"links\": {}}").contains("“links” can't be read"));
}

#[test]
fn faults_are_said_by_entry_and_reason() {
    for (text, wanted) in [
        ("", "empty"),
        (" \n", "empty"),
        ("<!doctype html><p>Sign in", "web page"),
        ("{\"appliances\": [", "EOF"),
        ("{\"appliances\": [],}", "line 1"),
        ("[]", "object"),
        ("null", "null"),
        ("5", "integer `5`"),
        ("{\"appliance\": []}", "neither"),
        ("{\"appliances\": 5}", "“appliances” can't be read: invalid type: integer `5`"),
        ("{\"appliances\": {}}", "“appliances”"),
        ("{\"appliances\": \"https://a.example\"}", "“appliances”"),
        ("{\"appliances\": [\"https://a.example\"]}", "Entry 1 of “appliances” can't be read: an object"),
        ("{\"appliances\": [[\"A\", \"a.example\"]]}", "Entry 1"),
        ("{\"appliances\": [{\"name\": \"A\"}]}", "Entry 1 of “appliances” can't be read: missing field `url`"),
        ("{\"appliances\": [{\"url\": \"\"}]}", "missing field `name`"),
        ("{\"appliances\": [{\"name\": \" \", \"url\": \"\"}]}", "name is empty"),
        ("{\"appliances\": [{\"name\": \"A\", \"url\": null}]}", "Entry 1"),
        ("{\"appliances\": [{\"name\": \"A\", \"url\": \"\", \"tokenFromProxy\": \"yes\"}]}", "expected a boolean"),
        (
            "{\"appliances\": [{\"name\": \"A\", \"url\": \"\"}, {\"name\": \"B\", \"url\": \"ftp://b\"}]}",
            "Entry 2 of “appliances”, “B”, has the address “ftp://b”. An appliance is reached by https or http.",
        ),
        ("{\"example\": 5}", "“example”"),
        ("{\"example\": \"abc\"}", "“example” is no hash of a sample: “abc”"),
    ] {
        assert!(said(text).contains(wanted), "{text:?}: {:?}", said(text));
    }
}

#[test]
fn one_fault_costs_its_own_entry() {
    let (config, faults) = read(
        "{\"appliances\": [{\"name\": \"A\", \"url\": \"http://\"}, {\"name\": \"B\", \"url\": \"b.example\"}, 7], \"example\": 1}",
    );
    assert_eq!(config.appliances.len(), 1);
    assert_eq!(faults.len(), 3);
}

#[test]
fn hostile_texts_are_made_visible_and_cut() {
    let said = said(&format!("{{\"appliances\": [{{\"name\": \"A\u{202e}\", \"url\": \"{}\"}}]}}", "@".repeat(9000)));
    assert!(!said.contains('\u{202e}') && said.len() < 600, "{said}");
}

#[test]
fn where_the_proxy_adds_the_token_none_is_sent() {
    let (config, _) = read(
        "{\"appliances\": [{\"name\": \"A\", \"url\": \"gw.example/a\", \"tokenFromProxy\": true}, {\"name\": \"B\", \"url\": \"gw.example/b\"}]}",
    );
    let mut credentials = Credentials::default();
    let endpoints: Vec<Endpoint> = config.appliances.iter().map(|named| named.endpoint.clone()).collect();
    let token = crate::api::credentials::Token::read("secret").expect("no fault");
    credentials.hold(endpoints[0].origin(), token);
    assert!(!config.access(endpoints[0].clone(), &credentials).has_token());
    assert!(config.access(endpoints[1].clone(), &credentials).has_token());
}

proptest! {
    /// Whatever is answered: either all of it is meant, or something is said.
    #[test]
    fn any_answer_is_judged(text in any::<String>(), cut in any::<prop::sample::Index>()) {
        let (config, faults) = read(&text);
        prop_assert!(!faults.is_empty() || config == Config::default());
        let whole = "{\"appliances\": [{\"name\": \"A\", \"url\": \"a.example\"}]}";
        let at = cut.index(whole.len());
        prop_assert!(!read(&whole[..at]).1.is_empty(), "{}", &whole[..at]);
    }
}
