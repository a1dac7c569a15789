//! What can be put in while a filter is typed: fields, and the values that occur.

use crate::listing::filter::{self, Completion};
use crate::page::live::{act, flag, live, part};
use crate::page::slot::Slot;
use crate::page::state::State;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

/// The offers, and which of them Enter takes.
#[derive(Clone, Copy)]
pub struct Completing {
    state: State,
    input: NodeRef<Input>,
    offers: Slot<Vec<Completion>>,
    at: Slot<Option<usize>>,
}

impl Completing {
    /// For a search box.
    pub fn new(state: State, input: NodeRef<Input>) -> Self {
        Self { state, input, offers: Slot::new(Vec::new()), at: Slot::new(None) }
    }

    /// Works out what can be put in at the cursor.
    pub fn look(self) {
        let Some(input) = self.input.get_untracked() else { return };
        let text = input.value();
        // The browser counts in UTF-16 units, the text in bytes.
        let units = input.selection_start().ok().flatten().unwrap_or(0) as usize;
        let mut left = units;
        let cursor = text
            .char_indices()
            .find(|(_, c)| {
                let is_here = left == 0;
                left = left.saturating_sub(c.len_utf16());
                is_here
            })
            .map_or(text.len(), |(at, _)| at);
        let offers = self.state.with_case(|case| {
            let search = case.search();
            filter::complete(&text, cursor, Some(&search))
        });
        self.at.set(None);
        self.offers.set(if text.is_empty() { Vec::new() } else { offers.unwrap_or_default() });
    }

    /// Offers nothing any more.
    pub fn close(self) {
        if self.offers.with_untracked(|offers| !offers.is_empty()) {
            self.at.set(None);
            self.offers.set(Vec::new());
        }
    }

    /// The id of the offer that Enter takes.
    pub fn active(self) -> Option<String> {
        self.at.get().map(|at| format!("filter-offer-{at}"))
    }

    /// Down and Up choose, Enter and Tab take, Escape closes.
    pub fn key(self, event: &KeyboardEvent) {
        let count = self.offers.with_untracked(Vec::len);
        let at = self.at.get_untracked();
        match (event.key().as_str(), at) {
            ("ArrowDown", None) if count == 0 => self.look(),
            ("ArrowDown", _) if count > 0 => self.at.set(Some(at.map_or(0, |at| (at + 1) % count))),
            ("ArrowUp", _) if count > 0 => self.at.set(Some(at.map_or(count - 1, |at| (at + count - 1) % count))),
            ("Enter" | "Tab", Some(at)) => self.take(at),
            ("Escape", _) if count > 0 => self.close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn take(self, at: usize) {
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
        super::set(self.state, text);
        self.close();
        if offer.with.ends_with(':') {
            self.look();
        }
    }
}

/// The list of offers.
#[component]
pub fn Offers(
    /// What is offered.
    completing: Completing,
) -> impl IntoView {
    view! {
        <Show when=flag(move || completing.offers.with(|offers| !offers.is_empty()))>
            <ul id="filter-offers" class="offers" role="listbox" aria-label="Completions">
                {part(move || completing.offers.get().into_iter().enumerate().map(|(at, offer)| view! {
                    <li
                        id=format!("filter-offer-{at}")
                        role="option"
                        aria-selected=live(move || (completing.at.get() == Some(at)).to_string())
                        // Pressing must not take the focus from the box.
                        on:mousedown=act(move |event: web_sys::MouseEvent| {
                            event.prevent_default();
                            completing.take(at);
                        })
                    ><code>{offer.with}</code><span>{offer.says}</span></li>
                }).collect_view())}
            </ul>
        </Show>
    }
}
