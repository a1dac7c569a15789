//! The page: one file per part, named as the parts are named to the people who use it.
//!
//! [`state`] holds the signals, [`flow`] follows the address, [`load`] loads everything; the others are what is seen.

pub mod alert;
pub mod archive;
pub mod arrange;
pub mod columns;
pub mod connection;
pub mod details;
pub mod download;
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
pub mod selection;
pub mod shortcuts;
pub mod slot;
pub mod start;
pub mod state;
pub mod views;

use crate::address::{Address, View};
use crate::browser::{document, history};
use leptos::prelude::*;
use live::{act, flag, follow, live, part};
use slot::worked_out;
use state::{Phase, State};

/// Puts the page in the place of the shell that the document came with.
pub fn mount() {
    if let Ok(Some(shell)) = document().query_selector("#shell") {
        shell.remove();
    }
    leptos::mount::mount_to_body(App);
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    let state = State::new();
    provide_context(state);
    connection::remember(state);
    let back = window_event_listener(leptos::ev::popstate, move |_| {
        let (address, faults) = Address::read(&history::query());
        state.alert.set(None);
        state.complain(&faults);
        state.address.set(address);
    });
    on_cleanup(move || back.remove());
    title(state);
    shortcuts::listen(state);

    let phase = move || state.phase.get();
    let view = worked_out(move || state.address.with(|address| address.view));
    view! {
        <header class="top">
            <a class="brand" href="./" on:click=act(move |event: web_sys::MouseEvent| {
                event.prevent_default();
                state.go_home();
            })>
                <span class="mark" aria-hidden="true"></span>
                <span class="word">"Matryoshka"</span>
            </a>
            <open_sample::OpenSample/>
            <open_file::OpenFile/>
            <shortcuts::KeysButton/>
            <connection::ConnectionButton/>
        </header>
        <main aria-busy=live(move || state.busy.get().to_string())>
            <alert::AlertBar/>
            <Show when=flag(move || phase() == Phase::Start || phase() == Phase::Opening)>
                <start::Start/>
            </Show>
            <Show when=flag(move || phase() == Phase::Nothing)>
                <head::Head/>
                <start::Nothing/>
            </Show>
            <Show when=flag(move || phase() == Phase::Open)>
                <head::Head/>
                <views::Toolbar/>
                <loading::LoadingBar/>
                <div class="stage">
                    <facets::Facets/>
                    <section class="pane" role="tabpanel" id="pane" aria-label=live(move || views::name(view.get()))>
                        {part(move || {
                            // Other columns are another grid.
                            state.hidden.track();
                            match view.get() {
                            View::List => view! {
                                <grid::GridView tree=false/>
                                <pages::Pages/>
                            }.into_any(),
                            View::Tree => view! { <grid::GridView tree=true/> }.into_any(),
                            View::Map => view! { <map::MapView/> }.into_any(),
                        }})}
                        <filter::Empty/>
                    </section>
                    <details::FileDetails/>
                </div>
            </Show>
        </main>
        <download::DownloadDialog/>
        <connection::ConnectionDialog/>
        <shortcuts::KeysDialog/>
        <p class="offscreen" role="log" aria-live="polite">{live(move || state.said.get())}</p>
    }
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
