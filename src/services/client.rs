//! The two endpoints, asked from a browser. `GET` only, nothing is cached, and the token goes to the origin it was entered
//! for and nowhere else: redirects are not followed.

use crate::platform::streams::{Pieces, bytes};
use crate::platform::xhr;
use crate::platform::xhr::Broken;
use crate::platform::{history, intl, network, policy};
use crate::state::AppState;
use crate::state::workspace::Workspace;
use gloo_net::http::{Request, Response};
use leptos::prelude::GetUntracked;
use matryoshka_core::api::credentials::Access;
use matryoshka_core::api::failure::{Failure, own_words, seconds_to_wait};
use matryoshka_core::api::paging::PageRequest;
use matryoshka_core::hash::SampleHash;
use web_sys::{
    AbortSignal, Blob, ReadableStream, ReferrerPolicy, RequestCache, RequestRedirect, ResponseType, ServiceWorker,
};

/// Most bytes of a failure's body that are read for the appliance's words.
const WORDS_LIMIT: usize = 65_536;

/// An appliance, and what opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// Its endpoint, and the token that was entered for the origin of that.
    pub access: Access,
}

impl Client {
    /// The appliance that a dataset was opened from. With the same appliance a token that was entered since counts.
    pub fn of(state: &AppState, workspace: &Workspace) -> Self {
        let current = state.connection.access.get_untracked();
        let is_same = current.endpoint() == workspace.access.endpoint();
        Self { access: if is_same { current } else { workspace.access.clone() } }
    }
}

/// An archive that has come as far as it does.
#[derive(Debug)]
pub struct WholeArchive {
    /// `Content-Length`, where the browser may see it and nothing was compressed on the way.
    pub length: Option<u64>,
    /// The body.
    pub blob: Blob,
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
    response: web_sys::Response,
}

impl Body {
    /// The body as it comes; none where the answer has none.
    pub fn stream(&self) -> Option<ReadableStream> {
        self.response.body()
    }
}

impl Client {
    /// Whether a length that an answer announces is that of its body. Of another origin a page sees `Content-Length` and not
    /// `Content-Encoding`: what was compressed on the way has another length.
    pub fn says_length(&self) -> bool {
        *self.access.endpoint().origin() == history::page_origin()
    }

    /// `GET /api/samples/v2/{hash}/extracted-files/`, a page of it.
    ///
    /// # Errors
    /// Whatever keeps the answer from being a success.
    pub async fn listing(
        &self,
        sample: &SampleHash,
        request: &PageRequest,
        signal: &AbortSignal,
    ) -> Result<Body, Failure> {
        self.get(&extracted_files(sample, request), signal).await
    }

    /// How long the network took for a page that was asked for `since` then, in milliseconds, where the browser tells it.
    pub fn network_time(&self, sample: &SampleHash, request: &PageRequest, since: f64) -> Option<f64> {
        network::time(&self.access.endpoint().url(&extracted_files(sample, request)), since)
    }

    /// `GET /api/samples/{hash}/unpacked/`: the archive of the extracted files.
    ///
    /// # Errors
    /// Whatever keeps the answer from being a success.
    pub async fn archive(&self, sample: &SampleHash, signal: &AbortSignal) -> Result<Body, Failure> {
        self.get(&unpacked(sample), signal).await
    }

    /// The same, gathered by the browser, past a service worker that [holds redirects back](xhr::guard). `seen` is told
    /// how many bytes have come, and of how many.
    ///
    /// # Errors
    /// Whatever keeps the answer from being a success.
    pub async fn whole_archive(
        &self,
        guard: &ServiceWorker,
        sample: &SampleHash,
        signal: &AbortSignal,
        mut seen: impl FnMut(f64, Option<u64>) + 'static,
    ) -> Result<WholeArchive, Failure> {
        let url = self.access.endpoint().url(&unpacked(sample));
        let authorization = self.access.authorization().map(|token| ("Authorization", token));
        let received = move |head: &xhr::Head, received| seen(received, announced(|name| head.header(name)));
        let (head, blob) = match xhr::get(guard, &url, authorization.as_slice(), signal, received).await {
            Ok(answer) => answer,
            Err(Broken::Aborted) => return Err(Failure::Aborted),
            Err(Broken::NoAnswer) => return Err(self.unreachable(signal).await),
            Err(Broken::Off) => return Err(Failure::BrokenOff),
        };
        if head.is_redirect() {
            return Err(Failure::Redirected);
        }
        if !(200..300).contains(&head.status()) {
            let words = bytes(&blob, 0.0, blob.size().min(WORDS_LIMIT as f64)).await.unwrap_or_default();
            return Err(refusal(head.status(), head.header("retry-after"), &words));
        }
        Ok(WholeArchive { length: announced(|name| head.header(name)), blob })
    }

    /// There was no answer, and a browser tells why only where the page itself may not ask.
    async fn unreachable(&self, signal: &AbortSignal) -> Failure {
        if signal.aborted() {
            return Failure::Aborted;
        }
        if !crate::platform::window().navigator().on_line() {
            return Failure::Offline;
        }
        let endpoint = self.access.endpoint();
        if policy::forbids(endpoint.origin()).await {
            Failure::Policy(endpoint.base())
        } else if endpoint.is_mixed_content(&history::page_origin()) {
            Failure::MixedContent(endpoint.base())
        } else {
            Failure::Network(endpoint.base())
        }
    }

    async fn get(&self, path: &str, signal: &AbortSignal) -> Result<Body, Failure> {
        let mut request = Request::get(&self.access.endpoint().url(path))
            .abort_signal(Some(signal))
            .cache(RequestCache::NoStore)
            .redirect(RequestRedirect::Manual)
            .referrer_policy(ReferrerPolicy::NoReferrer);
        if let Some(token) = self.access.authorization() {
            request = request.header("Authorization", &token);
        }
        let Ok(response) = request.send().await else {
            return Err(self.unreachable(signal).await);
        };
        if response.type_() == ResponseType::Opaqueredirect {
            return Err(Failure::Redirected);
        }
        if !response.ok() {
            return Err(refusal(response.status(), response.headers().get("retry-after"), &words(&response).await));
        }
        let headers = response.headers();
        Ok(Body {
            status: response.status(),
            length: announced(|name| headers.get(name)),
            kind: headers.get("content-type").unwrap_or_default(),
            response: response.into(),
        })
    }
}

/// Where a page of a sample's extracted files is.
fn extracted_files(sample: &SampleHash, request: &PageRequest) -> String {
    format!("/api/samples/v2/{sample}/extracted-files/?page_size={}&page={}", request.size, request.page)
}

/// Where the archive of a sample's extracted files is.
fn unpacked(sample: &SampleHash) -> String {
    format!("/api/samples/{sample}/unpacked/")
}

/// How many bytes an answer is long, where nothing was compressed on the way.
fn announced(header: impl Fn(&str) -> Option<String>) -> Option<u64> {
    let length = header("content-length").and_then(|length| length.parse().ok());
    length.filter(|_| header("content-encoding").is_none())
}

/// The failure that an unsuccessful answer stands for.
fn refusal(status: u16, wait: Option<String>, body: &[u8]) -> Failure {
    let wait = wait.and_then(|wait| seconds_to_wait(&wait).or_else(|| intl::seconds_until(&wait)));
    Failure::Status(status, own_words(body), wait)
}

/// The body of an unsuccessful answer, as far as it may hold words.
async fn words(response: &Response) -> Vec<u8> {
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
    body
}

/// The failure that a broken stream stands for. The signal alone says whether that was wanted: Firefox calls every body that
/// breaks off while it is made into a `Blob` an `AbortError`.
pub fn broken(signal: &AbortSignal) -> Failure {
    if signal.aborted() { Failure::Aborted } else { Failure::BrokenOff }
}
