//! Archives: checked, looked into, written anew.

use crate::check;
use crate::content_hash::Files;
use crate::glue::blob::{Reader, Writer};
use crate::glue::{Done, Page, exports};
use crate::protect;
use crate::zip::directory::names::in_437;
use crate::zip::members::{Archive, Fault, Limits};
use matryoshka_core::archive::code_page::CodePage;
use matryoshka_core::table::{Row, hex};
use matryoshka_core::worker_job::JobFailure;
use matryoshka_core::worker_job::archive::{
    ArchiveAccess, CONVENTION, Check, Checked, MOST_ODD, OddMember, Protect, Protected, Take, Taken,
};
use std::cell::RefCell;
use std::io::Write;
use wasm_bindgen::prelude::*;

/// The archive of a job, its names read in the chosen code page, or in the likeliest; and which that is, if any.
pub fn open(access: &ArchiveAccess, page: &Page<'_>) -> Result<(Archive<Reader>, Option<CodePage>), JobFailure> {
    let password = access.password.as_deref().filter(|password| !password.is_empty());
    let mut archive = Archive::open(Reader::new(page.file()?), password, Limits::default()).map_err(failure)?;
    let code_page = archive.read_names(access.code_page, &decode);
    Ok((archive, code_page))
}

#[expect(clippy::needless_pass_by_value, reason = "errors are handed over")]
pub fn failure(fault: Fault) -> JobFailure {
    if fault == Fault::Password { JobFailure::Password(fault.words()) } else { JobFailure::Other(fault.words()) }
}

#[wasm_bindgen]
extern "C" {
    /// The browser's own decoder.
    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str) -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> Result<String, JsValue>;
}

thread_local! {
    /// The decoder that was made last.
    static DECODER: RefCell<Option<(CodePage, TextDecoder)>> = const { RefCell::new(None) };
}

/// A name in a code page; as the format has it where the browser does not know that.
fn decode(page: CodePage, name: &[u8]) -> String {
    let decoded = DECODER.with_borrow_mut(|decoder| {
        if decoder.as_ref().is_none_or(|(of, _)| *of != page) {
            *decoder = Some((page, TextDecoder::new(page.label()).ok()?));
        }
        decoder.as_ref()?.1.decode(name).ok()
    });
    decoded.unwrap_or_else(|| in_437(name))
}

/// Compares the archive with the listing.
pub fn check(ask: &Check, page: &Page<'_>) -> Done<Checked> {
    let table = exports::table(&ask.listing, page)?;
    let (mut archive, code_page) = open(&ask.archive, page)?;
    let report = check::check(&mut archive, &table, &mut |done, of| page.progress(done, of));
    let matched = || report.rows.iter().filter_map(|(member, row)| Some((member.index as u32, (*row)?)));
    let odd = report.odd.iter().take(MOST_ODD);
    let part = ask.listing.completeness.words().map(|why| format!("The listing is not complete: {why}."));
    let mut csv = Writer::default();
    for piece in check::table(&report, &table, part.as_deref()) {
        // What the browser does not take is said in the end.
        let _ = csv.write_all(piece.as_bytes());
    }
    let checked = Checked {
        states: table.in_order().iter().map(|row| report.states[*row as usize] as u8).collect(),
        members: matched().map(|(member, _)| member).collect(),
        positions: matched().map(|(_, row)| table.position(row)).collect(),
        odd: odd.map(|odd| OddMember { name: odd.member.name.clone(), why: odd.words().to_owned() }).collect(),
        odd_count: report.odd.len(),
        code_page,
        words: [report.words()].into_iter().chain(part).collect::<Vec<_>>().join(" "),
    };
    Ok((checked, Some(csv.finish("text/csv")?)))
}

/// Takes one member out as it is.
pub fn take(ask: &Take, page: &Page<'_>) -> Done<Taken> {
    let (mut archive, _) = open(&ask.archive, page)?;
    let index = ask.member as usize;
    let found = archive.member(index).map_err(failure)?;
    let (mut out, mut hasher, mut received) = (Writer::default(), Files::default().hasher(), 0_u64);
    let outcome = archive.unpack(index, u64::MAX, &mut |bytes| {
        // What the browser does not take is said in the end.
        let _ = out.write_all(bytes);
        hasher.take(bytes);
        received += bytes.len() as u64;
        page.progress(received, found.size);
    });
    outcome.map_err(|skip| format!("The file cannot be taken out: {}.", skip.words()))?;
    let file = out.finish("application/octet-stream")?;
    Ok((Taken { sha1: hex(&hasher.finish().sha1) }, Some(file)))
}

/// Writes the archive encrypted, with harmless names; with rows chosen, only their files.
pub fn protect(ask: &Protect, page: &Page<'_>) -> Done<Protected> {
    let table = exports::table(&ask.listing, page)?;
    let (mut archive, _) = open(&ask.archive, page)?;
    let in_order = table.in_order();
    let chosen: Option<Vec<Row>> = ask
        .chosen
        .as_deref()
        .map(|chosen| chosen.iter().filter_map(|at| in_order.get(*at as usize).copied()).collect());
    let password = if ask.new_password.is_empty() { CONVENTION } else { &ask.new_password };
    let mut out = Writer::default();
    let progress = &mut |done, of| page.progress(done, of);
    let form = protect::Form { password, disarms: ask.disarms };
    let written = protect::protect(&mut archive, &mut out, form, &table, chosen.as_deref(), progress);
    let words = written.map_err(|error| error.words())?.words(password);
    Ok((Protected { words }, Some(out.finish("application/zip")?)))
}
