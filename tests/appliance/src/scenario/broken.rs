//! Scenarios in which the body of a listing is slow, breaks off or is no JSON.

use std::io;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;

use super::shapes;
use crate::server::paging::Rule;
use crate::server::{App, Asked, Endpoint, answer, links, rows};

/// The answer of a scenario of this file; `None` for the archive, which is an ordinary one.
pub fn answer(app: &App, asked: &Asked, name: &'static str) -> Option<Response> {
    if asked.endpoint == Endpoint::Archive
        || !matches!(name, "broken-json" | "cut-off" | "cut-off-chunked" | "slow-body")
    {
        return None;
    }
    let rows = app.listing(name, || shapes::rows(name).unwrap_or_else(super::ordinary));
    let page = match asked.query.page(rows.len(), Rule::Usual) {
        Ok(page) => page,
        Err(refusal) => return Some(refusal.answer()),
    };
    let head = rows::head(Some(rows.len()), &links::of(&page, asked));
    if name == "slow-body" {
        let body = async_stream::stream! {
            yield io::Result::Ok(Bytes::from(head));
            let mut left = page.rows;
            while !left.is_empty() {
                let mut row = Vec::new();
                left = rows.write(left, &mut row, 1);
                yield Ok(row.into());
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            yield Ok(Bytes::from_static(b"]}"));
        };
        return Some(answer::json_text(StatusCode::OK, Body::from_stream(body)));
    }
    let mut whole = head;
    rows.write(page.rows, &mut whole, usize::MAX);
    whole.extend_from_slice(b"]}");
    if name == "broken-json" {
        let middle = whole.len() / 2;
        whole.splice(middle..=middle, *b"\"\"}}],,");
        return Some(answer::json_text(StatusCode::OK, whole));
    }
    let length = whole.len();
    whole.truncate(length / 2);
    let response = answer::json_text(StatusCode::OK, Body::from_stream(cut_off(whole.into())));
    Some(if name == "cut-off" { ([(header::CONTENT_LENGTH, length)], response).into_response() } else { response })
}

/// A body that breaks off after `sent`: the connection closes.
pub fn cut_off(sent: Bytes) -> impl Stream<Item = io::Result<Bytes>> {
    async_stream::stream! {
        yield Ok(sent);
        // What was sent has to be on its way before the connection breaks.
        tokio::time::sleep(Duration::from_millis(100)).await;
        yield Err(io::Error::from(io::ErrorKind::ConnectionAborted));
    }
}
