//! Rows in the order of one column: the whole listing, or siblings among themselves.
//!
//! Sorting is stable: rows that are alike keep the appliance's order, in either direction. Rows that have no value in
//! the column come last, in either direction. Numbers and texts are sorted by their bits (radix), which for a million
//! rows takes a fraction of what comparing takes.

use crate::query::radix;
use crate::query::radix::Letters;
use crate::table::classification::Classification;
use crate::table::schema::{ColumnKey, Values};
use crate::table::{Row, Table};

/// A column and a direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub key: ColumnKey,
    /// Greatest first.
    pub descending: bool,
}

impl Sort {
    /// Reads the word in the address; `-` before it means descending.
    pub fn read(word: &str) -> Option<Self> {
        let (name, descending) = word.strip_prefix('-').map_or((word, false), |name| (name, true));
        let key = ColumnKey::ALL.into_iter().find(|key| key.word() == name)?;
        Some(Self { key, descending })
    }

    /// The word for the address.
    pub fn word(self) -> String {
        format!("{}{}", if self.descending { "-" } else { "" }, self.key.word())
    }
}

/// Puts the rows of each group in the order of a column. A group ends before the place that `ends` gives, where the next
/// one begins, and its rows stand in the appliance's order: the whole listing is one group, and so are the children of each
/// row of the tree.
///
/// In the tree a branch is as bad as the worst in it: there `verdicts` holds that for each row, and it is used in place
/// of the row's own.
pub fn groups(table: &Table, sort: Sort, rows: &mut [Row], ends: &[u32], verdicts: Option<&[Classification]>) {
    let texts = |rows, text| radix::texts(rows, ends, sort.descending, Letters::Folded, text);
    let bytes = |rows, text| radix::texts(rows, ends, sort.descending, Letters::AsTheyAre, text);
    // Sorted the other way round, rows without a value still come last.
    let mut numbers = |number: &dyn Fn(Row) -> Option<u64>| {
        radix::numbers(rows, ends, &|row| match number(row) {
            None => u64::MAX,
            Some(number) if sort.descending => u64::MAX - 1 - number.min(u64::MAX - 1),
            Some(number) => number.min(u64::MAX - 1),
        });
    };
    let timestamp = |timestamp: i64| timestamp.cast_unsigned() ^ (1 << 63);
    match sort.key.column().values {
        Values::Text(_, bytes_of) => texts(rows, &|row| bytes_of(table, row)),
        Values::Hash(get) => bytes(rows, &|row| get(table, row).unwrap_or_default()),
        Values::Number(get) | Values::Size(get) => numbers(&|row| get(table, row)),
        Values::Verdict => {
            let verdicts = verdicts.unwrap_or_else(|| table.classifications());
            numbers(&|row| Some(verdicts[row as usize] as u64));
        }
        Values::Score => numbers(&|row| table.risk(row).map(u64::from)),
        Values::Time(get) => numbers(&|row| get(table, row).map(timestamp)),
        Values::Type => numbers(&ranked(table.types())),
        Values::Threat => numbers(&ranked(table.threats())),
    }
}

/// Sorts rows by a number, stably.
pub(crate) fn by_number(rows: &mut [Row], key: &dyn Fn(Row) -> u64) {
    let all = [rows.len() as u32];
    radix::numbers(rows, &all, key);
}

/// The rank of the text that a row has in an interned column; texts that differ in case only have one rank.
fn ranked<'a>((numbers, names): (&'a [u32], &crate::table::intern::Interner)) -> impl Fn(Row) -> Option<u64> + use<'a> {
    let folded: Vec<String> = names.texts().iter().map(|text| text.to_ascii_lowercase()).collect();
    let mut by_name: Vec<u32> = (0..folded.len() as u32).collect();
    by_name.sort_by_key(|number| &folded[*number as usize]);
    let mut ranks = vec![None; folded.len()];
    let mut rank = 0;
    for (at, number) in by_name.iter().enumerate() {
        if at > 0 && folded[by_name[at - 1] as usize] != folded[*number as usize] {
            rank += 1;
        }
        ranks[*number as usize] = (!folded[*number as usize].is_empty()).then_some(rank);
    }
    move |row| ranks[numbers[row as usize] as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::wire::value::Whole;
    use crate::api::wire::{Entry, Hash, Sample};
    use crate::table::RowSource;
    use crate::table::tests::text;
    use crate::yara::wire::{FileMatches, Match, Rule};
    use proptest::prelude::*;
    use std::cmp::Ordering;

    /// The long way: by comparing.
    fn compare(table: &Table, key: ColumnKey, a: Row, b: Row) -> Ordering {
        let fold = |text: &str| text.to_ascii_lowercase();
        match key {
            ColumnKey::Name => fold(table.name(a)).cmp(&fold(table.name(b))),
            ColumnKey::Path => fold(table.path(a)).cmp(&fold(table.path(b))),
            ColumnKey::Type => fold(table.type_display(a)).cmp(&fold(table.type_display(b))),
            ColumnKey::Threat => fold(table.threat(a)).cmp(&fold(table.threat(b))),
            ColumnKey::Size => table.size(a).cmp(&table.size(b)),
            ColumnKey::Files => table.files(a).cmp(&table.files(b)),
            ColumnKey::Classification => table.classification(a).cmp(&table.classification(b)),
            ColumnKey::Risk => table.risk(a).cmp(&table.risk(b)),
            ColumnKey::Sha1 => table.sha1(a).cmp(&table.sha1(b)),
            ColumnKey::FirstSeen => table.first_seen(a).cmp(&table.first_seen(b)),
            ColumnKey::LastSeen => table.last_seen(a).cmp(&table.last_seen(b)),
            ColumnKey::Yara => fold(table.yara_rules(a)).cmp(&fold(table.yara_rules(b))),
        }
    }

    fn absent(table: &Table, key: ColumnKey, row: Row) -> bool {
        match key {
            ColumnKey::Name => table.name(row).is_empty(),
            ColumnKey::Path => table.path(row).is_empty(),
            ColumnKey::Type => table.type_display(row).is_empty(),
            ColumnKey::Threat => table.threat(row).is_empty(),
            ColumnKey::Size => table.size(row).is_none(),
            ColumnKey::Files => table.files(row).is_none(),
            ColumnKey::Classification => false,
            ColumnKey::Risk => table.risk(row).is_none(),
            ColumnKey::Sha1 => table.sha1(row).is_none(),
            ColumnKey::FirstSeen => table.first_seen(row).is_none(),
            ColumnKey::LastSeen => table.last_seen(row).is_none(),
            ColumnKey::Yara => table.yara_rules(row).is_empty(),
        }
    }

    fn few_or_any() -> impl Strategy<Value = Option<u64>> {
        prop::option::of(prop_oneof![0_u64..5, any::<u64>(), (u64::MAX - 3)..=u64::MAX])
    }

    /// Hashes of any bytes, many of which begin alike or are the same.
    fn hash() -> impl Strategy<Value = Option<[u8; 20]>> {
        let alike = (0_usize..20, any::<u8>(), any::<u8>()).prop_map(|(same, then, last)| {
            let mut hash = [7; 20];
            hash[same..].fill(then);
            hash[19] = last;
            hash
        });
        prop::option::of(prop_oneof![any::<[u8; 20]>(), alike, Just([0x41; 20]), Just([0x61; 20])])
    }

    fn name() -> impl Strategy<Value = String> {
        prop_oneof![
            "(aaaaaaaa|AAAAAAAA|aaaaaaaaaaaaaaaaaa|b)?[aBé]{0,3}",
            ".{0,20}",
            "[@-\\[`-\\{]{0,9}",
            "[\u{0}-\u{ff}]{0,9}"
        ]
    }

    fn timestamp() -> impl Strategy<Value = String> {
        (0_u16..10_000, 1_u8..13, 1_u8..29, 0_u8..24, any::<u32>()).prop_map(|(year, month, day, hour, rest)| {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:00:00.{rest:06}Z")
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn is_stable_and_agrees_with_comparing(
            rows in prop::collection::vec((
                (name(), prop_oneof!["[aB]{0,2}", ".{0,9}"], few_or_any()),
                (few_or_any(), 0_u8..4, hash(), prop::option::of(timestamp()), prop::option::of(timestamp())),
            ), 0..130),
            key in 0_usize..ColumnKey::ALL.len(), descending: bool, cuts: Vec<prop::sample::Index>,
        ) {
            let mut table = Table::default();
            for (at, ((name, kind, size), (small, verdict, hash, first, last))) in rows.iter().enumerate() {
                let sample = Sample {
                    sha1: Hash(*hash),
                    type_display: text(kind), classification_result: text(kind),
                    file_size: Whole(*size), extracted_file_count: Whole(*small), riskscore: Whole(*small),
                    classification: text(Classification::of_number(*verdict).word()),
                    local_first_seen: text(first.as_deref().unwrap_or("")), local_last_seen: text(last.as_deref().unwrap_or("")),
                    ..Sample::default()
                };
                let entry = Entry { sample, filename: text(name), path: text(&format!("p/{name}")), ..Entry::default() };
                let row = table.push(&entry, at as u32, RowSource { body: 0, offset: 0 });
                let rule = Rule { name: kind.clone(), ..Rule::default() };
                let matches = vec![Match { rule: at as u32, ..Match::default() }];
                table.yara.add(FileMatches { rules: vec![rule], matches, ..FileMatches::default() }, [row]);
            }
            let sort = Sort { key: ColumnKey::ALL[key], descending };
            let mut wanted = table.in_order();
            wanted.sort_by(|a, b| {
                absent(&table, sort.key, *a).cmp(&absent(&table, sort.key, *b)).then_with(|| {
                    let order = compare(&table, sort.key, *a, *b);
                    if descending { order.reverse() } else { order }
                })
            });
            let mut sorted = table.in_order();
            groups(&table, sort, &mut sorted, &[rows.len() as u32], None);
            prop_assert_eq!(&sorted, &wanted);
            // In groups: each is in the order in which the whole has its rows.
            let mut ends: Vec<u32> = cuts.iter().map(|cut| cut.index(rows.len() + 1) as u32).collect();
            ends.push(rows.len() as u32);
            ends.sort_unstable();
            let mut in_groups = table.in_order();
            groups(&table, sort, &mut in_groups, &ends, None);
            let mut from = 0;
            for to in ends {
                let own = table.in_order()[from..to as usize].to_vec();
                let own: Vec<Row> = wanted.iter().copied().filter(|row| own.contains(row)).collect();
                prop_assert_eq!(&in_groups[from..to as usize], own);
                from = to as usize;
            }
            prop_assert_eq!(Sort::read(&sort.word()), Some(sort));
        }
    }
}
