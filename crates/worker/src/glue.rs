//! The edge of the worker: messages of the page, and `Blob`s as files.

mod archives;
mod blob;
mod contents;
mod exports;
mod yara;

use js_sys::{Array, Function};
use matryoshka_core::worker_job::{Ask, JobFailure, WorkerJob};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;
use web_sys::Blob;

/// Does a job and gives back what came of it: `answer`, and the `file` that goes with it. `progress` is called with how
/// much is done and how much there is, or with something that was found.
///
/// # Errors
/// A [`JobFailure`].
#[wasm_bindgen]
pub fn work(job: JsValue, files: &Files, progress: &Function) -> Result<Outcome, JsValue> {
    let page = Page { files, progress };
    let job = match serde_wasm_bindgen::from_value(job) {
        Ok(job) => job,
        Err(error) => return Err(message(&JobFailure::Other(format!("Reload the page: it asks for {error}.")))),
    };
    match job {
        WorkerJob::Export(ask) => run(&ask, &page, exports::export),
        WorkerJob::Check(ask) => run(&ask, &page, archives::check),
        WorkerJob::Take(ask) => run(&ask, &page, archives::take),
        WorkerJob::Protect(ask) => run(&ask, &page, archives::protect),
        WorkerJob::Look(ask) => run(&ask, &page, contents::look),
        WorkerJob::Lines(ask) => run(&ask, &page, contents::lines),
        WorkerJob::Strings(ask) => run(&ask, &page, contents::strings),
        WorkerJob::Find(ask) => run(&ask, &page, contents::find),
        WorkerJob::Search(ask) => run(&ask, &page, contents::search),
        WorkerJob::Scan(ask) => run(&ask, &page, yara::scan),
    }
}

/// What came of a job, and the file that goes with it.
type Done<A> = Result<(A, Option<Blob>), JobFailure>;

/// Does a job; the answer is the one that belongs to it.
fn run<J: Ask>(ask: &J, page: &Page<'_>, work: fn(&J, &Page<'_>) -> Done<J::Answer>) -> Result<Outcome, JsValue> {
    match work(ask, page) {
        Ok((answer, file)) => Ok(Outcome { answer: message(&answer), file }),
        Err(failure) => Err(message(&failure)),
    }
}

/// A message to the page.
fn message(value: &impl Serialize) -> JsValue {
    // Some numbers come out of a file that anybody may have written, and are larger than a number of JavaScript.
    let serializer = Serializer::new().serialize_large_number_types_as_bigints(true);
    // All messages are made of structures, texts and numbers, which JavaScript has.
    value.serialize(&serializer).unwrap_or(JsValue::NULL)
}

/// What came of a job.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug)]
pub struct Outcome {
    /// The answer to the job.
    pub answer: JsValue,
    /// The file that goes with it.
    pub file: Option<Blob>,
}

#[wasm_bindgen]
extern "C" {
    /// The files that a job is about.
    pub type Files;

    /// An archive, or one file.
    #[wasm_bindgen(method, getter)]
    fn file(this: &Files) -> Option<Blob>;

    /// The bodies of the listing.
    #[wasm_bindgen(method, getter)]
    fn bodies(this: &Files) -> Option<Array>;
}

/// The page, which has asked for a job.
struct Page<'a> {
    files: &'a Files,
    progress: &'a Function,
}

impl Page<'_> {
    /// The file that the job is about.
    fn file(&self) -> Result<Blob, String> {
        self.files.file().ok_or_else(|| "The file is gone: open it again.".to_owned())
    }

    /// The bodies of the listing.
    fn bodies(&self) -> Array {
        self.files.bodies().unwrap_or_default()
    }

    fn progress(&self, done: u64, of: u64) {
        // A page that does not listen is none of the worker's business.
        let _ = self.progress.call2(&JsValue::NULL, &(done as f64).into(), &(of as f64).into());
    }

    /// Tells the page of something that was found, before the job is done.
    fn tell<J: Ask>(&self, _of: &J, found: &J::Finding) {
        // A page that does not listen is none of the worker's business.
        let _ = self.progress.call3(&JsValue::NULL, &JsValue::UNDEFINED, &JsValue::UNDEFINED, &message(found));
    }
}
