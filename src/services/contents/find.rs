//! Find in the file that is shown.

use super::{about, read};
use crate::state::AppState;
use crate::state::contents::{ContentsTab, FileHits};
use crate::state::jobs::JobKind;
use js_sys::{ArrayBuffer, Float64Array, Uint32Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::contents::selection::Selection;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// Finds words that are meant in a notation; asked again, goes to the next hit.
pub fn find(state: AppState, notation: &str, words: &str) {
    let asked = (notation.to_owned(), words.to_owned());
    if state.contents.hits.with_untracked(|hits| hits.as_ref().is_some_and(|hits| hits.asked == asked)) {
        step(state, true);
        return;
    }
    state.contents.hits.set(None);
    state.contents.refused.set(None);
    let Some(file) = state.contents.file.get_untracked().filter(|_| !words.is_empty()) else { return };
    spawn_local(async move {
        let ask = about(&file, "find").with("notation", asked.0.as_str()).with("words", asked.1.as_str());
        let Some(outcome) = read(state, &file, JobKind::Find, &ask).await else { return };
        if let Some(why) = outcome.get("refused").as_string() {
            state.contents.refused.set(Some(why));
            return;
        }
        let empty = || ArrayBuffer::new(0);
        let hits = FileHits {
            offsets: outcome.get("offsets").dyn_into().unwrap_or_else(|_| Float64Array::new(&empty())),
            lengths: outcome.get("lengths").dyn_into().unwrap_or_else(|_| Uint32Array::new(&empty())),
            count: outcome.get("count").as_f64().unwrap_or_default() as u64,
            asked: asked.clone(),
            at: 0,
        };
        // The first one from where the person is.
        let from = state.contents.selection.with_untracked(|selection| selection.anchor) as f64;
        let behind = (0..hits.offsets.length()).find(|at| hits.offsets.get_index(*at) >= from);
        show(state, FileHits { at: behind.unwrap_or(0), ..hits });
    });
}

/// Goes to the next hit, or to the one before.
pub fn step(state: AppState, forward: bool) {
    let Some(hits) = state.contents.hits.get_untracked() else { return };
    let count = hits.offsets.length();
    if count > 0 {
        let at = (hits.at + if forward { 1 } else { count - 1 }) % count;
        show(state, FileHits { at, ..FileHits::clone(&hits) });
    }
}

fn show(state: AppState, hits: FileHits) {
    if hits.at < hits.offsets.length() {
        let (offset, length) = (hits.offsets.get_index(hits.at), hits.lengths.get_index(hits.at));
        go_to(state, offset as u64, length.into());
    }
    state.contents.hits.set(Some(Rc::new(hits)));
}

/// Selects bytes of the file and shows them; from the strings in Hex.
pub fn go_to(state: AppState, offset: u64, length: u64) {
    let Some(size) = state.contents.file.with_untracked(|file| file.as_ref().map(|file| file.size)) else { return };
    if state.contents.tab.get_untracked() == ContentsTab::Strings {
        state.contents.tab.set(ContentsTab::Hex);
    }
    state.contents.selection.set(Selection::of(offset, length, size));
}
