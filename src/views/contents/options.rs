//! What can be chosen of a tab: the encoding of the text, the length and kind of strings.

use crate::services::contents::{choose_strings, read_lines, read_strings};
use crate::state::contents::ContentsTab;
use crate::state::use_app_state;
use crate::words::contents as words;
use leptos::ev;
use leptos::prelude::*;
use matryoshka_core::contents::encoding::Encoding;
use matryoshka_core::contents::kind::StringKind;
use web_sys::{HtmlInputElement, HtmlSelectElement};

/// The options of the tab that is shown.
#[component]
pub fn TabOptions() -> impl IntoView {
    let tab = use_app_state().contents.tab;
    move || match tab.get() {
        ContentsTab::Hex => ().into_any(),
        ContentsTab::Text => view! { <TextOptions/> }.into_any(),
        ContentsTab::Strings => view! { <StringOptions/> }.into_any(),
    }
}

#[component]
fn TextOptions() -> impl IntoView {
    let state = use_app_state();
    let lines = state.contents.lines;
    let current = move || lines.with(|lines| lines.as_ref().map(|lines| lines.encoding));
    let choose = move |event: ev::Targeted<ev::Event, HtmlSelectElement>| {
        if let Some(encoding) = Encoding::read(&event.target().value()) {
            read_lines(state, Some(encoding));
        }
    };
    let option = move |encoding: Encoding| {
        let selected = move || current() == Some(encoding);
        view! { <option value=encoding.label() prop:selected=selected>{encoding.name()}</option> }
    };
    view! {
        <label class="sizes">
            <span>{words::ENCODING}</span>
            <select aria-label=words::ENCODING on:change:target=choose>
                {Encoding::ALL.into_iter().map(option).collect_view()}
            </select>
        </label>
        <span role="status">{move || lines.with(|lines| lines.as_ref().map(|lines| words::lines(lines.lines)))}</span>
    }
}

#[component]
fn StringOptions() -> impl IntoView {
    let state = use_app_state();
    let (least, kind) = (state.contents.least, state.contents.kind);
    let set_least = move |event: ev::Targeted<ev::Event, HtmlInputElement>| {
        if let Some(typed) = event.target().value().parse().ok().filter(|typed| (1..=1_000).contains(typed)) {
            least.set(typed);
            read_strings(state);
        }
    };
    let set_kind = move |event: ev::Targeted<ev::Event, HtmlSelectElement>| {
        let chosen = event.target().value();
        kind.set(StringKind::ALL.into_iter().find(|kind| !chosen.is_empty() && kind.word() == chosen));
        choose_strings(state);
    };
    let option = move |own: StringKind| {
        view! { <option value=own.word() selected=move || kind.get() == Some(own)>{own.word()}</option> }
    };
    let count = move || {
        state
            .contents
            .strings
            .with(|strings| strings.as_ref().map(|strings| words::strings(strings.len().into(), strings.table.count)))
    };
    let kinds = StringKind::ALL.into_iter().filter(|kind| *kind != StringKind::Plain);
    view! {
        <label class="sizes">
            <span>{words::LEAST}</span>
            <input type="number" min="1" max="1000" prop:value=move || least.get().to_string() on:change:target=set_least/>
        </label>
        <label class="sizes">
            <span>{words::KIND}</span>
            <select aria-label=words::KIND on:change:target=set_kind>
                <option value="">{words::ALL_KINDS}</option>
                {kinds.map(option).collect_view()}
            </select>
        </label>
        <span role="status">{count}</span>
        <span class="hint">{words::IN_HEX}</span>
    }
}
