//! Hundreds of rules over the members of an archive: what the engine finds as the worker hands them to it is what looking at
//! each place of each file finds.

use crate::{Scanning, random, real_files};
use matryoshka_core::worker_job::yara::Scanned;
use matryoshka_core::yara::limits;
use matryoshka_core::yara::wire::{About, FileMatches, Rule, RuleFile};
use matryoshka_worker::yara::{called, scan_all};
use matryoshka_worker::zip::members::{Archive, Limits, Member};
use matryoshka_yara::scan::Engine;
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use std::path::Path;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// How many rules are made of each kind.
const OF_EACH: usize = 80;

/// Real files: archives of other programs, sources, and the beginning of this program.
fn files() -> Vec<(String, Vec<u8>)> {
    let folders = ["../worker/tests/fixtures", "../core/src/query", "src", "../../style"];
    let mut files = real_files(&folders, 128 << 10);
    files.push(("empty".to_owned(), Vec::new()));
    files
}

fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in files {
        zip.start_file(format!("folder/{name}"), options).expect("a member");
        zip.write_all(bytes).expect("content");
    }
    zip.finish().expect("a zip").into_inner()
}

/// Bytes that are looked for; none for any.
#[derive(Clone, Debug)]
struct Pattern {
    bytes: Vec<Option<u8>>,
    any_case: bool,
}

impl Pattern {
    fn places(&self, bytes: &[u8]) -> Vec<u64> {
        let same = |wanted: u8, byte: u8| wanted == byte || self.any_case && wanted.eq_ignore_ascii_case(&byte);
        let fits =
            |part: &[u8]| self.bytes.iter().zip(part).all(|(wanted, byte)| wanted.is_none_or(|w| same(w, *byte)));
        let windows = bytes.windows(self.bytes.len()).enumerate();
        windows.filter(|(_, part)| fits(part)).map(|(at, _)| at as u64).collect()
    }
}

/// Rules of four kinds of strings, made of what stands somewhere in the files, and one string that stands nowhere.
fn rules(files: &[(String, Vec<u8>)]) -> (String, BTreeMap<String, Pattern>) {
    let mut state = 7_u64;
    let mut random = |below: usize| random(&mut state, below);
    let (mut text, mut patterns) = (String::new(), BTreeMap::new());
    let large: Vec<&(String, Vec<u8>)> = files.iter().filter(|(_, bytes)| bytes.len() > 100).collect();
    for number in 0..OF_EACH {
        for kind in ["text", "hex", "nocase", "regex"] {
            let (_, bytes) = large[random(large.len())];
            let (from, length) = (random(bytes.len() - 40), 6 + random(20));
            let mut wanted: Vec<Option<u8>> = bytes[from..from + length].iter().copied().map(Some).collect();
            if number == 0 {
                wanted = vec![Some(0xb7); 24];
            }
            if matches!(kind, "hex" | "regex") {
                wanted[4] = None;
            }
            let hex = |before: &str, any: &str| -> String {
                wanted.iter().map(|byte| byte.map_or(any.to_owned(), |byte| format!("{before}{byte:02x}"))).collect()
            };
            let string = match kind {
                "text" => format!("\"{}\"", hex("\\x", "")),
                "hex" => format!("{{ {} }}", hex(" ", " ??")),
                "nocase" => format!("\"{}\" nocase", hex("\\x", "")),
                _ => format!("/{}/", hex("\\x", "[\\x00-\\xff]")),
            };
            let name = format!("{kind}_{number}");
            text.push_str(&format!("rule {name} : {kind} {{ strings: $a = {string} condition: $a }}\n"));
            patterns.insert(name, Pattern { bytes: wanted, any_case: kind == "nocase" });
        }
    }
    (text, patterns)
}

fn engine(text: &str) -> Scanning {
    let (engine, compiled) = Engine::new(&[RuleFile { name: "all.yar".to_owned(), text: text.to_owned() }], 0);
    assert!(!compiled.is_refused(), "{compiled:?}");
    Scanning(engine)
}

fn scanned(zip: Vec<u8>, engine: &mut Scanning) -> (Vec<(u32, FileMatches)>, Scanned) {
    scanned_as(zip, engine, &|member| vec![called(member)])
}

fn scanned_as(
    zip: Vec<u8>,
    engine: &mut Scanning,
    about: &dyn Fn(&Member) -> Vec<About>,
) -> (Vec<(u32, FileMatches)>, Scanned) {
    let mut archive = Archive::open(Cursor::new(zip), None, Limits::default()).expect("an archive");
    let mut found = Vec::new();
    let scanned =
        scan_all(&mut archive, engine, about, &mut |_, _| {}, &mut |member, matches| found.push((member, matches)));
    (found, scanned)
}

#[test]
fn each_rule_matches_where_its_string_stands() {
    let files = files();
    let (text, patterns) = rules(&files);
    let (found, scanned) = scanned(packed(&files), &mut engine(&text));
    assert_eq!((scanned.scanned as usize, scanned.skipped.len()), (files.len(), 0));
    assert_eq!(scanned.bytes, files.iter().map(|(_, bytes)| bytes.len() as u64).sum::<u64>());
    let mut told: Vec<Rule> = Vec::new();
    let mut by_file: BTreeMap<u32, BTreeMap<String, (u64, Vec<u64>)>> = BTreeMap::new();
    for (member, FileMatches { rules, matches, left_out }) in found {
        told.extend(rules);
        assert_eq!(left_out, 0);
        let matches = matches.into_iter().map(|one| {
            let places = one.places.iter().map(|place| place.offset).collect();
            (told[one.rule as usize].name.clone(), (one.count, places))
        });
        by_file.insert(member, matches.collect());
    }
    let mut matching = 0;
    for (at, (name, bytes)) in files.iter().enumerate() {
        let got = by_file.remove(&(at as u32)).unwrap_or_default();
        for (rule, pattern) in &patterns {
            let places = pattern.places(bytes);
            let wanted = (!places.is_empty()).then(|| {
                let count = places.len().min(limits::PLACES_OF_STRING as usize) as u64;
                (count, places.into_iter().take(limits::PLACES_OF_RULE).collect())
            });
            assert_eq!(got.get(rule), wanted.as_ref(), "{rule} in {name}");
            matching += usize::from(wanted.is_some());
        }
    }
    assert!(matching > patterns.len(), "{matching} matches of {} rules", patterns.len());
}

#[test]
fn members_are_called_as_in_the_archive_and_tell_what_they_are() {
    let text = "import \"elf\" rule Elf { condition: elf.type == elf.ET_DYN or elf.type == elf.ET_EXEC }
        rule Zip { strings: $a = \"PK\\x03\\x04\" condition: $a and extension == \".zip\" }
        rule Empty { condition: filename == \"empty\" and filepath == \"folder/empty\" and filesize == 0 }";
    let files = files();
    let (found, _) = scanned(packed(&files), &mut engine(text));
    let of = |wanted: &dyn Fn(&str) -> bool| files.iter().filter(|(name, _)| wanted(name)).count();
    let zips = of(&|name| Path::new(name).extension().is_some_and(|ending| ending == "zip"));
    assert_eq!(found.len(), zips + 2, "each zip, the program, and the empty file");
}

#[test]
fn a_member_with_several_names_is_scanned_under_each() {
    let text = "rule Invoice { condition: filename == \"invoice.pdf\" and filesize == 3 }
        rule Setup { strings: $a = \"x\" condition: $a and extension == \".exe\" }
        rule Hidden { condition: filename contains \"last\" }
        rule Both { condition: filename == \"invoice.pdf\" or filename == \"setup.EXE\" }";
    let files = [("000".to_owned(), b"xyz".to_vec()), ("001".to_owned(), b"xyz".to_vec())];
    let about = |member: &Member| {
        let mut names: Vec<String> = ["a.txt", "invoice.pdf", "setup.EXE", "invoice.pdf"].map(str::to_owned).to_vec();
        names.extend((0..limits::NAMES_OF_FILE).map(|at| format!("more{at}")));
        names.push("last".to_owned());
        let name = |name: &String| About { name: name.clone(), path: String::new() };
        if member.index == 0 { names.iter().map(name).collect() } else { vec![called(member)] }
    };
    let (found, scanned) = scanned_as(packed(&files), &mut engine(text), &about);
    assert_eq!((scanned.scanned, scanned.bytes), (2, 6));
    assert_eq!(found.len(), 1, "the second one has no such name");
    let names: Vec<&str> = found[0].1.rules.iter().map(|rule| rule.name.as_str()).collect();
    assert_eq!(names, ["Invoice", "Both", "Setup"], "each once; the last name is one too many");
    assert_eq!(found[0].1.matches.iter().map(|one| one.count).collect::<Vec<_>>(), [0, 0, 1]);
}

#[test]
fn a_member_that_is_too_large_is_left_out_and_said() {
    let large = vec![0_u8; limits::FILE_BYTES as usize + 1];
    let files = [("small".to_owned(), b"x".to_vec()), ("large".to_owned(), large), ("last".to_owned(), b"y".to_vec())];
    let (found, scanned) = scanned(packed(&files), &mut engine("rule All { condition: true }"));
    assert_eq!(found.iter().map(|(member, _)| *member).collect::<Vec<_>>(), [0, 2]);
    assert_eq!(scanned.skipped, ["folder/large: larger than 64.0 MiB"]);
    assert_eq!((scanned.scanned, scanned.bytes), (2, 2));
}
