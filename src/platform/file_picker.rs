//! Writing straight to a file that the person chooses. Not every browser has it, and none does on a page without encryption.

use super::window;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// The browser's function that asks for a file.
fn picker() -> Option<Function> {
    Reflect::get(&window(), &"showSaveFilePicker".into()).ok()?.dyn_into().ok()
}

/// Whether this browser can do it.
pub fn is_possible() -> bool {
    picker().is_some()
}

/// Asks for a file to write to; `None` when the person chose none.
///
/// # Errors
/// What the browser gives when it refuses.
pub fn choose(name: &str) -> impl Future<Output = Result<Option<JsValue>, JsValue>> + use<> {
    let options = Object::new();
    // An object of one's own takes any value.
    let _ = Reflect::set(&options, &"suggestedName".into(), &name.into());
    let asked = picker().map(|picker| picker.call1(&window(), &options));
    async move {
        let Some(asked) = asked else { return Ok(None) };
        match JsFuture::from(asked?.unchecked_into::<Promise>()).await {
            Ok(file) => Ok(Some(file)),
            Err(error) if is_called(&error, "AbortError") => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn is_called(error: &JsValue, name: &str) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|called| called == name)
}

/// Writes to a chosen file.
#[derive(Debug)]
pub struct FileWriter {
    file: JsValue,
    writer: JsValue,
}

impl FileWriter {
    /// Begins to write to a file that was [chosen](choose).
    ///
    /// # Errors
    /// What the browser gives when it does not let the page write.
    pub async fn open(file: &JsValue) -> Result<Self, JsValue> {
        let writer = call(file, "createWritable", None).await?;
        Ok(Self { file: file.clone(), writer })
    }

    /// The name of the file.
    pub fn name(&self) -> String {
        Reflect::get(&self.file, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default()
    }

    /// Writes some bytes behind those before.
    ///
    /// # Errors
    /// What the browser gives when there is no room.
    pub async fn write(&self, bytes: &JsValue) -> Result<(), JsValue> {
        call(&self.writer, "write", Some(bytes)).await.map(|_| ())
    }

    /// Puts what was written under the name of the file.
    ///
    /// # Errors
    /// What the browser gives when it could not.
    pub async fn close(&self) -> Result<(), JsValue> {
        call(&self.writer, "close", None).await.map(|_| ())
    }

    /// Drops what was written.
    pub async fn abort(&self) {
        // What was written goes with the writer in any case.
        let _ = call(&self.writer, "abort", None).await;
    }
}

/// Calls a method that gives a promise.
async fn call(object: &JsValue, method: &str, value: Option<&JsValue>) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    let arguments: Array = value.into_iter().collect();
    JsFuture::from(function.apply(object, &arguments)?.unchecked_into::<Promise>()).await
}
