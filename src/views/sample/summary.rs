//! The sample in numbers, once all of it is loaded.

use crate::platform::{intl, scheduler};
use crate::state::use_app_state;
use crate::words::head as words;
use leptos::prelude::*;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::dataset::digest::digest;
use matryoshka_core::insights::duplicates::Duplicates;
use matryoshka_core::table::completeness::Completeness;
use matryoshka_core::table::escape::shortened;
use matryoshka_core::table::format_size;

/// Letters of a type that are shown.
const LONGEST: usize = 300;

/// The numbers. What takes time to count waits until the rows are on screen: they are what people wait for.
#[component]
pub fn Summary() -> impl IntoView {
    let dataset = use_app_state().dataset;
    let is_due = StoredValue::new(false);
    let text = Memo::new(move |_| {
        let is_counted = dataset.with_rows(|dataset| !dataset.is_stale() && dataset.is_digested()).unwrap_or(false);
        if is_counted {
            return dataset.read(describe).flatten().unwrap_or_default();
        }
        let is_laid_out = dataset.read(|dataset| !dataset.is_stale()).unwrap_or(false);
        if is_laid_out && !is_due.get_value() {
            is_due.set_value(true);
            scheduler::after_paint(move || {
                is_due.set_value(false);
                dataset.read(digest);
                dataset.rows_changed();
            });
        }
        String::new()
    });
    view! { <p class="summary" title=text>{text}</p> }
}

/// The sample in numbers, once all of it is loaded; of a file that is a part, why it is one.
fn describe(dataset: &Dataset) -> Option<String> {
    let Some(summary) = dataset.summary() else {
        return dataset.file.as_ref().and_then(Completeness::words).map(|why| words::part(&why));
    };
    let unique = dataset.duplicates_at_hand().map(Duplicates::unique);
    let mut text = words::all(summary.files, unique);
    text.push_str(&words::size(&format_size::size(summary.bytes), summary.depth));
    // Each entry says how many are below it, so the outermost ones say how many there should be.
    match summary.announced {
        Some(count) if count == u64::from(summary.files) => text.push_str(words::COMPLETE),
        Some(count) => text.push_str(&words::announced(count)),
        None => {}
    }
    for (at, (name, rows)) in summary.types.iter().enumerate() {
        text.push_str(if at == 0 { " · " } else { ", " });
        text.push_str(&format!("{} {}", intl::number((*rows).into()), shortened(name, LONGEST)));
    }
    Some(text)
}
