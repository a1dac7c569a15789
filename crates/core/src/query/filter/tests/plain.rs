//! Filters and rows as plain as can be, to compare with: each row is asked, and its path is put together.

use crate::api::wire::value::Whole;
use crate::api::wire::{Entry, Id, Sample};
use crate::contents::hits::{ContentHits, FileHits};
use crate::dataset::check_results::CheckResults;
use crate::gaps::facts::Facts;
use crate::gaps::reason::Reason;
use crate::hash::SampleHash;
use crate::query::field::Field;
use crate::query::filter::tests::*;
use crate::query::hash_lists::HashLists;
use crate::query::search::fold;
use crate::query::search::{HASH_PREFIX, Search};
use crate::table::classification::Classification;
use crate::table::tests::text;
use crate::table::{RowSource, Table, hex};
use crate::yara::wire::{FileMatches, Match, Rule};

/// What a row is made of.
#[derive(Clone, Debug, Default)]
pub struct Plainly {
    pub path: String,
    pub name: String,
    pub parent: Option<u64>,
    pub kind: String,
    pub threat: String,
    pub verdict: u8,
    pub size: Option<u64>,
    pub risk: Option<u64>,
    pub files: Option<u64>,
    pub first: String,
    pub last: String,
    pub sha1: String,
    pub md5: String,
}

/// The words of searches that there were.
const SEARCHED: [&str; 2] = ["ab", "a b"];

impl Plainly {
    /// Whether a search for these words has found something in its file: that depends on something else in this world.
    fn has(&self, words: &str) -> bool {
        SEARCHED.contains(&words) && self.files.unwrap_or(0) % 2 == (words.len() % 2) as u64
    }

    /// Whether its file needs a password, in this world.
    fn is_encrypted(&self) -> bool {
        self.files.unwrap_or(0) % 3 == 1
    }

    /// The name and the tag of the rule that matches its file, in this world.
    fn rule(&self) -> Option<(&'static str, &'static str)> {
        [None, Some(("Aé_b", "a")), Some(("PE.a", "B")), None][self.files.unwrap_or(0) as usize % 4]
    }
}

/// A listing with all that is needed to search it.
#[derive(Debug)]
pub struct World {
    pub rows: Vec<Plainly>,
    pub table: Table,
    pub parents: Parents,
    pub forest: Forest,
    pub content: ContentHits,
    pub check_results: CheckResults,
    pub lists: HashLists,
}

impl World {
    fn of(rows: Vec<Plainly>) -> Self {
        let mut table = Table::default();
        for (at, row) in rows.iter().enumerate() {
            let sample = Sample {
                sha1: text(&row.sha1).into(),
                md5: text(&row.md5).into(),
                type_display: text(&row.kind),
                classification_result: text(&row.threat),
                file_size: Whole(row.size),
                extracted_file_count: Whole(row.files),
                riskscore: Whole(row.risk),
                classification: text(Classification::of_number(row.verdict).word()),
                local_first_seen: text(&row.first),
                local_last_seen: text(&row.last),
                ..Sample::default()
            };
            let parent_relationship = row.parent.map_or(Id::None, Id::Number);
            let id = Id::Number(at as u64);
            let (path, filename) = (text(&row.path), text(&row.name));
            let entry = Entry { id, parent_relationship, sample, filename, path, ..Entry::default() };
            let own = table.push(&entry, at as u32, RowSource { body: 0, offset: 0 });
            if row.is_encrypted() {
                table.gaps.add(Facts { is_encrypted: true, ..Facts::default() }, &[own]);
            }
            if let Some((name, tag)) = row.rule() {
                let rule = Rule { name: name.to_owned(), tags: vec![tag.to_owned()], ..Rule::default() };
                let matches = vec![Match { rule: table.yara.rules().len() as u32, ..Match::default() }];
                table.yara.add(FileMatches { rules: vec![rule], matches, ..FileMatches::default() }, [own]);
            }
        }
        let parents = Parents::of(&table);
        let forest = Forest::new(&parents, &table.in_order());
        let mut content = ContentHits::default();
        // As if there had been a search for each of these words.
        for words in SEARCHED {
            content.begin(words);
            let found = rows.iter().enumerate().filter(|(_, row)| row.has(words));
            found.for_each(|(at, _)| content.add(at as u32, FileHits::default()));
        }
        // As if the archive lacked every third file.
        let check_results = CheckResults {
            states: (0..rows.len()).map(|at| 1 + u8::from(at % 3 == 2)).collect(),
            ..CheckResults::default()
        };
        // One list of the SHA-1s that there are, and one of a hash of no file.
        let mut lists = HashLists::default();
        lists.add(rows.iter().filter_map(|row| SampleHash::parse(&row.sha1).ok()).collect());
        lists.add(SampleHash::parse(&"f".repeat(40)).into_iter().collect());
        Self { rows, table, parents, forest, content, check_results, lists }
    }

    pub fn search(&self) -> Search<'_> {
        let Self { table, parents, forest, content, lists, check_results, .. } = self;
        Search { table, parents, forest, content, lists, check_results, is_whole: true }
    }

    /// Any listing: orphans, own parents and cycles too.
    pub fn any() -> impl Strategy<Value = Self> {
        let texts = ("[aB/é.]{0,6}", "[aBé.]{0,4}", "(PE/a|pe\\+|é b|)", "(Ab\\.c|b,|)");
        let numbers = (size(), prop::option::of(0_u64..12), prop::option::of(0_u64..4), 0_u8..4);
        let hash =
            |length: usize| prop_oneof![Just(String::new()), "[aB1]{3}".prop_map(move |s| s + &"0".repeat(length - 3))];
        let row = (texts, numbers, prop::option::of(0_u64..14), (timestamp(), timestamp()), (hash(40), hash(32)));
        let row = row.prop_map(
            |((path, name, kind, threat), (size, risk, files, verdict), parent, (first, last), (sha1, md5))| {
                let (first, last) = if !last.is_empty() && last < first { (last, first) } else { (first, last) };
                Plainly { path, name, parent, kind, threat, verdict, size, risk, files, first, last, sha1, md5 }
            },
        );
        prop::collection::vec(row, 0..12).prop_map(Self::of)
    }

    /// A container with a folder of two files, and something beside it.
    pub fn small() -> Self {
        let row = |path: &str, parent| {
            let name = path.rsplit('/').next().unwrap_or_default().to_owned();
            Plainly { path: path.to_owned(), name, parent, verdict: 1, ..Plainly::default() }
        };
        Self::of(vec![
            Plainly { kind: "Zip, old".into(), size: Some(20 << 20), files: Some(3), ..row("setup.zip", None) },
            Plainly { size: Some(2 << 20), ..row("d/inner", Some(0)) },
            Plainly {
                kind: "PE/Exe".into(),
                threat: "Win32.Emotet".into(),
                verdict: 3,
                risk: Some(9),
                size: Some(1000),
                sha1: "9ef1d22739a73f659f6b6491690902a33bdfea5d".into(),
                first: "2023-05-05T09:57:50Z".into(),
                ..row("d/kernel32.DLL", Some(0))
            },
            Plainly {
                verdict: 2,
                size: Some(11 << 20),
                first: "2023-01-01T00:00:00Z".into(),
                last: "2024-01-02T00:00:00Z".into(),
                ..row("kernel32.txt", Some(2))
            },
            row("other", None),
        ])
    }

    fn around(&self, row: Row) -> Vec<Row> {
        let mut rows: Vec<Row> = self.parents.ancestors(row).collect();
        rows.insert(0, row);
        rows
    }

    fn full_path(&self, row: Row) -> String {
        let rows = self.around(row);
        rows.iter().rev().map(|row| &*self.rows[*row as usize].path).collect::<Vec<_>>().join("/")
    }
}

fn size() -> impl Strategy<Value = Option<u64>> {
    prop::option::of(prop_oneof![0_u64..4, (0_u64..4).prop_map(|n| n * 1024), Just(1536)])
}

fn timestamp() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "202[34]-0[12]-0[12]T1[01]:0[01]:0[01]Z"]
}

/// Whether a text holds another.
fn holds(text: &str, wanted: &str) -> bool {
    fold(text).contains(&fold(wanted))
}

/// Whether the whole text fits the pattern, by trying everything that a star can stand for.
pub fn naive_glob(pattern: &str, text: &str) -> bool {
    fn fits(pattern: &[char], text: &[char]) -> bool {
        match pattern {
            [] => text.is_empty(),
            ['*', rest @ ..] => (0..=text.len()).any(|from| fits(rest, &text[from..])),
            ['?', rest @ ..] => !text.is_empty() && fits(rest, &text[1..]),
            [c, rest @ ..] => text.first() == Some(c) && fits(rest, &text[1..]),
        }
    }
    let fold = |text: &str| -> Vec<char> {
        if pattern.is_ascii() { text.to_ascii_lowercase().chars().collect() } else { fold(text).chars().collect() }
    };
    fits(&fold(pattern), &fold(text))
}

/// A value of a text field, and whether it stands in quotes.
type Value = (String, bool);

/// A filter that is asked of one row at a time.
#[derive(Clone, Debug)]
pub enum Plain {
    Word(Value),
    Text(Field, Vec<Value>),
    Class(Vec<Classification>),
    Hash(Vec<String>),
    /// With an operator and two numbers.
    Number(Field, &'static str, u64, u64),
    Size(&'static str, u64, &'static str),
    Seen(&'static str, String),
    Content(Vec<&'static str>),
    Gap(Vec<&'static str>),
    In(Vec<&'static str>),
    Not(Box<Plain>),
    All(Vec<Plain>),
    Any(Vec<Plain>),
}

const OPERATORS: [&str; 7] = ["", "=", ">", ">=", "<=", "..", "none"];

impl Plain {
    pub fn term() -> impl Strategy<Value = Self> {
        let value = || {
            prop_oneof![
                ("[abA/é.]{1,3}", any::<bool>()),
                ("[aB/é.*?]{1,5}", any::<bool>()),
                Just((String::new(), true))
            ]
        };
        let texts = prop::sample::select(vec![Field::Name, Field::Path, Field::Type, Field::Threat, Field::Yara]);
        let numbers = prop::sample::select(vec![Field::Risk, Field::Files, Field::Depth]);
        let operator = || prop::sample::select(&OPERATORS[..]);
        let time = prop_oneof![
            "202[345]",
            "202[34]-0[123]",
            "202[34]-0[12]-0[123]",
            "202[34]-0[12]-0[12]T1[01]:0[01](:0[01])?"
        ];
        prop_oneof![
            prop_oneof![("[abA/é]{1,3}", any::<bool>()), ("(PE|Ab1|aB10|[aB1]{3}0)", any::<bool>())]
                .prop_map(Self::Word),
            (texts, prop::collection::vec(value(), 1..3)).prop_map(|(field, values)| Self::Text(field, values)),
            prop::collection::vec((0_u8..4).prop_map(Classification::of_number), 1..3).prop_map(Self::Class),
            prop::collection::vec("([aAb1]{1,3}|none)", 1..3).prop_map(Self::Hash),
            (numbers, operator(), 0_u64..6, 0_u64..6).prop_map(|(field, op, a, b)| Self::Number(field, op, a, b)),
            (operator(), 0_u64..4, prop::sample::select(vec!["", "B", "K", "kib", ".5K"]))
                .prop_map(|(op, a, unit)| Self::Size(op, a, unit)),
            (operator(), time).prop_map(|(op, time)| Self::Seen(op, time)),
            prop::collection::vec(prop::sample::select(vec!["ab", "a b", "c"]), 1..3).prop_map(Self::Content),
            prop::collection::vec(
                prop::sample::select(vec!["ENC", "count", "missing", "padding", "any", "none"]),
                1..3
            )
            .prop_map(Self::Gap),
            prop::collection::vec(prop::sample::select(vec!["list1", "LIST2", "list3"]), 1..3).prop_map(Self::In),
        ]
    }

    pub fn any() -> impl Strategy<Value = Self> {
        Self::term().prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                inner.clone().prop_map(|plain| Self::Not(Box::new(plain))),
                prop::collection::vec(inner.clone(), 1..4).prop_map(Self::All),
                prop::collection::vec(inner, 1..4).prop_map(Self::Any),
            ]
        })
    }

    /// The filter as it is typed.
    pub fn text(&self) -> String {
        let quoted = |(value, quoted): &Value| if *quoted { format!("\"{value}\"") } else { value.clone() };
        let compared = |field: &str, operator: &str, value: &str, other: &str| match operator {
            "none" if field != "depth" => format!("{field}:none"),
            "none" => format!("{field}:{value}.."),
            ".." => format!("{field}:{value}..{other}"),
            operator => format!("{field}:{operator}{value}"),
        };
        match self {
            Self::Word(value) => quoted(value),
            Self::Text(field, values) => {
                format!("{}:{}", field.word(), values.iter().map(quoted).collect::<Vec<_>>().join(","))
            }
            Self::Class(verdicts) => {
                format!("CLASS:{}", verdicts.iter().map(|v| v.word()).collect::<Vec<_>>().join(","))
            }
            Self::Hash(beginnings) => format!("hash:{}", beginnings.join(",")),
            Self::Number(field, op, a, b) => compared(field.word(), op, &a.min(b).to_string(), &a.max(b).to_string()),
            Self::Size(op, number, unit) => compared("size", op, &format!("{number}{unit}"), "1T"),
            Self::Seen(op, time) => compared("seen", op, time, "2025"),
            Self::Content(words) => {
                let words: Vec<String> = words.iter().map(|words| format!("\"{words}\"")).collect();
                format!("content:{}", words.join(","))
            }
            Self::Gap(words) => format!("gap:{}", words.join(",")),
            Self::In(names) => format!("in:{}", names.join(",")),
            Self::Not(inner) => format!("-({})", inner.text()),
            Self::All(parts) => format!("({})", parts.iter().map(Self::text).collect::<Vec<_>>().join(" and ")),
            Self::Any(parts) => format!("({})", parts.iter().map(Self::text).collect::<Vec<_>>().join(" OR ")),
        }
    }

    pub fn holds(&self, world: &World, row: Row) -> bool {
        let plainly = &world.rows[row as usize];
        let table = &world.table;
        let in_path = |wanted: &str| {
            let named = |row: &Row| holds(table.name(*row), wanted);
            holds(&world.full_path(row), wanted) || world.around(row).iter().any(named)
        };
        let hashes: Vec<String> =
            table.sha1(row).map(|h| hex(h)).into_iter().chain(table.md5(row).map(|h| hex(h))).collect();
        let begins = |digits: &str| hashes.iter().any(|hash| hash.starts_with(&digits.to_ascii_lowercase()));
        match self {
            Self::Word((text, _)) => {
                in_path(text)
                    || holds(&plainly.kind, text)
                    || holds(&plainly.threat, text)
                    || text.len() >= HASH_PREFIX && begins(text)
            }
            Self::Text(Field::Yara, values) => values.iter().any(|(value, quoted)| {
                let Some((name, tag)) = plainly.rule() else { return value.is_empty() };
                let is_glob = !quoted && value.contains(['*', '?']);
                let fits = |text| if is_glob { naive_glob(value, text) } else { holds(text, value) };
                !value.is_empty() && [name, tag].into_iter().any(fits)
            }),
            Self::Text(field, values) => values.iter().any(|(value, quoted)| {
                let own = match field {
                    Field::Name => table.name(row),
                    Field::Path => &plainly.path,
                    Field::Type => &plainly.kind,
                    _ => &plainly.threat,
                };
                match (field, !quoted && value.contains(['*', '?'])) {
                    _ if value.is_empty() => own.is_empty(),
                    (Field::Path, true) => naive_glob(value, &world.full_path(row)),
                    (Field::Path, false) => in_path(value),
                    (_, true) => naive_glob(value, own),
                    (_, false) => holds(own, value),
                }
            }),
            Self::Class(verdicts) => verdicts.iter().any(|verdict| *verdict as u8 == plainly.verdict),
            Self::Hash(beginnings) => {
                beginnings.iter().any(|digits| if digits == "none" { hashes.is_empty() } else { begins(digits) })
            }
            Self::Number(field, op, a, b) => {
                let (number, op) = match field {
                    Field::Risk => (plainly.risk, *op),
                    Field::Files => (plainly.files, *op),
                    // Every row has a depth.
                    _ => (Some(world.around(row).len() as u64), if *op == "none" { ">=" } else { *op }),
                };
                compared(op, number, *a.min(b), *a.max(b))
            }
            Self::Size(op, number, unit) => {
                let bytes = match *unit {
                    "K" | "kib" => number * 1024,
                    ".5K" => number * 1024 + 512,
                    _ => *number,
                };
                compared(op, plainly.size, bytes, 1 << 40)
            }
            Self::Seen(op, time) => {
                let time = time.as_str();
                let one_of = |a: &String, b: &String| if a.is_empty() { b.clone() } else { a.clone() };
                let (first, last) = (one_of(&plainly.first, &plainly.last), one_of(&plainly.last, &plainly.first));
                // Times as texts are in the order of time, and a year is how those in it begin.
                let (Some(began), Some(ended)) = (first.get(..time.len()), last.get(..time.len())) else {
                    return *op == "none";
                };
                match *op {
                    "none" => false,
                    ">" => ended > time,
                    ">=" => ended >= time,
                    "<=" => began <= time,
                    ".." => ended >= time && &first[..4] <= "2025",
                    _ => began <= time && ended >= time,
                }
            }
            Self::Content(words) => words.iter().any(|words| plainly.has(words)),
            Self::Gap(words) => {
                let below = (0..table.len()).filter(|other| world.parents.ancestors(*other).any(|above| above == row));
                let holds = [
                    (Reason::Encrypted, plainly.is_encrypted()),
                    (Reason::Count, plainly.files.is_some_and(|files| files != below.count() as u64)),
                    (Reason::Missing, row % 3 == 2),
                ];
                words.iter().any(|word| match *word {
                    "any" => holds.iter().any(|(_, holds)| *holds),
                    "none" => !holds.iter().any(|(_, holds)| *holds),
                    word => holds.iter().any(|(reason, holds)| *holds && Reason::read(word) == Some(*reason)),
                })
            }
            Self::In(names) => names.contains(&"list1") && !plainly.sha1.is_empty(),
            Self::Not(inner) => !inner.holds(world, row),
            Self::All(parts) => parts.iter().all(|part| part.holds(world, row)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(world, row)),
        }
    }
}

fn compared(op: &str, number: Option<u64>, a: u64, b: u64) -> bool {
    let Some(number) = number else { return op == "none" };
    match op {
        "none" => false,
        ">" => number > a,
        ">=" => number >= a,
        "<=" => number <= a,
        ".." => a <= number && number <= b,
        _ => number == a,
    }
}
