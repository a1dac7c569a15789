//! What a body turned out to be.

use crate::table::counted::counted;
use std::fmt;

/// What the appliance says around the rows of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// `count`: how many rows there are in all pages.
    pub count: Option<u64>,
    /// Whether `next` named a further page. Its address is not used: behind a proxy it can name another host.
    /// Of several listings in a file, whether each of them named one.
    pub has_next: bool,
    /// The same of `previous`.
    pub has_previous: bool,
    /// What a file that this page wrote says of the part of the listing that it holds, as JSON.
    pub part: Option<String>,
    /// What the appliance said instead of rows: `message`, else `detail` or `error`.
    pub message: Option<String>,
}

/// What a whole body turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// No body, `{}`, or `count: 0`: the sample has no extracted files.
    Nothing,
    /// Rows came; so many.
    Rows(Head, u32),
    /// An object without rows that carries a message: the application's own failure under any status.
    Message(String),
}

/// Why a body is no listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WireFault {
    /// It begins with `<`: a page for people, of a proxy or of a log-in.
    Html,
    /// It is no JSON; at which byte, and what was wrong there.
    Broken {
        /// Offset in the body, in bytes.
        at: u64,
        /// The words of the JSON reader.
        why: String,
    },
    /// It ends in the middle.
    CutOff {
        /// How many bytes came.
        bytes: u64,
        /// How many whole entries were read before.
        entries: u32,
    },
    /// It is JSON, but no listing: what it is instead.
    NotAListing(String),
}

impl fmt::Display for WireFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Html => f.write_str("It is a web page, not a listing."),
            Self::Broken { at, why } => write!(f, "The JSON is broken at byte {at}: {why}."),
            Self::CutOff { bytes, entries } => {
                write!(f, "It breaks off after {}, behind entry {entries}.", counted(*bytes, "byte", "bytes"))
            }
            Self::NotAListing(what) => write!(f, "It is JSON, but no listing: {what}."),
        }
    }
}
