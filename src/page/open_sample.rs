//! Open a sample: the hash, its kind as it is typed, and what is wrong with it.

use super::flow;
use super::state::{Retry, state};
use crate::address::Address;
use crate::browser::timing;
use crate::hash::{HashFault, SampleHash};
use crate::page::live::{act, flag, follow, live};
use crate::page::slot::Slot;
use leptos::html::Input;
use leptos::prelude::*;

/// The search at the head of the page.
#[component]
pub fn OpenSample() -> impl IntoView {
    let state = state();
    let input = NodeRef::<Input>::new();
    let text = Slot::new(String::new());
    let refused = Slot::new(None::<HashFault>);
    follow(move || {
        let sample = state.address.with(|address| address.sample.as_ref().map(ToString::to_string));
        text.set(sample.unwrap_or_default());
        refused.set(None);
    });
    let open = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let since = timing::now();
        match SampleHash::parse(&text.get_untracked()) {
            Ok(sample) => {
                refused.set(None);
                text.set(sample.to_string());
                let address = state.address.get_untracked();
                if address.sample.as_ref() == Some(&sample) {
                    // Asked for again, perhaps after a failure or with another token.
                    state.alert.set(None);
                    flow::open(state, sample, since);
                } else {
                    let view = address.view;
                    let page_size = address.page_size;
                    state.go(|address| {
                        *address = Address { sample: Some(sample), view, page_size, ..Address::default() };
                    });
                }
            }
            Err(fault) => {
                refused.set(Some(fault));
                if let Some(input) = input.get_untracked() {
                    // Without the focus the words are still there.
                    let _ = input.focus();
                }
            }
        }
    };
    let kind = move || match SampleHash::parse(&text.get()) {
        Ok(hash) => hash.kind().name().to_owned(),
        Err(HashFault::Empty) => String::new(),
        Err(HashFault::Length(digits)) => format!("{digits} digits"),
        Err(HashFault::NotHex(_)) => "no hash".into(),
        Err(HashFault::Several(_)) => "several".into(),
    };
    view! {
        <form class="open" role="search" aria-label="Open a sample" on:submit=open>
            <div class="field" class:wrong=live(move || refused.with(Option::is_some))>
                <input
                    node_ref=input
                    type="text"
                    aria-label="Sample hash"
                    placeholder="MD5, SHA-1, SHA-256 or SHA-512, or a link that holds one"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby="hash-kind"
                    aria-invalid=live(move || refused.with(Option::is_some).to_string())
                    prop:value=live(move || text.get())
                    on:input=act(move |event| {
                        text.set(event_target_value(&event));
                        refused.set(None);
                    })
                />
                <span id="hash-kind" class="kind" aria-live="polite">{kind}</span>
            </div>
            <button type="submit" class="primary">"Open"</button>
            <Show when=flag(move || refused.with(Option::is_some))>
                <p class="refused" role="alert">
                    {live(move || refused.with(|fault| fault.as_ref().map(ToString::to_string)))}
                </p>
            </Show>
        </form>
    }
}

/// Opens the sample of the address again.
pub fn again(state: super::state::State, retry: Retry) {
    let sample = state.address.with_untracked(|address| address.sample.clone());
    state.alert.set(None);
    match (retry, sample) {
        (Retry::Open, Some(sample)) => flow::open(state, sample, timing::now()),
        (Retry::View, _) => flow::view(state),
        (Retry::Load, _) => super::load::all(state),
        (Retry::Archive, _) => super::download::start(state),
        _ => {}
    }
}
