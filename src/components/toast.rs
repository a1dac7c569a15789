//! What was done last: seen for some seconds, and heard by those who listen to the page.

use crate::state::use_app_state;
use leptos::prelude::*;
use std::time::Duration;

/// How long a notice is seen.
const SEEN: Duration = Duration::from_secs(5);

/// The place of notices. The words stay when they are no longer seen, so that they can be read again by those who listen.
#[component]
pub fn Toast() -> impl IntoView {
    let notice = use_app_state().alerts.notice;
    let is_seen = RwSignal::new(false);
    Effect::new(move |before: Option<u32>| {
        let number = notice.with(|notice| notice.number);
        if before.is_some_and(|before| before != number) {
            is_seen.set(true);
            let is_last = move || notice.with_untracked(|notice| notice.number) == number;
            set_timeout(
                move || {
                    if is_last() {
                        is_seen.set(false);
                    }
                },
                SEEN,
            );
        }
        number
    });
    view! {
        <p class=move || if is_seen.get() { "toast" } else { "offscreen" } role="log" aria-live="polite">
            {move || notice.with(|notice| notice.words.clone())}
        </p>
    }
}
