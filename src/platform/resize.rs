//! Hears of each change of the size of an element.

use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

/// Watches an element, until it is dropped.
#[derive(Debug)]
pub struct ResizeWatch {
    observer: ResizeObserver,
    _changed: Closure<dyn Fn()>,
}

impl ResizeWatch {
    /// Calls `changed` soon, and after each change of the element's size; `None` where the browser cannot.
    pub fn new(element: &Element, changed: impl Fn() + 'static) -> Option<Self> {
        let changed = Closure::<dyn Fn()>::new(changed);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _changed: changed })
    }
}

impl Drop for ResizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
