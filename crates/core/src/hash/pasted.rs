//! Hashes in what people paste: a list, a link, or what another tool printed.
//!
//! Besides plain digits: `0x` in front; `0000` in front of a SHA-1 (Windows Amcache); groups of the same length apart by
//! spaces, colons, hyphens or commas (certutil, certificates, `BitConverter`); digits wrapped over several lines; and the
//! hashes of one file, each with the name of its kind. Digits that may be a part of something longer are no hash.

use crate::hash::{HashFault, HashKind};

/// What the Amcache of Windows writes in front of a SHA-1.
const AMCACHE: &str = "0000";

/// Longest text between two groups of one hash.
const LONGEST_GAP: usize = 64;

/// A run of letters and digits.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    /// Where it stands in the text.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its hex digits without `0x`; empty where it has others as well.
    digits: &'a str,
}

/// A hash, and where it stands in the text.
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) digits: String,
}

/// The hashes in a text, in lower case, each once: one where it holds one, or several of one file.
pub(super) fn hashes(text: &str) -> Vec<String> {
    let found = find(text);
    let strongest = of_one_file(text, &found);
    let mut hashes: Vec<String> = match strongest {
        Some(strongest) => vec![strongest.to_owned()],
        None => found.into_iter().map(|found| found.digits).collect(),
    };
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// Why a text without a hash is none.
pub(super) fn fault(text: &str) -> HashFault {
    let text = text.trim();
    if text.is_empty() {
        return HashFault::Empty;
    }
    let is_between = |c: char| c.is_whitespace() || matches!(c, ':' | '-' | ',');
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    // So many digits would be a hash, were there not something between them.
    let is_kind = HashKind::of_digits(digits).is_some();
    match text.chars().find(|c| !c.is_ascii_hexdigit() && (is_kind || !is_between(*c))) {
        Some(other) => HashFault::NotHex(other),
        None => HashFault::Length(digits),
    }
}

/// All hashes in a text with their places, in its order.
pub(super) fn find(text: &str) -> Vec<Found> {
    let runs = runs(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < runs.len() {
        let grouped = grouped(text, &runs[at..]);
        let wrapped = wrapped(text, &runs[at..]);
        let take = if grouped > 1 {
            grouped
        } else if is_one(&runs[at..at + wrapped], wrapped == runs.len()) {
            wrapped
        } else {
            1
        };
        let joined = &runs[at..at + take];
        let digits: String = joined.iter().map(|run| run.digits).collect();
        let bare = digits.strip_prefix(AMCACHE).filter(|rest| rest.len() == HashKind::Sha1.digits());
        let digits = bare.unwrap_or(&digits).to_ascii_lowercase();
        if HashKind::of_digits(digits.len()).is_some() {
            found.push(Found { start: joined[0].start, end: joined[take - 1].end, digits });
        }
        at += take;
    }
    found
}

/// The runs of letters and digits of a text.
pub(super) fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs = Vec::new();
    let mut rest = 0;
    while let Some(from) = text[rest..].find(|c: char| c.is_alphanumeric()) {
        let start = rest + from;
        let end = text[start..].find(|c: char| !c.is_alphanumeric()).map_or(text.len(), |length| start + length);
        let run = &text[start..end];
        let digits = run.strip_prefix("0x").or_else(|| run.strip_prefix("0X")).unwrap_or(run);
        let digits = if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) { digits } else { "" };
        runs.push(Run { start, end, digits });
        rest = end;
    }
    runs
}

/// How many of the next runs are groups of the same length with the same between them, the last perhaps shorter.
fn grouped(text: &str, runs: &[Run<'_>]) -> usize {
    let width = runs[0].digits.len();
    if !matches!(width, 2 | 4 | 8 | 16) {
        return 1;
    }
    let mut mark = None;
    let mut count = 1;
    for pair in runs.windows(2) {
        let gap = &text[pair[0].end..pair[1].start];
        let own = gap.trim();
        let is_mark = gap.len() <= LONGEST_GAP && matches!(own, "" | ":" | "-" | ",");
        let next = pair[1].digits.len();
        if !is_mark || next == 0 || next > width || own != *mark.get_or_insert(own) {
            break;
        }
        count += 1;
        if next < width {
            // The last group may be a shorter one; without it what is before it would be a part.
            break;
        }
    }
    count
}

/// How many of the next runs stand on lines of their own, as one that is wrapped does.
fn wrapped(text: &str, runs: &[Run<'_>]) -> usize {
    let goes_on = |pair: &[Run<'_>]| {
        let gap = &text[pair[0].end..pair[1].start];
        let is_break = gap.len() <= LONGEST_GAP && gap.trim().is_empty() && gap.contains(['\n', '\r']);
        is_break && !pair[0].digits.is_empty() && !pair[1].digits.is_empty()
    };
    1 + runs.windows(2).take_while(|pair| goes_on(pair)).take(HashKind::Sha512.digits()).count()
}

/// Whether lines are one hash that was wrapped. Lines that are hashes themselves are a list, where they are not all there `is`.
fn is_one(lines: &[Run<'_>], is_all: bool) -> bool {
    let Some((last, full)) = lines.split_last() else { return false };
    let is_kind = |run: &Run<'_>| HashKind::of_digits(run.digits.len()).is_some();
    let total = lines.iter().map(|run| run.digits.len()).sum();
    let is_even =
        full.iter().all(|run| run.digits.len() == full[0].digits.len() && run.digits.len() >= last.digits.len());
    let is_list = if is_all { lines.iter().all(is_kind) } else { lines.iter().any(is_kind) };
    !full.is_empty() && is_even && !is_list && HashKind::of_digits(total).is_some()
}

/// The longest of several hashes that are said to be of different kinds, and so of one file: each stands behind the name of
/// its kind. What is called otherwise (an import hash, a signature's) is left out.
fn of_one_file<'a>(text: &str, found: &'a [Found]) -> Option<&'a str> {
    // A longer list is none of one file.
    if found.len() < 2 || found.len() > 16 {
        return None;
    }
    let mut named: Vec<(&Found, bool)> = Vec::new();
    let mut from = 0;
    for found in found {
        let kinds = named_kinds(&text[from..found.start]);
        named.push((found, kinds.len() == 1 && HashKind::of_digits(found.digits.len()) == kinds.first().copied()));
        from = found.end;
    }
    let of_kind =
        |digits: usize| named.iter().filter(|(found, is_named)| *is_named && found.digits.len() == digits).count();
    let kinds = HashKind::ALL.map(|kind| of_kind(kind.digits()));
    // One without a name of its own kind may be of another file, unless it has some other name.
    let is_plain = |(found, is_named): &(&Found, bool)| !is_named && !is_called_otherwise(text, found);
    if kinds.iter().sum::<usize>() < 2 || kinds.iter().any(|count| *count > 1) || named.iter().any(is_plain) {
        return None;
    }
    let own = named.iter().filter(|(_, is_named)| *is_named).map(|(found, _)| found.digits.as_str());
    own.max_by_key(|digits| digits.len())
}

/// The kinds of hash that a text names.
pub(super) fn named_kinds(text: &str) -> Vec<HashKind> {
    let text: String = text.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).collect();
    let text = text.to_ascii_lowercase();
    let is_named = |kind: &HashKind| text.contains(&kind.name().replace('-', "").to_ascii_lowercase());
    HashKind::ALL.into_iter().filter(is_named).collect()
}

/// Whether the word before a hash says that it is one of something else than the file's bytes.
pub(super) fn is_called_otherwise(text: &str, found: &Found) -> bool {
    let before = text[..found.start].trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let word = word.to_ascii_lowercase();
    word.ends_with("hash") && word != "hash"
}
