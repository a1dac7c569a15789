//! File details: everything the appliance says of one entry, as it said it.

mod fields;
mod hashes;
mod member;
mod related;

use crate::actions::rows::close_details;
use crate::components::button::IconButton;
use crate::state::use_app_state;
use crate::views::links::FileLinks;
use crate::views::yara::matches::YaraMatches;
use crate::words::{self, details as own};
use fields::Fields;
use hashes::Hashes;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use matryoshka_core::table::Row;
use matryoshka_core::table::escape::visible;
use member::Member;
use related::{Actions, Children, Place, Places};

/// The drawer of the selected row.
#[component]
pub fn Details(
    /// The row; while there is one the drawer is there.
    selected: Memo<Option<Row>>,
) -> impl IntoView {
    let state = use_app_state();
    let name = move || {
        let name = selected
            .get()
            .and_then(|row| state.dataset.with_rows(|dataset| visible(dataset.table.name(row)).into_owned()));
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| words::NO_NAME.to_owned())
    };
    let press = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close_details(state);
        }
    };
    view! {
        <aside class="details" role="complementary" aria-label=own::DETAILS on:keydown=press>
            <header class="details-head">
                <h2><bdi>{name}</bdi></h2>
                <IconButton
                    sign="×"
                    label=own::CLOSE
                    title=words::CLOSE
                    class="quiet"
                    on_press=move |_| close_details(state)
                />
            </header>
            {move || selected.get().map(|row| view! {
                <Actions row/>
                <Hashes row/>
                <Damaged row/>
                <FileLinks row/>
                <Place row/>
                <Member row/>
                <YaraMatches row/>
                <Places row/>
                <Children row/>
            })}
            <Fields selected/>
        </aside>
    }
}

/// Says of a row whose entry could not be read whole that it is one.
#[component]
fn Damaged(row: Row) -> impl IntoView {
    let is_damaged = use_app_state().dataset.read(|dataset| dataset.table.is_odd(row)).unwrap_or_default();
    is_damaged.then(|| view! { <p class="conflict">{own::DAMAGED}</p> })
}
