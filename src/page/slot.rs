//! Signals in few types.
//!
//! A signal of Leptos is compiled anew for every type of value. Here only a version is one; the value lies beside it, and
//! what is compiled for its type is little more than the access to it.

use super::live::follow;
use leptos::prelude::{RwSignal, Track, Update, untrack};
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

/// A value that can be followed. It is copied freely and lives as long as the page.
#[derive(Debug)]
pub struct Slot<T: 'static> {
    value: &'static RwLock<T>,
    version: RwSignal<u32>,
}

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Slot<T> {}

impl<T: Send + Sync + 'static> Slot<T> {
    /// For the state of the page, which is made once: the value is never given back.
    pub fn new(value: T) -> Self {
        Self { value: Box::leak(Box::new(RwLock::new(value))), version: RwSignal::new(0) }
    }

    fn read(&self) -> RwLockReadGuard<'static, T> {
        self.value.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the caller follow the value.
    pub fn track(&self) {
        self.version.track();
    }

    /// Looks at the value and follows it.
    pub fn with<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        self.track();
        look(&self.read())
    }

    /// Looks at the value.
    pub fn with_untracked<R>(&self, look: impl FnOnce(&T) -> R) -> R {
        look(&self.read())
    }

    /// Puts another value in its place.
    pub fn set(&self, value: T) {
        *self.value.write().unwrap_or_else(PoisonError::into_inner) = value;
        self.touch();
    }

    /// Changes the value.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.value.write().unwrap_or_else(PoisonError::into_inner));
        self.touch();
    }

    fn touch(&self) {
        self.version.update(|version| *version = version.wrapping_add(1));
    }
}

impl<T: Clone + Send + Sync + 'static> Slot<T> {
    /// The value, which is followed.
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    /// The value.
    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }
}

/// Follows a value that is worked out from others, and passes it on only when it has changed.
pub fn worked_out<T: PartialEq + Send + Sync + 'static>(mut work_out: impl FnMut() -> T + 'static) -> Slot<T> {
    // Whoever makes it follows what comes of it, and not what it is worked out from.
    let slot = Slot::new(untrack(&mut work_out));
    follow(move || {
        let value = work_out();
        if slot.with_untracked(|old| *old != value) {
            slot.set(value);
        }
    });
    slot
}
