//! The bodies of a listing as they came.

use super::streams::Gathering;
use js_sys::Array;
use std::cell::RefCell;
use std::ops::Range;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

/// The bodies as they came, so that a row's own bytes can be had again.
///
/// Making a `Blob` takes the page a sixth of the time in which a listing loads, so it waits until the rows are on screen,
/// or somebody asks for the bytes, or they become many.
#[derive(Debug, Default)]
pub struct Bodies {
    /// Of `Blob`s, `null` where one has not come yet.
    blobs: Array,
    /// Of those that have come whole, the number and the positions of the first row and behind the last.
    pages: Array,
    waiting: RefCell<Vec<(u16, Gathering)>>,
}

/// Bytes that wait at most.
const WAITING: f64 = 100_663_296.0;

impl Bodies {
    /// Begins one. Gives its number.
    pub fn begin(&self) -> u16 {
        self.keep(&JsValue::NULL)
    }

    /// The body with that number, once it has come as far as it does.
    pub fn get(&self, body: u16) -> Option<Blob> {
        self.settle();
        self.blobs.get(body.into()).dyn_into().ok()
    }

    /// All of them by their numbers.
    pub fn all(&self) -> &Array {
        self.settle();
        &self.blobs
    }

    /// One has come whole, with the rows at these positions.
    pub fn is_whole(&self, body: u16, rows: &Range<u32>) {
        self.pages.push(&Array::of3(&body.into(), &rows.start.into(), &rows.end.into()));
    }

    /// Those that have come whole: number, first row, behind the last row.
    pub const fn pages(&self) -> &Array {
        &self.pages
    }

    /// Makes `Blob`s of what waits.
    pub fn settle(&self) {
        while self.settle_one() {}
    }

    /// Makes a `Blob` of one of those that wait: some milliseconds of work. Whether there was one.
    pub fn settle_one(&self) -> bool {
        let Some((body, gathering)) = self.waiting.borrow_mut().pop() else { return false };
        if let Ok(blob) = gathering.finish() {
            self.set(body, &blob);
        }
        true
    }

    /// Keeps a body that came another way, for instance from a file. Gives its number.
    pub fn keep(&self, blob: &JsValue) -> u16 {
        (self.blobs.push(blob) - 1) as u16
    }

    /// Keeps a body under a number that was begun.
    pub fn set(&self, body: u16, blob: &Blob) {
        self.blobs.set(body.into(), blob.into());
    }

    /// Keeps a body that has been gathered, under a number that was begun.
    pub fn end(&self, body: u16, gathering: Gathering) {
        self.waiting.borrow_mut().push((body, gathering));
        if self.waiting.borrow().iter().map(|(_, gathering)| gathering.held()).sum::<f64>() > WAITING {
            self.settle();
        }
    }
}
