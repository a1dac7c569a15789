//! What the page's own Content-Security-Policy has kept it from asking.

use crate::platform::scheduler::sleep;
use matryoshka_core::api::endpoint::Origin;
use std::cell::RefCell;
use std::collections::BTreeSet;
use wasm_bindgen::prelude::*;
use web_sys::{SecurityPolicyViolationEvent, Url};

/// How long the event may come after the request has failed, in milliseconds.
const LATE: i32 = 50;

thread_local! {
    /// The origins that were not asked.
    static FORBIDDEN: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

/// Takes note of what the policy forbids, for as long as the page lives.
pub fn watch() {
    let note = Closure::<dyn FnMut(_)>::new(|event: SecurityPolicyViolationEvent| {
        if event.effective_directive() == "connect-src"
            && let Ok(url) = Url::new(&event.blocked_uri())
        {
            FORBIDDEN.with_borrow_mut(|forbidden| forbidden.insert(url.origin()));
        }
    });
    // A document can always be listened to.
    let _ = crate::platform::document()
        .add_event_listener_with_callback("securitypolicyviolation", note.into_js_value().unchecked_ref());
}

/// Whether the policy has kept the page from asking an origin. To be called when a request has just failed.
pub async fn forbids(origin: &Origin) -> bool {
    let is_known = || FORBIDDEN.with_borrow(|forbidden| forbidden.contains(origin.as_str()));
    if !is_known() {
        sleep(LATE).await;
    }
    is_known()
}
