//! What of a list of hashes was no hash, with its line.

use crate::state::use_app_state;
use crate::words::{more, samples as words};
use leptos::prelude::*;
use matryoshka_core::hash::list::Refused;

/// The lines, where there are any.
#[component]
pub fn RefusedLines() -> impl IntoView {
    let refused = use_app_state().samples.refused;
    let line = |Refused { line, text, fault }: Refused| {
        view! { <li>{words::line(line)} ": " <bdi><code>{text}</code></bdi> " " {fault.to_string()}</li> }
    };
    move || {
        let (lines, beyond) = refused.get();
        (!lines.is_empty()).then(|| {
            let count = lines.len() + beyond as usize;
            view! {
                <details class="refused-lines">
                    <summary>{words::refused(count)}</summary>
                    <ul>
                        {lines.into_iter().map(line).collect_view()}
                        {(beyond > 0).then(|| view! { <li>{more(beyond as usize)}</li> })}
                    </ul>
                </details>
            }
        })
    }
}
