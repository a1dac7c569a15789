//! What is kept between visits: choices in `localStorage`, what is of a sample or secret in `sessionStorage` only, and
//! the token only when asked.

use web_sys::Storage;

/// Where a value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// For this tab.
    Tab,
    /// On this machine.
    Machine,
}

fn storage(shelf: Shelf) -> Option<Storage> {
    let window = super::window();
    // Browsers that are told to keep nothing throw here.
    match shelf {
        Shelf::Tab => window.session_storage(),
        Shelf::Machine => window.local_storage(),
    }
    .ok()
    .flatten()
}

/// The value, if there is one.
pub fn get(shelf: Shelf, key: &str) -> Option<String> {
    storage(shelf)?.get_item(key).ok().flatten()
}

/// Keeps a value. A browser that keeps nothing is no error: the page works without.
pub fn set(shelf: Shelf, key: &str, value: &str) {
    if let Some(storage) = storage(shelf) {
        let _ = storage.set_item(key, value);
    }
}

/// Forgets a value.
pub fn remove(shelf: Shelf, key: &str) {
    if let Some(storage) = storage(shelf) {
        let _ = storage.remove_item(key);
    }
}
