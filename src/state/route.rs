//! The address as a signal. It is the single source of what is shown: actions write it, the page follows.

use crate::platform::{history, scheduler};
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::url_state::{UrlFault, UrlState, View};

/// How long changes have to rest before the address bar follows them, in milliseconds: browsers allow only so many.
const DEBOUNCE: i32 = 300;

/// The address.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    url: RwSignal<UrlState>,
    /// Counts debounced changes, so that only the last one is written.
    turn: StoredValue<u32>,
}

impl Route {
    /// The address that the page was opened with. What is malformed in it is told by [`Route::read`].
    pub fn new() -> Self {
        Self { url: RwSignal::new(UrlState::read(&history::query()).0), turn: StoredValue::new(0) }
    }

    /// Reads the address bar, and gives what is malformed in it.
    pub fn read(&self) -> Vec<UrlFault> {
        let (url, faults) = UrlState::read(&history::query());
        if self.url.with_untracked(|old| *old != url) {
            self.url.set(url);
        }
        faults
    }

    /// The address, tracked.
    pub fn get(&self) -> UrlState {
        self.url.get()
    }

    /// The address, not tracked.
    pub fn get_untracked(&self) -> UrlState {
        self.url.get_untracked()
    }

    /// Looks at the address, tracked.
    pub fn with<T>(&self, look: impl FnOnce(&UrlState) -> T) -> T {
        self.url.with(look)
    }

    /// Looks at the address, not tracked.
    pub fn with_untracked<T>(&self, look: impl FnOnce(&UrlState) -> T) -> T {
        self.url.with_untracked(look)
    }

    /// The view, as a value that changes only when the view does.
    pub fn view(&self) -> Memo<View> {
        let route = *self;
        Memo::new(move |_| route.with(|url| url.view))
    }

    /// Goes to another address, as a step that Back leaves.
    pub fn push(&self, url: UrlState) {
        history::push(&url.query());
        self.url.set(url);
    }

    /// Changes the address in place; the address bar follows once changes rest.
    pub fn replace_debounced(&self, url: UrlState) {
        self.url.set(url);
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        let route = *self;
        spawn_local(async move {
            scheduler::sleep(DEBOUNCE).await;
            if route.turn.get_value() == turn {
                history::replace(&route.get_untracked().query());
            }
        });
    }
}

impl Default for Route {
    fn default() -> Self {
        Self::new()
    }
}
