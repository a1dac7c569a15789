//! Widths as they are on the screen.

use matryoshka_core::table::schema::Column;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The style's name for the tracks of the grid.
const TRACKS: &str = "--columns";

/// The children of an element.
pub fn children(element: &Element) -> impl Iterator<Item = Element> {
    let children = element.children();
    (0..children.length()).filter_map(move |at| children.item(at))
}

/// The width of an element, in CSS pixels.
pub fn width(element: &Element) -> f64 {
    element.get_bounding_client_rect().width()
}

/// The columns in front of a header that share what room is left, with their widths: another width of a column must not move
/// where it begins.
pub fn shared_before(cell: &Element, columns: &[&'static Column]) -> Vec<(&'static Column, f64)> {
    let Some(row) = cell.parent_element() else { return Vec::new() };
    let before = children(&row).take_while(|other| !other.is_same_node(Some(cell)));
    let widths = columns.iter().copied().zip(before.map(|other| width(&other)));
    widths.filter(|(column, _)| column.width.share.is_some()).collect()
}

/// How wide a column has to be so that nothing in the rows that are drawn is cut.
pub fn content_width(cell: &Element, at: usize) -> Option<f64> {
    let sheet: HtmlElement = cell.closest("[role=treegrid], [role=table]").ok()??.unchecked_into();
    let style = sheet.style();
    let before = style.get_property_value(TRACKS).ok()?;
    let mut tracks: Vec<&str> = before.split(' ').collect();
    *tracks.get_mut(at)? = "max-content";
    // The name and the words are fixed and good, so setting them cannot fail.
    let _ = style.set_property(TRACKS, &tracks.join(" "));
    let rows = sheet.query_selector_all("[role=row]").ok()?;
    let cells =
        (0..rows.length()).filter_map(|row| rows.get(row)?.unchecked_into::<Element>().children().item(at as u32));
    let widths = cells.map(|cell| width(&cell));
    let widest = widths.fold(0.0, f64::max);
    let _ = style.set_property(TRACKS, &before);
    // What is measured is a fraction of a pixel less than what is needed.
    (widest > 0.0).then(|| widest.ceil() + 1.0)
}
