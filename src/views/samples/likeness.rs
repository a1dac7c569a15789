//! How alike the samples are, each with each, in the order in which those that are alike stand together.

use super::matrix::{DIGITS, columns};
use crate::state::use_app_state;
use crate::words::shared as words;
use leptos::prelude::*;

/// The table: the more two samples have in common, the stronger its cell.
#[component]
pub fn LikenessTable() -> impl IntoView {
    let state = use_app_state();
    move || {
        let shared = state.shared.index.get()?;
        let numbers = columns(&shared);
        let short = |sample: u32| shared.samples[sample as usize].hash.as_str()[..DIGITS].to_owned();
        let head =
            numbers.iter().map(|sample| view! { <th scope="col" class="number"><code>{short(*sample)}</code></th> });
        let row = |one: &u32| {
            let cell = |other: &u32| {
                let alike = shared.likeness.of(*one, *other);
                let strength = format!("{:.0}%", alike * 100.0);
                view! { <td class="number" style=("--alike", strength)>{words::percent(alike)}</td> }
            };
            let cells = numbers.iter().map(cell).collect_view();
            view! { <tr><th scope="row"><code>{short(*one)}</code></th>{cells}</tr> }
        };
        Some(view! {
            <div class="likeness" role="region" aria-label=words::LIKENESS tabindex="0">
                <table class="samples" aria-label=words::LIKENESS>
                    <thead><tr><th scope="col">{words::SAMPLE}</th>{head.collect_view()}</tr></thead>
                    <tbody>{numbers.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        })
    }
}
