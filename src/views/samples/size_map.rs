//! The differences as a map: what a block takes is by how much its size differs, and its pattern says which way.
//!
//! The blocks of a kind are one path of a drawing, so thousands of them are five elements. What follows the pointer and the keys lies
//! over it, as on the map of a sample.

mod drawing;
mod sheet;
mod table;

use crate::words::differences as words;
use drawing::{Drawing, Swatch};
use leptos::prelude::*;
use matryoshka_core::compare::sizes::SizeChange;
use matryoshka_core::icicle::Kind;
use sheet::Sheet;
use table::{Largest, Way};

/// The map with all that belongs to it.
#[component]
pub fn SizeMap() -> impl IntoView {
    let sheet = Sheet::new();
    let item = |change: SizeChange| view! { <li><Swatch change/><span>{words::size_change(change)}</span></li> };
    view! {
        <div class="map">
            <div class="map-bar"><Way sheet/></div>
            <div class="map-parts">
                <div class="map-part">
                    <Drawing sheet/>
                    <ul class="map-legend" aria-label=words::SIZES>
                        {SizeChange::ALL.iter().copied().map(item).collect_view()}
                    </ul>
                    <p class="map-hint" id="size-map-keys">{words::MAP_KEYS}</p>
                </div>
                <div class="map-aside"><Largest sheet/></div>
            </div>
        </div>
    }
}
