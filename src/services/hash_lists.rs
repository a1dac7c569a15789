//! Lists of hashes as filters: taking in what is pasted.

use crate::state::AppState;
use crate::words::hash_lists as words;
use matryoshka_core::hash::list::HashList;
use matryoshka_core::query::hash_lists::MOST_HASHES;
use web_sys::{ClipboardEvent, HtmlInputElement};

/// Takes a list of hashes out of what is pasted into a field for a filter, and puts its name where the cursor is. Gives the text of
/// the field then; none where no list is pasted.
pub fn paste(state: AppState, event: &ClipboardEvent, field: &HtmlInputElement) -> Option<String> {
    let pasted = event.clipboard_data()?.get_data("text/plain").ok()?;
    // On one line it may be a filter.
    if !pasted.trim().contains(['\n', '\r']) && pasted.contains(':') {
        return None;
    }
    let list = HashList::read(&pasted, MOST_HASHES);
    if list.hashes.len() < 2 {
        return None;
    }
    event.prevent_default();
    let (count, beyond) = (list.hashes.len(), list.beyond);
    let name = state.hash_lists.add(list.hashes);
    state.alerts.notify(&words::taken(&name, count, beyond));
    let term = format!("in:{name}");
    // Where the browser does not say what is selected, the list stands at the end.
    let end = field.value().encode_utf16().count() as u32;
    let place = |place: Result<Option<u32>, _>| place.ok().flatten().unwrap_or(end);
    let (from, to) = (place(field.selection_start()), place(field.selection_end()));
    // Without a place of its own it is put behind all.
    if field.set_range_text_with_start_and_end(&padded(&field.value(), &term, from, to), from, to).is_err() {
        field.set_value(&format!("{} {term}", field.value()));
    }
    Some(field.value())
}

/// A term with the spaces that part it from what stands before and behind.
fn padded(text: &str, term: &str, from: u32, to: u32) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let is_space = |at: Option<usize>| at.and_then(|at| units.get(at)).is_none_or(|unit| *unit == u16::from(b' '));
    let before = if is_space((from as usize).checked_sub(1)) { "" } else { " " };
    let behind = if is_space(Some(to as usize)) { "" } else { " " };
    [before, term, behind].concat()
}
