//! The alert: what went wrong, why it may be, and what to do about it.

use super::element::{El, button, el};
use super::open_sample::again;
use super::state::{Retry, state};
use super::words::alert as words;

/// The alert at the head of the page, while there is something to say.
pub fn bar() -> Vec<El> {
    let state = state();
    let Some(alert) = state.alert.get() else { return Vec::new() };
    let why: Vec<El> = alert.words.why.iter().map(|why| el("li", "").text(why)).collect();
    let said = el("div", "class=alert-words").with(&[
        el("p", "class=what").text(&alert.words.what),
        el("ul", "").with(&why),
        el("p", "class=next").text(&alert.words.next),
    ]);
    let mut actions = el("div", "class=alert-actions");
    if alert.retry != Retry::No {
        actions = actions.with(&[button(words::RETRY, "", move || again(state, alert.retry))]);
    }
    let dismiss = button("×", "class=quiet", move || state.alert.set(None));
    let actions = actions.with(&[dismiss.set("aria-label", words::DISMISS).set("title", words::DISMISS)]);
    vec![el("div", "class=alert;role=alert").with(&[said, actions])]
}
