//! Scenarios whose answer, from either endpoint, is no listing and no archive.

use std::time::{Duration, SystemTime};

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::shapes;
use crate::server::paging::{Query, Rule};
use crate::server::{App, Asked, Endpoint, answer};

/// The rows that `missing-page` never gives.
const MISSING: std::ops::Range<usize> = 500..1_000;

/// Whether the first page is asked for in a size that is neither one to look at nor one of few: to see how fast rows come.
fn is_small(asked: &Asked) -> bool {
    let size = asked.query.page_size.as_ref().and_then(|size| size.parse::<u32>().ok());
    let is_first = asked.query.page.as_deref() == Some("1");
    asked.endpoint == Endpoint::Listing && is_first && size.is_some_and(|size| (1_000..10_000).contains(&size))
}

/// The refusal of a scenario of this file; `None` where it answers properly.
pub fn answer(app: &App, asked: &Asked, name: &'static str) -> Option<Response> {
    Some(match name {
        "unknown" => answer::unknown_sample(&asked.hash),
        "error-400" => answer::application_error(400, "Bad request", &json!({"hash_value": ["Unsupported hash."]})),
        "forbidden" => answer::detail(StatusCode::FORBIDDEN, "You do not have permission to perform this action."),
        "error-500" => answer::application_error(500, "Internal server error.", &json!("Something went wrong.")),
        "error-502" => answer::html(StatusCode::BAD_GATEWAY, "502 Bad Gateway"),
        "error-502-long" => after("3600", answer::html(StatusCode::BAD_GATEWAY, "502 Bad Gateway")),
        "error-503" => answer::detail(StatusCode::SERVICE_UNAVAILABLE, "The appliance is in maintenance mode."),
        "error-504" => answer::html(StatusCode::GATEWAY_TIMEOUT, "504 Gateway Time-out"),
        "message-200" => answer::json(StatusCode::OK, &json!({"message": "Hash not found."})),
        "html-200" => answer::login_page(),
        "archive-redirect" if asked.endpoint == Endpoint::Listing => return None,
        "redirect" | "archive-redirect" => {
            let (_, path) = asked.address.split_once("/api/").unwrap_or_default();
            answer::redirect(StatusCode::FOUND, &format!("http://{}/api/{path}", app.other))
        }
        "throttled-long" => throttled("3600"),
        "throttled-rest" if asked.endpoint == Endpoint::Listing && is_beyond_first(&asked.query) => throttled("60"),
        "throttled" if app.times_before(name) < 2 => throttled("1"),
        "throttled-date" if app.times_before(name) < 2 => {
            throttled(&http_date(SystemTime::now() + Duration::from_secs(2)))
        }
        "small-pages-fail" if is_small(asked) => {
            answer::detail(StatusCode::SERVICE_UNAVAILABLE, "Temporarily unavailable.")
        }
        "flaky" if first_time(app, asked) => {
            answer::detail(StatusCode::SERVICE_UNAVAILABLE, "Temporarily unavailable.")
        }
        "missing-page" if asked.endpoint == Endpoint::Listing && touches_missing(&asked.query) => {
            answer::application_error(500, "Internal server error.", &json!("These rows can't be read."))
        }
        "gone" | "archive-410" if asked.endpoint == Endpoint::Archive => {
            answer::application_error(410, "Unable to retrieve extracted file content.", &json!({}))
        }
        "empty" | "empty-object" | "empty-count" | "archive-404" if asked.endpoint == Endpoint::Archive => {
            answer::no_extracted_files()
        }
        "archive-html" if asked.endpoint == Endpoint::Archive => answer::login_page(),
        _ => return None,
    })
}

/// Whether another page is asked for than the first, of 50 rows, or the whole.
fn is_beyond_first(query: &Query) -> bool {
    let is = |given: &Option<String>, wanted: &str| given.as_deref().is_none_or(|given| given == wanted);
    !is(&query.page, "1") || !is(&query.page_size, "50")
}

fn throttled(retry_after: &str) -> Response {
    after(retry_after, answer::detail(StatusCode::TOO_MANY_REQUESTS, "Request was throttled."))
}

/// A refusal that says when to ask again.
fn after(retry_after: &str, refusal: Response) -> Response {
    ([(header::RETRY_AFTER, retry_after)], refusal).into_response()
}

fn first_time(app: &App, asked: &Asked) -> bool {
    let Query { page, page_size } = &asked.query;
    app.times_before(&format!("flaky {:?} {page:?} {page_size:?}", asked.endpoint)) == 0
}

fn touches_missing(query: &Query) -> bool {
    let count = shapes::rows("missing-page").map_or(0, |rows| rows.len());
    query.page(count, Rule::Usual).is_ok_and(|page| page.rows.start < MISSING.end && page.rows.end > MISSING.start)
}

/// A date as headers hold it: `Sun, 06 Nov 1994 08:49:37 GMT`.
fn http_date(time: SystemTime) -> String {
    let seconds = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
    let days = seconds / 86_400;
    let (year, month, day) = crate::row::civil(days);
    let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][(days % 7) as usize];
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = months[(month - 1) as usize];
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{weekday}, {day:02} {month} {year} {hour:02}:{minute:02}:{second:02} GMT")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_headers() {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
        assert_eq!(http_date(time), "Sun, 06 Nov 1994 08:49:37 GMT");
    }

    #[test]
    fn only_some_pages_are_missing() {
        let touches = |query| touches_missing(&Query::parse(query));
        assert!(touches(""));
        assert!(touches("page_size=500&page=2"));
        assert!(!touches("page_size=500&page=1"));
        assert!(!touches("page_size=500&page=3"));
        assert!(touches("page_size=300&page=2"));
        assert!(!touches("page_size=5000&page=2"), "out of range is another error");
    }
}
