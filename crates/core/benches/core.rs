//! What the rooms cost without a browser: `cargo bench -p matryoshka-core`. Figures for comparing one change with the
//! last one; how the page does beside another is measured by `cargo xtask bench`.

use divan::Bencher;
use matryoshka_core::api::wire::Reader;
use matryoshka_core::compare::Side;
use matryoshka_core::compare::tree::Comparison;
use matryoshka_core::contents::hits::ContentHits;
use matryoshka_core::dataset::check_results::CheckResults;
use matryoshka_core::insights::duplicates::Duplicates;
use matryoshka_core::query::hash_lists::HashLists;
use matryoshka_core::query::parser::parse;
use matryoshka_core::query::search::Search;
use matryoshka_core::query::sort::{Sort, groups};
use matryoshka_core::samples::contents::Contents;
use matryoshka_core::samples::likeness::Likeness;
use matryoshka_core::samples::order::by_likeness;
use matryoshka_core::table::schema::ColumnKey;
use matryoshka_core::table::{RowSource, Table};
use matryoshka_core::tree::forest::Forest;
use matryoshka_core::tree::parents::Parents;
use matryoshka_core::tree::rollup::Rollup;
use std::fmt::Write;

fn main() {
    divan::main();
}

const ROWS: [u64; 2] = [10_000, 100_000];

/// An answer of the appliance with so many rows, in a tree some levels deep.
fn body(rows: u64) -> Vec<u8> {
    let mut text = format!("{{\"count\": {rows}, \"next\": null, \"previous\": null, \"results\": [");
    for id in 1..=rows {
        let mixed = id.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let parent = if id % 40 == 1 { "null".to_owned() } else { (id - id % 40 + 1).min(id - 1).to_string() };
        let verdict = ["goodware", "unknown", "suspicious", "malicious"][(mixed >> 60 & 3) as usize];
        let comma = if id == 1 { "" } else { ", " };
        // Writing to a String does not fail.
        let _ = write!(
            text,
            "{comma}{{\"id\": {id}, \"parent_relationship\": {parent}, \"path\": \"usr/lib/x{}/module{}.so\", \
             \"filename\": \"module{}.so\", \"sample\": {{\"sha1\": \"{mixed:040x}\", \"sha256\": \"{mixed:064x}\", \
             \"md5\": \"{mixed:032x}\", \"type_display\": \"ELF64 Little/SO\", \"category\": \"application\", \
             \"file_size\": {}, \"extracted_file_count\": 0, \"local_first_seen\": \"2024-05-05T09:57:50.910412Z\", \
             \"local_last_seen\": \"2024-06-05T09:57:50.910412Z\", \"classification\": \"{verdict}\", \
             \"classification_result\": \"Linux.Trojan.Mirai\", \"riskscore\": {}}}}}",
            mixed % 97,
            mixed % 10_000,
            mixed % 10_000,
            mixed % 5_000_000,
            mixed % 11
        );
    }
    text.push_str("]}");
    text.into_bytes()
}

fn decoded(bytes: &[u8]) -> Table {
    let mut reader = Reader::of(bytes);
    let mut table = Table::default();
    let read = reader.finish(&mut |entry, offset| {
        let position = table.len();
        table.push(entry, position, RowSource { body: 0, offset: offset as u32 });
    });
    read.expect("the body is a listing");
    table
}

fn table(rows: u64) -> Table {
    decoded(&body(rows))
}

#[divan::bench(args = ROWS)]
fn decode(bencher: Bencher<'_, '_>, rows: u64) {
    let bytes = body(rows);
    bencher.counter(divan::counter::BytesCount::new(bytes.len())).bench(|| decoded(&bytes));
}

#[divan::bench(args = ROWS)]
fn build(bencher: Bencher<'_, '_>, rows: u64) {
    let table = table(rows);
    bencher.bench(|| {
        let parents = Parents::of(&table);
        let forest = Forest::new(&parents, &table.in_order());
        Rollup::new(&table, &forest)
    });
}

#[divan::bench(args = ROWS)]
fn duplicates(bencher: Bencher<'_, '_>, rows: u64) {
    let table = table(rows);
    bencher.bench(|| Duplicates::new(&table));
}

/// The same listing again, some files with another content and some with another name.
#[divan::bench(args = ROWS)]
fn compare(bencher: Bencher<'_, '_>, rows: u64) {
    let before = table(rows);
    let text = String::from_utf8(body(rows)).expect("it was text");
    let after = decoded(text.replace("0\", \"sha256", "1\", \"sha256").replace("module7", "module8").as_bytes());
    let laid_out = |table: &Table| {
        let parents = Parents::of(table);
        let forest = Forest::new(&parents, &table.in_order());
        (parents, forest)
    };
    let (before_in, after_in) = (laid_out(&before), laid_out(&after));
    let a = Side { table: &before, parents: &before_in.0, forest: &before_in.1 };
    let b = Side { table: &after, parents: &after_in.0, forest: &after_in.1 };
    bencher.bench(|| Comparison::new(&a, &b));
}

/// Fifty samples of 2,000 files, of which each two share some.
#[divan::bench]
fn likeness(bencher: Bencher<'_, '_>) {
    let samples: Vec<Table> = (0..50).map(|sample| table(2_000 - sample)).collect();
    let samples: Vec<&Table> = samples.iter().collect();
    bencher.bench(|| by_likeness(&Likeness::new(&Contents::new(&samples))));
}

#[divan::bench(args = [ColumnKey::Name, ColumnKey::Path, ColumnKey::Size, ColumnKey::FirstSeen, ColumnKey::Threat])]
fn sort(bencher: Bencher<'_, '_>, key: ColumnKey) {
    let table = table(ROWS[1]);
    let order = table.in_order();
    let all = [order.len() as u32];
    bencher.with_inputs(|| order.clone()).bench_refs(|rows| {
        groups(&table, Sort { key, descending: false }, rows, &all, None);
    });
}

#[divan::bench(args = ["e", "module1", "lib/x9", "class:malicious size:>1M", "name:*99.so or risk:>=9"])]
fn filter(bencher: Bencher<'_, '_>, text: &str) {
    let table = table(ROWS[1]);
    let parents = Parents::of(&table);
    let forest = Forest::new(&parents, &table.in_order());
    let content = ContentHits::default();
    let check_results = CheckResults::default();
    let lists = HashLists::default();
    let search = Search {
        table: &table,
        parents: &parents,
        forest: &forest,
        content: &content,
        lists: &lists,
        check_results: &check_results,
        is_whole: true,
    };
    let expression = parse(text).expect("a filter");
    bencher.bench(|| expression.matches(&search));
}
