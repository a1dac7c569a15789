//! Straight to a file: for archives too big for the browser to hold. The browser writes beside the file and puts it in
//! place only when it is closed, so what breaks off leaves nothing under the final name.

use super::coming::{Coming, HEAD};
use crate::appliance::failure::Failure;
use crate::archive::{BEHIND, Found, Parts, TAIL, find};
use crate::browser::window;
use js_sys::{Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Bytes of the end that are kept.
const END: usize = (TAIL + BEHIND) as usize;

/// The browser's function that asks for a file; not every browser has one, and none does on a page without encryption.
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

/// Calls a method that gives a promise.
async fn call(object: &JsValue, method: &str, value: &JsValue) -> Result<JsValue, JsValue> {
    let function: Function = Reflect::get(object, &method.into())?.dyn_into()?;
    let arguments = js_sys::Array::new();
    if !value.is_undefined() {
        arguments.push(value);
    }
    JsFuture::from(function.apply(object, &arguments)?.unchecked_into::<Promise>()).await
}

impl Coming<'_> {
    /// Writes the archive to a file as it comes. Gives the name of the file and its size in bytes.
    pub(super) async fn to_disk(&self, file: &JsValue) -> Result<Option<(String, f64)>, Failure> {
        let name = Reflect::get(file, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
        let nothing = JsValue::UNDEFINED;
        let writer = call(file, "createWritable", &nothing).await.map_err(|_| Failure::NoRoom(0))?;
        let mut written = 0.0;
        // The end is looked at before the file counts as written.
        let (mut head, mut tail): (Vec<u8>, Vec<u8>) = Default::default();
        let mut take = async |piece: &Uint8Array| {
            let length = piece.byte_length();
            if head.len() < HEAD {
                head.extend(piece.subarray(0, HEAD as u32).to_vec());
            }
            let last = piece.subarray(length - length.min(END as u32), length);
            tail.extend(last.to_vec());
            // Not with every piece: what is kept is moved each time.
            if tail.len() > 2 * END {
                tail.drain(..tail.len() - END);
            }
            written += f64::from(length);
            call(&writer, "write", piece).await.map_err(|_| Failure::NoRoom(written as u64))?;
            Ok(())
        };
        let outcome = match self.pieces(&mut take).await {
            Ok(came) => match find(&Parts::kept(came as u64, head, tail)) {
                Ok(Found::Whole(_)) => Ok(came),
                _ => Err(Failure::ArchiveCutOff(came as u64, None)),
            },
            Err(failure) => Err(failure),
        };
        match outcome {
            Ok(came) => {
                call(&writer, "close", &nothing).await.map_err(|_| Failure::NoRoom(came as u64))?;
                Ok(Some((crate::listing::escape::visible(&name).into_owned(), came)))
            }
            Err(failure) => {
                // What was written so far goes with the writer; nothing stands under the final name.
                let _ = call(&writer, "abort", &nothing).await;
                Err(failure)
            }
        }
    }
}
