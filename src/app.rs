//! The shell of the page, and what every component finds in its context.

use crate::components::toast::Toast;
use crate::services::{connect, present};
use crate::state::dataset::Phase;
use crate::state::{AppState, use_app_state};
use crate::views::alert::AlertBar;
use crate::views::connection::ConnectionDialog;
use crate::views::contents::ContentsDialog;
use crate::views::header::Header;
use crate::views::keys::{KeysDialog, listen_for_keys};
use crate::views::sample::{SampleHead, Trail};
use crate::views::samples::SamplesPage;
use crate::views::stage::Stage;
use crate::views::start::{EmptySample, Opening, StartPage};
use crate::views::toolbar::Toolbar;
use crate::words;
use leptos::ev;
use leptos::prelude::*;
use matryoshka_core::api::asking::Asking;
use matryoshka_core::table::escape::visible;

/// Makes the state of the page, and follows the address from then on.
pub fn begin() {
    let state = AppState::new();
    provide_context(state);
    present::explain_faults(state, &state.route.read());
    connect::begin(state);
    follow_history(state);
}

/// The page, of a state that was begun before.
#[component]
pub fn App() -> impl IntoView {
    let state = use_app_state();
    keep_title(state);
    listen_for_keys(state);
    view! {
        <Header/>
        <Main/>
        <Toast/>
        <ConnectionDialog/>
        <KeysDialog/>
        <ContentsDialog/>
    }
}

/// What stands below the header.
#[component]
fn Main() -> impl IntoView {
    let state = use_app_state();
    let dataset = state.dataset;
    let phase = Memo::new(move |_| dataset.phase.get());
    view! {
        <main aria-busy=move || dataset.is_opening.get().to_string()>
            <AlertBar/>
            <Trail/>
            {move || match phase.get() {
                Phase::Start => view! { <StartPage/> }.into_any(),
                Phase::Opening => view! { <Opening/> }.into_any(),
                Phase::Empty => view! { <SampleHead/><EmptySample/> }.into_any(),
                Phase::Samples => view! { <SamplesPage/> }.into_any(),
                Phase::Open => view! { <SampleHead/><Toolbar/><Stage/> }.into_any(),
            }}
        </main>
    }
}

/// Follows the browser's own Back and Forward.
fn follow_history(state: AppState) {
    let handle = window_event_listener(ev::popstate, move |_| {
        // That nothing is asked yet stays said.
        if state.connection.asking.get_untracked() != Asking::Held {
            state.alerts.clear();
        }
        let faults = state.route.read();
        present::explain_faults(state, &faults);
    });
    on_cleanup(move || handle.remove());
}

/// The title of the tab: the sample, cut as analysts cut it, or the name of the opened file.
fn keep_title(state: AppState) {
    Effect::new(move || {
        let sample = state.dataset.sample.with(|sample| sample.as_ref().map(|sample| sample.as_str()[..12].to_owned()));
        let file = state.dataset.file_name.with(|name| name.as_ref().map(|name| visible(name).into_owned()));
        let title = match (file, sample) {
            (Some(name), _) => format!("{name} · {}", words::BRAND),
            (None, Some(sample)) => format!("{sample}… · {}", words::BRAND),
            (None, None) => words::BRAND.to_owned(),
        };
        document().set_title(&title);
    });
}
