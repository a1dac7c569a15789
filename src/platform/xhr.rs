//! Bodies that the browser gathers by itself, with progress: an `XMLHttpRequest` has its `Blob` filled where blobs are kept,
//! and neither the page nor its process holds any of it.
//!
//! An `XMLHttpRequest` follows redirects and cannot be told not to, and the token must not follow. So it is used only where
//! the service worker holds redirects back, which `sw.js` says when it is asked.

use crate::platform::scheduler::sleep;
use futures_util::future::{Either, select};
use js_sys::{Array, Promise, Reflect};
use std::cell::Cell;
use std::pin::pin;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, Blob, MessageChannel, MessageEvent, ProgressEvent, ServiceWorker, ServiceWorkerContainer,
    XmlHttpRequest, XmlHttpRequestResponseType,
};

/// How long the service worker has to answer, in milliseconds. It may have to be started first.
const PATIENCE: i32 = 1_000;

/// How often the service worker is asked while a body comes, in milliseconds. Browsers end one that has had nothing to do for
/// half a minute, and with it what it passes on.
const AWAKE: i32 = 10_000;

/// The service worker that serves this page, if it holds redirects back.
pub async fn guard() -> Option<ServiceWorker> {
    // There is none on a page without encryption.
    let container = Reflect::get(&crate::platform::window().navigator(), &"serviceWorker".into()).ok()?;
    if !container.is_object() {
        return None;
    }
    let worker = container.unchecked_into::<ServiceWorkerContainer>().controller()?;
    asked(&worker).await.then_some(worker)
}

/// Whether the service worker says that it holds redirects back.
async fn asked(worker: &ServiceWorker) -> bool {
    let Ok(channel) = MessageChannel::new() else { return false };
    let answered = Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if worker.post_message_with_transferable(&"redirects".into(), &Array::of1(&channel.port2())).is_err() {
        return false;
    }
    let (answer, patience) = (pin!(JsFuture::from(answered)), pin!(sleep(PATIENCE)));
    let answer = select(answer, patience).await;
    channel.port1().close();
    match answer {
        Either::Left((Ok(answer), _)) => {
            answer.dyn_into::<MessageEvent>().is_ok_and(|answer| answer.data() == "held back")
        }
        _ => false,
    }
}

/// Keeps the service worker awake until `over`.
fn keep_awake(worker: ServiceWorker, over: Rc<Cell<bool>>) {
    spawn_local(async move {
        while !over.get() {
            asked(&worker).await;
            sleep(AWAKE).await;
        }
    });
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
        // All of them: browsers complain when one is asked for that they keep back.
        let all = self.request.get_all_response_headers().ok()?;
        let mut headers = all.split("\r\n").filter_map(|line| line.split_once(": "));
        headers.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_owned())
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

/// Asks for something with these headers, past a [`guard`]. `seen` is told of each part that has come: of the head, and how
/// many bytes.
///
/// # Errors
/// Why it did not come.
pub async fn get(
    guard: &ServiceWorker,
    url: &str,
    headers: &[(&str, String)],
    signal: &AbortSignal,
    mut seen: impl FnMut(&Head, f64) + 'static,
) -> Result<(Head, Blob), Broken> {
    if signal.aborted() {
        return Err(Broken::Aborted);
    }
    let head = begin(url, headers).map_err(|_| Broken::NoAnswer)?;
    let request = head.request.clone();
    let received = Rc::new(Cell::new(false));
    let coming = (head.clone(), received.clone());
    let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        coming.1.set(true);
        seen(&coming.0, event.loaded());
    });
    request.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send().map_err(|_| Broken::NoAnswer)?;
    let aborted = request.clone();
    // Giving up what is over does nothing.
    let abort = Closure::<dyn FnMut()>::new(move || drop(aborted.abort()));
    let listener = abort.as_ref().unchecked_ref();
    // A signal can always be listened to.
    let _ = signal.add_event_listener_with_callback("abort", listener);
    let over = Rc::new(Cell::new(false));
    keep_awake(guard.clone(), over.clone());
    let ended = JsFuture::from(ended).await;
    over.set(true);
    request.set_onprogress(None);
    let _ = signal.remove_event_listener_with_callback("abort", listener);
    if signal.aborted() || ended.is_err() {
        return Err(Broken::Aborted);
    }
    let body = request.response().ok().and_then(|body| body.dyn_into().ok());
    match (body, received.get()) {
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
