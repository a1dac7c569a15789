//! The page: one file per part, named as the parts are named to the people who use it.
//!
//! [`state`] holds the signals, [`flow`] follows the address, [`load`] loads everything; the others are what is seen.

pub mod alert;
pub mod archive;
pub mod arrange;
pub mod columns;
pub mod connection;
pub mod desk;
pub mod details;
pub mod download;
pub mod element;
pub mod export;
pub mod facets;
pub mod filter;
pub mod flow;
pub mod grid;
pub mod head;
pub mod live;
pub mod load;
pub mod loading;
pub mod map;
pub mod open_file;
pub mod open_sample;
pub mod pages;
pub mod recent;
pub mod rest;
pub mod selection;
pub mod shortcuts;
pub mod slot;
pub mod start;
pub mod state;
pub mod views;
pub mod whom;
pub mod words;

use crate::address::{Address, View};
use crate::appliance::asking::Asking;
use crate::browser::{document, history, intl, panic, policy, timing, window};
use element::{El, el, listen};
use leptos::prelude::*;
use leptos::task::spawn_local;
use live::follow;
use slot::worked_out;
use state::{Phase, State, state};
use std::cell::RefCell;
use std::thread::LocalKey;
use web_sys::Element;

/// Puts the page in the place of the shell that the document came with. What the address names is asked for before that,
/// unless it is not known yet whom to ask: nothing waits for that.
pub fn mount() {
    panic::install();
    leptos::mount::mount_to_body(App);
    spawn_local(async {
        timing::yield_now().await;
        rest::within(show);
    });
}

/// What the document came with.
fn shell() -> Option<Element> {
    document().get_element_by_id("shell")
}

/// Whether the page is in its place.
fn is_shown() -> bool {
    shell().is_none()
}

fn show() {
    let state = state();
    shell().inspect(Element::remove);
    put(&top());
    put(&middle());
    put(&el("p", "class=offscreen;role=log;aria-live=polite").says(move || state.said.get()));
    // While a hash is looked for; where one is in the address, it is done.
    timing::after_paint(intl::prepare);
}

/// What the whole page stands on.
#[component]
pub fn App() -> impl IntoView {
    let state = State::new();
    provide_context(state);
    rest::begin();
    policy::watch();
    whom::remember(state);
    listen(&window(), "popstate", move |_: web_sys::Event| {
        let (address, faults) = Address::read(&history::query());
        // That nothing is asked yet stays said.
        if state.whom.with_untracked(|whom| whom.asking) != Asking::Held {
            state.alert.set(None);
        }
        state.complain(&faults);
        state.address.set(address);
    });
    title(state);
    shortcuts::listen(state);
    follow(move || {
        if state.connection.with(Option::is_some) {
            rest::then(|rest| (rest.connection)());
        }
    });
}

/// Where a dialog is kept once it was made.
type Kept = LocalKey<RefCell<Option<El>>>;

/// A dialog, which is made and put into the page when it is first asked for.
fn once(kept: &'static Kept, make: fn(State) -> El) -> El {
    kept.with_borrow_mut(|kept| {
        let made = kept.get_or_insert_with(|| {
            let made = make(state());
            put(&made);
            made
        });
        made.clone()
    })
}

/// Puts an element at the end of the page.
fn put(part: &El) {
    if let Some(body) = document().body() {
        // The body takes any element.
        let _ = body.append_child(part);
    }
}

/// The bar at the top.
fn top() -> El {
    let state = state();
    // Where there is little room its word is not shown.
    let brand =
        el("a", "class=brand;href=./").set("aria-label", words::BRAND).text(words::BRAND).on("click", move |event| {
            event.prevent_default();
            state.go_home();
        });
    el("header", "class=top")
        .with(&[brand, open_sample::search()])
        .with(&open_file::button())
        .with(&[shortcuts::button(), connection::button()])
}

/// What is below it.
fn middle() -> El {
    let state = state();
    head::keep_trail(state);
    let main = el("main", "").state("aria-busy", move || state.busy.get());
    main.part(alert::bar).part(start::start).part(head::trail).part(move || match state.phase.get() {
        Phase::Nothing => vec![head::head(), start::nothing()],
        Phase::Open => vec![head::head(), views::toolbar(), stage()],
        _ => Vec::new(),
    })
}

/// The rows, with what stands beside them.
fn stage() -> El {
    let state = state();
    let view = worked_out(move || state.address.with(|address| address.view));
    let pane = el("section", "class=pane;role=tabpanel;id=pane")
        .follows("aria-label", move || Some(views::name(view.get()).to_owned()))
        .part(move || {
            // Other columns or another height are another grid.
            state.hidden.track();
            state.compact.track();
            match view.get() {
                View::List => vec![grid::grid(false), pages::navigation()],
                View::Tree => vec![grid::grid(true)],
                View::Map => vec![(rest::at_hand().map)()],
            }
        })
        .part(filter::empty);
    let stage = el("div", "class=stage").when_rest(move || state.facets.get(), move |rest| (rest.facets)(state));
    details::beside(stage.with(&[pane]))
}

/// The title of the tab: the sample, cut as analysts cut it.
fn title(state: State) {
    follow(move || {
        let title = state.shown.with(|sample| {
            sample
                .as_ref()
                .map_or_else(|| "Matryoshka".to_owned(), |sample| format!("{}… · Matryoshka", &sample.as_str()[..12]))
        });
        document().set_title(&title);
    });
}
