//! Follows the address: opens the sample that it names, and shows of it what it asks for.

use super::present::present;
use super::{leave, open_sample, samples};
use crate::platform::scheduler;
use crate::state::AppState;
use crate::state::alerts::Retry;
use crate::state::dataset::Phase;
use crate::state::jobs::JobKind;
use leptos::prelude::*;
use matryoshka_core::url_state::SampleList;

/// Follows the address for as long as the page lives. Until it is known which appliance may be asked, no sample is opened.
pub fn follow(state: AppState) {
    let may_ask = Memo::new(move |_| state.connection.asking.with(|asking| asking.may_ask()));
    Effect::new(move || {
        let may_ask = may_ask.get();
        let url = state.route.get();
        let Some(sample) = url.sample else {
            if url.samples != SampleList::None {
                samples::show(state, &url.samples, may_ask);
                return;
            }
            state.jobs.cancel(JobKind::LoadSamples);
            if state.dataset.file_name.with_untracked(Option::is_some) {
                // Back from a sample that is awaited or could not be opened.
                open_sample::cancel(state);
                state.alerts.clear_if(|retry| retry == Retry::Open);
                present(state);
            } else if state.dataset.phase.get_untracked() != Phase::Start || state.dataset.is_opening.get_untracked() {
                leave::leave(state);
            }
            return;
        };
        // No more is asked at once than for one sample alone; what is missing goes on when the person comes back.
        state.jobs.cancel(JobKind::LoadSamples);
        let is_opening = state.dataset.is_opening.get_untracked();
        let is_awaited = is_opening && state.dataset.awaited.with_value(|awaited| awaited.as_ref() == Some(&sample));
        if state.dataset.sample.get_untracked().as_ref() == Some(&sample) {
            // Back from one that is awaited or could not be opened. One that is asked for again comes all the same.
            if is_opening && !is_awaited {
                open_sample::cancel(state);
                state.alerts.clear();
            }
            state.alerts.clear_if(|retry| retry == Retry::Open);
            present(state);
        } else if !is_awaited && !samples::open_saved(state, &sample) && may_ask {
            open_sample::open(state, sample, scheduler::now());
        }
    });
}
