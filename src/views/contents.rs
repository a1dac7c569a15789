//! The contents of one file: as hex, as text, as strings, with what can be found and copied in them.

mod find_bar;
mod image;
mod options;
mod pane;
mod place_bar;

use crate::components::dialog::{Dialog, DialogHandle};
use crate::components::progress::JobProgress;
use crate::components::tabs::Tabs;
use crate::services::contents::{close, read_lines, read_strings};
use crate::state::contents::ContentsTab;
use crate::state::jobs::JobKind;
use crate::state::use_app_state;
use crate::words::{CLOSE, contents as words};
use find_bar::FindBar;
use image::Image;
use leptos::prelude::*;
use matryoshka_core::table::format_size;
use options::TabOptions;
use pane::Pane;
use place_bar::PlaceBar;

/// The `id` of the panel with the bytes.
const PANEL: &str = "contents-panel";

const fn tab_name(tab: ContentsTab) -> &'static str {
    match tab {
        ContentsTab::Hex => words::HEX,
        ContentsTab::Text => words::TEXT,
        ContentsTab::Strings => words::STRINGS,
    }
}

/// The dialog, which is open while a file is shown.
#[component]
pub fn ContentsDialog() -> impl IntoView {
    let state = use_app_state();
    let dialog = DialogHandle::new();
    Effect::new(move || {
        if state.contents.file.with(Option::is_some) {
            dialog.open();
        } else {
            dialog.close();
        }
    });
    view! {
        <Dialog handle=dialog labelled_by="contents-title" on_close=move |()| close(state)>
            <Contents dialog/>
        </Dialog>
    }
}

#[component]
fn Contents(dialog: DialogHandle) -> impl IntoView {
    let state = use_app_state();
    let contents = state.contents;
    let tab = contents.tab;
    let tabs = [ContentsTab::Hex, ContentsTab::Text, ContentsTab::Strings].map(|tab| (tab, tab_name(tab))).to_vec();
    // What a tab shows is read when it is first chosen.
    Effect::new(move || {
        if contents.file.with(Option::is_none) {
            return;
        }
        match tab.get() {
            ContentsTab::Text if contents.lines.with_untracked(Option::is_none) => read_lines(state, None),
            ContentsTab::Strings if contents.strings.with_untracked(Option::is_none) => read_strings(state),
            _ => {}
        }
    });
    let name = move || contents.file.with(|file| file.as_ref().map(|file| file.name.clone()));
    let size = move || contents.file.with(|file| file.as_ref().map(|file| format_size::size(file.size)));
    let cut = move || contents.file.with(|file| file.as_ref().and_then(|file| file.cut.as_deref().map(words::cut)));
    view! {
        <div class="contents">
            <header class="contents-head">
                <h2 id="contents-title">{words::TITLE}</h2>
                <bdi class="contents-name">{name}</bdi>
                <span class="part">{size}</span>
                <span class="spring"></span>
                <button type="button" on:click=move |_| dialog.close()>{CLOSE}</button>
            </header>
            {move || cut().map(|cut| view! { <p class="warning">{cut}</p> })}
            <div class="contents-bar">
                <Tabs label=words::TABS tabs=tabs.clone() controls=PANEL current=tab on_select=move |to| tab.set(to)/>
                <FindBar/>
                <Image/>
            </div>
            <div class="contents-bar"><PlaceBar/><TabOptions/></div>
            <div class="contents-panel" id=PANEL role="tabpanel" aria-label=move || tab_name(tab.get())><Pane/></div>
            <JobProgress kind=JobKind::Contents label=words::READING cancelled=words::STOPPED/>
            <JobProgress kind=JobKind::Find label=words::FINDING cancelled=words::STOPPED/>
        </div>
    }
}
