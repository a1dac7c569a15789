//! Pages of the list.

use super::arrange::{last_page, shown_page};
use super::element::{El, button, el};
use super::slot::worked_out;
use super::state::state;
use super::words::pages as words;
use crate::address::PAGE_SIZES;

/// The navigation below the list.
pub fn navigation() -> El {
    let state = state();
    let place = worked_out(move || {
        state.revision.track();
        let rows = state.with_case(crate::case::Case::list_len).unwrap_or(0);
        state.address.with(|address| (shown_page(address, rows), last_page(address, rows)))
    });
    // A button that turns to a page, by the present one and the last.
    let turn = move |sign: &str, name: &str, to: fn((u32, u32)) -> u32| {
        let turn = button(sign, "", move || {
            let page = to(place.get_untracked());
            state.go(|address| address.page = page);
        });
        let here = move || to(place.get()).clamp(1, place.get().1) == place.get().0;
        turn.set("aria-label", name).set("title", name).flag("disabled", here)
    };
    let back = el("div", "class=group")
        .with(&[turn("«", words::FIRST, |_| 1), turn("‹", words::PREVIOUS, |(page, _)| page - 1)]);
    let on = el("div", "class=group")
        .with(&[turn("›", words::NEXT, |(page, _)| page + 1), turn("»", words::LAST, |(_, last)| last)]);
    let where_it_is = el("span", "class=place;aria-live=polite").says(move || {
        let (page, last) = place.get();
        words::place(page, last)
    });
    let size = worked_out(move || state.address.with(|address| address.page_size));
    let select = el("select", "").set("aria-label", words::ROWS).part(move || options(size.get()));
    let own = select.clone();
    let select = select.on("change", move |_| {
        let Some(chosen) = sizes(size.get_untracked()).get(own.choice()).copied() else { return };
        // The first row that is seen stays in view.
        let row = (place.get_untracked().0 - 1).saturating_mul(size.get_untracked());
        state.go(|address| {
            address.page_size = chosen;
            address.page = row / chosen + 1;
        });
    });
    let sizes = el("label", "class=sizes").with(&[el("span", "").text(words::ROWS), select]);
    el("nav", "class=pages").set("aria-label", words::PAGES).with(&[back, where_it_is, on, sizes])
}

/// The sizes to choose from; one that stands in the address is among them.
fn sizes(present: u32) -> Vec<u32> {
    let mut sizes = PAGE_SIZES.to_vec();
    if !sizes.contains(&present) {
        sizes.insert(sizes.partition_point(|size| *size < present), present);
    }
    sizes
}

fn options(present: u32) -> Vec<El> {
    let option = |size: u32| {
        let option = el("option", if size == present { "selected" } else { "" });
        option.set("value", &size.to_string()).text(&size.to_string())
    };
    sizes(present).into_iter().map(option).collect()
}
