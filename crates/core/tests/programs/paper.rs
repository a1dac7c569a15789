//! The report on paper: printed by a browser, nothing of it is outside of the sheet.

use crate::listing::{chain, hostile};
use matryoshka_core::export::NameStyle;
use matryoshka_core::export::report::{About, Report};
use matryoshka_core::table::hex;
use std::path::Path;
use std::process::Command;

/// A program by the variable that names it, else by its usual name, if it runs.
fn program(variable: &str, name: &str, version: &str) -> Option<String> {
    let program = std::env::var(variable).unwrap_or_else(|_| name.to_owned());
    let runs = Command::new(&program).arg(version).output().is_ok();
    if !runs {
        println!("left out: {program} is not there");
    }
    runs.then_some(program)
}

/// A number in an attribute of a line.
fn number(line: &str, attribute: &str) -> f64 {
    let rest = line.split_once(&format!("{attribute}=\"")).map_or("", |(_, rest)| rest);
    rest.split('"').next().and_then(|digits| digits.parse().ok()).unwrap_or(f64::NAN)
}

#[test]
fn a_report_is_printed_without_cut_columns() {
    let Some(chromium) = program("CHROME", "chromium", "--version") else { return };
    let Some(reader) = program("PDFTOTEXT", "pdftotext", "-v") else { return };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, listing) in [("hostile", hostile()), ("chain", chain(60, ""))] {
        let about = About { sample: crate::listing::SAMPLE, scope: "All.", date: "now" };
        let rows = &listing.rows;
        let report: String =
            Report::new(&listing.table, &listing.parents, &listing.forest, rows, &about, NameStyle::Shown).collect();
        for size in ["A4", "letter"] {
            let (html, pdf) = (folder.join(format!("{name}-{size}.html")), folder.join(format!("{name}-{size}.pdf")));
            let sized = report.replace("@page{", &format!("@page{{size:{size};"));
            assert_ne!(sized, report);
            std::fs::write(&html, sized).expect("a file");
            let printed = Command::new(&chromium)
                .args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--no-pdf-header-footer"])
                .arg(format!("--user-data-dir={}", folder.join("print-profile").display()))
                .arg(format!("--print-to-pdf={}", pdf.display()))
                .arg(format!("file://{}", html.display()))
                .output()
                .expect("it runs");
            assert!(pdf.is_file(), "{}", String::from_utf8_lossy(&printed.stderr));
            let words = Command::new(&reader).args(["-bbox"]).arg(&pdf).arg("-").output().expect("it runs");
            let words = String::from_utf8_lossy(&words.stdout).into_owned();
            let (mut width, mut text) = (f64::NAN, String::new());
            for line in words.lines().map(str::trim) {
                if line.starts_with("<page") {
                    width = number(line, "width");
                } else if line.starts_with("<word") {
                    // 14 mm are 39.7 points.
                    let (from, to) = (number(line, "xMin"), number(line, "xMax"));
                    assert!(from > 39.0 && to < width - 39.0, "{name} on {size}: {line} of {width}");
                    text.push_str(line.split_once('>').map_or("", |(_, rest)| rest.trim_end_matches("</word>")));
                }
            }
            let hashes = rows.iter().filter_map(|row| listing.table.sha1(*row)).map(|hash| hex(hash));
            for hash in hashes {
                assert!(text.contains(&hash), "{name} on {size}: {hash} is cut");
            }
        }
    }
}
