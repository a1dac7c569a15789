//! Rows on their way: the progress bar, Cancel, and Load all where the listing is a part.

use super::element::{El, button, el};
use super::flow::{self, needs_all};
use super::load;
use super::slot::worked_out;
use super::state::{Progress, state};
use super::words::{CANCEL, loading as words};
use crate::case::Case;
use crate::listing::measure;

/// Bytes of JSON that a row takes, as seen on real appliances.
const ROW_BYTES: u64 = 640;

/// The bar in the head of the sample.
pub fn bar() -> El {
    let state = state();
    let partial = worked_out(move || {
        state.revision.track();
        state.loading.track();
        let needed = state.address.with(needs_all);
        // Where there are no rows there is nothing to load.
        let is_part = |case: &Case| !case.is_loaded() && case.count() > 0;
        let part = state.with_case(|case| is_part(case).then(|| (case.listing.len(), case.count(), case.ways.more)));
        part.flatten().map(|(came, count, more)| (came, count, more, needed))
    });
    let is_loading = move || state.loading.with(Option::is_some);
    el("div", "class=loading")
        .class("idle", move || !is_loading())
        .when(is_loading, progress)
        .when(is_loading, how_far)
        .when(is_loading, cancel)
        .part(move || {
            let Some((came, count, more, needed)) = partial.get().filter(|_| !is_loading()) else { return Vec::new() };
            let bytes = measure::size(u64::from(count - came) * ROW_BYTES);
            let (text, class) = if more {
                (words::uncounted(came), if needed { "class=primary" } else { "" })
            } else if needed {
                (words::needed(came, count, &bytes), "class=primary")
            } else {
                (words::missing(count - came, &bytes), "")
            };
            let said = el("p", if needed { "class=part marked" } else { "class=part" }).text(&text);
            vec![said, button(words::LOAD_ALL, class, move || load::all(state))]
        })
}

fn progress() -> El {
    let state = state();
    let whole = |number: f64| (number as u64).to_string();
    let came = move || state.loading.with(|progress| progress.as_ref().map(|p| whole(p.came)));
    let of = move || state.loading.with(|progress| progress.as_ref().and_then(|p| p.of).map(|of| whole(of.max(1.0))));
    el("progress", "aria-valuemin=0")
        .set("aria-label", words::LOADING)
        .follows("aria-valuenow", came)
        .follows("aria-valuemax", of)
        .follows("max", of)
        // Without a value the bar shows that something moves, and no share of it.
        .follows("value", move || of().and_then(|_| came()))
}

fn how_far() -> El {
    let state = state();
    el("span", "class=came").says(move || match state.loading.get() {
        Some(Progress { came, of: Some(of), .. }) if state.file.with(Option::is_some) => {
            words::reading((came / of.max(1.0) * 100.0) as u32)
        }
        Some(Progress { came, of: Some(of), .. }) => words::came(came as u64, of as u64),
        Some(_) => words::ASKING.to_owned(),
        None => String::new(),
    })
}

fn cancel() -> El {
    let state = state();
    button(CANCEL, "", move || {
        if state.busy.get_untracked() {
            flow::give_up(state);
        } else if let Some(desk) = state.desk() {
            desk.halt();
        }
        state.loading.set(None);
        state.redraw();
    })
}
