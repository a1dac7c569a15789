//! Ending work early.

use super::scheduler::sleep;
use futures_util::future::{Either, select};
use std::pin::pin;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, AbortSignal};

/// Ends what listens to its signal.
#[derive(Clone, Debug)]
pub struct Abort {
    controller: AbortController,
}

impl Abort {
    /// Nothing is ended yet.
    ///
    /// # Panics
    /// In a browser without `AbortController`, which is older than any that runs this page.
    #[expect(clippy::expect_used, reason = "every browser since 2018 has it")]
    pub fn new() -> Self {
        Self { controller: AbortController::new().expect("AbortController") }
    }

    /// The signal that requests listen to.
    pub fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// Ends what listens.
    pub fn abort(&self) {
        self.controller.abort();
    }

    /// Whether it was ended.
    pub fn is_aborted(&self) -> bool {
        self.signal().aborted()
    }
}

impl Default for Abort {
    fn default() -> Self {
        Self::new()
    }
}

/// Waits some milliseconds, or until the signal ends the wait. False when it did.
pub async fn sleep_until_aborted(milliseconds: i32, signal: &AbortSignal) -> bool {
    if signal.aborted() {
        return false;
    }
    let aborted = js_sys::Promise::new(&mut |resolve, _| {
        // A signal can always be listened to.
        let _ = signal.add_event_listener_with_callback("abort", &resolve);
    });
    let (slept, aborted) = (pin!(sleep(milliseconds)), pin!(JsFuture::from(aborted)));
    matches!(select(slept, aborted).await, Either::Left(_))
}
