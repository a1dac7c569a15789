//! What can be put in while a filter is typed: fields, and the values that occur.

use crate::actions::filter;
use crate::state::AppState;
use crate::words::filter as words;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::query::complete::{Completion, complete};

/// The completions, and which of them Enter takes.
#[derive(Clone, Copy)]
pub struct Completions {
    state: AppState,
    input: NodeRef<html::Input>,
    offers: RwSignal<Vec<Completion>>,
    at: RwSignal<Option<usize>>,
}

impl Completions {
    /// For a search box.
    pub fn new(state: AppState, input: NodeRef<html::Input>) -> Self {
        Self { state, input, offers: RwSignal::new(Vec::new()), at: RwSignal::new(None) }
    }

    /// Works out what can be put in at the cursor.
    pub fn update(&self) {
        let Some(input) = self.input.get_untracked() else { return };
        let text = input.value();
        let units = input.selection_start().ok().flatten().unwrap_or(0) as usize;
        let cursor = byte_offset(&text, units);
        let offers = self.state.dataset.read(|dataset| complete(&text, cursor, Some(&dataset.search())));
        self.at.set(None);
        self.offers.set(if text.is_empty() { Vec::new() } else { offers.unwrap_or_default() });
    }

    /// Whether there is something to choose.
    pub fn is_open(&self) -> bool {
        self.offers.with(|offers| !offers.is_empty())
    }

    /// Offers nothing any more.
    pub fn close(&self) {
        if self.offers.with_untracked(|offers| !offers.is_empty()) {
            self.at.set(None);
            self.offers.set(Vec::new());
        }
    }

    /// The id of the completion that Enter takes.
    pub fn active(&self) -> Option<String> {
        self.at.get().map(option_id)
    }

    /// Down and Up choose, Enter and Tab take, Escape closes.
    pub fn press(&self, event: &KeyboardEvent) {
        let count = self.offers.with_untracked(Vec::len);
        let at = self.at.get_untracked();
        match (event.key().as_str(), at) {
            ("ArrowDown", None) if count == 0 => self.update(),
            ("ArrowDown", _) if count > 0 => self.at.set(Some(at.map_or(0, |at| (at + 1) % count))),
            ("ArrowUp", _) if count > 0 => self.at.set(Some(at.map_or(count - 1, |at| (at + count - 1) % count))),
            ("Enter" | "Tab", Some(at)) => self.take(at),
            ("Escape", _) if count > 0 => self.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn take(&self, at: usize) {
        let offer = self.offers.with_untracked(|offers| offers.get(at).cloned());
        let (Some(offer), Some(input)) = (offer, self.input.get_untracked()) else { return };
        let text = input.value();
        let before = text.get(..offer.replace.start).unwrap_or_default();
        let behind = text.get(offer.replace.end..).unwrap_or_default();
        let head = [before, &offer.with].concat();
        let cursor = head.encode_utf16().count() as u32;
        let text = [&head, behind].concat();
        input.set_value(&text);
        // Without the cursor at its place the text is the same.
        let _ = input.set_selection_range(cursor, cursor);
        filter::set(self.state, text);
        self.close();
        if offer.with.ends_with(':') {
            self.update();
        }
    }
}

/// The place in bytes of a place in UTF-16 units, in which browsers count.
fn byte_offset(text: &str, units: usize) -> usize {
    let mut left = units;
    for (at, c) in text.char_indices() {
        if left == 0 {
            return at;
        }
        left = left.saturating_sub(c.len_utf16());
    }
    text.len()
}

fn option_id(at: usize) -> String {
    format!("filter-offer-{at}")
}

/// The list of completions, while there are any.
#[component]
pub fn CompletionList(completions: Completions) -> impl IntoView {
    let option = move |(at, offer): (usize, Completion)| {
        let is_selected = move || completions.at.get() == Some(at);
        let press = move |event: MouseEvent| {
            // The press must not take the focus from the box.
            event.prevent_default();
            completions.take(at);
        };
        view! {
            <li role="option" id=option_id(at) aria-selected=move || is_selected().to_string() on:mousedown=press>
                <code>{offer.with}</code>
                <span>{offer.says}</span>
            </li>
        }
    };
    view! {
        <Show when=move || completions.is_open()>
            <ul id="filter-offers" class="offers" role="listbox" aria-label=words::COMPLETIONS>
                {move || completions.offers.get().into_iter().enumerate().map(option).collect_view()}
            </ul>
        </Show>
    }
}
