//! What is found inside files, beside what the usual tools find in the same ones.

use crate::making::{open, stored, zip};
use matryoshka_core::contents::notation::Notation;
use matryoshka_worker::contents::pattern::compile;
use matryoshka_worker::contents::scan::Scan;
use matryoshka_worker::contents::strings::{Found, KEPT, Strings};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Real files: this program itself, the project's lock file, archives of other programs, and a text in UTF-16.
fn files() -> Vec<(PathBuf, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = vec![std::env::current_exe().expect("this program"), root.join("../../Cargo.lock")];
    let fixtures = fs::read_dir(root.join("tests/fixtures")).expect("fixtures");
    paths.extend(fixtures.map(|entry| entry.expect("an entry").path()));
    let wide = std::env::temp_dir().join(format!("matryoshka-wide-{}.reg", std::process::id()));
    let text = "Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Software\\Größe]\r\n\"a\"=\"http://a.example/\"\r\n";
    let odd = [&b"\xff\xfe\x01"[..], &text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat();
    fs::write(&wide, odd).expect("a file");
    paths.push(wide);
    paths.into_iter().map(|path| (path.clone(), fs::read(path).expect("a file"))).collect()
}

/// What a tool prints about a file.
fn printed(tool: &str, arguments: &[&str], file: &Path) -> Vec<u8> {
    let output = Command::new(tool).args(arguments).arg(file).env("LC_ALL", "C").output();
    output.unwrap_or_else(|error| panic!("{tool}: {error}")).stdout
}

/// The strings of a file: offset and beginning.
fn strings(bytes: &[u8], wide: bool) -> Vec<(u64, String)> {
    let (mut found, mut strings) = (Vec::new(), Strings::new(5));
    let mut take = |one: &Found| {
        if one.wide == wide {
            found.push((one.offset, one.text.clone()));
        }
    };
    bytes.chunks(65_536).for_each(|piece| strings.push(piece, &mut take));
    strings.finish(&mut take);
    found.sort();
    found
}

#[test]
fn strings_are_those_that_the_tool_of_that_name_finds() {
    let mut count = 0;
    for (path, bytes) in files() {
        for (wide, encoding) in [(false, "s"), (true, "l")] {
            let output = printed("strings", &["-a", "-n", "5", "-t", "d", "-e", encoding], &path);
            let lines = String::from_utf8(output).expect("text");
            let mut wanted: Vec<(u64, String)> = lines
                .lines()
                .map(|line| {
                    let (offset, text) = line.trim_start_matches(' ').split_once(' ').expect("an offset and a text");
                    (offset.parse().expect("an offset"), text.chars().take(KEPT).collect())
                })
                .collect();
            wanted.sort();
            let found = strings(&bytes, wide);
            let differs = found.iter().zip(&wanted).find(|(own, other)| own != other);
            assert_eq!(differs, None, "{}", path.display());
            assert_eq!(found.len(), wanted.len(), "{}", path.display());
            count += found.len();
        }
    }
    assert!(count > 1_000, "{count}");
}

/// Where an expression is found in the members of an archive with these files.
fn searched(files: &[(PathBuf, Vec<u8>)], notation: Notation, words: &str) -> Vec<Vec<u64>> {
    let raw: Vec<_> = files.iter().enumerate().map(|(at, (_, bytes))| stored(&format!("{at}"), bytes)).collect();
    let mut archive = open(zip(&raw));
    let regex = compile(notation, words).expect("an expression");
    (0..files.len())
        .map(|index| {
            let mut scan = Scan::new(&regex, usize::MAX);
            archive.unpack(index, u64::MAX, &mut |piece| scan.push(piece)).expect("a member");
            scan.finish();
            scan.hits.iter().map(|hit| hit.offset).collect()
        })
        .collect()
}

#[test]
fn hits_are_those_that_grep_finds() {
    let files = files();
    let expressions = [
        (Notation::Text, "version", "version"),
        (Notation::Regex, r"[a-z]+://[a-z.]+", r"[a-z]+://[a-z.]+"),
        (Notation::Regex, r"(?i)registry\+", r"(?i)registry\+"),
        (Notation::Regex, "^name = \"[a-c]", "^name = \"[a-c]"),
    ];
    for (notation, words, perl) in expressions {
        let found = searched(&files, notation, words);
        assert!(found.iter().any(|hits| !hits.is_empty()), "{words}");
        for ((path, bytes), hits) in files.iter().zip(found) {
            // A text is found in UTF-16 as well, which grep does not do.
            let is_narrow = |at: &&u64| notation != Notation::Text || bytes.get(**at as usize + 1) != Some(&0);
            let own: Vec<u64> = hits.iter().filter(is_narrow).copied().collect();
            let output = printed("grep", &["-aobP", perl], path);
            let offsets = output.split(|byte| *byte == b'\n').filter_map(|line| {
                let digits: String =
                    line.iter().take_while(|byte| byte.is_ascii_digit()).map(|byte| char::from(*byte)).collect();
                digits.parse::<u64>().ok()
            });
            assert_eq!(own, offsets.collect::<Vec<u64>>(), "{words} in {}", path.display());
        }
    }
}

/// Real files in thousands of parts, in a folder.
fn parts() -> (PathBuf, Vec<(PathBuf, Vec<u8>)>) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parts");
    // What a run before has left.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    let mut parts = Vec::new();
    for (_, bytes) in files() {
        for part in bytes[..bytes.len().min(6 << 20)].chunks(3_000) {
            let path = folder.join(parts.len().to_string());
            fs::write(&path, part).expect("a file");
            parts.push((path, part.to_vec()));
        }
    }
    assert!(parts.len() > 2_000, "{}", parts.len());
    (folder, parts)
}

#[test]
fn as_many_files_of_a_folder_match_as_often_as_grep_counts() {
    let (folder, parts) = parts();
    for (notation, words, perl) in [
        (Notation::Text, "error", "error|e\\x00r\\x00r\\x00o\\x00r\\x00"),
        (Notation::Regex, "[0-9]{3,}[.]rs", "[0-9]{3,}[.]rs"),
        (Notation::Hex, "50 4B ?? 04", "PK(?s:.)\\x04"),
    ] {
        let own: Vec<usize> = searched(&parts, notation, words).iter().map(Vec::len).collect();
        // Each of what it finds is a line, with the name of the file; what stands in it can't break the line.
        let output = printed("grep", &["-raobP", perl], &folder);
        let mut wanted = vec![0; parts.len()];
        for line in output.split(|byte| *byte == b'\n') {
            let name = line.strip_prefix(format!("{}/", folder.display()).as_bytes());
            let digits = name.and_then(|name| name.split(|byte| *byte == b':').next());
            if let Some(at) = digits.and_then(|digits| std::str::from_utf8(digits).ok()?.parse::<usize>().ok()) {
                wanted[at] += 1;
            }
        }
        let differs = own.iter().zip(&wanted).position(|(own, other)| own != other);
        assert_eq!(differs, None, "{words}: {} and {}", own.iter().sum::<usize>(), wanted.iter().sum::<usize>());
        let matching = own.iter().filter(|count| **count > 0).count();
        assert!(matching > 3 && matching < parts.len(), "{words}: {matching}");
        // As many files as `grep -l` names.
        let output = printed("grep", &["-rlaP", perl], &folder);
        assert_eq!(output.split_inclusive(|byte| *byte == b'\n').count(), matching, "{words}");
    }
}

#[test]
fn bytes_are_found_as_a_plain_search_finds_them() {
    let files = files();
    let found = searched(&files, Notation::Hex, "50 4B 03 04 ?? 00");
    for ((path, bytes), hits) in files.iter().zip(found) {
        let plain = bytes.windows(6).enumerate().filter(|(_, six)| six.starts_with(b"PK\x03\x04") && six[5] == 0);
        assert_eq!(hits, plain.map(|(at, _)| at as u64).collect::<Vec<u64>>(), "{}", path.display());
    }
}
