//! What was asked: every request, in the order of arrival, and whether its answer was sent to the end.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::body::{Body, HttpBody};
use bytes::Bytes;
use http_body::{Frame, SizeHint};

/// One request that the demo appliance saw.
#[derive(Debug, Clone)]
pub struct Request {
    /// `GET`, `OPTIONS` ..
    pub method: String,
    /// Path as it was sent, percent signs included.
    pub path: String,
    /// Query without the question mark; empty without one.
    pub query: String,
    /// Headers in the order of arrival, names in lower case. The token is in here: don't print them.
    pub headers: Vec<(String, String)>,
    /// Status of the answer; 0 while there is none.
    pub status: u16,
    /// Whether the whole answer was handed to the network. `false` while it is being sent, when the client went away,
    /// and when the answer broke off on purpose.
    pub finished: bool,
    /// Whether nothing more is sent: the answer has ended in one way or another, or the client went away.
    pub over: bool,
}

impl Request {
    /// The value of a header, by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }
}

/// The requests of one demo appliance. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Log(Arc<Mutex<Entries>>);

#[derive(Debug, Default)]
struct Entries {
    requests: Vec<Request>,
    /// How many requests were cleared away: entry numbers go on.
    cleared: usize,
}

/// One entry of the log, to be completed as its answer goes out.
#[derive(Debug)]
pub struct Entry {
    log: Log,
    number: usize,
}

impl Log {
    /// Writes down a request that has just arrived.
    pub fn arrived<B>(&self, request: &axum::http::Request<B>) -> Entry {
        let headers = request.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        let request = Request {
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            query: request.uri().query().unwrap_or_default().to_owned(),
            headers: headers.collect(),
            status: 0,
            finished: false,
            over: false,
        };
        let number = self.with(|entries| {
            entries.requests.push(request);
            entries.cleared + entries.requests.len() - 1
        });
        Entry { log: self.clone(), number }
    }

    /// All requests since the start or since [`Log::clear`].
    pub fn requests(&self) -> Vec<Request> {
        self.with(|entries| entries.requests.clone())
    }

    /// Forgets all requests.
    pub fn clear(&self) {
        self.with(|entries| {
            entries.cleared += entries.requests.len();
            entries.requests.clear();
        });
    }

    fn with<T>(&self, work: impl FnOnce(&mut Entries) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Entry {
    /// Notes the status of the answer.
    pub fn answered(&self, status: u16) {
        self.change(|request| request.status = status);
    }

    fn change(&self, work: impl FnOnce(&mut Request)) {
        self.log.with(|entries| {
            // Nothing to change where the log was cleared in between.
            if let Some(index) = self.number.checked_sub(entries.cleared) {
                entries.requests.get_mut(index).map(work);
            }
        });
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.change(|request| request.over = true);
    }
}

/// A body that notes in the log when it has been sent to its end.
#[derive(Debug)]
pub struct WatchedBody {
    body: Body,
    entry: Entry,
    /// Bytes still to come, where the answer's Content-Length says so.
    left: Option<u64>,
}

impl WatchedBody {
    /// Watches `body`, of which `length` bytes are promised.
    pub fn new(body: Body, entry: Entry, length: Option<u64>) -> Self {
        if body.is_end_stream() && length.unwrap_or(0) == 0 {
            entry.change(|request| request.finished = true);
        }
        Self { body, entry, left: length }
    }
}

impl HttpBody for WatchedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        if let Poll::Ready(frame) = &polled {
            if let (Some(left), Some(Ok(frame))) = (&mut self.left, frame) {
                *left = left.saturating_sub(frame.data_ref().map_or(0, |data| data.len() as u64));
            }
            // A body of known length is not asked for its end once all of it is there.
            let finished = match frame {
                None => self.left.unwrap_or(0) == 0,
                Some(Ok(_)) => self.left == Some(0) || self.body.is_end_stream(),
                Some(Err(_)) => false,
            };
            if finished {
                self.entry.change(|request| request.finished = true);
            }
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
