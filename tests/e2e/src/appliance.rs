//! What the demo appliance holds, and what it was asked.

use anyhow::{Context, ensure};
use matryoshka_appliance::{DEMO_TOKEN, Running};
use serde_json::Value;

/// Marks requests of the tests' own, so that they are not taken for the page's.
const MARK: &str = "x-asked-by";

/// An entry of a listing as the appliance holds it.
#[derive(Debug, Clone)]
pub struct Entry {
    /// `id`, as text.
    pub id: String,
    /// `parent_relationship`, as text.
    pub parent: Option<String>,
    /// The entry itself.
    pub value: Value,
}

impl Entry {
    fn read(value: Value) -> Self {
        let text = |value: &Value| match value {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        Self { id: text(&value["id"]).unwrap_or_default(), parent: text(&value["parent_relationship"]), value }
    }

    /// A field of `sample` as text; empty where there is none.
    pub fn sample(&self, field: &str) -> String {
        match &self.value["sample"][field] {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        }
    }
}

/// The listing of a sample.
pub async fn entries(appliance: &Running, hash: &str) -> anyhow::Result<Vec<Entry>> {
    let body = fetch(appliance, &format!("/api/samples/v2/{hash}/extracted-files/")).await?;
    let mut listing: Value = serde_json::from_slice(&body)?;
    let results = listing["results"].as_array_mut().context("no results")?;
    Ok(std::mem::take(results).into_iter().map(Entry::read).collect())
}

/// The archive of a sample.
pub async fn archive(appliance: &Running, hash: &str) -> anyhow::Result<Vec<u8>> {
    fetch(appliance, &format!("/api/samples/{hash}/unpacked/")).await
}

async fn fetch(appliance: &Running, path: &str) -> anyhow::Result<Vec<u8>> {
    let request = reqwest::Client::new().get(format!("{}{path}", appliance.url())).header(MARK, "a test");
    let response = request.header("authorization", format!("Token {DEMO_TOKEN}")).send().await?;
    ensure!(response.status().is_success(), "{path}: {}", response.status());
    Ok(response.bytes().await?.to_vec())
}

/// One request of the page's to the API of an appliance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// `GET`, `OPTIONS` ..
    pub method: String,
    /// Path, from `/api/` on.
    pub path: String,
    /// `page`.
    pub page: Option<u64>,
    /// `page_size`.
    pub page_size: Option<u64>,
    /// The token of the `Authorization` header.
    pub token: Option<String>,
    /// Status of the answer; 0 while there is none.
    pub status: u16,
    /// Whether the answer went out to its end.
    pub finished: bool,
    /// Whether nothing more is sent, since it went out to its end or the page has given it up.
    pub over: bool,
}

impl Asked {
    /// Whether it was a request for the listing of a sample.
    pub fn is_listing_of(&self, hash: &str) -> bool {
        self.path == format!("/api/samples/v2/{hash}/extracted-files/")
    }

    /// Whether it was a request for an archive.
    pub fn is_archive(&self) -> bool {
        self.path.ends_with("/unpacked/")
    }
}

/// The requests for the API that did not come from the tests themselves.
pub fn asked(appliance: &Running) -> Vec<Asked> {
    let requests = appliance.requests().into_iter();
    let requests = requests.filter(|request| request.path.starts_with("/api/") && request.header(MARK).is_none());
    let read = |request: matryoshka_appliance::Request| {
        let number = |name: &str| {
            let found = request.query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
            found.and_then(|number| number.parse().ok())
        };
        Asked {
            page: number("page"),
            page_size: number("page_size"),
            token: request.header("authorization").and_then(|value| value.strip_prefix("Token ")).map(str::to_owned),
            method: request.method,
            path: request.path,
            status: request.status,
            finished: request.finished,
            over: request.over,
        }
    };
    requests.map(read).collect()
}
