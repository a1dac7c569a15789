//! Reading the rows of a listing that is a file, piece by piece.

use crate::platform::streams;
use crate::state::workspace::Workspace;
use crate::words::open as words;
use matryoshka_core::api::wire::{Answer, Entry, Reader, WireFault};
use matryoshka_core::table::RowSource;
use web_sys::{AbortSignal, Blob};

/// Bytes that are read from the disk at once.
const PIECE: f64 = 4_194_304.0;

/// Bytes that are decoded before the clock is looked at.
const SLICE: usize = 262_144;

/// A listing to read.
#[derive(Clone, Copy, Debug)]
pub struct ListingFile<'a> {
    /// Where its rows go.
    pub workspace: &'a Workspace,
    /// Its bytes.
    pub file: &'a Blob,
    /// The number by which these are kept.
    pub body: u16,
    /// The position of its first row.
    pub start: u32,
    /// Ends reading.
    pub signal: &'a AbortSignal,
}

impl ListingFile<'_> {
    /// Reads the rows. After each piece `received` is told how many bytes have been read, and how many entries. Where it was ended
    /// early, the answer has what there was until then.
    ///
    /// # Errors
    /// What is wrong with the file. Rows before it are kept.
    pub async fn read(&self, reader: &mut Reader, received: impl Fn(f64, u32)) -> Result<Answer, WireFault> {
        let Self { workspace, file, body, start, signal } = *self;
        let mut position = start;
        let mut row = |entry: &Entry<'_>, offset: u64| {
            workspace.dataset.borrow_mut().push(entry, position, RowSource { body, offset: offset as u32 });
            position = position.saturating_add(1);
        };
        let mut from = 0.0;
        while from < file.size() && !signal.aborted() {
            let to = (from + PIECE).min(file.size());
            let unread = |_| WireFault::NotAListing(words::UNREADABLE.to_owned());
            let bytes = streams::bytes(file, from, to).await.map_err(unread)?;
            reader.room(bytes.len()).copy_from_slice(&bytes);
            while reader.read(SLICE, &mut row)? {
                workspace.pace.yield_if_due().await;
            }
            from = to;
            received(from, reader.entries());
            workspace.pace.yield_if_due().await;
        }
        if signal.aborted() {
            return Ok(Answer::Rows(reader.head().clone(), reader.entries()));
        }
        reader.finish(&mut row)
    }
}
