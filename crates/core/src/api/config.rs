//! `config.json` beside the page: the appliances that an administrator has named.

pub mod links;
mod reason;
#[cfg(test)]
mod tests;

use crate::api::config::links::LinkTemplate;
use crate::api::config::reason::reason;
use crate::api::credentials::{Access, Credentials};
use crate::api::endpoint::{Endpoint, EndpointFault, Origin};
use crate::hash::SampleHash;
use crate::table::escape::visible;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::fmt;

/// What an administrator has written down for this page, as far as it can be used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The appliances to choose from; the first one is used unless the person chooses another.
    pub appliances: Vec<Named>,
    /// A sample to try, which the start page offers: for demonstrations.
    pub example: Option<SampleHash>,
    /// Links to other tools.
    pub links: Vec<LinkTemplate>,
}

/// An appliance with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What people call it.
    pub name: String,
    /// Where it is.
    pub endpoint: Endpoint,
    /// The proxy in front of it adds the token: the page asks for none and sends none.
    pub token_from_proxy: bool,
}

/// How the request for `config.json` ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// Nothing asks for one.
    NotAsked,
    /// An answer: its status, and its text where that is a success.
    Answer(u16, String),
    /// No answer.
    NoAnswer,
}

/// What is wrong with `config.json`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigFault {
    /// There was no answer.
    NoAnswer,
    /// A status that is no success.
    Status(u16),
    /// There is nothing in it.
    Empty,
    /// It is a web page.
    Html,
    /// It is no JSON, or no object; why.
    Json(String),
    /// It says nothing that this page knows.
    Unknown,
    /// A member has the wrong type; its name, and why.
    Member(&'static str, String),
    /// An entry of `appliances`, from 1, cannot be read; why.
    Entry(usize, String),
    /// The address of an entry of `appliances`, from 1, cannot be used; its name, the address, and why.
    UrlState(usize, String, String, EndpointFault),
    /// An entry of `links`, from 1, cannot be used; why.
    Link(usize, String),
    /// The sample to try is no hash.
    Example(String),
}

impl fmt::Display for ConfigFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoAnswer => f.write_str("There was no answer."),
            Self::Status(status) => write!(f, "The answer is {status}, no success."),
            Self::Empty => f.write_str("It is empty."),
            Self::Html => f.write_str("It is a web page, perhaps of a log-in, and no JSON."),
            Self::Json(why) => write!(f, "It can't be read: {}", visible(why)),
            Self::Unknown => f.write_str("It has neither “appliances” nor “links” nor “example”."),
            Self::Member(name, why) => write!(f, "“{name}” can't be read: {}", visible(why)),
            Self::Entry(at, why) => write!(f, "Entry {at} of “appliances” can't be read: {}", visible(why)),
            Self::UrlState(at, name, url, why) => {
                write!(f, "Entry {at} of “appliances”, {}, has the address {}. {why}", quoted(name), quoted(url))
            }
            Self::Link(at, why) => write!(f, "Entry {at} of “links” can't be used: {}.", visible(why)),
            Self::Example(text) => write!(f, "“example” is no hash of a sample: {}", quoted(text)),
        }
    }
}

/// A foreign text, made visible and cut to a length that can be read.
fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(100).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    format!("“{}”", visible(&short))
}

/// The file as it is written; each part is read by itself, so that a fault costs only its part.
#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    appliances: Option<&'a RawValue>,
    #[serde(borrow)]
    links: Option<&'a RawValue>,
    #[serde(borrow)]
    example: Option<&'a RawValue>,
}

/// An entry as it is written.
#[derive(Deserialize)]
struct Entry {
    name: String,
    url: String,
    #[serde(default, rename = "tokenFromProxy")]
    token_from_proxy: bool,
}

impl Config {
    /// Judges `config.json` from how the request for it ended. The configuration has what can be used; faults are
    /// whatever keeps it from being what the administrator meant. A page without the file has the default.
    pub fn judge(arrival: &Arrival, page: &Origin) -> (Self, Vec<ConfigFault>) {
        let fault = |fault| (Self::default(), vec![fault]);
        match arrival {
            Arrival::NotAsked | Arrival::Answer(404 | 410, _) => (Self::default(), Vec::new()),
            Arrival::NoAnswer => fault(ConfigFault::NoAnswer),
            Arrival::Answer(200..=299, text) => Self::read(text, page),
            Arrival::Answer(status, _) => fault(ConfigFault::Status(*status)),
        }
    }

    fn read(text: &str, page: &Origin) -> (Self, Vec<ConfigFault>) {
        let (mut config, mut faults) = (Self::default(), Vec::new());
        // Editors put a mark at the start of a file.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text).trim();
        let broken = match text.bytes().next() {
            None => Some(ConfigFault::Empty),
            Some(b'<') => Some(ConfigFault::Html),
            // An array would be read as the members in their order.
            Some(b'[') => Some(ConfigFault::Json("an object is expected".into())),
            _ => None,
        };
        if let Some(broken) = broken {
            return (config, vec![broken]);
        }
        let file: File = match serde_json::from_str(text) {
            Ok(file) => file,
            Err(error) => return (config, vec![ConfigFault::Json(error.to_string())]),
        };
        if file.appliances.is_none() && file.links.is_none() && file.example.is_none() && text.contains('"') {
            faults.push(ConfigFault::Unknown);
        }
        if let Some(raw) = file.appliances {
            match serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
                Ok(entries) => {
                    for (at, raw) in entries.iter().enumerate() {
                        match Named::read(at + 1, raw.get(), page) {
                            Ok(named) => config.appliances.push(named),
                            Err(fault) => faults.push(fault),
                        }
                    }
                }
                Err(error) => faults.push(ConfigFault::Member("appliances", reason(&error))),
            }
        }
        if let Some(raw) = file.links {
            match serde_json::from_str::<Vec<&RawValue>>(raw.get()) {
                Ok(entries) => {
                    for (at, raw) in entries.iter().enumerate() {
                        match LinkTemplate::read(raw.get()) {
                            Ok(link) => config.links.push(link),
                            Err(why) => faults.push(ConfigFault::Link(at + 1, why)),
                        }
                    }
                }
                Err(error) => faults.push(ConfigFault::Member("links", reason(&error))),
            }
        }
        if let Some(raw) = file.example {
            match serde_json::from_str::<String>(raw.get()) {
                Ok(text) => match SampleHash::parse(&text) {
                    Ok(hash) => config.example = Some(hash),
                    Err(_) => faults.push(ConfigFault::Example(text)),
                },
                Err(error) => faults.push(ConfigFault::Member("example", reason(&error))),
            }
        }
        (config, faults)
    }

    /// How an endpoint is asked: with the token that is held for its origin, unless the proxy in front of it adds one.
    pub fn access(&self, endpoint: Endpoint, credentials: &Credentials) -> Access {
        if self.is_by_proxy(&endpoint) { Access::without_token(endpoint) } else { Access::new(endpoint, credentials) }
    }

    /// Whether the proxy in front of an endpoint adds the token.
    pub fn is_by_proxy(&self, endpoint: &Endpoint) -> bool {
        self.appliances.iter().find(|named| named.endpoint == *endpoint).is_some_and(|named| named.token_from_proxy)
    }
}

impl Named {
    fn read(at: usize, text: &str, page: &Origin) -> Result<Self, ConfigFault> {
        if !text.starts_with('{') {
            return Err(ConfigFault::Entry(at, "an object is expected".into()));
        }
        let entry: Entry = serde_json::from_str(text).map_err(|error| ConfigFault::Entry(at, reason(&error)))?;
        if entry.name.trim().is_empty() {
            return Err(ConfigFault::Entry(at, "its name is empty".into()));
        }
        match Endpoint::read(&entry.url, page) {
            Ok(endpoint) => Ok(Self { name: entry.name, endpoint, token_from_proxy: entry.token_from_proxy }),
            Err(why) => Err(ConfigFault::UrlState(at, entry.name, entry.url, why)),
        }
    }
}
