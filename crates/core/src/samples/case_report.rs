//! The report of a case: one HTML file for a ticket, as that of a sample.

use crate::export::NameStyle;
use crate::export::hash_of;
use crate::export::report::{HEAD, push};
use crate::hash::HashKind;
use crate::samples::contents::{ContentNumber, Contents, SampleNumber};
use crate::samples::digest::SampleDigest;
use crate::samples::likeness::Likeness;
use crate::table::classification::Classification;
use crate::table::counted::counted;
use crate::table::{Table, format_size, hex};
use std::fmt::Write;

/// Files that are named; how many more there are is said.
const MOST_FILES: usize = 1_000;

/// Samples that are named with a file.
const MOST_SAMPLES: usize = 20;

/// Digits of a sample's hash by which a file names it.
const DIGITS: usize = 8;

/// A sample of the case.
#[derive(Clone, Copy, Debug)]
pub struct ReportedSample<'a> {
    /// Its hash.
    pub hash: &'a str,
    /// Its rows in numbers, where they have come.
    pub digest: Option<&'a SampleDigest>,
    /// What has come of it, in words.
    pub state: &'a str,
}

/// What the samples whose rows are held share.
#[derive(Clone, Copy, Debug)]
pub struct ReportedFiles<'a> {
    /// Which file is in which of them.
    pub contents: &'a Contents,
    /// Their hashes and rows, by their numbers.
    pub samples: &'a [(&'a str, &'a Table)],
    /// How alike they are.
    pub likeness: &'a Likeness,
    /// An order in which those that are alike stand together.
    pub order: &'a [SampleNumber],
    /// The files that are reported, in their order.
    pub files: &'a [ContentNumber],
    /// The filter that left them; empty for all.
    pub filter: &'a str,
    /// Which samples are not among them or not all there, a sentence each.
    pub remarks: &'a [String],
}

/// Writes the report. `date` says when, in words.
pub fn case_report(samples: &[ReportedSample<'_>], shared: &ReportedFiles<'_>, date: &str) -> String {
    let mut out = String::from(HEAD);
    // Writing to a String cannot fail.
    let _ = write!(out, "<h1>{}</h1><p class=\"meta\">", counted(samples.len() as u64, "sample", "samples"));
    push(&mut out, NameStyle::Shown, date);
    out.push_str("</p><ul>");
    samples.iter().for_each(|sample| one_sample(&mut out, sample));
    out.push_str("</ul>");
    likeness(&mut out, shared);
    files(&mut out, shared);
    out.push_str("</body></html>\n");
    out
}

fn one_sample(out: &mut String, sample: &ReportedSample<'_>) {
    out.push_str("<li class=\"row\"><code>");
    push(out, NameStyle::Shown, sample.hash);
    out.push_str("</code> ");
    if let Some(digest) = sample.digest {
        if let Some(worst) = digest.worst() {
            verdict(out, worst);
        }
        let _ = write!(
            out,
            "<span class=\"meta\"> · {}, {} unique · {} malicious, {} suspicious · {} · {} deep",
            counted(digest.files.into(), "file", "files"),
            digest.unique,
            digest.count(Classification::Malicious),
            digest.count(Classification::Suspicious),
            format_size::size(digest.bytes),
            digest.depth
        );
        if let Some(name) = &digest.top_type {
            out.push_str(" · ");
            push(out, NameStyle::Shown, name);
        }
        out.push_str("</span>");
    }
    out.push_str(" <span class=\"meta\">");
    push(out, NameStyle::Shown, sample.state);
    out.push_str("</span></li>");
}

/// The samples in the order in which those that are alike stand together, each with how alike it is to the one before.
fn likeness(out: &mut String, shared: &ReportedFiles<'_>) {
    if shared.order.len() < 2 {
        return;
    }
    out.push_str("<h2>How alike they are</h2><ul>");
    let mut before = None;
    for number in shared.order {
        out.push_str("<li><code>");
        push(out, NameStyle::Shown, shared.samples[*number as usize].0);
        out.push_str("</code>");
        if let Some(before) = before.replace(*number) {
            let alike = shared.likeness.of(before, *number) * 100.0;
            let _ = write!(out, " <span class=\"meta\">{alike:.0} % alike to the one before</span>");
        }
        out.push_str("</li>");
    }
    out.push_str("</ul>");
}

fn files(out: &mut String, shared: &ReportedFiles<'_>) {
    out.push_str("<h2>Shared files</h2><p>");
    let all = counted(shared.contents.len().into(), "file", "files");
    let _ = write!(out, "{} of {all}", shared.files.len());
    if !shared.filter.trim().is_empty() {
        out.push_str(", filter <code>");
        push(out, NameStyle::Shown, shared.filter.trim());
        out.push_str("</code>");
    }
    out.push_str("</p>");
    for remark in shared.remarks {
        out.push_str("<p>");
        push(out, NameStyle::Shown, remark);
        out.push_str("</p>");
    }
    out.push_str("<ul>");
    for file in shared.files.iter().take(MOST_FILES) {
        one_file(out, shared, *file);
    }
    out.push_str("</ul>");
    let beyond = shared.files.len().saturating_sub(MOST_FILES);
    if beyond > 0 {
        let _ = write!(out, "<p>and {beyond} more</p>");
    }
}

fn one_file(out: &mut String, shared: &ReportedFiles<'_>, file: ContentNumber) {
    let Some(place) = shared.contents.places(file).first() else { return };
    let (table, row) = (shared.samples[place.sample as usize].1, place.row);
    out.push_str("<li><div class=\"row\"><bdi>");
    let name = table.name(row);
    push(out, NameStyle::Shown, if name.is_empty() { "(no name)" } else { name });
    out.push_str("</bdi> ");
    verdict(out, shared.contents.worst(file));
    out.push_str("<span class=\"meta\">");
    for text in [table.threat(row), table.type_display(row)] {
        if !text.is_empty() {
            out.push_str(" · ");
            push(out, NameStyle::Shown, text);
        }
    }
    if let Some(size) = table.size(row) {
        let _ = write!(out, " · {}", format_size::size(size));
    }
    let with = shared.contents.shared(file) as usize;
    let _ = write!(out, " · in {with} of {}:", counted(shared.contents.samples().into(), "sample", "samples"));
    for sample in shared.contents.samples_with(file).take(MOST_SAMPLES) {
        let hash = shared.samples[sample as usize].0;
        out.push(' ');
        push(out, NameStyle::Shown, hash.get(..DIGITS).unwrap_or(hash));
    }
    if with > MOST_SAMPLES {
        let _ = write!(out, " and {} more", with - MOST_SAMPLES);
    }
    out.push_str("</span>");
    for kind in [HashKind::Sha1, HashKind::Sha256] {
        if let Some(hash) = hash_of(table, row, kind) {
            let _ = write!(out, "<br><span class=\"meta\">{}</span> <code>{}</code>", kind.name(), hex(hash));
        }
    }
    out.push_str("</div></li>");
}

fn verdict(out: &mut String, verdict: Classification) {
    let _ = write!(out, "<span class=\"{0}\">{0}</span>", verdict.word());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::wire::{Entry, Sample};
    use crate::samples::order::by_likeness;
    use crate::table::RowSource;
    use crate::table::escape::is_hostile;
    use crate::table::tests::text;
    use proptest::prelude::*;

    fn listing(files: &[(u64, String)]) -> Table {
        let mut table = Table::default();
        for (at, (content, name)) in files.iter().enumerate() {
            let hash = format!("{:040x}", content + 1);
            let sample = Sample { sha1: text(&hash).into(), type_display: text(name), ..Sample::default() };
            let entry = Entry { sample, filename: text(name), ..Entry::default() };
            table.push(&entry, at as u32, RowSource { body: 0, offset: 0 });
        }
        table
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(100))]

        #[test]
        fn names_each_sample_and_file_and_lets_nothing_through(
            samples in prop::collection::vec(prop::collection::vec((0_u64..9, "(<b>|&|\"|'|\u{202e}|\\PC){0,4}"), 0..9), 1..5),
            filter in "(<b>|\u{202e}|\\PC){0,5}",
        ) {
            let tables: Vec<Table> = samples.iter().map(|files| listing(files)).collect();
            let hashes: Vec<String> = (0..tables.len()).map(|number| format!("{number:040x}")).collect();
            let contents = Contents::new(&tables.iter().collect::<Vec<_>>());
            let likeness = Likeness::new(&contents);
            let order = by_likeness(&likeness);
            let files = contents.by_sharing();
            let known: Vec<(&str, &Table)> = hashes.iter().map(String::as_str).zip(&tables).collect();
            let reported: Vec<ReportedSample<'_>> =
                hashes.iter().map(|hash| ReportedSample { hash, digest: None, state: &filter }).collect();
            let shared = ReportedFiles { contents: &contents, samples: &known, likeness: &likeness, order: &order, files: &files, filter: &filter, remarks: &[] };
            let html = case_report(&reported, &shared, "now");
            prop_assert!(!html.contains("<b>"));
            prop_assert!(!html.trim_end().chars().any(is_hostile));
            let lines = tables.len() + files.len() + if tables.len() > 1 { tables.len() } else { 0 };
            prop_assert_eq!(html.matches("<li").count(), lines);
            prop_assert_eq!(html.matches("<li").count(), html.matches("</li>").count());
            prop_assert!(hashes.iter().all(|hash| html.contains(hash)));
        }
    }

    #[test]
    fn what_is_more_than_can_be_read_is_counted() {
        let files: Vec<(u64, String)> = (0..1_005).map(|file| (file, String::new())).collect();
        let table = listing(&files);
        let tables = vec![&table; 22];
        let contents = Contents::new(&tables);
        let (likeness, files) = (Likeness::new(&contents), contents.by_sharing());
        let known: Vec<(&str, &Table)> = tables.iter().map(|table| ("aabbccddee", *table)).collect();
        let shared = ReportedFiles {
            contents: &contents,
            samples: &known,
            likeness: &likeness,
            order: &by_likeness(&likeness),
            files: &files,
            filter: "",
            remarks: &[],
        };
        let html = case_report(&[], &shared, "now");
        assert!(html.contains("and 5 more</p>") && html.contains("in 22 of 22 samples: aabbccdd "), "{html:.3000}");
        assert!(html.contains("and 2 more</span>"));
    }

    #[test]
    fn one_of_something_is_said_as_one_and_what_is_left_out_is_said() {
        let table = listing(&[(1, "a".to_owned())]);
        let contents = Contents::new(&[&table]);
        let (likeness, files) = (Likeness::new(&contents), contents.by_sharing());
        let shared = ReportedFiles {
            contents: &contents,
            samples: &[("aabbccddee", &table)],
            likeness: &likeness,
            order: &by_likeness(&likeness),
            files: &files,
            filter: "",
            remarks: &["1 sample is left <b>out</b>.".to_owned()],
        };
        let digest = SampleDigest { files: 1, unique: 1, ..SampleDigest::default() };
        let samples = [ReportedSample { hash: "aabbccddee", digest: Some(&digest), state: "complete" }];
        let html = case_report(&samples, &shared, "now");
        for part in ["<h1>1 sample</h1>", "· 1 file, 1 unique ·", "<p>1 of 1 file</p>", "in 1 of 1 sample:"] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(html.contains("1 sample is left &lt;b&gt;out&lt;/b&gt;."), "{html}");
    }
}
