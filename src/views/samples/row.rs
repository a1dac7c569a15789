//! A sample as a row.

use crate::actions::navigate;
use crate::platform::{intl, scheduler};
use crate::services::samples::describe::describe;
use crate::state::samples::SampleState;
use crate::state::use_app_state;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use matryoshka_core::hash::SampleHash;
use matryoshka_core::samples::digest::SampleDigest;
use matryoshka_core::table::classification::Classification;
use matryoshka_core::table::escape::shortened;
use matryoshka_core::table::format_size;

/// Letters of a type that are shown.
const LONGEST: usize = 200;

/// The row of a sample.
#[component]
pub fn SampleRow(
    /// Its hash.
    hash: SampleHash,
    /// What has come of it.
    progress: ArcRwSignal<SampleState>,
) -> impl IntoView {
    let state = use_app_state();
    let progress = RwSignal::from(progress);
    let label = hash.to_string();
    let address = format!("?sample={label}");
    let open = move |event: MouseEvent| {
        // With a key held the browser opens it elsewhere.
        if !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
            event.prevent_default();
            navigate::open_sample(state, hash.clone(), scheduler::now());
        }
    };
    let number = move |of: fn(&SampleDigest) -> String| {
        view! { <td class="number">{move || progress.with(|state| digest(state).map(of))}</td> }
    };
    let worst = move || progress.with(|state| digest(state).and_then(SampleDigest::worst));
    view! {
        <tr>
            <th scope="row"><a href=address on:click=open><code>{label}</code></a></th>
            {number(|digest| intl::number(digest.files.into()))}
            {number(|digest| intl::number(digest.unique.into()))}
            <td class="worst" data-verdict=move || worst().map(Classification::word)>
                {move || worst().map(Classification::word)}
            </td>
            {number(|digest| intl::number(digest.count(Classification::Malicious).into()))}
            {number(|digest| intl::number(digest.count(Classification::Suspicious).into()))}
            {number(|digest| format_size::size(digest.bytes))}
            {number(|digest| intl::number(digest.depth.into()))}
            <td>
                <bdi>{move || progress.with(|state| digest(state).map(top_type))}</bdi>
            </td>
            <td class="state">{move || progress.with(describe)}</td>
        </tr>
    }
}

fn digest(state: &SampleState) -> Option<&SampleDigest> {
    if let SampleState::Loaded { digest, .. } = state { Some(digest) } else { None }
}

fn top_type(digest: &SampleDigest) -> String {
    digest.top_type.as_ref().map(|name| shortened(name, LONGEST).into_owned()).unwrap_or_default()
}
