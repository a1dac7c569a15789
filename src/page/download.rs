//! Download archive: the warning, the progress, and the checks before anything is saved.
//!
//! The body goes from the network into the browser's own `Blob` store in parts of some megabytes; it never enters the
//! page's memory as a whole. Only its first bytes and its end are looked at, before it is saved.

use super::state::{Desk, Progress, Retry, State, state};
use super::{archive, flow};
use crate::appliance::client::broken;
use crate::appliance::failure::Failure;
use crate::archive::{TAIL, check_head, check_tail};
use crate::browser::stream::{Gathering, Pieces, bytes};
use crate::browser::timing::{self, Detail};
use crate::browser::{intl, save};
use crate::listing::measure;
use crate::page::live::{act, flag, follow, live, part};
use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::{AbortController, AbortSignal, Blob};

/// How often progress is shown, in milliseconds.
const SHOW: f64 = 120.0;

thread_local! {
    static UNDER_WAY: Cell<Option<AbortController>> = const { Cell::new(None) };
    /// The password of the protected zip that is asked for; none to save the archive as it is served.
    static PASSWORD: RefCell<Option<String>> = const { RefCell::new(None) };
    static DIALOG: Cell<Option<web_sys::HtmlDialogElement>> = const { Cell::new(None) };
}

/// Opens the dialog.
pub fn ask(_state: State) {
    DIALOG.with(|slot| {
        let dialog = slot.take();
        if let Some(dialog) = &dialog {
            // Refused only when it is open already.
            let _ = dialog.show_modal();
        }
        slot.set(dialog);
    });
}

/// The dialog with the warning.
#[component]
pub fn DownloadDialog() -> impl IntoView {
    let state = state();
    let dialog = NodeRef::<Dialog>::new();
    follow(move || {
        if let Some(dialog) = dialog.get() {
            DIALOG.with(|slot| slot.set(Some(dialog)));
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let (plain, password) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        close();
        let plain = plain.get_untracked().is_some_and(|radio| radio.checked());
        let password = password.get_untracked().map(|input| input.value()).filter(|text| !text.is_empty());
        PASSWORD.with(|slot| {
            *slot.borrow_mut() = (!plain).then(|| password.unwrap_or_else(|| archive::CONVENTION.to_owned()));
        });
        start(state);
    };
    let name =
        move || state.shown.with(|sample| sample.as_ref().map(|sample| file_name(sample.as_str())).unwrap_or_default());
    view! {
        <dialog node_ref=dialog class="dialog" aria-labelledby="download-title">
            <form on:submit=save>
                <h2 id="download-title">"Download archive"</h2>
                <p class="warning">
                    <b>"This is live malware."</b>
                    " Save it only where running it does no harm. As served the archive has no password: a virus scanner may delete it, and a mail gateway will stop it."
                </p>
                <label class="check"><input type="radio" name="form" checked=true/>"Protected zip"</label>
                <p class="hint">"Encrypted with AES-256, names made harmless, the original ones in a listing.json inside."</p>
                <label for="zip-password">"Password of the protected zip"</label>
                <input node_ref=password id="zip-password" type="text" value="infected" autocomplete="off" spellcheck="false"/>
                <label class="check"><input node_ref=plain type="radio" name="form"/>"As served"</label>
                <p class="hint">"Byte for byte what the appliance sends, as "<code>{name}</code>"."</p>
                <div class="actions">
                    <span class="spring"></span>
                    <button type="button" on:click=act(move |_| close())>"Close"</button>
                    <button type="submit" class="primary">"Save"</button>
                </div>
            </form>
        </dialog>
    }
}

/// A name that comes from the hash alone.
fn file_name(sample: &str) -> String {
    format!("{sample}-extracted.zip")
}

/// The progress of a download.
#[component]
pub fn DownloadBar() -> impl IntoView {
    let state = state();
    let progress = move || state.download.get();
    let words = move || {
        progress().map(|p| {
            let seconds = ((timing::now() - p.since) / 1000.0).max(0.001);
            let rate = p.came / seconds;
            let mut words = measure::size(p.came as u64);
            if let Some(of) = p.of {
                let share = (p.came / of * 100.0).min(100.0) as u64;
                words = format!("{words} of {} · {share} %", measure::size(of as u64));
                if p.came > 0.0 && seconds > 1.0 {
                    words.push_str(&format!(" · {} left", duration((of - p.came) / rate)));
                }
            }
            if seconds > 1.0 {
                words.push_str(&format!(" · {}/s", measure::size(rate as u64)));
            }
            words
        })
    };
    let cancel = move |_| {
        UNDER_WAY.with(|slot| slot.take().inspect(AbortController::abort));
        state.download.set(None);
        state.say("Download cancelled. Nothing was saved.");
    };
    view! {
        <Show when=flag(move || progress().is_some())>
            <div class="loading download">
                // Without a value the bar shows that something moves, and no share of it.
                {part(move || match progress().and_then(|p| p.of) {
                    Some(of) => view! {
                        <progress aria-label="Downloading archive" max=(of as u64).to_string() prop:value=live(move || progress().map_or(0.0, |p| p.came))></progress>
                    }.into_any(),
                    None => view! { <progress aria-label="Downloading archive"></progress> }.into_any(),
                })}
                <span class="came">{words}</span>
                <button type="button" on:click=cancel>"Cancel"</button>
            </div>
        </Show>
    }
}

fn duration(seconds: f64) -> String {
    let seconds = seconds.ceil().max(0.0) as u64;
    if seconds < 90 { format!("{seconds} s") } else { format!("{} min", intl::number(seconds.div_ceil(60))) }
}

/// Downloads, checks and saves the archive of the open sample.
pub fn start(state: State) {
    let Some(desk) = state.desk() else { return };
    let Ok(controller) = AbortController::new() else { return };
    let signal = controller.signal();
    UNDER_WAY.with(|slot| slot.replace(Some(controller)).inspect(AbortController::abort));
    flow::clear(state, Retry::Archive);
    let since = timing::now();
    state.download.set(Some(Progress { came: 0.0, of: None, since }));
    spawn_local(async move {
        let outcome = fetch(state, &desk, &signal, since).await;
        if signal.aborted() {
            return;
        }
        state.download.set(None);
        match outcome {
            Ok(blob) => {
                archive::keep(state, &desk, blob.clone());
                let mut name = file_name(&desk.label());
                let mut blob = blob;
                if let Some(password) = PASSWORD.with_borrow(Clone::clone) {
                    match archive::protect(state, &desk, &password, &signal).await {
                        Some(protected) => blob = protected,
                        None => return,
                    }
                    name = format!("{}-protected.zip", desk.label());
                }
                if save::save(&blob, &name).is_err() {
                    flow::tell(
                        state,
                        "The browser does not save the archive.",
                        "Check its settings for downloads, then try again.",
                    );
                    return;
                }
                timing::measure("save-archive", since, Detail::Bytes(blob.size()));
                state.say(&format!("Archive saved, {}.", measure::size(blob.size() as u64)));
            }
            Err(failure) => flow::report(state, &failure, Retry::Archive),
        }
    });
}

async fn fetch(state: State, desk: &Rc<Desk>, signal: &AbortSignal, since: f64) -> Result<Blob, Failure> {
    let client = state.client.get_untracked();
    let body = client.archive(desk.sample.as_ref().ok_or(Failure::Aborted)?, signal).await?;
    let Some(pieces) = body.stream.as_ref().and_then(Pieces::of) else {
        return Err(check_head(&[]).err().unwrap_or(Failure::BrokenOff));
    };
    let of = body.length.map(|length| length as f64);
    let mut gathering = Gathering::default();
    let mut came = 0.0;
    let mut shown = since;
    let mut head = Vec::new();
    loop {
        let piece = match pieces.next().await {
            Ok(Some(piece)) => piece,
            Ok(None) => break,
            Err(error) => return Err(broken(&error, signal)),
        };
        // A page that navigates away or a leaving person ends the stream by its signal.
        if signal.aborted() {
            return Err(Failure::Aborted);
        }
        if head.len() < 64 {
            head.extend(piece.subarray(0, 64).to_vec());
            if head.len() >= 4
                && let Err(failure) = check_head(&head)
            {
                pieces.cancel();
                return Err(failure);
            }
        }
        came += f64::from(piece.byte_length());
        gathering.push(&piece);
        let now = timing::now();
        if now - shown > SHOW {
            shown = now;
            state.download.set(Some(Progress { came, of, since }));
        }
        desk.pace.breathe().await;
    }
    check_head(&head)?;
    if let Some(length) = body.length
        && came as u64 != length
    {
        return Err(Failure::ArchiveCutOff(came as u64, Some(length)));
    }
    let blob = gathering.finish().map_err(|_| Failure::NoRoom(came as u64))?;
    if blob.size() < came {
        return Err(Failure::NoRoom(came as u64));
    }
    let tail = bytes(&blob, (came - TAIL as f64).max(0.0), came).await.map_err(|_| Failure::NoRoom(came as u64))?;
    check_tail(&tail, came as u64)?;
    // The type makes a browser save it and not look into it.
    blob.slice_with_f64_and_f64_and_content_type(0.0, came, "application/zip").map_err(|_| Failure::NoRoom(came as u64))
}
