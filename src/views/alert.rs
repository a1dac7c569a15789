//! The alert: what went wrong, why it may be, and what to do about it.

use crate::actions::retry::retry;
use crate::components::button::IconButton;
use crate::state::alerts::{Alert, Retry};
use crate::state::use_app_state;
use crate::words::alert as words;
use leptos::prelude::*;

/// The alert at the head of the page, while there is something to say.
#[component]
pub fn AlertBar() -> impl IntoView {
    let alert = use_app_state().alerts.alert;
    move || alert.get().map(|alert| view! { <AlertBox alert/> })
}

#[component]
fn AlertBox(alert: Alert) -> impl IntoView {
    let state = use_app_state();
    let Alert { explanation, retry: offered } = alert;
    let why = explanation.why.into_iter().map(|why| view! { <li>{why}</li> }).collect_view();
    let has_button = offered != Retry::None;
    view! {
        <div class="alert" role="alert">
            <div class="alert-words">
                <p class="what">{explanation.what}</p>
                <ul>{why}</ul>
                <p class="next">{explanation.next}</p>
            </div>
            <div class="alert-actions">
                {has_button.then(|| view! {
                    <button type="button" on:click=move |_| retry(state, offered)>{words::RETRY}</button>
                })}
                <IconButton sign="×" label=words::DISMISS class="quiet" on_press=move |_| state.alerts.clear()/>
            </div>
        </div>
    }
}
