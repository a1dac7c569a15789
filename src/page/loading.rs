//! Rows on their way: the progress bar, Cancel, and Load all where the listing is a part.

use super::flow::needs_all;
use super::load;
use super::state::state;
use crate::browser::intl;
use crate::listing::measure;
use crate::page::live::{act, flag, live, part};
use crate::page::slot::worked_out;
use leptos::prelude::*;

/// Bytes of JSON that a row takes, as seen on real appliances.
const ROW_BYTES: u64 = 640;

/// The bar below the tools.
#[component]
pub fn LoadingBar() -> impl IntoView {
    let state = state();
    let loading = move || state.loading.get();
    let partial = worked_out(move || {
        state.revision.track();
        state.loading.track();
        let needed = state.address.with(needs_all);
        state
            .with_case(|case| (!case.is_complete()).then(|| (case.listing.len(), case.count())))
            .flatten()
            .map(|(came, count)| (came, count, needed))
    });
    let cancel = move |_| {
        if let Some(desk) = state.desk() {
            desk.stop.borrow_mut().take().inspect(web_sys::AbortController::abort);
        }
        state.loading.set(None);
        state.redraw();
    };
    view! {
        <div class="loading" class:idle=live(move || loading().is_none())>
            <Show when=flag(move || loading().is_some())>
                <progress
                    aria-label="Loading files"
                    aria-valuenow=live(move || loading().map(|p| (p.came as u64).to_string()))
                    aria-valuemin="0"
                    aria-valuemax=live(move || loading().and_then(|p| p.of).map(|of| (of as u64).to_string()))
                    prop:max=live(move || loading().and_then(|p| p.of).unwrap_or(1.0).max(1.0))
                    prop:value=live(move || loading().map_or(0.0, |p| p.came))
                ></progress>
                <span class="came">
                    {live(move || loading().map(|p| match p.of {
                        Some(of) if state.file.with(Option::is_some) => {
                            format!("Reading the file, {} %", (p.came / of.max(1.0) * 100.0) as u32)
                        }
                        Some(of) => format!("{} of {} files", intl::number(p.came as u64), intl::number(of as u64)),
                        None => "Asking the appliance…".to_owned(),
                    }))}
                </span>
                <button type="button" on:click=cancel>"Cancel"</button>
            </Show>
            <Show when=flag(move || loading().is_none() && partial.get().is_some())>
                {part(move || partial.get().map(|(came, count, needed)| {
                    let bytes = measure::size(u64::from(count - came) * ROW_BYTES);
                    let missing = intl::number((count - came).into());
                    let words = if needed {
                        format!("These are {} of {} files. This view, filter and sort need all of them: {missing} more, about {bytes}.",
                            intl::number(came.into()), intl::number(count.into()))
                    } else {
                        format!("Filter, sort and tree need all files: {missing} more, about {bytes}.")
                    };
                    view! {
                        <p class="part" class:marked=needed>{words}</p>
                        <button type="button" class:primary=needed on:click=act(move |_| load::all(state))>"Load all"</button>
                    }
                }))}
            </Show>
        </div>
    }
}
