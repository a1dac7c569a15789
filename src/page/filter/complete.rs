//! What can be put in while a filter is typed: fields, and the values that occur.

use crate::listing::filter::Completion;
use crate::page::element::{El, el};
use crate::page::rest;
use crate::page::slot::Slot;
use crate::page::state::State;
use crate::page::words::filter as words;
use web_sys::{HtmlInputElement, KeyboardEvent};

/// The offers, and which of them Enter takes.
#[derive(Clone)]
pub struct Completing {
    state: State,
    input: HtmlInputElement,
    offers: Slot<Vec<Completion>>,
    at: Slot<Option<usize>>,
}

impl Completing {
    /// For a search box.
    pub fn new(state: State, input: &El) -> Self {
        Self { state, input: input.field(), offers: Slot::new(Vec::new()), at: Slot::new(None) }
    }

    /// Works out what can be put in at the cursor.
    pub fn look(&self) {
        let input = &self.input;
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
            (rest::at_hand().complete)(&text, cursor, Some(&search))
        });
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

    /// The id of the offer that Enter takes.
    pub fn active(&self) -> Option<String> {
        self.at.get().map(|at| format!("filter-offer-{at}"))
    }

    /// Down and Up choose, Enter and Tab take, Escape closes.
    pub fn key(&self, event: &KeyboardEvent) {
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

    fn take(&self, at: usize) {
        let offer = self.offers.with_untracked(|offers| offers.get(at).cloned());
        let (Some(offer), input) = (offer, &self.input) else { return };
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

    /// The list of offers, while there are any.
    pub fn offers(&self) -> Vec<El> {
        let offers = self.offers.get();
        if offers.is_empty() {
            return Vec::new();
        }
        let line = |(at, offer): (usize, Completion)| {
            let (chosen, own) = (self.at, self.clone());
            el("li", "role=option")
                .set("id", &format!("filter-offer-{at}"))
                .state("aria-selected", move || chosen.get() == Some(at))
                .with(&[el("code", "").text(&offer.with), el("span", "").text(&offer.says)])
                // Pressing must not take the focus from the box.
                .on("mousedown", move |event| {
                    event.prevent_default();
                    own.take(at);
                })
        };
        let lines: Vec<El> = offers.into_iter().enumerate().map(line).collect();
        let list = el("ul", "id=filter-offers;class=offers;role=listbox").set("aria-label", words::COMPLETIONS);
        vec![list.with(&lines)]
    }
}
