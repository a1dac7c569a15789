//! The two endpoints, asked from a browser. `GET` only, nothing is cached, and the token goes to the configured appliance
//! and nowhere else: redirects are not followed.

use super::failure::{Failure, own_words};
use super::paging::Ask;
use crate::browser::{intl, stream::Pieces};
use crate::hash::SampleHash;
use gloo_net::http::{Request, Response};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AbortSignal, ReadableStream, ReferrerPolicy, RequestCache, RequestRedirect, ResponseType};

/// Most bytes of a failure's body that are read for the appliance's words.
const WORDS_LIMIT: usize = 65_536;

/// An appliance, and what opens it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// Scheme, host and port without a slash at the end; empty for the page's own origin.
    pub base: String,
    /// The API token; without one, requests go out without the header.
    pub token: Option<String>,
}

/// An answer whose head has come.
#[derive(Debug)]
pub struct Body {
    /// The HTTP status, a success.
    pub status: u16,
    /// `Content-Length`, where the browser may see it and nothing was compressed on the way.
    pub length: Option<u64>,
    /// `Content-Type`, where the browser may see it.
    pub kind: String,
    /// The body; none where the answer has none.
    pub stream: Option<ReadableStream>,
}

impl Client {
    /// `GET /api/samples/v2/{hash}/extracted-files/`, a page of it.
    ///
    /// # Errors
    /// Whatever keeps the answer from being a success.
    pub async fn listing(&self, sample: &SampleHash, ask: &Ask, signal: &AbortSignal) -> Result<Body, Failure> {
        let path = format!("/api/samples/v2/{sample}/extracted-files/?page_size={}&page={}", ask.size, ask.page);
        self.get(&path, signal).await
    }

    /// `GET /api/samples/{hash}/unpacked/`: the archive of the extracted files.
    ///
    /// # Errors
    /// Whatever keeps the answer from being a success.
    pub async fn archive(&self, sample: &SampleHash, signal: &AbortSignal) -> Result<Body, Failure> {
        self.get(&format!("/api/samples/{sample}/unpacked/"), signal).await
    }

    async fn get(&self, path: &str, signal: &AbortSignal) -> Result<Body, Failure> {
        let mut request = Request::get(&format!("{}{path}", self.base))
            .abort_signal(Some(signal))
            .cache(RequestCache::NoStore)
            .redirect(RequestRedirect::Manual)
            .referrer_policy(ReferrerPolicy::NoReferrer);
        if let Some(token) = &self.token {
            request = request.header("Authorization", &format!("Token {token}"));
        }
        let unreachable = || {
            if signal.aborted() {
                return Failure::Aborted;
            }
            if !crate::browser::window().navigator().on_line() {
                return Failure::Offline;
            }
            let own = || crate::browser::history::origin();
            Failure::Network(if self.base.is_empty() { own() } else { self.base.clone() })
        };
        let response = request.send().await.map_err(|_| unreachable())?;
        if response.type_() == ResponseType::Opaqueredirect {
            return Err(Failure::Redirected);
        }
        if !response.ok() {
            return Err(refusal(&response).await);
        }
        let headers = response.headers();
        let length = headers.get("content-length").and_then(|length| length.parse().ok());
        Ok(Body {
            status: response.status(),
            length: length.filter(|_| headers.get("content-encoding").is_none()),
            kind: headers.get("content-type").unwrap_or_default(),
            stream: response.body(),
        })
    }
}

/// The failure that an unsuccessful answer stands for.
async fn refusal(response: &Response) -> Failure {
    let wait = response.headers().get("retry-after");
    let wait = wait.and_then(|wait| wait.trim().parse().ok().or_else(|| intl::seconds_until(&wait)));
    let mut body = Vec::new();
    if let Some(pieces) = response.body().and_then(|stream| Pieces::of(&stream)) {
        while let Ok(Some(piece)) = pieces.next().await {
            body.extend_from_slice(&piece.to_vec());
            if body.len() > WORDS_LIMIT {
                pieces.cancel();
                break;
            }
        }
    }
    Failure::Status(response.status(), own_words(&body), wait)
}

/// The failure that a broken stream stands for.
pub fn broken(error: &JsValue, signal: &AbortSignal) -> Failure {
    let name = error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.name()));
    if signal.aborted() || name.as_deref() == Some("AbortError") { Failure::Aborted } else { Failure::BrokenOff }
}
