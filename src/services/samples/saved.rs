//! Reading the listing of a sample out of a saved case.

use crate::platform::streams;
use crate::state::workspace::Workspace;
use matryoshka_core::api::wire::{Answer, Entry, Head, Reader};
use matryoshka_core::table::RowSource;
use matryoshka_core::table::completeness::Completeness;
use web_sys::{AbortSignal, Blob};

/// Bytes that are read at once.
const PIECE: f64 = 4_194_304.0;

/// Bytes that are decoded before the clock is looked at.
const SLICE: usize = 262_144;

/// Reads the answers of a sample, each with the position of its first row. What of them is no listing is left out.
pub async fn read(workspace: &Workspace, answers: &[(u32, Blob)], signal: &AbortSignal) {
    let mut is_damaged = false;
    let mut count: Option<u64> = None;
    for (first, answer) in answers {
        match read_one(workspace, Reader::new(), *first, answer, signal).await {
            Some(Answer::Rows(head, rows)) => {
                count = count.max(head.count);
                workspace.dataset.borrow_mut().received.add(*first..first.saturating_add(rows));
            }
            _ => is_damaged = true,
        }
    }
    let mut dataset = workspace.dataset.borrow_mut();
    let head = Head { count, ..Head::default() };
    dataset.file = Some(Completeness::of_file(dataset.table.len(), &head, is_damaged, signal.aborted()));
}

/// Reads a listing that stands in a file by itself.
pub async fn read_file(workspace: &Workspace, file: &Blob, signal: &AbortSignal) {
    let outcome = read_one(workspace, Reader::for_file(), 0, file, signal).await;
    let mut dataset = workspace.dataset.borrow_mut();
    let rows = dataset.table.len();
    dataset.received.add(0..rows);
    let head = if let Some(Answer::Rows(head, _)) = &outcome { head.clone() } else { Head::default() };
    dataset.file = Some(Completeness::of_file(rows, &head, outcome.is_none(), signal.aborted()));
}

async fn read_one(
    workspace: &Workspace,
    mut reader: Reader,
    first: u32,
    answer: &Blob,
    signal: &AbortSignal,
) -> Option<Answer> {
    let body = workspace.bodies.keep(answer);
    let mut position = first;
    let mut row = |entry: &Entry<'_>, offset: u64| {
        workspace.dataset.borrow_mut().push(entry, position, RowSource { body, offset: offset as u32 });
        position = position.saturating_add(1);
    };
    let mut from = 0.0;
    while from < answer.size() {
        if signal.aborted() {
            return None;
        }
        let to = (from + PIECE).min(answer.size());
        let bytes = streams::bytes(answer, from, to).await.ok()?;
        reader.room(bytes.len()).copy_from_slice(&bytes);
        while reader.read(SLICE, &mut row).ok()? {
            workspace.pace.yield_if_due().await;
        }
        from = to;
        workspace.pace.yield_if_due().await;
    }
    let outcome = reader.finish(&mut row).ok()?;
    if let Answer::Rows(_, rows) = &outcome {
        workspace.bodies.is_whole(body, &(first..first.saturating_add(*rows)));
    }
    Some(outcome)
}
