//! A list of hashes, as a case brings it: lines, a column of a spreadsheet, or a report with hashes in running text.
//!
//! Each sample is in it once. The hashes of one file that stand together, each behind the name of its kind or in columns that are
//! headed by these names, are one sample, and so named by the longest of them. What was meant for a hash and is none is
//! [`Refused`] with its line: in a list each line without a hash, in running text what looks like a damaged one.

use crate::hash::pasted::{self, Found};
use crate::hash::{HashFault, HashKind, SampleHash};
use crate::table::escape::shortened;
use crate::table::seed::Set;

/// Most samples of a list that are opened together.
pub const MOST: usize = 1_000;

/// Most lines without a hash that are named.
const MOST_REFUSED: usize = 100;

/// Bytes of such a line that are shown.
const LONGEST: usize = 60;

/// Longest text between two hashes of one file, in bytes.
const LONGEST_GAP: usize = 128;

/// Letters and digits that a word has to have to look like a damaged hash.
const DAMAGED: usize = 24;

/// Words of a line beside which it is no running text.
const WORDS: usize = 3;

/// What cells of a line can be separated by.
const SEPARATORS: [char; 4] = ['\t', ';', ',', '|'];

/// A list of hashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HashList {
    /// The samples, each once, in the order of the text.
    pub hashes: Vec<SampleHash>,
    /// How many stood there again.
    pub doubles: u32,
    /// How many more there are than were wanted.
    pub beyond: u32,
    /// What is no hash; the first of them.
    pub refused: Vec<Refused>,
    /// How many more lines hold no hash.
    pub more_refused: u32,
}

/// Something that was meant for a hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its line, from 1.
    pub line: u32,
    /// It, shortened and made visible.
    pub text: String,
    /// Why it is none.
    pub fault: HashFault,
}

impl HashList {
    /// Reads at most `most` hashes from a text.
    pub fn read(text: &str, most: usize) -> Self {
        let found = pasted::find(text);
        let lines = lines(text);
        let is_table = lines.iter().any(|line| heads_columns(line.text));
        let mut list = Self::default();
        let mut seen = Set::default();
        for hash in of_each_file(text, &found, &lines, is_table) {
            if !seen.insert(hash.digits.as_str()) {
                list.doubles += 1;
            } else if list.hashes.len() < most {
                list.hashes.push(SampleHash(hash.digits.clone()));
            } else {
                list.beyond += 1;
            }
        }
        list.refuse(&lines, &found);
        list
    }

    /// Names what is no hash.
    fn refuse(&mut self, lines: &[Line<'_>], found: &[Found]) {
        let mut left = found;
        let with_hashes: Vec<(&Line<'_>, &[Found])> = lines
            .iter()
            .map(|line| {
                left = &left[left.partition_point(|found| found.end <= line.start)..];
                let end = line.start + line.text.len();
                (line, &left[..left.partition_point(|found| found.start < end)])
            })
            .filter(|(line, _)| !is_remark(line.text))
            .collect();
        let full = with_hashes.iter().filter(|(_, found)| !found.is_empty()).count();
        let words = with_hashes.iter().filter(|(line, _)| is_sentence(line.text)).count();
        let is_list = full * 2 >= with_hashes.len() && words * 4 < with_hashes.len();
        for (at, (line, found)) in with_hashes.iter().enumerate() {
            let is_header = at == 0 && names_hashes(line.text);
            if is_list && found.is_empty() && !is_header && !is_sentence(line.text) {
                self.refuse_one(line.number, line.text);
            } else {
                damaged(line, found).for_each(|text| self.refuse_one(line.number, text));
            }
        }
    }

    fn refuse_one(&mut self, line: u32, text: &str) {
        if self.refused.len() == MOST_REFUSED {
            self.more_refused += 1;
            return;
        }
        let text = text.trim();
        self.refused.push(Refused { line, text: shortened(text, LONGEST).into_owned(), fault: pasted::fault(text) });
    }
}

/// A line of a text.
struct Line<'a> {
    /// Its number, from 1.
    number: u32,
    /// Where it begins.
    start: usize,
    text: &'a str,
}

fn lines<'a>(text: &'a str) -> Vec<Line<'a>> {
    let end = if text.contains('\n') { '\n' } else { '\r' };
    let mut start = 0;
    let place = |(at, text): (usize, &'a str)| {
        let line = Line { number: at as u32 + 1, start, text };
        start += text.len() + 1;
        line
    };
    text.split(end).enumerate().map(place).collect()
}

/// Of each file one hash: the longest of those that stand together as hashes of one file.
fn of_each_file<'a>(text: &str, found: &'a [Found], lines: &[Line<'_>], is_table: bool) -> Vec<&'a Found> {
    let mut files: Vec<&Found> = Vec::new();
    // The kinds of the file that was met last, and where its last hash ends.
    let mut kinds: Vec<HashKind> = Vec::new();
    let mut before: Option<(usize, bool)> = None;
    let line_of = |at: usize| lines.partition_point(|line| line.start <= at);
    for hash in found {
        let Some(kind) = HashKind::of_digits(hash.digits.len()) else { continue };
        let from = before.map_or(0, |(end, _)| end);
        let gap = &text[from..hash.start];
        let named = pasted::named_kinds(last(gap)) == [kind];
        if pasted::is_called_otherwise(text, hash) && !says_file(text, hash) {
            continue;
        }
        let is_near = before.is_some_and(|(end, was_named)| {
            let is_on_line = is_table && line_of(end.saturating_sub(1)) == line_of(hash.start);
            is_on_line || was_named && named && gap.len() <= LONGEST_GAP && !has_empty_line(gap)
        });
        if is_near && !kinds.contains(&kind) {
            kinds.push(kind);
            if let Some(file) = files.last_mut().filter(|file| file.digits.len() < hash.digits.len()) {
                *file = hash;
            }
        } else {
            kinds = vec![kind];
            files.push(hash);
        }
        before = Some((hash.end, named));
    }
    files
}

/// The end of what stands before a hash: further away a name is not its own.
fn last(gap: &str) -> &str {
    let from = (gap.len().saturating_sub(LONGEST_GAP)..=gap.len()).find(|at| gap.is_char_boundary(*at));
    &gap[from.unwrap_or_default()..]
}

fn has_empty_line(gap: &str) -> bool {
    gap.split('\n')
        .skip(1)
        .collect::<Vec<_>>()
        .split_last()
        .is_some_and(|(_, inner)| inner.iter().any(|line| line.trim().is_empty()))
}

/// Whether the word before a hash is one for the hash of a file, such as `filehash`.
fn says_file(text: &str, hash: &Found) -> bool {
    let before = last(&text[..hash.start]).trim_end_matches(|c: char| !c.is_alphanumeric());
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_ascii_lowercase();
    ["file", "sample", "md5", "sha"].iter().any(|name| word.starts_with(name))
}

/// Whether a line heads columns of which several hold hashes of one file.
fn heads_columns(line: &str) -> bool {
    let kinds: Vec<HashKind> = line
        .split(SEPARATORS)
        .filter_map(|cell| {
            let kinds = pasted::named_kinds(cell);
            kinds.first().copied().filter(|_| kinds.len() == 1 && cell.len() <= LONGEST)
        })
        .collect();
    let is_each_once = HashKind::ALL.iter().all(|kind| kinds.iter().filter(|other| *other == kind).count() <= 1);
    kinds.len() > 1 && is_each_once && pasted::find(line).is_empty()
}

/// Whether a line says that hashes follow.
fn names_hashes(line: &str) -> bool {
    line.to_ascii_lowercase().contains("hash") || !pasted::named_kinds(line).is_empty()
}

/// Whether a line is running text.
fn is_sentence(line: &str) -> bool {
    let is_cell = line.contains(['\t', ';', '|']);
    !is_cell && line.split_whitespace().nth(WORDS).is_some()
}

fn is_remark(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#') || line.starts_with("//")
}

/// Words of a line that look like hashes and are none: too short, too long, or with a letter that is no digit.
fn damaged<'a>(line: &Line<'a>, found: &'a [Found]) -> impl Iterator<Item = &'a str> {
    let text = line.text;
    let from = line.start;
    let is_apart = move |start: usize, end: usize| {
        let next = found.partition_point(|found| found.end <= from + start);
        found.get(next).is_none_or(|found| from + end <= found.start)
    };
    let looks_so = |word: &str| {
        let digits = word.bytes().filter(u8::is_ascii_hexdigit).count();
        // What begins with T1 is a TLSH.
        word.len() >= DAMAGED && digits * 8 >= word.len() * 7 && !(word.starts_with("T1") && word.len() == 72)
    };
    let words = pasted::runs(text).into_iter().filter(move |run| is_apart(run.start, run.end));
    words.map(|run| &text[run.start..run.end]).filter(move |word| looks_so(word))
}

#[cfg(test)]
mod tests;
