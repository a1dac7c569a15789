//! What a name from malware becomes on a disk: no way out of the folder, nothing that hides or turns text, nothing that
//! Windows refuses or starts, none too long for it, and no two the same.

mod endings;

use crate::protect::safe_names::endings::is_started;
use matryoshka_core::table::escape::is_hostile;
use matryoshka_core::table::seed::{Map, Set};
use unicode_normalization::UnicodeNormalization;

/// Longest part of a path, in bytes: what common file systems take, with room for a number.
const LONGEST: usize = 200;

/// Longest path as Windows counts it, in units of UTF-16, with room for a number: with the folder it is unpacked to, 260 are
/// too many for most programs there.
const LONGEST_PATH: usize = 185;

/// Longest name of a folder in the same units, and of a file.
const LONGEST_FOLDER: usize = 60;
const LONGEST_FILE: usize = 120;

/// Longest ending that is kept when a name is cut, in bytes.
const LONGEST_ENDING: usize = 20;

/// Most folders of a path that are kept.
const DEEPEST: usize = 40;

/// Gives out names, each once.
#[derive(Debug, Default)]
pub struct NameStyle {
    /// Names of programs get an ending that nothing is started by.
    disarms: bool,
    taken: Set<String>,
    /// The last number that a name was given, so that the next of that name does not try all of them again.
    numbers: Map<String, u32>,
}

impl NameStyle {
    /// With these given out already. `disarms`: names of programs get an ending that nothing is started by.
    pub fn without(taken: &[&str], disarms: bool) -> Self {
        Self { disarms, taken: taken.iter().map(|name| folded(name)).collect(), ..Self::default() }
    }

    /// A harmless path for a member that was called so.
    pub fn give(&mut self, raw: &str) -> String {
        let parts: Vec<&str> = raw.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
        let parts = &parts[parts.len().saturating_sub(DEEPEST)..];
        let part = |(at, part): (usize, &&str)| {
            let most = if at + 1 == parts.len() { LONGEST_FILE } else { LONGEST_FOLDER };
            let name = harmless(part, most);
            if self.disarms && is_started(&name) { name + "_" } else { name }
        };
        let parts: Vec<String> = parts.iter().enumerate().map(part).collect();
        let parts = innermost(&parts);
        let wanted = if parts.is_empty() { "file".to_owned() } else { parts.join("/") };
        let mut name = wanted.clone();
        // A file cannot stand where a folder of the same name is needed, either.
        if self.is_taken(&name) {
            let (key, folder) = (folded(&wanted), folded(wanted.split_inclusive('/').next().unwrap_or_default()));
            let known = |key: &String| self.numbers.get(key).copied().unwrap_or(1);
            let mut number = known(&key).max(known(&folder));
            while self.is_taken(&name) {
                number += 1;
                name = numbered(&wanted, number);
            }
            if !number.is_multiple_of(2) && folder.ends_with('/') {
                // What else is in that folder can go with this one.
                self.numbers.insert(folder, number - 1);
            }
            self.numbers.insert(key, number);
        }
        let lower = folded(&name);
        for (at, _) in lower.match_indices('/') {
            self.taken.insert(format!("{}/", &lower[..at]));
        }
        self.taken.insert(lower);
        name
    }

    fn is_taken(&self, name: &str) -> bool {
        let lower = folded(name);
        let above = lower.match_indices('/').any(|(at, _)| self.taken.contains(&lower[..at]));
        above || self.taken.contains(&lower) || self.taken.contains(&format!("{lower}/"))
    }
}

/// As many of the inner parts of a path as it may be long.
fn innermost(parts: &[String]) -> &[String] {
    let mut length = 0;
    let fits = |part: &&String| {
        length += part.encode_utf16().count() + 1;
        length <= LONGEST_PATH + 1
    };
    &parts[parts.len() - parts.iter().rev().take_while(fits).count()..]
}

/// A name without what makes no difference on a disk that does not tell upper case from lower, nor a letter with its accent
/// from the two: one letter has several small ones.
fn folded(name: &str) -> String {
    name.nfd().collect::<String>().to_uppercase().to_lowercase().nfd().collect()
}

/// The path with a number: before the last ending, and every second time at the first folder instead, since that one or
/// one in it may be a file's name, which no number further down helps against.
fn numbered(path: &str, number: u32) -> String {
    if let Some((folder, rest)) = path.split_once('/')
        && !number.is_multiple_of(2)
    {
        return format!("{folder} ({number})/{rest}");
    }
    let file = path.rfind('/').map_or(0, |at| at + 1);
    match path[file..].rfind('.').filter(|at| *at > 0) {
        Some(dot) => format!("{} ({number}){}", &path[..file + dot], &path[file + dot..]),
        None => format!("{path} ({number})"),
    }
}

/// One part of a path, in so many units of UTF-16 at most.
fn harmless(part: &str, most: usize) -> String {
    let bad = |c: char| {
        is_hostile(c) || c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') || c == '\u{fffd}'
    };
    let mut out = cut(&part.chars().map(|c| if bad(c) { '_' } else { c }).collect::<String>(), most);
    // Windows drops what a name ends with, so that two names would be one.
    let kept = out.trim_end_matches(['.', ' ']).len();
    let cut = out.len() - kept;
    out.truncate(kept);
    out.extend(std::iter::repeat_n('_', cut));
    if out.starts_with(' ') {
        out.replace_range(..1, "_");
    }
    let stem = out.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    if is_device(&stem) { format!("_{out}") } else { out }
}

/// A name in so many units of UTF-16 at most, its ending kept.
fn cut(name: &str, most: usize) -> String {
    let ending =
        name.rfind('.').filter(|dot| *dot > 0 && name.len() - dot <= LONGEST_ENDING).map_or("", |dot| &name[dot..]);
    let beginning = |text: &str, mut units: usize, mut bytes: usize| -> String {
        let fits = |c: &char| {
            let both = units.checked_sub(c.len_utf16()).zip(bytes.checked_sub(c.len_utf8()));
            both.map(|rest| (units, bytes) = rest).is_some()
        };
        text.chars().take_while(fits).collect()
    };
    let whole = beginning(name, most, LONGEST);
    if whole.len() == name.len() {
        return whole;
    }
    let stem = &name[..name.len() - ending.len()];
    beginning(stem, most - ending.encode_utf16().count(), LONGEST - ending.len()) + ending
}

/// Whether Windows takes the name for a device, whatever its ending.
fn is_device(stem: &str) -> bool {
    if matches!(stem, "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" | "CLOCK$") {
        return true;
    }
    let Some(port) = stem.strip_prefix("COM").or_else(|| stem.strip_prefix("LPT")) else { return false };
    matches!(port, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ways_out_and_names_that_windows_refuses() {
        let mut names = NameStyle::default();
        assert_eq!(names.give("../../etc/passwd"), "etc/passwd");
        assert_eq!(names.give("/abs"), "abs");
        assert_eq!(names.give("C:\\x\\y"), "C_/x/y");
        assert_eq!(names.give("con"), "_con");
        assert_eq!(names.give("Com1.txt"), "_Com1.txt");
        assert_eq!(names.give("a\u{202e}gpj.exe"), "a_gpj.exe");
        assert_eq!(names.give("trail. "), "trail__");
        assert_eq!(names.give(""), "file");
        assert_eq!(names.give(".."), "file (2)");
        assert_eq!(names.give("a.txt"), "a.txt");
        assert_eq!(names.give("A.TXT"), "A (2).TXT");
    }

    #[test]
    fn a_file_and_a_folder_of_one_name_do_not_meet() {
        let mut names = NameStyle::default();
        assert_eq!(names.give("a/b"), "a/b");
        assert_ne!(names.give("a"), "a");
        let mut names = NameStyle::default();
        assert_eq!(names.give("a"), "a");
        assert_eq!(names.give("a/b"), "a (3)/b");
        assert_eq!(names.give("a/c"), "a (3)/c");
        assert_eq!(names.give("a/b/c/d.txt"), "a (5)/b/c/d.txt");
        assert_eq!(names.give("x/y.txt"), "x/y.txt");
        assert_eq!(names.give("x/y.txt"), "x/y (2).txt");
        assert_eq!(names.give("x/y.txt/z/.w"), "x (3)/y.txt/z/.w");
    }

    #[test]
    fn very_many_names_that_are_taken_take_no_longer_each() {
        let mut names = NameStyle::default();
        let given: Set<String> = (0..20_000).map(|_| names.give("a/b.txt")).collect();
        assert_eq!(given.len(), 20_000);
        let mut names = NameStyle::default();
        names.give("a");
        (0..10_000).for_each(|number| assert_eq!(names.give(&format!("a ({number})")), format!("a ({number})")));
        (0..10_000).for_each(|number| assert_eq!(names.give(&format!("a/{number}")), format!("a (10001)/{number}")));
    }

    #[test]
    fn letters_that_are_one_on_a_disk() {
        let mut names = NameStyle::default();
        assert_eq!(names.give("\u{17f}ign"), "\u{17f}ign");
        assert_eq!(names.give("Sign"), "Sign (2)");
    }

    #[test]
    fn names_that_differ_in_how_an_accent_is_written_are_one() {
        let mut names = NameStyle::default();
        assert_eq!(names.give("caf\u{e9}/\u{e9}.txt"), "caf\u{e9}/\u{e9}.txt");
        assert_eq!(names.give("cafe\u{301}/e\u{301}.txt"), "cafe\u{301}/e\u{301} (2).txt");
        assert_eq!(names.give("\u{1e69}"), "\u{1e69}");
        assert_eq!(names.give("s\u{307}\u{323}"), "s\u{307}\u{323} (2)");
        assert_eq!(names.give("\u{c5}"), "\u{c5}");
        assert_eq!(names.give("\u{212b}"), "\u{212b} (2)");
    }

    #[test]
    fn endings_of_programs_become_harmless() {
        let mut names = NameStyle::without(&[], true);
        for (raw, wanted) in [
            ("setup.exe", "setup.exe_"),
            ("a.txt.SCR", "a.txt.SCR_"),
            ("a.PS1", "a.PS1_"),
            ("Player.app/run", "Player.app_/run"),
            ("a.exe ", "a.exe_"),
            ("a.exe.", "a (2).exe_"),
            ("report.pdf", "report.pdf"),
            ("exe", "exe"),
            ("setup.exe", "setup (2).exe_"),
            ("x.exe:hidden.txt", "x.exe_hidden.txt"),
            (".exe", ".exe_"),
        ] {
            assert_eq!(names.give(raw), wanted, "{raw}");
        }
        assert_eq!(NameStyle::default().give("setup.exe"), "setup.exe");
        // However long it is.
        let long = NameStyle::without(&[], true).give(&format!("{}.exe", "x".repeat(5000)));
        assert!(long.ends_with("x.exe_") && long.len() < 200, "{long}");
    }

    #[test]
    fn whole_paths_stay_below_200_characters() {
        for letter in ["x", "é", "漢", "\u{1f4a3}", "e\u{301}"] {
            for folders in [0, 1, 3, 50] {
                let path = format!("{}{}.txt", format!("{}/", letter.repeat(90)).repeat(folders), letter.repeat(300));
                let mut names = NameStyle::default();
                for _ in 0..3 {
                    let given = names.give(&path);
                    assert!(given.encode_utf16().count() < 200, "{}", given.encode_utf16().count());
                    assert!(
                        given.rsplit('.').next() == Some("txt") && given.split('/').all(|part| part.len() < 255),
                        "{given}"
                    );
                }
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_they_are_called(raw in prop::collection::vec("(\\.\\.|[a-cA-C.:/\\\\ \u{202e}\u{0}]|con|nul|\\.exe|e\u{301}|\u{e9}|[a-z]{70}|\\PC){0,6}", 1..20), disarms: bool) {
            let mut names = NameStyle::without(&[], disarms);
            let given: Vec<String> = raw.iter().map(|raw| names.give(raw)).collect();
            let mut seen = Set::default();
            for name in &given {
                prop_assert!(seen.insert(name.to_lowercase().nfc().collect::<String>()), "{} twice", name);
                prop_assert!(name.encode_utf16().count() < 200, "{} is too long", name);
                prop_assert!(!name.starts_with('/') && !name.contains('\\') && !name.contains(':'));
                prop_assert!(!name.chars().any(|c| is_hostile(c) || c.is_control()));
                for part in name.split('/') {
                    prop_assert!(!part.is_empty() && part != ".." && part != "." && !part.ends_with(['.', ' ']), "{}", name);
                    let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
                    prop_assert!(!is_device(&stem), "{}", name);
                    prop_assert!(!disarms || !is_started(part), "{}", name);
                }
            }
            for name in &given {
                let folder = format!("{}/", name.to_lowercase());
                prop_assert!(!given.iter().any(|other| other.to_lowercase().starts_with(&folder)), "{} is a file and a folder", name);
            }
        }
    }
}
