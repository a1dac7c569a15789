//! The map: the whole sample at a glance, and the same in words and in a table beside it.
//!
//! The blocks are drawn on a canvas by hand ([`canvas`]): there can be thousands, and none of them is an element. What
//! follows the pointer and the keys lies over the canvas as ordinary elements; nothing is drawn for it.

mod branch_table;
mod canvas;
mod chart;
mod describe;
mod field;
mod save;
mod swatch;

use crate::state::use_app_state;
use crate::words::map as words;
use branch_table::{BranchPath, BranchTable};
use chart::Chart;
use field::Field;
use leptos::prelude::*;
use matryoshka_core::icicle::picture::Mark;
use matryoshka_core::icicle::weights::Area;
use matryoshka_core::table::classification::Classification;
use swatch::Swatch;

/// The map with all that belongs to it.
#[component]
pub fn MapView() -> impl IntoView {
    let chart = Chart::new(use_app_state());
    view! {
        <div class="map">
            <div class="map-bar">
                <BranchPath chart/>
                <span class="spring"></span>
                <AreaChoice chart/>
                <div class="group">
                    <button type="button" on:click=move |_| save::save(chart, false)>{words::SAVE_SVG}</button>
                    <button type="button" on:click=move |_| save::save(chart, true)>{words::SAVE_PNG}</button>
                </div>
            </div>
            <div class="map-parts">
                <div class="map-part">
                    <Field chart/>
                    <Legend/>
                    <Marks chart/>
                    <p class="map-hint" id="map-keys">{words::KEYS}</p>
                </div>
                <div class="map-aside"><BranchTable chart/></div>
            </div>
        </div>
    }
}

/// What the width of a block stands for.
#[component]
fn AreaChoice(chart: Chart) -> impl IntoView {
    let radio = move |(value, label): (Area, &'static str)| {
        view! {
            <label class="check">
                <input
                    type="radio"
                    name="area"
                    prop:checked=move || chart.area.get() == value
                    on:change=move |_| chart.area.set(value)
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <div class="group" role="radiogroup" aria-label=words::AREA>
            <span aria-hidden="true">{words::AREA}</span>
            {[(Area::Size, words::SIZE), (Area::Files, words::FILES)].map(radio).collect_view()}
        </div>
    }
}

/// A swatch for each verdict; the colours of the canvas are taken from them.
#[component]
fn Legend() -> impl IntoView {
    let item = |verdict: Classification| view! { <li><Swatch verdict/></li> };
    view! { <ul class="map-legend" aria-label=words::VERDICTS>{Classification::ALL.map(item).collect_view()}</ul> }
}

/// What the marks on blocks stand for, where there are some.
#[component]
fn Marks(chart: Chart) -> impl IntoView {
    let marked = Memo::new(move |_| {
        chart.band.track();
        chart.state.dataset.marks.track();
        let icicle = chart.icicle.get();
        chart.read(|dataset, _| chart.picture(&icicle, dataset).marked()).unwrap_or_default()
    });
    let item =
        |mark: Mark| view! { <li><span class="swatch" data-mark=mark.word()></span><span>{mark.name()}</span></li> };
    view! {
        <Show when=move || marked.with(|marked| !marked.is_empty())>
            <ul class="map-legend" aria-label=words::MARKS>{move || marked.get().into_iter().map(item).collect_view()}</ul>
        </Show>
    }
}
