//! The edge of the worker: jobs of the page as JavaScript values, `Blob`s as files.

mod archives;
mod blob;
mod contents;
mod exports;

use js_sys::{Function, Object, Reflect, Uint32Array};
use matryoshka_core::table::RowSource;
use wasm_bindgen::prelude::*;

/// Does a job and gives back what came of it; `progress` is called with how much is done and how much there is, or with
/// something that was found.
///
/// # Errors
/// Words for the person.
#[wasm_bindgen]
pub fn work(job: &Object, progress: &Function) -> Result<JsValue, JsValue> {
    let job = Job { values: job, progress };
    let done = match job.text("job").as_str() {
        "export" => exports::export(&job),
        "check" => archives::check(&job),
        "take" => archives::take(&job),
        "look" => contents::look(&job),
        "lines" => contents::lines(&job),
        "strings" => contents::strings(&job),
        "find" => contents::find(&job),
        "search" => contents::search(&job),
        "protect" => archives::protect(&job),
        other => Err(format!("The page asks for “{other}”, which this version cannot do: reload the page.")),
    };
    done.map(Into::into).map_err(Into::into)
}

/// What the page asks for.
struct Job<'a> {
    values: &'a Object,
    progress: &'a Function,
}

impl Job<'_> {
    fn value(&self, name: &str) -> JsValue {
        Reflect::get(self.values, &name.into()).unwrap_or(JsValue::NULL)
    }

    fn text(&self, name: &str) -> String {
        self.value(name).as_string().unwrap_or_default()
    }

    fn text_or_none(&self, name: &str) -> Option<String> {
        self.value(name).as_string()
    }

    fn number(&self, name: &str) -> f64 {
        self.value(name).as_f64().unwrap_or_default()
    }

    fn is(&self, name: &str) -> bool {
        self.value(name).is_truthy()
    }

    fn numbers(&self, name: &str) -> Option<Vec<u32>> {
        self.value(name).dyn_into::<Uint32Array>().ok().map(|numbers| numbers.to_vec())
    }

    /// Where each row's entry is.
    fn order(&self) -> Vec<RowSource> {
        let numbers = self.numbers("order").unwrap_or_default();
        numbers.chunks_exact(2).map(|pair| RowSource { body: pair[0] as u16, offset: pair[1] }).collect()
    }

    fn progress(&self, done: u64, of: u64) {
        // A page that does not listen is none of the worker's business.
        let _ = self.progress.call2(&JsValue::NULL, &(done as f64).into(), &(of as f64).into());
    }

    /// Tells the page of something that was found, before the job is done.
    fn tell(&self, found: &Object) {
        // A page that does not listen is none of the worker's business.
        let _ = self.progress.call3(&JsValue::NULL, &JsValue::UNDEFINED, &JsValue::UNDEFINED, found);
    }
}

/// An object with these values.
fn object(values: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in values {
        // An object of one's own takes any value.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}
