//! Open a sample: the hash, its kind as it is typed, and what is wrong with it.

use crate::actions::navigate;
use crate::platform::scheduler;
use crate::state::{AppState, use_app_state};
use crate::words::{open as words, samples};
use leptos::ev::{ClipboardEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::hash::list::{HashList, MOST};
use matryoshka_core::hash::{HashFault, SampleHash};

/// The search at the head of the page.
#[component]
pub fn OpenSampleForm() -> impl IntoView {
    let state = use_app_state();
    let text = RwSignal::new(String::new());
    let refused = RwSignal::new(None::<HashFault>);
    // What was pasted over several lines, and what the field shows of it.
    let list = StoredValue::new((String::new(), String::new()));
    let input = NodeRef::<html::Input>::new();
    let named = Memo::new(move |_| state.route.with(|url| url.sample.clone()));
    Effect::new(move || {
        text.set(named.get().map(|sample| sample.to_string()).unwrap_or_default());
        refused.set(None);
    });
    let is_refused = move || refused.with(Option::is_some);
    let typed = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        text.set(event.target().value());
        refused.set(None);
    };
    // The field is one line, and would put the end of one line and the beginning of the next together.
    let pasted = move |event: ClipboardEvent| {
        let text_of = |data: web_sys::DataTransfer| data.get_data("text/plain").ok();
        let Some(lines) = event.clipboard_data().and_then(text_of).filter(|text| text.trim().contains(['\n', '\r']))
        else {
            return;
        };
        event.prevent_default();
        let shown =
            SampleHash::parse(&lines).map_or_else(|_| lines.replace(['\n', '\r'], " "), |hash| hash.to_string());
        text.set(shown.clone());
        list.set_value((shown, lines));
        refused.set(None);
    };
    let open = move |event: SubmitEvent| {
        event.prevent_default();
        let since = scheduler::now();
        match text.with_untracked(|text| SampleHash::parse(text)) {
            Ok(sample) => {
                // The page writes hashes in one way.
                text.set(sample.to_string());
                navigate::open_sample(state, sample, since);
            }
            Err(HashFault::Several(_)) => {
                let is_pasted = list.with_value(|(shown, _)| text.with_untracked(|text| text == shown));
                let lines = if is_pasted { list.with_value(|(_, lines)| lines.clone()) } else { text.get_untracked() };
                open_several(state, HashList::read(&lines, MOST));
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
    view! {
        <form class="open" role="search" aria-label=words::SAMPLE on:submit=open>
            <div class="field" class:wrong=is_refused>
                <input
                    type="text"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby="hash-kind"
                    aria-label=words::HASH
                    placeholder=words::HASH_HINT
                    aria-invalid=move || is_refused().to_string()
                    node_ref=input
                    prop:value=text
                    on:input:target=typed
                    on:paste=pasted
                />
                <span id="hash-kind" class="kind" aria-live="polite">{move || text.with(|text| describe(text))}</span>
            </div>
            <button type="submit" class="primary">{words::OPEN}</button>
            {move || refused.with(|fault| {
                fault.as_ref().map(|fault| view! { <p class="refused" role="alert">{fault.to_string()}</p> })
            })}
        </form>
    }
}

/// Opens the samples of a list. Hashes of one file that stand together are one.
fn open_several(state: AppState, list: HashList) {
    match &list.hashes[..] {
        [one] => navigate::open_sample(state, one.clone(), scheduler::now()),
        [] => state.alerts.tell(samples::NO_HASHES, samples::PASTE_HASHES),
        _ => navigate::open_samples(state, list),
    }
}

/// What is known of a text so far.
fn describe(text: &str) -> String {
    match SampleHash::parse(text) {
        Ok(hash) => hash.kind().name().to_owned(),
        Err(HashFault::Empty) => String::new(),
        Err(HashFault::Length(digits)) => words::digits(digits),
        Err(HashFault::NotHex(_)) => words::NO_HASH.to_owned(),
        Err(HashFault::Several(count)) => samples::several(count),
    }
}
