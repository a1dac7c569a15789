//! Open file: a listing that was saved before, or sent by somebody, without an appliance. A zip is taken for the archive
//! of the listing on screen.

use super::desk::Desk;
use super::element::{self, El, el, listen};
use super::state::{Phase, Progress, State, state};
use super::words::open as words;
use super::{archive, flow, load, rest};
use crate::address::Address;
use crate::appliance::wire::{Answer, Entry, Reader, WireFault};
use crate::browser::timing::{self, Detail};
use crate::browser::{document, stream, window};
use crate::listing::Source;
use crate::listing::completeness::{Completeness, Reason};
use crate::listing::escape::visible;
use leptos::task::spawn_local;
use std::rc::Rc;
use web_sys::{AbortSignal, Blob, DragEvent, File, FileList};

/// Bytes that are read from the disk at once.
const PIECE: f64 = 4_194_304.0;

/// Bytes that are decoded before the clock is looked at.
const SLICE: usize = 262_144;

/// The button; a file that is dropped anywhere on the page does the same.
pub fn button() -> [El; 2] {
    let state = state();
    listen(&window(), "dragover", |event: DragEvent| event.prevent_default());
    listen(&window(), "drop", move |event: DragEvent| {
        event.prevent_default();
        open_first(state, event.data_transfer().and_then(|data| data.files()));
    });
    let input = el("input", "type=file;hidden;accept=.json,.zip,application/json,application/zip")
        .set("aria-label", words::FILE_TO_OPEN);
    let own = input.clone();
    let input = input.on("change", move |_| {
        open_first(state, own.field().files());
        // The same file can be chosen again.
        own.field().set_value("");
    });
    let own = input.clone();
    let button = element::button(words::FILE, "class=quiet", move || own.click());
    [button.set("title", words::FILE_HINT), input]
}

fn open_first(state: State, files: Option<FileList>) {
    if let Some(file) = files.and_then(|files| files.get(0)) {
        rest::then(move |rest| (rest.open_file)(state, file));
    }
}

/// Opens a file.
pub fn open(state: State, file: File) {
    spawn_local(async move {
        let name = file.name();
        let head = stream::bytes(&file, 0.0, 4.0).await.unwrap_or_default();
        if head.starts_with(b"PK") {
            archive::opened(state, file.into(), &name);
        } else {
            read(state, file.into(), &name).await;
        }
    });
}

/// How reading a file came out: what its envelope says, or what is wrong with it.
type Outcome = Result<Answer, WireFault>;

async fn read(state: State, file: Blob, name: &str) {
    let Some(desk) = Desk::new(None, state.client.get_untracked()) else { return };
    let Some(signal) = desk.restart() else { return };
    let since = timing::now();
    desk.loading_all.set(true);
    let mut reader = Reader::for_file();
    let outcome = rows(state, &desk, &mut reader, &file, name, since, &signal).await;
    let is_cancelled = signal.aborted();
    desk.loading_all.set(false);
    let rows = desk.case.borrow().listing.len();
    if rows == 0 {
        state.loading.set(None);
        let why = match outcome {
            Ok(Answer::Message(message)) => words::says(&visible(&message)),
            Ok(_) => words::NO_ENTRY.to_owned(),
            Err(fault) => fault.to_string(),
        };
        flow::tell(state, &words::no_listing(&visible(name), &why), words::WHAT_OPENS);
        return;
    }
    let head = match &outcome {
        Ok(Answer::Rows(head, _)) => head,
        _ => reader.head(),
    };
    let part = Completeness::of_file(rows, head, outcome.is_err(), is_cancelled);
    {
        let mut case = desk.case.borrow_mut();
        case.came.add(0..rows);
        case.file = Some(part.clone());
    }
    if desk.leaving.signal().aborted() {
        return;
    }
    load::lay_out(state, &desk).await;
    timing::measure("load-all", since, Detail::Rows(rows));
    state.loading.set(None);
    flow::view(state);
    state.redraw();
    if is_cancelled {
        flow::tell(state, &words::stopped(rows), words::AGAIN_FOR_ALL);
    } else if let Err(fault) = outcome {
        flow::tell(state, &words::damaged(&visible(name), &fault.to_string()), &words::shown_before(rows));
    } else if let [Reason::Count(said)] = part.reasons()[..] {
        flow::tell(state, &words::a_part(rows, said), words::REST_NOT_SAVED);
    } else if let Some(why) = part.words() {
        flow::tell(state, &words::a_part_because(&why), words::REST_NOT_SAVED);
    } else {
        flow::remark_whole(state, &desk.case.borrow());
    }
}

/// Reads the rows. The file takes the place of what is on screen as soon as there is one.
async fn rows(
    state: State,
    desk: &Rc<Desk>,
    reader: &mut Reader,
    file: &Blob,
    name: &str,
    since: f64,
    signal: &AbortSignal,
) -> Outcome {
    let body = desk.bodies.keep(file);
    let mut position = 0;
    let mut row = |entry: &Entry<'_>, offset: u64| {
        desk.case.borrow_mut().push(entry, position, Source { body, offset: offset as u32 });
        position += 1;
    };
    let mut from = 0.0;
    let mut placed = false;
    while from < file.size() && !signal.aborted() {
        let to = (from + PIECE).min(file.size());
        let unread = |_| WireFault::NotAListing(words::UNREADABLE.to_owned());
        let bytes = stream::bytes(file, from, to).await.map_err(unread)?;
        reader.room(bytes.len()).copy_from_slice(&bytes);
        while reader.read(SLICE, &mut row)? {
            desk.pace.breathe().await;
        }
        from = to;
        if !placed && reader.entries() > 0 {
            placed = true;
            place(state, desk, name);
        }
        state.loading.set(Some(Progress { came: from, of: Some(file.size()), since }));
        desk.pace.breathe().await;
    }
    if signal.aborted() {
        return Ok(Answer::Rows(reader.head().clone(), reader.entries()));
    }
    let answer = reader.finish(&mut row)?;
    if !placed && reader.entries() > 0 {
        place(state, desk, name);
    }
    Ok(answer)
}

fn place(state: State, desk: &Rc<Desk>, name: &str) {
    flow::abandon_opening();
    state.set_desk(Some(desk.clone()));
    state.busy.set(false);
    state.alert.set(None);
    state.download.set(None);
    state.trail.set(Vec::new());
    state.shown.set(None);
    state.file.set(Some(name.to_owned()));
    state.phase.set(Phase::Open);
    let old = state.address.get_untracked();
    state.go(|address| *address = Address { view: old.view, page_size: old.page_size, ..Address::default() });
    document().set_title(&format!("{} · {}", words::FROM_FILE, super::words::BRAND));
    state.redraw();
}
