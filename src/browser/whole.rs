//! Bodies that the browser gathers by itself, with progress: by `XMLHttpRequest`, whose `Blob` is written where it is kept
//! while it comes. Neither the page nor its process holds any of it.
//!
//! An `XMLHttpRequest` follows redirects and cannot be told not to, and the token must not follow. So it is used only where
//! the service worker holds redirects back, which `sw.js` says when it is asked.

use super::timing::sleep;
use futures_util::future::{Either, select};
use js_sys::Promise;
use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, Blob, MessageChannel, ProgressEvent, XmlHttpRequest, XmlHttpRequestResponseType};

/// How long the service worker has to answer, in milliseconds. It may have to be started first.
const PATIENCE: i32 = 1_000;

/// Whether the service worker serves this page and holds redirects back.
pub async fn is_held_back() -> bool {
    // There is none on a page without encryption.
    let container = js_sys::Reflect::get(&super::window().navigator(), &"serviceWorker".into());
    let Some(container) = container.ok().filter(JsValue::is_object) else { return false };
    let container: web_sys::ServiceWorkerContainer = container.unchecked_into();
    let Some(worker) = container.controller() else { return false };
    let Ok(channel) = MessageChannel::new() else { return false };
    let answered = Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if worker.post_message_with_transferable(&"redirects".into(), &js_sys::Array::of1(&channel.port2())).is_err() {
        return false;
    }
    let (answer, patience) = (pin!(JsFuture::from(answered)), pin!(sleep(PATIENCE)));
    let is_held_back = matches!(select(answer, patience).await, Either::Left((Ok(_), _)));
    channel.port1().close();
    is_held_back
}

/// The head of an answer.
#[derive(Clone, Debug)]
pub struct Head {
    request: XmlHttpRequest,
}

impl Head {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.request.status().unwrap_or(0)
    }

    /// A header, where the browser may see it.
    pub fn header(&self, name: &str) -> Option<String> {
        self.request.get_response_header(name).ok().flatten()
    }

    /// Whether it would have sent elsewhere.
    pub fn is_redirect(&self) -> bool {
        self.header("x-held-back").is_some()
    }
}

/// Why an answer did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// It was given up on purpose.
    Aborted,
    /// There was none.
    NoAnswer,
    /// It broke off, perhaps because there is no room for it.
    Off,
}

/// Asks for something with these headers. `seen` is told of each part that has come: of the head, and how many bytes.
///
/// # Errors
/// Why it did not come.
pub async fn get(
    url: &str,
    headers: &[(&str, String)],
    signal: &AbortSignal,
    mut seen: impl FnMut(&Head, f64) + 'static,
) -> Result<(Head, Blob), Broken> {
    let head = begin(url, headers).map_err(|_| Broken::NoAnswer)?;
    let request = head.request.clone();
    let came = Rc::new(Cell::new(false));
    let coming = (head.clone(), came.clone());
    let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        coming.1.set(true);
        seen(&coming.0, event.loaded());
    });
    request.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    let aborted = request.clone();
    // Giving up what is over does nothing.
    let abort = Closure::<dyn FnMut()>::new(move || drop(aborted.abort()));
    let listened = signal.add_event_listener_with_callback("abort", abort.as_ref().unchecked_ref());
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    if signal.aborted() || listened.is_err() || request.send().is_err() {
        return Err(Broken::Aborted);
    }
    let ended = JsFuture::from(ended).await;
    request.set_onprogress(None);
    // A signal that is gone with its page listens no more.
    let _ = signal.remove_event_listener_with_callback("abort", abort.as_ref().unchecked_ref());
    if signal.aborted() || ended.is_err() {
        return Err(Broken::Aborted);
    }
    let body = request.response().ok().and_then(|body| body.dyn_into().ok());
    match (body, came.get()) {
        (Some(body), _) if head.status() != 0 => Ok((head, body)),
        (_, false) => Err(Broken::NoAnswer),
        (_, true) => Err(Broken::Off),
    }
}

fn begin(url: &str, headers: &[(&str, String)]) -> Result<Head, JsValue> {
    let request = XmlHttpRequest::new()?;
    request.open_with_async("GET", url, true)?;
    request.set_response_type(XmlHttpRequestResponseType::Blob);
    for (name, value) in headers {
        request.set_request_header(name, value)?;
    }
    Ok(Head { request })
}
