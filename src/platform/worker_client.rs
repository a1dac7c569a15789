//! The worker: a worker that exports listings and looks into archives, loaded when it is first used.
//!
//! A job is an object that `src/worker/edge.rs` understands. Each has a worker of its own, which ends with it: so Cancel
//! is to end the worker, and what it held is given back.

use super::bodies::Bodies;
use js_sys::{Array, Object, Promise, Reflect, Uint32Array};
use matryoshka_core::dataset::Dataset;
use matryoshka_core::table::Row;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, MessageEvent, Worker, WorkerOptions, WorkerType};

/// A job for the worker.
#[derive(Clone, Debug)]
pub struct Job {
    values: Object,
}

impl Job {
    /// A job of that kind: one of those that the worker knows (`crates/worker/src/glue.rs`).
    pub fn new(kind: &str) -> Self {
        Self { values: Object::new() }.with("job", kind)
    }

    /// The same with a value.
    #[must_use]
    pub fn with(self, name: &str, value: impl Into<JsValue>) -> Self {
        self.put(name, &value.into());
        self
    }

    fn put(&self, name: &str, value: &JsValue) {
        // An object of one's own takes any value.
        let _ = Reflect::set(&self.values, &name.into(), value);
    }

    /// The same with a listing: the bodies, where in them each row is, and how much of the sample's listing the rows are.
    #[must_use]
    pub fn of(self, dataset: &Dataset, bodies: &Bodies) -> Self {
        let order: Vec<u32> = dataset
            .in_order()
            .into_iter()
            .flat_map(|row| {
                let source = dataset.table.source(row);
                [source.body.into(), source.offset]
            })
            .collect();
        self.with("order", Uint32Array::from(order.as_slice()))
            .with("bodies", bodies.all())
            .with("completeness", dataset.completeness().to_json())
    }

    /// The same with some rows of the listing.
    #[must_use]
    pub fn chosen(self, dataset: &Dataset, is_chosen: impl Fn(Row) -> bool) -> Self {
        let rows = dataset.in_order();
        let chosen: Vec<u32> = (0..rows.len() as u32).filter(|at| is_chosen(rows[*at as usize])).collect();
        self.with("chosen", Uint32Array::from(chosen.as_slice()))
    }
}

/// What came of a job.
#[derive(Clone, Debug)]
pub struct Outcome {
    values: JsValue,
}

impl Outcome {
    /// One of its values.
    pub fn get(&self, name: &str) -> JsValue {
        Reflect::get(&self.values, &name.into()).unwrap_or(JsValue::NULL)
    }

    /// One of its texts.
    pub fn text(&self, name: &str) -> String {
        self.get(name).as_string().unwrap_or_default()
    }

    /// The file that came of it.
    pub fn blob(&self) -> Option<Blob> {
        self.get("blob").dyn_into().ok()
    }

    /// One of its lists.
    pub fn list(&self, name: &str) -> Vec<Self> {
        self.get(name).dyn_into::<Array>().unwrap_or_default().iter().map(|values| Self { values }).collect()
    }
}

/// Has a job done. `progress` hears how much is done and how much there is.
///
/// # Errors
/// Words for the person; empty ones when `signal` has ended it.
pub async fn run(job: &Job, signal: &AbortSignal, progress: impl Fn(f64, f64) + 'static) -> Result<Outcome, String> {
    run_hearing(job, signal, progress, |_| {}).await
}

/// The same for a job that tells of what it finds before it is done: `found` hears of it, some at a time.
///
/// # Errors
/// Explanation for the person; empty ones when `signal` has ended it.
pub async fn run_hearing(
    job: &Job,
    signal: &AbortSignal,
    progress: impl Fn(f64, f64) + 'static,
    found: impl Fn(Vec<Outcome>) + 'static,
) -> Result<Outcome, String> {
    let broken = |_: JsValue| "The browser does not start a worker for this. Reload the page.".to_owned();
    let tag = crate::platform::document().query_selector("script[data-worker]").ok().flatten();
    let tag = tag.ok_or_else(|| "This page was put up without its worker.".to_owned())?;
    let name = |name: &str| tag.get_attribute(name).unwrap_or_default();
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Rc::new(Worker::new_with_options("worker.js", &options).map_err(broken)?);
    let kept: Rc<RefCell<Vec<JsValue>>> = Rc::default();
    let (progress, found) = (Rc::new(progress), Rc::new(found));
    let answer = Promise::new(&mut |resolve, reject| {
        let (progress, found) = (progress.clone(), found.clone());
        let refuse = reject.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let get = |name: &str| Reflect::get(&event.data(), &name.into()).unwrap_or(JsValue::UNDEFINED);
            if let (Some(done), Some(of)) = (get("done").as_f64(), get("of").as_f64()) {
                progress(done, of);
            } else if get("found").is_object() {
                found(Outcome { values: event.data() }.list("found"));
            } else if get("result").is_object() {
                let _ = resolve.call1(&JsValue::NULL, &get("result"));
            } else {
                let _ = reject.call1(&JsValue::NULL, &get("words"));
            }
        });
        let ended = Closure::<dyn Fn()>::new(move || {
            let _ = refuse.call1(&JsValue::NULL, &"".into());
        });
        worker.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        worker.set_onerror(Some(ended.as_ref().unchecked_ref()));
        signal.set_onabort(Some(ended.as_ref().unchecked_ref()));
        kept.borrow_mut().extend([heard.into_js_value(), ended.into_js_value()]);
    });
    let message = Object::new();
    for (key, value) in [
        ("script", name("data-worker").into()),
        ("scriptIntegrity", name("data-worker-integrity").into()),
        ("wasm", name("data-worker-wasm").into()),
        ("wasmIntegrity", name("data-worker-wasm-integrity").into()),
        ("job", job.values.clone().into()),
    ] {
        // An object of one's own takes any value.
        let _: Result<bool, JsValue> = Reflect::set(&message, &key.into(), &value);
    }
    worker.post_message(&message).map_err(broken)?;
    let outcome = JsFuture::from(answer).await;
    worker.terminate();
    signal.set_onabort(None);
    if signal.aborted() {
        return Err(String::new());
    }
    match outcome {
        Ok(values) => Ok(Outcome { values }),
        Err(words) => {
            let words = words.as_string().filter(|words| !words.is_empty());
            Err(words.unwrap_or_else(|| {
                "The worker for this could not be loaded. If the page was updated, reload it.".to_owned()
            }))
        }
    }
}
