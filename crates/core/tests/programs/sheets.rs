//! CSV for Excel in a spreadsheet program, every cell.

use crate::listing::hostile;
use matryoshka_core::export::NameStyle;
use matryoshka_core::export::csv::{Csv, Separator};
use matryoshka_core::table::escape::visible;
use std::path::Path;
use std::process::Command;

/// The cells of a file, without the mark of UTF-8.
fn cells(text: &str, separator: u8) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(separator).from_reader(text.as_bytes());
    let record = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader.records().map(|one| record(one.expect("a record"))).collect()
}

/// What a cell is to be: the text of the plain dialect without its protection.
fn wanted() -> Vec<Vec<String>> {
    let listing = hostile();
    let table = &listing.table;
    let mut rows = cells(&Csv::new(table, &listing.parents, &listing.rows, NameStyle::Shown).collect::<String>(), b',');
    for (cells, row) in rows[1..].iter_mut().zip(&listing.rows) {
        cells[2] = visible(table.name(*row)).into_owned();
        cells[3] = visible(table.path(*row)).into_owned();
        for cell in &mut cells[12..16] {
            cell.replace("⟨U+003B⟩", ";").trim_start_matches('\'').clone_into(cell);
        }
    }
    rows
}

/// Takes off a mark before what would be a formula: some programs show it, some do not.
fn unmarked(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let cell =
        |cell: String| cell.strip_prefix('\'').filter(|rest| rest.starts_with('=')).map_or(cell.clone(), str::to_owned);
    rows.into_iter().map(|row| row.into_iter().map(cell).collect()).collect()
}

#[test]
fn a_spreadsheet_program_reads_every_cell() {
    let program = std::env::var("SSCONVERT").unwrap_or_else(|_| "ssconvert".to_owned());
    if Command::new(&program).arg("--version").output().is_err() {
        println!("left out: {program} is not there; it comes with gnumeric");
        return;
    }
    let listing = hostile();
    for (separator, name) in [(Separator::Comma, "comma"), (Separator::Tab, "tab")] {
        let ending = separator.ending();
        let csv = Csv::new(&listing.table, &listing.parents, &listing.rows, NameStyle::Shown).for_excel(separator);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let (from, to) = (folder.join(format!("{name}.{ending}")), folder.join(format!("{name}.read.txt")));
        std::fs::write(&from, csv.collect::<String>()).expect("a file");
        let status = Command::new(&program)
            .args(["-I", "Gnumeric_stf:stf_csvtab", "-T", "Gnumeric_stf:stf_assistant"])
            .args(["-O", "separator=, quoting-mode=always format=raw"])
            .args([&from, &to])
            .output()
            .expect("it runs");
        assert!(status.status.success(), "{}", String::from_utf8_lossy(&status.stderr));
        let read = std::fs::read_to_string(&to).expect("what it read");
        assert_eq!(unmarked(cells(&read, b',')), unmarked(wanted()), "{name}");
    }
}

#[test]
fn semicolons_divide_the_same_cells() {
    let listing = hostile();
    let text = |separator| -> String {
        Csv::new(&listing.table, &listing.parents, &listing.rows, NameStyle::Shown).for_excel(separator).collect()
    };
    let semicolons = text(Separator::Semicolon);
    assert!(semicolons.starts_with('\u{feff}'));
    assert_eq!(cells(&semicolons, b';'), cells(&text(Separator::Comma), b','));
}
