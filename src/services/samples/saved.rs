//! Reading the listing of a sample out of a saved case.

use crate::services::read_listing::ListingFile;
use crate::state::workspace::Workspace;
use matryoshka_core::api::wire::{Answer, Head, Reader};
use matryoshka_core::table::completeness::Completeness;
use web_sys::{AbortSignal, Blob};

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

/// `None`: it is damaged.
async fn read_one(
    workspace: &Workspace,
    mut reader: Reader,
    first: u32,
    answer: &Blob,
    signal: &AbortSignal,
) -> Option<Answer> {
    let body = workspace.bodies.keep(answer);
    let listing = ListingFile { workspace, file: answer, body, start: first, signal };
    let outcome = listing.read(&mut reader, |_, _| {}).await.ok()?;
    if let (Answer::Rows(_, rows), false) = (&outcome, signal.aborted()) {
        workspace.bodies.is_whole(body, &(first..first.saturating_add(*rows)));
    }
    Some(outcome)
}
