//! What is kept between visits: choices in `localStorage`, what is of a sample or secret in `sessionStorage` only, and
//! the token only when asked.

use web_sys::Storage;

/// Where a value is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageArea {
    /// For this tab.
    Tab,
    /// On this machine.
    Machine,
}

fn storage(area: StorageArea) -> Option<Storage> {
    let window = crate::platform::window();
    // Browsers that are told to keep nothing throw here.
    match area {
        StorageArea::Tab => window.session_storage(),
        StorageArea::Machine => window.local_storage(),
    }
    .ok()
    .flatten()
}

/// The value, if there is one.
pub fn get(area: StorageArea, key: &str) -> Option<String> {
    storage(area)?.get_item(key).ok().flatten()
}

/// Keeps a value. A browser that keeps nothing is no error: the page works without.
pub fn set(area: StorageArea, key: &str, value: &str) {
    if let Some(storage) = storage(area) {
        let _ = storage.set_item(key, value);
    }
}

/// Forgets a value.
pub fn remove(area: StorageArea, key: &str) {
    if let Some(storage) = storage(area) {
        let _ = storage.remove_item(key);
    }
}
