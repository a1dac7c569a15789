//! Find in the file that is shown.

use super::read;
use crate::state::AppState;
use crate::state::contents::{ContentsTab, FoundInFile};
use crate::state::jobs::JobKind;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::contents::selection::Selection;
use matryoshka_core::worker_job::contents::{Find, Pattern};
use std::rc::Rc;

/// Finds what is searched for; asked again, goes to the next hit.
pub fn find(state: AppState, pattern: Pattern) {
    let found = state.contents.found;
    if found.with_untracked(|found| found.as_ref().is_some_and(|found| found.pattern == pattern)) {
        step(state, true);
        return;
    }
    found.set(None);
    state.contents.refused.set(None);
    let Some(file) = state.contents.file.get_untracked().filter(|_| !pattern.words.is_empty()) else { return };
    spawn_local(async move {
        let ask = Find { pattern: pattern.clone() };
        let Some(done) = read(state, &file, JobKind::Find, ask).await else { return };
        let hits = Rc::new(done.answer);
        // The first one from where the person is.
        let from = state.contents.selection.with_untracked(|selection| selection.anchor);
        let at = hits.offsets.iter().position(|offset| *offset >= from).unwrap_or(0);
        show(state, FoundInFile { pattern, hits, at });
    });
}

/// Goes to the next hit, or to the one before.
pub fn step(state: AppState, forward: bool) {
    let Some(found) = state.contents.found.get_untracked() else { return };
    let count = found.hits.offsets.len();
    if count > 0 {
        let at = (found.at + if forward { 1 } else { count - 1 }) % count;
        show(state, FoundInFile { at, ..FoundInFile::clone(&found) });
    }
}

fn show(state: AppState, found: FoundInFile) {
    if let (Some(offset), Some(length)) = (found.hits.offsets.get(found.at), found.hits.lengths.get(found.at)) {
        go_to(state, *offset, (*length).into());
    }
    state.contents.found.set(Some(Rc::new(found)));
}

/// Selects bytes of the file and shows them; from the strings in Hex.
pub fn go_to(state: AppState, offset: u64, length: u64) {
    let Some(size) = state.contents.file.with_untracked(|file| file.as_ref().map(|file| file.size)) else { return };
    if state.contents.tab.get_untracked() == ContentsTab::Strings {
        state.contents.tab.set(ContentsTab::Hex);
    }
    state.contents.selection.set(Selection::of(offset, length, size));
}
