//! Archives: checked, looked into, written anew.

use crate::check;
use crate::content_hash::Files;
use crate::glue::blob::{Reader, Writer};
use crate::glue::{Job, exports, object};
use crate::protect;
use crate::zip::directory::code_page::CodePage;
use crate::zip::directory::names::in_437;
use crate::zip::members::{Archive, CONVENTION, Fault, Limits, Member};
use js_sys::{Array, Object, Uint8Array};
use matryoshka_core::table::{Row, hex};
use std::cell::RefCell;
use std::io::Write;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// The archive of a job, its names read in the code page of the job, or in the likeliest; and which that is, if any.
pub fn open(job: &Job<'_>) -> Result<(Archive<Reader>, Option<CodePage>), Fault> {
    let blob: Blob = job.value("archive").unchecked_into();
    let password = job.text_or_none("password").filter(|password| !password.is_empty());
    let mut archive = Archive::open(Reader::new(blob), password.as_deref(), Limits::default())?;
    let chosen = job.text_or_none("code_page").and_then(|label| CodePage::of_label(&label));
    let page = archive.read_names(chosen, &decode);
    Ok((archive, page))
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

/// A fault of an archive; one of its password has a mark of its own, so that the page can ask for another.
pub fn fault(fault: &Fault) -> Result<Object, String> {
    if *fault == Fault::Password {
        Ok(object(&[("password", true.into()), ("words", fault.words().into())]))
    } else {
        Err(fault.words())
    }
}

fn row_of(row: Option<Row>, positions: &dyn Fn(Row) -> u32) -> JsValue {
    row.map_or(-1.0, |row| f64::from(positions(row))).into()
}

fn member(member: &Member, row: JsValue, why: Option<&str>) -> JsValue {
    object(&[
        ("index", (member.index as f64).into()),
        ("name", member.name.as_str().into()),
        ("size", (member.size as f64).into()),
        ("row", row),
        ("why", why.map_or(JsValue::NULL, JsValue::from)),
    ])
    .into()
}

/// What came of a check: `states` by position, as numbers; `members` with the position of their row, or -1; `odd` members,
/// with `why` they are; the `code_page` of names that are in one; the outcome in `words`; `encrypted`; and all of it as a `table`, a CSV file.
pub fn check(job: &Job<'_>) -> Result<Object, String> {
    let table = exports::table(job)?;
    let (mut archive, code_page) = match open(job) {
        Ok(opened) => opened,
        Err(error) => return fault(&error),
    };
    let report = check::check(&mut archive, &table, &mut |done, of| job.progress(done, of));
    let states: Vec<u8> = table.in_order().iter().map(|row| report.states[*row as usize] as u8).collect();
    let position = |row: Row| table.position(row);
    let members: Array = report.rows.iter().map(|(found, row)| member(found, row_of(*row, &position), None)).collect();
    let odd: Array = report.odd.iter().map(|odd| member(&odd.member, (-1.0).into(), Some(odd.words()))).collect();
    let mut csv = Writer::default();
    let part = exports::completeness(job).words().map(|why| format!("The listing is not complete: {why}."));
    for piece in check::table(&report, &table, part.as_deref()) {
        // What the browser does not take is said in the end.
        let _ = csv.write_all(piece.as_bytes());
    }
    Ok(object(&[
        ("states", Uint8Array::from(states.as_slice()).into()),
        ("members", members.into()),
        ("odd", odd.into()),
        ("words", [report.words()].into_iter().chain(part).collect::<Vec<_>>().join(" ").into()),
        ("encrypted", archive.is_encrypted().into()),
        ("code_page", code_page.map_or(JsValue::NULL, |page| page.label().into())),
        ("table", csv.finish("text/csv")?.into()),
    ]))
}

/// One member: the `blob`, and the `sha1` of that.
pub fn take(job: &Job<'_>) -> Result<Object, String> {
    let mut archive = match open(job) {
        Ok((archive, _)) => archive,
        Err(error) => return fault(&error),
    };
    let index = job.number("member") as usize;
    let found = archive.member(index).map_err(|error| error.words())?;
    let (mut out, mut hasher, mut received) = (Writer::default(), Files::default().hasher(), 0_u64);
    let outcome = archive.unpack(index, u64::MAX, &mut |bytes| {
        // What the browser does not take is said in the end.
        let _ = out.write_all(bytes);
        hasher.take(bytes);
        received += bytes.len() as u64;
        job.progress(received, found.size);
    });
    outcome.map_err(|skip| format!("The file cannot be taken out: {}.", skip.words()))?;
    let blob = out.finish("application/octet-stream")?;
    Ok(object(&[("blob", blob.into()), ("sha1", hex(&hasher.finish().sha1).into())]))
}

/// The archive encrypted, with harmless names, and with `disarms` harmless endings; with rows chosen, only their files.
pub fn protect(job: &Job<'_>) -> Result<Object, String> {
    let table = exports::table(job)?;
    let mut archive = match open(job) {
        Ok((archive, _)) => archive,
        Err(error) => return fault(&error),
    };
    let in_order = table.in_order();
    let chosen = job.numbers("chosen");
    let chosen: Option<Vec<Row>> =
        chosen.map(|chosen| chosen.iter().filter_map(|at| in_order.get(*at as usize).copied()).collect());
    let password = job.text_or_none("new_password").filter(|password| !password.is_empty());
    let password = password.as_deref().unwrap_or(CONVENTION);
    let mut out = Writer::default();
    let progress = &mut |done, of| job.progress(done, of);
    let form = protect::Form { password, disarms: job.is("disarms") };
    let written = protect::protect(&mut archive, &mut out, form, &table, chosen.as_deref(), progress);
    let words = written.map_err(|error| error.words())?.words(password);
    Ok(object(&[("blob", out.finish("application/zip")?.into()), ("words", words.into())]))
}
