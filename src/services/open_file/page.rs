//! The pages of a listing as one file in UTF-8.

use crate::platform::streams::{self, Gathering};
use crate::state::jobs::Job;
use crate::state::workspace::Workspace;
use js_sys::{Array, Uint8Array};
use matryoshka_core::opened_files::utf16::Utf16;
use matryoshka_core::opened_files::{ByteOrder, Encoding};
use web_sys::{Blob, File};

/// Bytes that are converted at once.
const PIECE: f64 = 1_048_576.0;

/// A file with a page of a listing, or all of it.
#[derive(Debug)]
pub struct Page {
    /// The file.
    pub file: File,
    /// How its text is written.
    pub encoding: Encoding,
}

/// One behind the other, each in UTF-8 and without a mark. `None` where one cannot be read, or the job was cancelled.
pub async fn joined(pages: &[Page], workspace: &Workspace, job: &Job) -> Option<Blob> {
    if let [Page { file, encoding: Encoding { mark: 0, utf16: None } }] = pages {
        return Some(file.clone().into());
    }
    let parts = Array::new();
    for Page { file, encoding } in pages {
        let text = file.slice_with_f64(f64::from(encoding.mark)).ok()?;
        let text = match encoding.utf16 {
            Some(order) => converted(&text, order, workspace, job).await?,
            None => text,
        };
        parts.push(&text);
        // Where a page ends with a number, the next one does not go on with it.
        parts.push(&"\n".into());
    }
    Blob::new_with_blob_sequence(&parts).ok()
}

/// A file of UTF-16 in UTF-8.
async fn converted(text: &Blob, order: ByteOrder, workspace: &Workspace, job: &Job) -> Option<Blob> {
    let (mut reader, mut gathering) = (Utf16::new(order), Gathering::default());
    let mut from = 0.0;
    while from < text.size() {
        if job.is_cancelled() {
            return None;
        }
        let to = (from + PIECE).min(text.size());
        let bytes = streams::bytes(text, from, to).await.ok()?;
        gathering.push(&Uint8Array::from(reader.read(&bytes).as_bytes()));
        from = to;
        job.show(from, Some(text.size()));
        workspace.pace.yield_if_due().await;
    }
    gathering.push(&Uint8Array::from(reader.finish().as_bytes()));
    gathering.finish().ok()
}
