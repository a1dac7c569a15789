//! That a sample is shown as a saved case holds it.

use crate::state::use_app_state;
use crate::words::samples as words;
use leptos::prelude::*;

/// The file that the rows on screen come from, where they are those of a sample of a saved case.
#[component]
pub fn FromCase() -> impl IntoView {
    let state = use_app_state();
    let file = Memo::new(move |_| {
        let is_saved = state.dataset.with_rows(|dataset| dataset.file.is_some()).unwrap_or(false);
        let is_sample = state.dataset.sample.with(Option::is_some);
        if is_saved && is_sample { state.samples.case().and_then(|case| case.file_name.clone()) } else { None }
    });
    move || {
        let file = file.get()?;
        Some(view! { <span class="part" title=words::AS_SAVED_HINT>{words::as_saved(&file)}</span> })
    }
}
