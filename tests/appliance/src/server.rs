//! One HTTP request, from the log through authentication to an answer.

pub mod answer;
mod auth;
pub mod links;
mod pace;
pub mod paging;
pub mod rows;
pub mod work;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{AUTHORIZATION, CONTENT_LENGTH, HOST};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, Uri};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tower_http::cors::CorsLayer;
use tower_http::services::ServeDir;

use crate::hashes::is_hash;
use crate::log::{Log, WatchedBody};
use crate::options::Cors;
use crate::scenario::{self, Named};
use crate::store::Store;
use paging::{Query, Rule};
use rows::Rows;
use work::{RowCount, Workers};

/// Everything that the answers of one demo appliance need.
pub struct App {
    pub token: Option<String>,
    pub store: Store,
    /// Number of the default sample in the store.
    pub default_sample: usize,
    pub log: Log,
    /// The second origin, to which the scenario `redirect` leads.
    pub other: SocketAddr,
    pub page: Option<ServeDir>,
    pub page_at: String,
    pub pace: Option<u64>,
    /// Those who answer, where that takes time.
    pub workers: Option<Workers>,
    pub verbose: bool,
    /// How often something happened, for scenarios that change from request to request.
    pub counters: Mutex<HashMap<String, u32>>,
    /// Listings made before, by scenario or hash.
    pub listings: Mutex<HashMap<String, Rows>>,
}

impl App {
    /// How often this was called with `what` before.
    pub fn times_before(&self, what: &str) -> u32 {
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        let times = counters.entry(what.to_owned()).or_default();
        *times += 1;
        *times - 1
    }

    /// The listing called `name`, made with `make` the first time.
    pub fn listing(&self, name: &str, make: impl FnOnce() -> Rows) -> Rows {
        let known = |app: &Self| app.listings.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        if let Some(rows) = known(self) {
            return rows;
        }
        let rows = make();
        let mut listings = self.listings.lock().unwrap_or_else(PoisonError::into_inner);
        // Listings of millions of rows take memory: keep a few.
        if listings.len() >= 64 {
            listings.clear();
        }
        listings.insert(name.to_owned(), rows.clone());
        rows
    }
}

/// What is asked for, about which sample.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endpoint {
    /// `/api/samples/v2/{hash}/extracted-files/`
    Listing,
    /// `/api/samples/{hash}/unpacked/`
    Archive,
}

/// A request to one of the endpoints that has passed authentication.
#[derive(Debug)]
pub struct Asked {
    pub endpoint: Endpoint,
    pub hash: String,
    pub query: Query,
    /// The address as the client sees it, without the query: what `next` and `previous` begin with.
    pub address: String,
}

/// All routes, with log and CORS around them.
pub fn router(app: Arc<App>, cors: &Cors) -> Router {
    let router = Router::new().fallback(handle).with_state(app.clone());
    let allowed = CorsLayer::new().allow_methods([Method::GET]).allow_headers([AUTHORIZATION]);
    let router = match cors {
        Cors::None => router,
        Cors::Any => router.layer(allowed.allow_origin(tower_http::cors::Any)),
        Cors::AllowOrigin(origin) => match HeaderValue::from_str(origin) {
            Ok(origin) => router.layer(allowed.allow_origin(origin)),
            Err(_) => router,
        },
    };
    router.layer(from_fn_with_state(app, logged))
}

/// Writes the request down, and later what became of its answer.
async fn logged(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let entry = app.log.arrived(&request);
    let line = app.verbose.then(|| {
        let token = auth::check(app.token.as_deref(), request.headers()).in_words();
        format!("{} {} token {token}", request.method(), request.uri())
    });
    let response = next.run(request).await;
    entry.answered(response.status().as_u16());
    if let Some(line) = line {
        eprintln!("{line}: {}", response.status());
    }
    let length = response.headers().get(CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()).and_then(|length| length.parse().ok());
    let pace = app.pace;
    response.map(|body| Body::new(WatchedBody::new(pace::slowed(body, pace), entry, length)))
}

async fn handle(State(app): State<Arc<App>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if !path.starts_with("/api/") {
        return static_file(&app, request).await;
    }
    let Some((endpoint, hash)) = endpoint(&path) else {
        return answer::detail(StatusCode::NOT_FOUND, "Not found.");
    };
    if !path.ends_with('/') {
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        return answer::redirect(StatusCode::MOVED_PERMANENTLY, &format!("{path}/{query}"));
    }
    if let Err(refusal) = auth::check(app.token.as_deref(), request.headers()).into_result() {
        return refusal;
    }
    if request.method() != Method::GET {
        let detail = format!("Method \"{}\" not allowed.", request.method());
        let refusal = answer::application_error(405, "Method not allowed", &json!(detail));
        return ([("allow", "GET")], refusal).into_response();
    }
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let asked = Asked {
        endpoint,
        hash: hash.to_ascii_lowercase(),
        query: Query::parse(request.uri().query().unwrap_or_default()),
        address: format!("http://{host}{path}"),
    };
    if !is_hash(&asked.hash) {
        let detail = json!({"hash_value": ["Enter a valid MD5, SHA1, SHA256 or SHA512 hash."]});
        return answer::application_error(400, "Invalid hash value.", &detail);
    }
    let response = match scenario::find(&asked.hash) {
        Some(Named::Generated(count)) => scenario::generated(&app, &asked, count),
        Some(Named::Archive(bytes)) => scenario::archive_of(&app, &asked, bytes),
        Some(Named::Fixed(name)) => scenario::answer(&app, &asked, name).await,
        None => from_store(&app, &asked),
    };
    if let Some(workers) = &app.workers {
        let rows = response.extensions().get::<RowCount>().copied().unwrap_or_default();
        workers.take_time(rows).await;
    }
    response
}

/// Endpoint and hash of a path, with or without the slash at its end.
fn endpoint(path: &str) -> Option<(Endpoint, &str)> {
    let rest = path.strip_prefix("/api/samples/")?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let (endpoint, hash) = match rest.strip_prefix("v2/") {
        Some(rest) => (Endpoint::Listing, rest.strip_suffix("/extracted-files")?),
        None => (Endpoint::Archive, rest.strip_suffix("/unpacked")?),
    };
    (!hash.is_empty() && !hash.contains('/')).then_some((endpoint, hash))
}

/// Real files: any of them is a sample of its own.
pub fn from_store(app: &App, asked: &Asked) -> Response {
    let Some(file) = app.store.find(&asked.hash) else {
        return answer::unknown_sample(&asked.hash);
    };
    match asked.endpoint {
        Endpoint::Listing => {
            let rows = app.listing(&file.to_string(), || Rows::fixed(app.store.rows(file)));
            if rows.len() == 0 {
                return answer::nothing();
            }
            rows::page(&rows, asked, Rule::Usual)
        }
        Endpoint::Archive => match app.store.archive(file) {
            Some(archive) => answer::archive(archive, (file == app.default_sample).then_some(&asked.hash)),
            None => answer::no_extracted_files(),
        },
    }
}

async fn static_file(app: &App, mut request: Request) -> Response {
    let (Some(mut page), Some(path)) = (app.page.clone(), request.uri().path().strip_prefix(&app.page_at)) else {
        if app.page.is_some() && format!("{}/", request.uri().path()) == app.page_at {
            return answer::redirect(StatusCode::MOVED_PERMANENTLY, &app.page_at);
        }
        return (StatusCode::NOT_FOUND, "Nothing here. The API is below /api/.").into_response();
    };
    let Ok(inner) = format!("/{path}").parse::<Uri>() else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    *request.uri_mut() = inner;
    match page.try_call(request).await {
        Ok(mut response) => {
            // A page that was just built again has to be seen.
            response
                .headers_mut()
                .insert(HeaderName::from_static("cache-control"), HeaderValue::from_static("no-cache"));
            response.map(Body::new)
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_name_endpoint_and_hash() {
        assert_eq!(endpoint("/api/samples/v2/ab/extracted-files/"), Some((Endpoint::Listing, "ab")));
        assert_eq!(endpoint("/api/samples/ab/unpacked"), Some((Endpoint::Archive, "ab")));
        assert_eq!(endpoint("/api/samples/v2/ab/unpacked/"), None);
        assert_eq!(endpoint("/api/samples/v2//extracted-files/"), None);
        assert_eq!(endpoint("/api/samples/ab/extracted-files/"), None);
    }
}
