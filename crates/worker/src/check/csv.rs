//! The outcome of a check as a table: comma-separated values (RFC 4180), protected as the listing's own are.

use crate::check::{Other, Report, State};
use matryoshka_core::export::PIECE;
use matryoshka_core::export::formula::begins_formula;
use matryoshka_core::table::counted::counted;
use matryoshka_core::table::escape::visible;
use matryoshka_core::table::{Row, Table, hex};

/// The columns.
const COLUMNS: &str = "id,path,sha1,state,member,note\r\n";

/// The rows of the listing in its order, each with its state and the member that it is about; behind them the members
/// that are in no row (`extra`; `link` for a symbolic link, `names` for this page's own list of names) or were not unpacked
/// (`skipped`). In pieces of about 64 KiB; joined they are the file.
/// What is to be said of the `table` as a whole, that it is a part, stands last (`table`).
pub fn table<'a>(report: &'a Report, table: &'a Table, part: Option<&'a str>) -> impl Iterator<Item = String> + 'a {
    let skipped: std::collections::HashMap<usize, &str> =
        report.odd.iter().filter_map(|odd| Some((odd.member.index, odd.skipped.as_deref()?))).collect();
    let rows = table.in_order().into_iter().map(move |row| {
        let member = report.members[row as usize].map(|number| &report.rows[number as usize].0);
        let why = member.and_then(|member| skipped.get(&member.index)).copied();
        let sha1 = table.sha1(row).map_or(String::new(), |hash| hex(hash));
        let member = member.map_or("", |member| &member.name);
        let (id, path) = (table.id(row), table.path(row));
        record(&[&id, path, &sha1, word(report.states[row as usize]), member, &note(report, row, why)])
    });
    let odd = report.odd.iter().map(|odd| {
        let sha1 = odd.sha1.map_or(String::new(), |hash| hex(&hash));
        let state = match (&odd.skipped, odd.other) {
            (Some(_), _) => "skipped",
            (None, Some(Other::Link)) => "link",
            (None, Some(Other::OwnListing)) => "names",
            (None, None) => "extra",
        };
        record(&["", "", &sha1, state, &odd.member.name, odd.words()])
    });
    let unseen = (report.unseen > 0).then(|| {
        let members = counted(report.unseen as u64, "more member was", "more members were");
        record(&["", "", "", "skipped", "", &format!("{members} not looked at")])
    });
    let part = part.map(|part| record(&["", "", "", "listing", "", part]));
    let mut records = std::iter::once(COLUMNS.to_owned()).chain(rows).chain(odd).chain(unseen).chain(part);
    std::iter::from_fn(move || {
        let mut piece = records.next()?;
        while piece.len() < PIECE
            && let Some(record) = records.next()
        {
            piece.push_str(&record);
        }
        Some(piece)
    })
}

fn word(state: State) -> &'static str {
    match state {
        State::Unknown => "unknown",
        State::Matches => "matches",
        State::Missing => "missing",
        State::Differs => "differs",
        State::NotChecked => "not checked",
    }
}

/// Why a row came out so, where the state alone does not say it.
fn note(report: &Report, row: Row, why: Option<&str>) -> String {
    let member = report.members[row as usize].map(|number| &report.rows[number as usize]);
    let by_hash = member.is_some_and(|(_, row)| row.is_some());
    let is_link = member.is_some_and(|(member, _)| member.is_link);
    match (report.states[row as usize], why) {
        (State::NotChecked, Some(why)) => format!("the member that is called like it was skipped: {why}"),
        (State::NotChecked, None) => {
            let members = counted(report.unknown_members() as u64, "member was", "members were");
            format!("it may be in the archive: {members} not unpacked")
        }
        (State::Unknown, _) => "the listing has no hash of it".to_owned(),
        (State::Differs, _) if by_hash => "a member has one of its hashes and not the other".to_owned(),
        (State::Differs, _) if is_link => "the member that is called like it is a symbolic link".to_owned(),
        (State::Differs, _) => "the member that is called like it holds something else".to_owned(),
        _ => String::new(),
    }
}

fn record(cells: &[&str]) -> String {
    let mut out = String::new();
    for (at, text) in cells.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        cell(&mut out, &visible(text));
    }
    out.push_str("\r\n");
    out
}

/// Adds a text as a cell, protected and quoted where it must be, as [`matryoshka_core::export::csv`] says.
fn cell(out: &mut String, text: &str) {
    let quoted = text.contains(['"', ',', ';', '\r', '\n']);
    out.push_str(if quoted { "\"" } else { "" });
    out.push_str(if begins_formula(text) { "'" } else { "" });
    for (at, c) in text.char_indices() {
        match c {
            '"' => out.push_str("\"\""),
            ';' if begins_formula(&text[at + 1..]) => out.push_str("⟨U+003B⟩"),
            c => out.push(c),
        }
    }
    out.push_str(if quoted { "\"" } else { "" });
}
