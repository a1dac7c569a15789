//! Rows on their way from the bytes of a body into the dataset, in slices between which the browser can paint.

use crate::platform::scheduler::Pace;
use js_sys::Uint8Array;
use matryoshka_core::api::wire::{Entry, Reader, WireFault};
use matryoshka_core::dataset::Dataset;
use matryoshka_core::table::RowSource;
use std::cell::RefCell;

/// Bytes that are copied and decoded before the clock is looked at: less than a millisecond's worth, and about as much as
/// the reader of a page holds.
const SLICE: u32 = 131_072;

/// The rows of one body.
#[derive(Clone, Copy, Debug)]
pub struct IncomingRows<'a> {
    /// Where they go.
    pub dataset: &'a RefCell<Dataset>,
    /// Keeps the work in slices.
    pub pace: &'a Pace,
    /// The number of the body.
    pub body: u16,
}

impl IncomingRows<'_> {
    /// Takes in the rows that end in a piece; the reader's first row stands at position `start`. Returns whether more can come.
    pub async fn take_piece(&self, piece: &Uint8Array, start: u32, reader: &mut Reader) -> Result<bool, WireFault> {
        self.in_slices(piece, reader, |reader| self.take(start, reader, |reader, row| reader.read(usize::MAX, row)))
            .await
    }

    /// Reads a piece for what it tells of the page, and takes no rows in.
    pub async fn pass_over(&self, piece: &Uint8Array, reader: &mut Reader) -> Result<bool, WireFault> {
        self.in_slices(piece, reader, |reader| reader.read(usize::MAX, &mut |_, _| {})).await
    }

    /// Lets a reader hand its rows to the dataset; the reader's first row stands at position `start`.
    pub fn take<T>(
        &self,
        start: u32,
        reader: &mut Reader,
        read: impl FnOnce(&mut Reader, &mut dyn FnMut(&Entry<'_>, u64)) -> T,
    ) -> T {
        let mut dataset = self.dataset.borrow_mut();
        let mut position = start + reader.entries();
        read(reader, &mut |entry, offset| {
            dataset.push(entry, position, RowSource { body: self.body, offset: offset as u32 });
            position += 1;
        })
    }

    async fn in_slices(
        &self,
        piece: &Uint8Array,
        reader: &mut Reader,
        read: impl Fn(&mut Reader) -> Result<bool, WireFault>,
    ) -> Result<bool, WireFault> {
        let mut more = Ok(false);
        let mut from = 0;
        while from < piece.length() && more.is_ok() {
            let to = (from + SLICE).min(piece.length());
            piece.subarray(from, to).copy_to(reader.room((to - from) as usize));
            more = read(reader);
            from = to;
            self.pace.yield_if_due().await;
        }
        more
    }
}
