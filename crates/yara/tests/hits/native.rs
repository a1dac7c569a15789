//! Hundreds of rules over thousands of files: the members of an archive as the worker hands them to the engine, beside the native
//! `yara` over a directory with the same files.

use crate::{Scanning, random, real_files};
use matryoshka_core::yara::limits;
use matryoshka_core::yara::wire::{FileMatches, RuleFile};
use matryoshka_worker::yara::{called, scan_all};
use matryoshka_worker::zip::members::{Archive, Limits};
use matryoshka_yara::scan::Engine;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// How many files there are at least.
const FILES: usize = 2_000;

/// How many rules are made of bytes of the files, for each way to write them.
const OF_EACH: usize = 60;

/// Rules as people write them: modules, counts, offsets, sizes, jumps, classes, modifiers of strings.
const WRITTEN: &str = r#"
import "elf"
import "hash"
import "math"
import "pe"
private rule Small { condition: filesize < 3000 }
rule SmallText : size { strings: $a = "the" condition: Small and $a }
rule Elf : format { condition: elf.type == elf.ET_DYN or elf.type == elf.ET_EXEC }
rule Pe : format { condition: pe.is_pe and pe.number_of_sections > 0 }
rule Random { condition: filesize > 100 and math.entropy(0, filesize) > 7.5 }
rule Hash { condition: hash.md5(0, 0) == "d41d8cd98f00b204e9800998ecf8427e" and filesize % 7 == 3 }
rule Head { condition: uint16(0) == 0x4b50 or uint32be(0) == 0x7f454c46 }
rule Count { strings: $a = "fn " $b = "let " condition: #a > 2 and #b >= #a }
rule At { strings: $a = "//!" condition: $a at 0 }
rule In { strings: $a = "use " condition: $a in (0..400) and @a[1] > 3 and !a[1] == 4 }
rule Jump { strings: $a = { 66 6E 20 [1-20] 28 } condition: $a }
rule Choice { strings: $a = { 73 74 72 ( 75 | 69 ) ?? } condition: $a }
rule Masked { strings: $a = { 6? ?F 7? 20 66 } condition: $a }
rule Whole { strings: $a = "self" fullword condition: $a }
rule Wide { strings: $a = "Archive" wide ascii nocase condition: $a }
rule Xored { strings: $a = "program cannot" xor(1-255) condition: $a }
rule Coded { strings: $a = "This program" base64 condition: $a }
rule Words { strings: $a = /[a-z_]{3,12}\(\)/ $b = /(let|const) (mut )?[a-z]+ = / condition: $a and $b }
rule Line { strings: $a = /fn [a-z_]+\([^)]{0,40}\) -> / nocase condition: #a > 1 }
rule Some : many { strings: $a = "struct" $b = "enum" $c = "trait" $d = "impl" condition: 2 of them }
rule Each { strings: $a = "pub " condition: for all i in (1..#a) : (@a[i] > 10) and #a > 0 }
rule NotThere { strings: $a = "impl" condition: not $a and filesize > 500 }
rule Refers { condition: Count and not Some }
"#;

/// Real files whole and in parts: archives and containers of other programs, sources, this program.
fn files() -> Vec<Vec<u8>> {
    let folders =
        ["../worker/tests/fixtures", "../worker/tests/containers", "../core/src/query", "../core/src/table", "src"];
    let whole: Vec<Vec<u8>> = real_files(&folders, 1 << 20).into_iter().map(|(_, bytes)| bytes).collect();
    let (mut files, mut state) = (vec![Vec::new()], 3);
    for bytes in &whole {
        files.push(bytes[..bytes.len().min(200_000)].to_vec());
    }
    while files.len() < FILES {
        let bytes = &whole[random(&mut state, whole.len())];
        let from = random(&mut state, bytes.len().max(1));
        let to = (from + 200 + random(&mut state, 6_000)).min(bytes.len());
        files.push(bytes[from.min(to)..to].to_vec());
    }
    files
}

/// The rules that were written, and many of bytes that stand somewhere in the files.
fn rules(files: &[Vec<u8>]) -> String {
    let (mut text, mut state) = (WRITTEN.to_owned(), 11);
    let large: Vec<&Vec<u8>> = files.iter().filter(|bytes| bytes.len() > 400).collect();
    for number in 0..OF_EACH {
        for kind in ["text", "nocase", "hex", "jump", "regex"] {
            let bytes = large[random(&mut state, large.len())];
            let (from, length) = (random(&mut state, bytes.len() - 40), 6 + random(&mut state, 20));
            let wanted = &bytes[from..from + length];
            let hex = |before: &str, bytes: &[u8]| -> String {
                bytes.iter().fold(String::new(), |text, byte| text + &format!("{before}{byte:02x}"))
            };
            let string = match kind {
                "text" => format!("\"{}\"", hex("\\x", wanted)),
                "nocase" => format!("\"{}\" nocase", hex("\\x", wanted)),
                "hex" => format!("{{{} ??{} }}", hex(" ", &wanted[..4]), hex(" ", &wanted[5..])),
                "jump" => format!("{{{} [0-4]{} }}", hex(" ", &wanted[..4]), hex(" ", &wanted[4..])),
                _ => format!("/{}[\\x00-\\xff]{}/", hex("\\x", &wanted[..4]), hex("\\x", &wanted[5..])),
            };
            text.push_str(&format!("rule {kind}_{number} : made {{ strings: $a = {string} condition: $a }}\n"));
        }
    }
    text
}

/// Of each file and rule that match: where each string is.
type Found = BTreeMap<(usize, String), BTreeSet<(u64, String)>>;

/// What the page finds; also how many places there are of each.
fn in_archive(files: &[Vec<u8>], text: &str) -> (Found, BTreeMap<(usize, String), u64>) {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, bytes) in files.iter().enumerate() {
        zip.start_file(format!("{at}"), SimpleFileOptions::default()).expect("a member");
        zip.write_all(bytes).expect("content");
    }
    let zip = zip.finish().expect("a zip").into_inner();
    let (engine, compiled) = Engine::new(&[RuleFile { name: String::new(), text: text.to_owned() }], 0);
    assert!(!compiled.is_refused(), "{compiled:?}");
    let mut archive = Archive::open(Cursor::new(zip), None, Limits::default()).expect("an archive");
    let (mut told, mut found, mut counts) = (Vec::new(), Found::new(), BTreeMap::new());
    let mut tell = |member: u32, FileMatches { rules, matches, left_out }| {
        told.extend(rules);
        assert_eq!(left_out, 0);
        for one in matches {
            let key = (member as usize, told[one.rule as usize].name.clone());
            counts.insert(key.clone(), one.count);
            found.insert(key, one.places.into_iter().map(|place| (place.offset, place.string)).collect());
        }
    };
    let about = |member: &_| vec![called(member)];
    let scanned = scan_all(&mut archive, &mut Scanning(engine), &about, &mut |_, _| {}, &mut tell);
    assert_eq!((scanned.scanned as usize, scanned.skipped.len()), (files.len(), 0));
    (found, counts)
}

/// What the native program finds; nothing where it is not there.
fn native(files: &[Vec<u8>], text: &str) -> Option<Found> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("native-yara");
    // What a run before has left.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("files")).expect("a folder");
    for (at, bytes) in files.iter().enumerate() {
        fs::write(folder.join("files").join(at.to_string()), bytes).expect("a file");
    }
    fs::write(folder.join("rules.yar"), text).expect("rules");
    let program = std::env::var("YARA").unwrap_or_else(|_| "yara".to_owned());
    let output = Command::new(&program).current_dir(&folder).args(["-w", "-s", "rules.yar", "files"]).output();
    let Ok(output) = output else {
        println!("left out: {program} is not there");
        return None;
    };
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{program}: {errors}");
    let mut found = Found::new();
    let mut last = None;
    // What a string matches can be any bytes, but for those that would break the line.
    for line in output.stdout.split(|byte| *byte == b'\n').map(String::from_utf8_lossy) {
        if let Some((offset, rest)) = line.strip_prefix("0x").and_then(|line| line.split_once(':')) {
            let offset = u64::from_str_radix(offset, 16).expect("an offset");
            let string = rest.split(':').next().unwrap_or_default().to_owned();
            let places: &mut BTreeSet<_> = last.as_ref().and_then(|key| found.get_mut(key)).expect("a rule before");
            places.insert((offset, string));
        } else if let Some((rule, path)) = line.split_once(' ') {
            let file = path.rsplit('/').next().and_then(|name| name.parse().ok()).expect("a file");
            found.insert((file, rule.to_owned()), BTreeSet::new());
            last = Some((file, rule.to_owned()));
        }
    }
    Some(found)
}

#[test]
fn hits_are_those_of_the_native_program() {
    let files = files();
    let text = rules(&files);
    let Some(wanted) = native(&files, &text) else { return };
    let (found, counts) = in_archive(&files, &text);
    let keys = |found: &Found| found.keys().cloned().collect::<BTreeSet<_>>();
    let differing: Vec<_> = keys(&found).symmetric_difference(&keys(&wanted)).cloned().collect();
    assert!(
        differing.is_empty(),
        "{} of {}: {:?}",
        differing.len(),
        wanted.len(),
        &differing[..differing.len().min(20)]
    );
    for (key, places) in &wanted {
        let (own, count) = (&found[key], counts[key] as usize);
        if key.1 == "At" {
            // Where a condition asks for one place, the native program looks at no other.
            assert!(places.is_subset(own), "{key:?}: {own:?} {places:?}");
            continue;
        }
        // Each rule that can have more has one string.
        assert_eq!(count, places.len().min(limits::PLACES_OF_STRING as usize), "{key:?}");
        // Of many places the first ones are kept.
        assert!(own.is_subset(places) && own.len() == count.min(limits::PLACES_OF_RULE), "{key:?}: {own:?} {places:?}");
    }
    let rules = wanted.keys().map(|(_, rule)| rule).collect::<BTreeSet<_>>().len();
    let matching = wanted.keys().map(|(file, _)| file).collect::<BTreeSet<_>>().len();
    assert!(rules > 250 && matching > 1_000, "{rules} rules match in {matching} files");
}
