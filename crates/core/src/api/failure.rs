//! All that goes wrong between the page and an appliance, with the words that the person will read.
//!
//! Each failure says what happened (with the HTTP status where there is one), why it may be, and what to do next.

#[cfg(test)]
mod tests;

use crate::api::wire::{Answer, Reader, WireFault};
use crate::table::counted::counted;
use crate::table::escape::visible;
use std::fmt::Write;

/// Something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The request was given up on purpose: nothing to say.
    Aborted,
    /// No answer, and a browser does not tell why. Holds the appliance's address.
    Network(String),
    /// The browser does not let an encrypted page ask an appliance without encryption. Holds the appliance's address.
    MixedContent(String),
    /// The page's own Content-Security-Policy forbids the appliance's address, which this holds.
    Policy(String),
    /// This machine has no network.
    Offline,
    /// The answer broke off while it was being read.
    BrokenOff,
    /// The answer sends elsewhere: the token does not follow.
    Redirected,
    /// A status that is no success, with the appliance's own words and the seconds of `Retry-After`.
    Status(u16, Option<String>, Option<u32>),
    /// A success that carries a failure.
    Said(u16, String),
    /// A success that is no listing.
    Wire(u16, WireFault),
    /// The archive does not begin like a zip; what it is instead.
    NotAZip(&'static str),
    /// The archive is shorter than was announced: bytes that came, bytes announced.
    ArchiveCutOff(u64, Option<u64>),
    /// The browser has no room for the archive: bytes that came.
    NoRoom(u64),
    /// A page of the listing that came with fewer rows than it should have: rows that came, rows that were due.
    FewerRows(u32, u32),
    /// A failure that leaves rows missing, and which those are.
    Gap(Box<Failure>, String),
}

/// The words for one failure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// What happened.
    pub what: String,
    /// Why it may be; several causes where they can't be told apart.
    pub why: Vec<String>,
    /// What to do next.
    pub next: String,
}

/// Longest wait that `Retry-After` may impose before it is said instead of obeyed, in seconds.
pub const LONGEST_WAIT: u32 = 60;

impl Failure {
    /// Whether asking again may help by itself.
    pub fn is_passing(&self) -> bool {
        match self {
            // Some browsers hand on an answer that broke off as if that were its end.
            Self::Network(_) | Self::BrokenOff | Self::Wire(_, WireFault::CutOff { .. }) => true,
            Self::Status(429 | 502 | 503 | 504, _, wait) => wait.is_none_or(|seconds| seconds <= LONGEST_WAIT),
            _ => false,
        }
    }

    /// Whether further requests would meet the same.
    pub fn is_final(&self) -> bool {
        let is_told_to_wait = self.wait().is_some_and(|seconds| seconds > LONGEST_WAIT);
        is_told_to_wait
            || matches!(
                self,
                Self::Aborted
                    | Self::Network(_)
                    | Self::MixedContent(_)
                    | Self::Policy(_)
                    | Self::Offline
                    | Self::Redirected
                    | Self::Status(401 | 403 | 404 | 410 | 429, ..)
            )
    }

    /// How long the appliance asks to wait, in seconds.
    pub fn wait(&self) -> Option<u32> {
        if let Self::Status(_, _, wait) = self { *wait } else { None }
    }

    /// Whether a token is missing or wrong.
    pub fn wants_token(&self) -> bool {
        if let Self::Gap(failure, _) = self {
            return failure.wants_token();
        }
        matches!(self, Self::Status(401 | 403, ..))
    }

    /// The words, for a request for the listing.
    pub fn words(&self) -> Explanation {
        match self {
            Self::Aborted => Explanation::default(),
            Self::Network(address) => Explanation {
                what: format!("No answer from {address}."),
                why: vec![
                    "The host is down or not reachable from here: check the address and the network.".into(),
                    "Its certificate is not trusted: open the appliance in a tab of its own and accept it, or have its CA installed.".into(),
                    "It does not allow this page's origin (CORS): its administrator has to send Access-Control-Allow-Origin for it and Access-Control-Allow-Headers: Authorization, or serve this page from the appliance's own origin. hosting/README.md of this page's project has the recipe.".into(),
                ],
                next: "A browser does not tell these three apart. Check them in this order, then try again.".into(),
            },
            Self::MixedContent(address) => Explanation {
                what: format!("The browser does not ask {address}: it is not encrypted, and this page is (mixed content)."),
                why: vec!["An encrypted page may ask only addresses that begin with https.".into()],
                next: "Enter the appliance's https address under Connection, or have it served at this page's own origin. hosting/README.md of this page's project has the recipe.".into(),
            },
            Self::Policy(address) => Explanation {
                what: format!("The browser does not ask {address}: this page's own policy forbids it (Content-Security-Policy, connect-src)."),
                why: vec!["Whoever hosts this page has to name that address in the policy: hosting/README.md of this page's project says where.".into()],
                next: "Nothing was sent. Choose another appliance under Connection, or have the policy extended.".into(),
            },
            Self::Offline => Explanation::of(
                "This machine has no network.",
                "What is on screen stays, and a saved listing can be opened with Open file. Try again once there is a network.",
            ),
            Self::BrokenOff => Explanation::of(
                "The connection broke off in the middle of the answer.",
                "What had come is kept. Try again for the rest.",
            ),
            Self::Redirected => Explanation::of(
                "The appliance sends this request to another address.",
                "The token does not follow there. Enter the appliance's final address under Connection, or log in to the proxy in a tab of its own.",
            ),
            Self::Status(status, said, wait) => status_words(*status, said.as_deref(), *wait),
            Self::Said(status, message) => Explanation::of(
                &format!("The appliance answered {status}, but with a message instead of rows: “{}”", short(message)),
                "Check that the hash is right and that the sample has been analysed on this appliance.",
            ),
            Self::Wire(status, WireFault::Html) => Explanation {
                what: format!("The answer ({status}) is a web page, not data."),
                why: vec!["A proxy or a log-in page stands between this page and the appliance.".into()],
                next: "Log in there in a tab of its own, or check the appliance address under Connection.".into(),
            },
            Self::Wire(status, fault) => Explanation::of(
                &format!("The answer ({status}) can't be read. {fault}"),
                "Rows that came whole are kept. Try again; if it stays, the appliance or a proxy damages its answers.",
            ),
            Self::NotAZip(what) => Explanation::of(
                &format!("What came is not a zip archive but {what}. Nothing was saved."),
                "Try again; if it stays, check the appliance address under Connection.",
            ),
            Self::ArchiveCutOff(bytes, announced) => {
                let mut what = format!("The archive broke off after {}", counted(*bytes, "byte", "bytes"));
                if let Some(announced) = announced {
                    // Writing to a String cannot fail.
                    let _ = write!(what, " of {announced}");
                }
                what.push_str(". Nothing was saved.");
                Explanation::of(&what, "Try the download again.")
            }
            Self::NoRoom(bytes) => Explanation::of(
                &format!(
                    "The browser has no room for an archive of {}. Nothing was saved.",
                    counted(*bytes, "byte", "bytes")
                ),
                "Free some space on this machine's disk, or download it with another program.",
            ),
            Self::Gap(failure, rows) => {
                let words = failure.words();
                let is_one = rows.bytes().all(|byte| byte.is_ascii_digit());
                let (row, are) = if is_one { ("Row", "is") } else { ("Rows", "are") };
                Explanation {
                    what: format!("{} {row} {rows} {are} missing.", words.what),
                    why: words.why,
                    next: "Everything else has come and is shown. Retry asks for just the missing rows.".into(),
                }
            }
            Self::FewerRows(rows, due) => Explanation::of(
                &format!(
                    "A page came with {} where {} due.",
                    counted((*rows).into(), "row", "rows"),
                    counted((*due).into(), "was", "were")
                ),
                "The sample may have been analysed again meanwhile. Open it again to start over.",
            ),
        }
    }

    /// The words, for a request for the archive.
    pub fn archive_words(&self) -> Explanation {
        match self {
            Self::Status(404, said, _) => Explanation::of(
                &with_words("The appliance has no archive for this sample (404).", said.as_deref()),
                "Nothing was extracted from it, or the appliance does not know it.",
            ),
            Self::Status(410, said, _) => Explanation::of(
                &with_words(
                    "The appliance can no longer retrieve the extracted files (410). Nothing was saved.",
                    said.as_deref(),
                ),
                "They may have been removed to save room: have the sample analysed again, then download.",
            ),
            Self::BrokenOff => Explanation::of("The download broke off. Nothing was saved.", "Try the download again."),
            other => other.words(),
        }
    }
}

fn status_words(status: u16, said: Option<&str>, wait: Option<u32>) -> Explanation {
    let (what, next) = match status {
        400 => (
            "The appliance refuses the request (400).",
            "Check the hash. If it is right, the appliance's version may not know this request.",
        ),
        401 | 403 => (
            "The appliance refuses access",
            "Check the API token under Connection. It may be wrong, expired, or without the right to see samples.",
        ),
        404 => (
            "The appliance does not know this sample (404).",
            "Check the hash, or have the sample analysed on this appliance first.",
        ),
        405 => (
            "The appliance does not allow this request (405).",
            "Check the appliance address under Connection: a proxy may answer in its place.",
        ),
        410 => ("The appliance no longer has this (410).", "Have the sample analysed again."),
        429 => ("The appliance is asked too often (429).", "Wait, then try again."),
        502 => (
            "The proxy in front of the appliance gets no answer from it (502).",
            "The appliance may be restarting. Try again in a minute.",
        ),
        503 => (
            "The appliance is not available (503): it may be in maintenance.",
            "Try again later, or ask its administrator.",
        ),
        504 => ("The appliance takes too long to answer (504).", "Try again; with fewer rows per page if it stays."),
        500..=599 => ("The appliance failed", "Try again. If it stays, its administrator finds the reason in its log."),
        _ => ("The appliance gives an unexpected answer", "Check the appliance address under Connection."),
    };
    let mut what =
        if what.ends_with('.') || what.contains('(') { what.to_owned() } else { format!("{what} ({status}).") };
    if !what.ends_with('.') {
        what.push('.');
    }
    let mut words = Explanation::of(&with_words(&what, said), next);
    if let Some(seconds) = wait {
        words.why.push(format!("It asks to wait {}.", counted(seconds.into(), "second", "seconds")));
    }
    words
}

fn with_words(what: &str, said: Option<&str>) -> String {
    said.map_or_else(|| what.to_owned(), |said| format!("{what} It says: “{}”", short(said)))
}

/// Foreign words, made visible and cut to a length that can be read.
fn short(text: &str) -> String {
    let mut out: String = text.chars().take(300).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    visible(&out).into_owned()
}

impl Explanation {
    fn of(what: &str, next: &str) -> Self {
        Self { what: what.to_owned(), why: Vec::new(), next: next.to_owned() }
    }
}

/// How long `Retry-After` asks to wait, in seconds: as many as can be counted where it says more. `None` where it is no number.
pub fn seconds_to_wait(retry_after: &str) -> Option<u32> {
    let digits = retry_after.trim();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(u32::MAX))
}

/// The appliance's own words in the body of a failure: `message`, else `detail` or `error`, whichever is a text.
pub fn own_words(body: &[u8]) -> Option<String> {
    match Reader::of(body).finish(&mut |_, _| {}) {
        Ok(Answer::Message(words)) => Some(words),
        _ => None,
    }
}
