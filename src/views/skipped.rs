//! The members of the archive that a job has left out.

use leptos::prelude::*;

/// They are folded away, and there is nothing where none was left out.
#[component]
pub fn SkippedMembers(
    /// The members, each with the reason.
    skipped: RwSignal<Vec<String>>,
    /// What is seen of them at first.
    summary: &'static str,
) -> impl IntoView {
    move || {
        skipped.with(|skipped| {
            let lines = skipped.iter().map(|line| view! { <li><bdi>{line.clone()}</bdi></li> }).collect_view();
            (!skipped.is_empty()).then(|| view! { <details><summary>{summary}</summary><ul>{lines}</ul></details> })
        })
    }
}
