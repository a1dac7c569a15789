//! Hashes under which something special happens: shapes of listings, failures, archives that lie.
//!
//! Each scenario has a fixed hash, the SHA-1 of `matryoshka scenario: NAME`, or its own where it is a real file. Two of them take a number, which stands
//! in the hash in decimal digits: `generated:ROWS` and `archive:BYTES`. [`all`] lists them, [`hash`] gives the hash.

mod archives;
mod broken;
mod catalogue;
mod refusals;
mod shapes;
mod values;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};

use crate::generated::Listing;
use crate::hashes::sha1_hex;
use crate::related;
use crate::server::paging::Rule;
use crate::server::rows::{self, Rows};
use crate::server::{self, App, Asked, Endpoint, answer, links};

/// A fixed hash under which something special happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scenario {
    /// Short name, for [`hash`].
    pub name: &'static str,
    /// The hash to ask for: 40 hexadecimal digits.
    pub hash: &'static str,
    /// What happens, in a sentence.
    pub what: &'static str,
}

/// `generated rows: ` in ASCII, followed by eight decimal digits.
const GENERATED: &str = "67656e65726174656420726f77733a20";
const MOST_GENERATED: u32 = 10_000_000;
/// `archive bytes:` in ASCII, followed by twelve decimal digits.
const ARCHIVE: &str = "617263686976652062797465733a";
const MOST_ARCHIVE: u64 = 16 << 30;

/// All scenarios. Of those that take a number, some examples.
pub fn all() -> &'static [Scenario] {
    static ALL: OnceLock<Vec<Scenario>> = OnceLock::new();
    ALL.get_or_init(|| {
        let scenario = |&(name, what): &(&'static str, &'static str)| Scenario {
            name,
            // Lives as long as the program, like the names.
            hash: Box::leak(hash_of(name).into_boxed_str()),
            what,
        };
        catalogue::NAMES.iter().map(scenario).collect()
    })
}

/// The hash of a scenario: of a name in [`all`], `generated:ROWS` (up to 10,000,000 rows) or `archive:BYTES` (up to
/// 16 GiB).
///
/// # Panics
///
/// There is no such scenario.
pub fn hash(name: &str) -> String {
    let numbered = name.starts_with("generated:") || name.starts_with("archive:");
    assert!(numbered || all().iter().any(|scenario| scenario.name == name), "no scenario is called {name:?}");
    let hash = hash_of(name);
    assert!(find(&hash).is_some(), "{name:?} is no number that this scenario takes");
    hash
}

fn hash_of(name: &str) -> String {
    if let Some(count) = name.strip_prefix("generated:") {
        format!("{GENERATED}{count:0>8}")
    } else if let Some(bytes) = name.strip_prefix("archive:") {
        format!("{ARCHIVE}{bytes:0>12}")
    } else {
        // Real files are known by the hash of their own.
        related::hash(name).unwrap_or_else(|| sha1_hex(&format!("matryoshka scenario: {name}")))
    }
}

/// A scenario that a hash stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// Listing of so many rows.
    Generated(u32),
    /// Archive of so many bytes.
    Archive(u64),
    Fixed(&'static str),
}

/// The scenario that `hash`, in lower case, stands for.
pub(crate) fn find(hash: &str) -> Option<Named> {
    if hash.len() != 40 {
        return None;
    }
    if let Some(count) = hash.strip_prefix(GENERATED) {
        return count.parse().ok().filter(|&count| count <= MOST_GENERATED).map(Named::Generated);
    }
    if let Some(bytes) = hash.strip_prefix(ARCHIVE) {
        return bytes.parse().ok().filter(|&bytes| bytes <= MOST_ARCHIVE).map(Named::Archive);
    }
    all().iter().find(|scenario| scenario.hash == hash).map(|scenario| Named::Fixed(scenario.name))
}

/// The answer about a generated listing.
pub(crate) fn generated(app: &App, asked: &Asked, count: u32) -> Response {
    match asked.endpoint {
        Endpoint::Listing => {
            let rows = app.listing(&format!("generated:{count}"), || Rows::generated(Listing::mixed(count)));
            rows::page(&rows, asked, Rule::Usual)
        }
        Endpoint::Archive => archives::small(),
    }
}

/// The answer about an archive of so many bytes.
pub(crate) fn archive_of(app: &App, asked: &Asked, bytes: u64) -> Response {
    archives::of_size(app, asked, bytes)
}

/// The answer of a scenario with a name.
pub(crate) async fn answer(app: &Arc<App>, asked: &Asked, name: &'static str) -> Response {
    if name == "slow" {
        tokio::time::sleep(Duration::from_secs(3)).await;
    }
    if let Some(refusal) = refusals::answer(app, asked, name) {
        return refusal;
    }
    if let Some(broken) = broken::answer(app, asked, name) {
        return broken;
    }
    if app.store.find(&asked.hash).is_some() {
        return server::from_store(app, asked);
    }
    match asked.endpoint {
        Endpoint::Listing => listing(app, asked, name),
        Endpoint::Archive => archives::archive(name),
    }
}

/// Listings that come whole, whatever is the matter with their rows.
fn listing(app: &App, asked: &Asked, name: &'static str) -> Response {
    let made = || shapes::rows(name).or_else(|| values::rows(name)).or_else(|| archives::rows(name));
    let rows = app.listing(name, || made().unwrap_or_else(ordinary));
    match name {
        "empty" => answer::nothing(),
        "empty-object" => answer::json(StatusCode::OK, &serde_json::json!({})),
        "empty-count" => rows::page(&Rows::fixed(Vec::new()), asked, Rule::Usual),
        "strict" => rows::page(&rows, asked, Rule::Letter),
        "capped" => rows::page(&rows, asked, Rule::Capped(100)),
        "capped-large" => rows::page(&rows, asked, Rule::Capped(20_000)),
        "ignores-paging" | "ignores-paging-large" => rows::page(&rows, asked, Rule::Ignored),
        "other-host" => match asked.query.page(rows.len(), Rule::Usual) {
            Ok(page) => {
                let (next, previous) = links::of(&page, asked);
                let (_, rest) = asked.address.split_once("/api/").unwrap_or_default();
                let honest = asked.address.trim_end_matches(rest);
                let elsewhere = |link: String| link.replace(honest, "http://evil.example:8443/api/");
                rows::send(&rows, Some(rows.len()), &page, &(elsewhere(next), elsewhere(previous)))
            }
            Err(refusal) => refusal.answer(),
        },
        "uncounted" | "page-counts" => {
            let rows = shapes::first(&rows, 120);
            match asked.query.page(rows.len(), Rule::Usual) {
                Ok(page) => {
                    let count = (name == "page-counts").then_some(page.rows.len());
                    rows::send(&rows, count, &page, &links::of(&page, asked))
                }
                Err(refusal) => refusal.answer(),
            }
        }
        "changing-count" => {
            let count = if app.times_before(name) == 0 { 120 } else { 121 };
            rows::page(&shapes::first(&rows, count), asked, Rule::Usual)
        }
        _ => rows::page(&rows, asked, Rule::Usual),
    }
}

/// The listing of scenarios in which something else is special.
fn ordinary() -> Rows {
    Rows::generated(Listing::mixed(85))
}

/// What answers on the second origin: a listing, and permission for everybody to read it.
pub(crate) fn other_origin(app: &App) -> Router {
    let log = app.log.clone();
    let answered = move |request: Request, next: Next| {
        let entry = log.arrived(&request);
        async move {
            let response = next.run(request).await;
            entry.answered(response.status().as_u16());
            response.map(|body| Body::new(crate::log::WatchedBody::new(body, entry, None)))
        }
    };
    let listing = || async {
        let headers =
            [(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"), (header::ACCESS_CONTROL_ALLOW_HEADERS, "*, Authorization")];
        let mut body = rows::head(Some(85), &("null".to_owned(), "null".to_owned()));
        ordinary().write(0..85, &mut body, usize::MAX);
        body.extend_from_slice(b"]}");
        (headers, answer::json_text(StatusCode::OK, body)).into_response()
    };
    Router::new().fallback(listing).layer(from_fn(answered))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn hashes_are_valid_and_differ() {
        let hashes: HashSet<_> = all().iter().map(|scenario| scenario.hash).collect();
        assert_eq!(hashes.len(), all().len());
        for scenario in all() {
            assert!(scenario.hash.len() == 40 && crate::hashes::is_hash(scenario.hash), "{scenario:?}");
            assert_eq!(hash(scenario.name), scenario.hash);
            assert!(find(scenario.hash).is_some());
            assert!(!scenario.what.is_empty());
        }
    }

    #[test]
    fn numbers_stand_in_the_hash() {
        assert_eq!(find(&hash("generated:0")), Some(Named::Generated(0)));
        assert_eq!(find(&hash("generated:1000000")), Some(Named::Generated(1_000_000)));
        assert_eq!(find(&hash("archive:17179869184")), Some(Named::Archive(1 << 34)));
    }

    #[test]
    #[should_panic(expected = "no scenario is called")]
    fn an_unknown_name_panics() {
        hash("no-such-thing");
    }
}
