//! Scenarios about the second endpoint.

use axum::response::Response;

use crate::archive::zip;
use crate::server::{App, Asked, Endpoint, answer};

/// A small whole archive.
pub fn small() -> Response {
    let mut writer = zip::Writer::default();
    for (path, content) in crate::default_sample::corpus::document() {
        writer.deflated(path.as_bytes(), &content);
    }
    answer::archive(writer.finish(), None)
}

/// Archive, or its listing, of `bytes` bytes.
pub fn of_size(_app: &App, _asked: &Asked, _bytes: u64) -> Response {
    small()
}

/// The archive of a scenario with a name, or the listing that goes with it.
pub fn answer(_app: &App, asked: &Asked, _name: &'static str) -> Response {
    match asked.endpoint {
        Endpoint::Listing | Endpoint::Archive => small(),
    }
}
