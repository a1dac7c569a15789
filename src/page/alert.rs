//! The alert: what went wrong, why it may be, and what to do about it.

use super::open_sample::again;
use super::state::{Retry, state};
use crate::page::live::{act, flag, live, part};
use leptos::prelude::*;

/// The alert at the head of the page, while there is something to say.
#[component]
pub fn AlertBar() -> impl IntoView {
    let state = state();
    let words = move || state.alert.get().map(|alert| alert.words).unwrap_or_default();
    let retry = move || state.alert.with(|alert| alert.as_ref().map_or(Retry::No, |alert| alert.retry));
    view! {
        <Show when=flag(move || state.alert.with(Option::is_some))>
            <div class="alert" role="alert">
                <div class="alert-words">
                    <p class="what">{live(move || words().what)}</p>
                    <ul>
                        {part(move || words().why.into_iter().map(|why| view! { <li>{why}</li> }).collect_view())}
                    </ul>
                    <p class="next">{live(move || words().next)}</p>
                </div>
                <div class="alert-actions">
                    <Show when=flag(move || retry() != Retry::No)>
                        <button type="button" on:click=act(move |_| again(state, retry()))>"Retry"</button>
                    </Show>
                    <button type="button" class="quiet" aria-label="Dismiss" title="Dismiss" on:click=act(move |_| state.alert.set(None))>"×"</button>
                </div>
            </div>
        </Show>
    }
}
