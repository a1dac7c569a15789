//! Answers in the appliance's words.

use std::convert::Infallible;
use std::io;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::Stream;
use serde_json::{Value, json};

/// An answer with a JSON body.
pub fn json(status: StatusCode, body: &Value) -> Response {
    json_text(status, body.to_string())
}

/// An answer whose body is called JSON, whatever it is.
pub fn json_text(status: StatusCode, body: impl Into<Body>) -> Response {
    with_type(status, "application/json", body)
}

/// `{"detail": ..}`, as Django REST Framework answers.
pub fn detail(status: StatusCode, words: &str) -> Response {
    json(status, &json!({"detail": words}))
}

/// `{"code": .., "message": .., "detail": ..}`, as the appliance's own code answers.
pub fn application_error(code: u16, message: &str, detail: &Value) -> Response {
    let status = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    json(status, &json!({"code": code, "message": message, "detail": detail}))
}

/// 404 for a hash that the appliance does not know.
pub fn unknown_sample(hash: &str) -> Response {
    application_error(404, "Sample not found.", &json!({"hash_value": hash}))
}

/// 404 of the archive of a sample with nothing inside.
pub fn no_extracted_files() -> Response {
    application_error(404, "No extracted files found for the requested sample.", &json!({}))
}

/// 200 with an empty body: a listing with nothing in it.
pub fn nothing() -> Response {
    json_text(StatusCode::OK, Body::empty())
}

/// An HTML page, as proxies send them.
pub fn html(status: StatusCode, title: &str) -> Response {
    let body = format!(
        "<!doctype html>\r\n<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n\
         <hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
    );
    with_type(status, "text/html; charset=utf-8", body)
}

/// A log-in page with status 200, as proxies send it to whom they do not know.
pub fn login_page() -> Response {
    let body = "<!doctype html><html><head><title>Sign in</title></head><body><form method=post action=/login>\
                <label>User <input name=user></label><label>Password <input name=password type=password></label>\
                <button>Sign in</button></form></body></html>";
    with_type(StatusCode::OK, "text/html; charset=utf-8", body)
}

/// A redirect to `location`.
pub fn redirect(status: StatusCode, location: &str) -> Response {
    (status, [(header::LOCATION, location)]).into_response()
}

/// A whole archive with its length; with a file name where the `sample`'s hash is given.
pub fn archive(content: Vec<u8>, sample: Option<&String>) -> Response {
    let mut response = with_type(StatusCode::OK, "application/zip", content);
    if let Some(Ok(name)) = sample.map(|hash| HeaderValue::from_str(&format!("attachment; filename=\"{hash}.zip\""))) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, name);
    }
    response
}

/// An archive that is made while it is sent. With a `length`, that many bytes are promised.
pub fn archive_stream<S>(length: Option<u64>, chunks: S) -> Response
where
    S: Stream<Item = io::Result<Bytes>> + Send + 'static,
{
    let response = with_type(StatusCode::OK, "application/zip", Body::from_stream(chunks));
    match length {
        Some(length) => ([(header::CONTENT_LENGTH, length)], response).into_response(),
        None => response,
    }
}

/// A listing that is made while it is sent.
pub fn json_stream<S>(chunks: S) -> Response
where
    S: Stream<Item = Result<Bytes, Infallible>> + Send + 'static,
{
    json_text(StatusCode::OK, Body::from_stream(chunks))
}

fn with_type(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Response {
    (status, [(header::CONTENT_TYPE, content_type)], body.into()).into_response()
}
