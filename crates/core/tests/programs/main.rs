//! What is exported, in the programs that it is exported for.
//!
//! Each file is written here and read by the real program: the OASIS validator and library and the importers of MISP and
//! `OpenCTI` for STIX, `pymisp` for MISP events, the schema of `CycloneDX`, Gnumeric for Excel, a Markdown reader.

mod listing;
mod paper;
#[path = "../../../../tests/appliance/python.rs"]
mod python;
mod sheets;

use listing::{Listing, chain, hostile, scanned};
use matryoshka_core::export::NameStyle;
use matryoshka_core::export::cyclonedx::Cyclonedx;
use matryoshka_core::export::graph::Settings;
use matryoshka_core::export::grouping::Grouping;
use matryoshka_core::export::markdown::Markdown;
use matryoshka_core::export::misp::Misp;
use matryoshka_core::export::report::About;
use matryoshka_core::export::stix::Stix;
use matryoshka_core::hash::SampleHash;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const PACKAGES: [&str; 7] = [
    "stix2-validator==3.3.2",
    "stix2==3.0.2",
    "misp-stix==2026.10.12",
    "pymisp==2.5.34.4",
    "cyclonedx-python-lib[json-validation]==11.12.0",
    "markdown-it-py==4.0.0",
    "datefinder==0.7.3",
];

/// Without what it needs for talking to a server: only its splitter of bundles is used.
const OPEN_CTI: &str = "pycti==7.261026.0";

/// 2026-11-29T00:00:00Z.
const NOW: i64 = 1_795_910_400_000_000;

/// The Python in which all of them are.
fn python() -> &'static PathBuf {
    static PYTHON: OnceLock<PathBuf> = OnceLock::new();
    PYTHON.get_or_init(|| {
        let python = python::with(&PACKAGES, env!("CARGO_TARGET_TMPDIR"));
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", OPEN_CTI];
        python::run(Command::new(&python).args(pip));
        python
    })
}

/// Writes a file and has a script of this folder read it, also with what takes long. Gives what the script says about it.
fn read_by(script: &str, name: &str, content: &str, is_strict: bool) -> Value {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&file, content).expect("a file");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs").join(script);
    let said = python::run(Command::new(python()).arg(script).arg(&file).arg(if is_strict { "strict" } else { "" }));
    let last = said.lines().rev().find(|line| line.starts_with('{')).unwrap_or_default();
    serde_json::from_str(last).unwrap_or_else(|error| panic!("{error}: {said}"))
}

fn stix(listing: &Listing, sample: Option<&SampleHash>, grouping: Grouping) -> (String, usize) {
    let settings = Settings { sample, grouping, now: NOW, ..Settings::default() };
    let mut stix = Stix::new(&listing.table, &listing.forest, &listing.rows, settings);
    let whole = stix.by_ref().collect();
    (whole, stix.objects())
}

#[test]
fn stix_arrives_whole() {
    if python::is_left_out() {
        return;
    }
    let sample = SampleHash::parse(listing::SAMPLE).expect("a hash");
    let cases = vec![
        ("contents", hostile(), Some(&sample), Grouping::Contents),
        ("rows", hostile(), Some(&sample), Grouping::Rows),
        ("scanned", scanned(), Some(&sample), Grouping::Contents),
        ("scanned-rows", scanned(), None, Grouping::Rows),
        ("no-sample", hostile(), None, Grouping::Contents),
        ("chain", chain(120, ""), Some(&sample), Grouping::Contents),
        ("judged", chain(120, "goodware"), Some(&sample), Grouping::Contents),
        // Deeper than Python's calls go inside of one another. The validator takes its time for each object.
        ("deep", chain(1_200, ""), Some(&sample), Grouping::Contents),
    ];
    for (name, listing, sample, grouping) in cases {
        let (bundle, objects) = stix(&listing, sample, grouping);
        let said = read_by("read_stix.py", &format!("{name}.stix.json"), &bundle, name != "deep");
        assert_eq!(said["errors"], 0, "{name}: the validator, strictly: {said}");
        assert_eq!(said["parsed"], objects, "{name}: stix2");
        assert_eq!((&said["split"], &said["refused"]), (&objects.into(), &0.into()), "{name}: OpenCTI's splitter");
        assert_eq!(said["split_lost"], 0, "{name}: references in OpenCTI's splitter");
        assert_eq!(said["misp_errors"], serde_json::json!([]), "{name}: MISP");
        // Whatever the bundle says is in something is in it in MISP.
        assert_eq!(said["missing"], 0, "{name}: {said}");
        assert_eq!(said["misp_files"], said["files"], "{name}: files in MISP");
        assert_eq!(said["misp_analyses"], said["analyses"], "{name}: verdicts in MISP");
        assert_eq!(said["rules"], listing.table.yara.rules().len(), "{name}: {said}");
        assert_eq!(said["misp_matches"], said["matches"], "{name}: which rules match which files, in MISP: {said}");
    }
}

#[test]
fn a_misp_event_opens_in_pymisp() {
    if python::is_left_out() {
        return;
    }
    let sample = SampleHash::parse(listing::SAMPLE).expect("a hash");
    let settings = Settings { sample: Some(&sample), now: NOW, ..Settings::default() };
    for (name, listing, files, references) in [("hostile", hostile(), 8, 8), ("chain", chain(1_500, ""), 1_501, 1_500)]
    {
        let event: String = Misp::new(&listing.table, &listing.forest, &listing.rows, "a\u{202e}b", settings).collect();
        let said = read_by("read_misp.py", &format!("{name}.misp.json"), &event, true);
        assert_eq!((&said["objects"], &said["dangling"]), (&files.into(), &0.into()), "{name}: {said}");
        assert_eq!(
            (&said["references"], &said["strange"]),
            (&references.into(), &serde_json::json!([])),
            "{name}: {said}"
        );
        assert_eq!((&said["doubled"], &said["attached"]), (&0.into(), &0.into()), "{name}: {said}");
        let malicious = if name == "hostile" { 2 } else { 0 };
        assert_eq!(said["to_ids"], malicious, "{name}: {said}");
    }
}

#[test]
fn a_bill_of_materials_is_valid() {
    if python::is_left_out() {
        return;
    }
    let sample = SampleHash::parse(listing::SAMPLE).expect("a hash");
    let settings = Settings { sample: Some(&sample), now: NOW, ..Settings::default() };
    for (name, listing) in [("hostile", hostile()), ("chain", chain(1_500, ""))] {
        let bom: String =
            Cyclonedx::new(&listing.table, &listing.forest, &listing.rows, "a\u{202e}b", settings).collect();
        let said = read_by("read_bom.py", &format!("{name}.cdx.json"), &bom, true);
        assert_eq!(said["error"], Value::Null, "{name}");
        assert_eq!(said["components"], listing.rows.len(), "{name}");
        // What is too deep to be nested names what it is in.
        assert_eq!(said["placed"], listing.rows.len(), "{name}");
    }
}

#[test]
fn markdown_has_each_name_as_text() {
    if python::is_left_out() {
        return;
    }
    let listing = hostile();
    let about = About { sample: "<b>`x`</b>", scope: "All.", date: "now" };
    let text: String =
        Markdown::new(&listing.table, &listing.parents, &listing.forest, &listing.rows, &about, NameStyle::Shown)
            .collect();
    let said = read_by("read_markdown.py", "report.md", &text, true);
    assert_eq!((&said["links"], &said["html"]), (&0.into(), &0.into()), "{said}");
    let spans: Vec<&str> = said["spans"].as_array().expect("spans").iter().filter_map(Value::as_str).collect();
    for row in &listing.rows {
        let name = matryoshka_core::table::escape::visible(listing.table.name(*row));
        assert!(name.is_empty() || spans.contains(&&*name), "{name} is not in {spans:?}");
    }
}
