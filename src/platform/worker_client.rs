//! The worker, which exports listings and looks into archives; it is loaded when it is first used.
//!
//! Each job has a worker of its own, which ends with it: Cancel ends the worker, and what it held is given back.

use super::bodies::Bodies;
use js_sys::{Array, Promise};
use matryoshka_core::worker_job::{Ask, JobFailure, WorkerJob};
use serde::{Deserialize, Serialize};
use serde_wasm_bindgen::Serializer;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, MessageEvent, Worker, WorkerOptions, WorkerType};

/// The files that a job is about.
#[derive(Clone, Debug, Default)]
pub struct Files {
    file: Option<Blob>,
    bodies: Option<Array>,
}

impl Files {
    /// An archive, or a file that was taken out of one.
    pub const fn of(file: Blob) -> Self {
        Self { file: Some(file), bodies: None }
    }

    /// The same with the bodies of a listing.
    #[must_use]
    pub fn with(self, bodies: &Bodies) -> Self {
        Self { bodies: Some(bodies.all().clone()), ..self }
    }

    fn to_js(&self) -> JsValue {
        let files = js_sys::Object::new();
        let bodies = self.bodies.as_ref().map_or(JsValue::UNDEFINED, JsValue::from);
        let file = self.file.as_ref().map_or(JsValue::UNDEFINED, JsValue::from);
        for (name, value) in [("file", file), ("bodies", bodies)] {
            // An object of one's own takes any value.
            let _ = js_sys::Reflect::set(&files, &name.into(), &value);
        }
        files.into()
    }
}

/// What came of a job.
#[derive(Clone, Debug)]
pub struct Done<A> {
    /// The answer.
    pub answer: A,
    /// The file that goes with it.
    pub file: Option<Blob>,
}

/// The names of the two files of a part, with their hashes.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    script: String,
    script_integrity: String,
    wasm: String,
    wasm_integrity: String,
}

impl Part {
    /// A part by the name that it has on the tag which starts the page.
    fn find(part: &str) -> Result<Self, String> {
        let tag = crate::platform::document().query_selector(&format!("script[data-{part}]")).ok().flatten();
        let tag = tag.ok_or_else(|| "This page was deployed without its worker.".to_owned())?;
        let value = |ending: &str| tag.get_attribute(&format!("data-{part}{ending}")).unwrap_or_default();
        Ok(Self {
            script: value(""),
            script_integrity: value("-integrity"),
            wasm: value("-wasm"),
            wasm_integrity: value("-wasm-integrity"),
        })
    }
}

/// What is sent to `worker.js`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Request {
    worker: Part,
    /// The YARA engine, for the job that needs it.
    engine: Option<Part>,
    job: WorkerJob,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    files: JsValue,
}

/// What `worker.js` sends: how far it is, something that was found, the answer with its file, or why there is none.
#[derive(Deserialize)]
struct Message {
    done: Option<f64>,
    of: Option<f64>,
    #[serde(default, with = "serde_wasm_bindgen::preserve")]
    found: JsValue,
    #[serde(default, with = "serde_wasm_bindgen::preserve")]
    answer: JsValue,
    #[serde(default, with = "serde_wasm_bindgen::preserve")]
    file: JsValue,
    failure: Option<JobFailure>,
}

/// Has a job done. `progress` hears how much is done and how much there is.
///
/// # Errors
/// Why it came to nothing.
pub async fn run<J: Ask>(
    job: J,
    files: &Files,
    signal: &AbortSignal,
    progress: impl Fn(f64, f64) + 'static,
) -> Result<Done<J::Answer>, JobFailure> {
    run_hearing(job, files, signal, progress, |_| {}).await
}

/// The same for a job that tells of what it finds before it is done: `found` hears of it, some at a time.
///
/// # Errors
/// Why it came to nothing.
pub async fn run_hearing<J: Ask>(
    job: J,
    files: &Files,
    signal: &AbortSignal,
    progress: impl Fn(f64, f64) + 'static,
    found: impl Fn(Vec<J::Finding>) + 'static,
) -> Result<Done<J::Answer>, JobFailure> {
    let found = move |findings| found(serde_wasm_bindgen::from_value(findings).unwrap_or_default());
    let message = send(job.into(), files, signal, Rc::new(progress), Rc::new(found)).await?;
    let answer = serde_wasm_bindgen::from_value(message.answer)
        .map_err(|error| format!("The worker answers with {error}. Reload the page."))?;
    Ok(Done { answer, file: message.file.dyn_into().ok() })
}

/// A message as JavaScript has it. Some numbers come out of a file that anybody may have written, and are larger than a number
/// of JavaScript.
///
/// # Errors
/// It holds something that JavaScript has nothing for.
pub fn to_js(message: &impl Serialize) -> Result<JsValue, serde_wasm_bindgen::Error> {
    message.serialize(&Serializer::new().serialize_large_number_types_as_bigints(true))
}

/// Starts a worker, sends it a job, and waits for the last message.
async fn send(
    job: WorkerJob,
    files: &Files,
    signal: &AbortSignal,
    progress: Rc<dyn Fn(f64, f64)>,
    found: Rc<dyn Fn(JsValue)>,
) -> Result<Message, JobFailure> {
    let broken = |_: JsValue| "The browser could not start a worker for this. Reload the page.".to_owned();
    let part = Part::find("worker")?;
    let engine = if matches!(job, WorkerJob::Scan(_)) { Some(Part::find("yara")?) } else { None };
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options("worker.js", &options).map_err(broken)?;
    let outcome: Rc<RefCell<Option<Result<Message, JobFailure>>>> = Rc::default();
    let ended = Promise::new(&mut |resolve, _| {
        let (progress, found, outcome, end) = (progress.clone(), found.clone(), outcome.clone(), resolve.clone());
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let message: Result<Message, _> = serde_wasm_bindgen::from_value(event.data());
            match message {
                Ok(Message { done: Some(done), of: Some(of), .. }) => return progress(done, of),
                Ok(message) if message.found.is_object() => return found(message.found),
                Ok(Message { failure: Some(failure), .. }) => *outcome.borrow_mut() = Some(Err(failure)),
                Ok(message) => *outcome.borrow_mut() = Some(Ok(message)),
                Err(_) => {}
            }
            let _ = resolve.call0(&JsValue::NULL);
        });
        let stopped = Closure::<dyn Fn()>::new(move || {
            let _ = end.call0(&JsValue::NULL);
        });
        let stopped = stopped.into_js_value();
        worker.set_onmessage(Some(heard.into_js_value().unchecked_ref()));
        worker.set_onerror(Some(stopped.unchecked_ref()));
        signal.set_onabort(Some(stopped.unchecked_ref()));
    });
    let request = Request { worker: part, engine, job, files: files.to_js() };
    let request = to_js(&request).map_err(|error| error.to_string())?;
    worker.post_message(&request).map_err(broken)?;
    // The promise is never rejected.
    let _ = JsFuture::from(ended).await;
    worker.terminate();
    signal.set_onabort(None);
    if signal.aborted() {
        return Err(JobFailure::Cancelled);
    }
    let not_loaded = || "The worker for this could not be loaded. If the page was updated, reload it.".to_owned();
    outcome.take().ok_or_else(not_loaded)?
}
