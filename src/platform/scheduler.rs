//! Time: marks for the profiler, pauses, and letting the browser paint.

use js_sys::{Function, Promise};
use serde::Serialize;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Milliseconds since the page began.
pub fn now() -> f64 {
    crate::platform::window().performance().map_or(0.0, |performance| performance.now())
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = performance, js_name = measure)]
    fn performance_measure(name: &str, options: &JsValue) -> Result<JsValue, JsValue>;
}

/// What a mark says about the work.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Detail {
    /// So many rows.
    Rows(u32),
    /// So many bytes.
    Bytes(f64),
}

#[derive(Serialize)]
struct MeasureOptions {
    start: f64,
    end: f64,
    detail: Detail,
}

/// Leaves a User Timing entry that spans from `start` to now, so that anyone can see in the browser's own profiler
/// where time goes.
pub fn measure(name: &str, start: f64, detail: Detail) {
    if let Ok(options) = serde_wasm_bindgen::to_value(&MeasureOptions { start, end: now(), detail }) {
        // A browser that keeps no marks loses nothing else.
        let _ = performance_measure(name, &options);
    }
}

/// Waits.
pub async fn sleep(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        // Without a timer there is nothing to wait for.
        let _ = crate::platform::window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(promise).await;
}

/// Waits until the next frame is about to be drawn.
pub async fn next_frame() {
    let promise = Promise::new(&mut |resolve, _| {
        let _ = crate::platform::window().request_animation_frame(&resolve);
    });
    let _ = JsFuture::from(promise).await;
}

/// Runs something once what has been changed is on the screen: in a task behind the next frame.
pub fn after_paint(then: impl FnOnce() + 'static) {
    wasm_bindgen_futures::spawn_local(async move {
        next_frame().await;
        yield_now().await;
        then();
    });
}

/// A message to the page itself.
struct Turns {
    port: web_sys::MessagePort,
    /// Those who wait for one, first come first.
    waiting: Rc<RefCell<VecDeque<Function>>>,
}

impl Turns {
    fn new() -> Option<Self> {
        let channel = web_sys::MessageChannel::new().ok()?;
        let waiting: Rc<RefCell<VecDeque<Function>>> = Rc::default();
        let next = waiting.clone();
        let heard = Closure::<dyn Fn()>::new(move || {
            let resolve = next.borrow_mut().pop_front();
            // A promise can always be kept.
            let _ = resolve.map(|resolve| resolve.call0(&JsValue::NULL));
        });
        channel.port1().set_onmessage(Some(heard.into_js_value().unchecked_ref()));
        Some(Self { port: channel.port2(), waiting })
    }

    fn next(&self) -> Promise {
        Promise::new(&mut |resolve, _| {
            self.waiting.borrow_mut().push_back(resolve);
            // A message of nothing can always be sent.
            let _ = self.port.post_message(&JsValue::NULL);
        })
    }
}

thread_local! {
    static TURNS: Option<Turns> = Turns::new();
}

/// Gives the browser a turn: to paint, to answer the person, to run other tasks.
pub async fn yield_now() {
    // A message to the page itself comes back behind everything that waits, and unlike a timer is not held back.
    // `scheduler.yield()` would come back in front of it, and paint and timers would starve while a listing loads.
    let Some(next) = TURNS.with(|turns| turns.as_ref().map(Turns::next)) else { return sleep(0).await };
    let _ = JsFuture::from(next).await;
}

/// Something that others wait for.
#[derive(Debug, Default)]
pub struct Gate {
    is_over: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

impl Gate {
    /// Whether there is nothing to wait for any more.
    pub fn is_over(&self) -> bool {
        self.is_over.get()
    }

    /// Nobody waits any more.
    pub fn end(&self) {
        self.is_over.set(true);
        self.waiting.take().into_iter().for_each(Waker::wake);
    }

    /// Waits for it.
    pub async fn wait(&self) {
        poll_fn(|context| {
            if self.is_over.get() {
                return Poll::Ready(());
            }
            self.waiting.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

/// How long the page works before it gives the browser a turn, in milliseconds: most of a frame is left for painting.
const SLICE: f64 = 10.0;

/// Keeps work in slices. Shared by everything that works at the same time.
#[derive(Debug, Default)]
pub struct Pace {
    since: Cell<f64>,
}

impl Pace {
    /// Gives the browser a turn if the present slice is used up.
    pub async fn yield_if_due(&self) {
        let at = now();
        // Longer than any slice: something else had the turn, and a new slice has begun.
        if at - self.since.get() > SLICE {
            yield_now().await;
            self.since.set(now());
        }
    }
}
