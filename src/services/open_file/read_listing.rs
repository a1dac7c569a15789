//! Reading the rows of a saved listing, piece by piece.

use crate::platform::streams;
use crate::state::jobs::Job;
use crate::state::workspace::Workspace;
use crate::words::open as words;
use matryoshka_core::api::wire::{Answer, Entry, Reader, WireFault};
use matryoshka_core::table::RowSource;
use web_sys::Blob;

/// Bytes that are read from the disk at once.
const PIECE: f64 = 4_194_304.0;

/// Bytes that are decoded before the clock is looked at.
const SLICE: usize = 262_144;

/// Reads the rows. `first` is called as soon as there is one.
///
/// # Errors
/// What is wrong with the file. Rows before it are kept.
pub async fn read(
    workspace: &Workspace,
    reader: &mut Reader,
    file: &Blob,
    job: &Job,
    first: &dyn Fn(),
) -> Result<Answer, WireFault> {
    let body = workspace.bodies.keep(file);
    let mut position = 0;
    let mut row = |entry: &Entry<'_>, offset: u64| {
        workspace.dataset.borrow_mut().push(entry, position, RowSource { body, offset: offset as u32 });
        position += 1;
    };
    let mut from = 0.0;
    let mut is_placed = false;
    while from < file.size() && !job.is_cancelled() {
        let to = (from + PIECE).min(file.size());
        let unread = |_| WireFault::NotAListing(words::UNREADABLE.to_owned());
        let bytes = streams::bytes(file, from, to).await.map_err(unread)?;
        reader.room(bytes.len()).copy_from_slice(&bytes);
        while reader.read(SLICE, &mut row)? {
            workspace.pace.yield_if_due().await;
        }
        from = to;
        if !is_placed && reader.entries() > 0 {
            is_placed = true;
            first();
        }
        job.show(from, Some(file.size()));
        workspace.pace.yield_if_due().await;
    }
    if job.is_cancelled() {
        return Ok(Answer::Rows(reader.head().clone(), reader.entries()));
    }
    let answer = reader.finish(&mut row)?;
    if !is_placed && reader.entries() > 0 {
        first();
    }
    Ok(answer)
}
