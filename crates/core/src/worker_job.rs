//! What the page asks the worker for, and what comes of it: one message for each job, with the answer that belongs to it.
//!
//! Messages are values of serde. The files that they are about (`Blob`s of a browser) are none; they travel beside them.

pub mod archive;
pub mod contents;
pub mod export;
pub mod gaps;
pub mod listing;
pub mod packed;
pub mod yara;

#[cfg(test)]
mod tests;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A job that is asked for.
pub trait Ask: Into<WorkerJob> {
    /// What comes of it.
    type Answer: Serialize + DeserializeOwned + 'static;
    /// What it tells of before it is done.
    type Finding: Serialize + DeserializeOwned + 'static;
}

/// Nothing is told of before the job is done.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub enum NoFinding {}

/// Declares the jobs: what is asked for, what comes of it, and what is told of before it is done.
macro_rules! jobs {
    ($($(#[$doc:meta])* $name:ident($ask:ty) -> $answer:ty, $finding:ty;)*) => {
        /// A job as it is sent to the worker.
        #[allow(clippy::large_enum_variant, reason = "one is made when somebody asks for it, and sent at once")]
        #[derive(Clone, Debug, Serialize, Deserialize)]
        pub enum WorkerJob {
            $($(#[$doc])* $name($ask),)*
        }

        $(
            impl From<$ask> for WorkerJob {
                fn from(ask: $ask) -> Self {
                    Self::$name(ask)
                }
            }

            impl Ask for $ask {
                type Answer = $answer;
                type Finding = $finding;
            }
        )*
    };
}

jobs! {
    /// Writes rows as a file, which comes beside the answer.
    Export(export::Export) -> export::Exported, NoFinding;
    /// Compares the archive with the listing; the outcome as a table (CSV) comes beside the answer.
    Check(archive::Check) -> archive::Checked, NoFinding;
    /// Takes a member out, which comes beside the answer.
    Take(archive::Take) -> archive::Taken, NoFinding;
    /// Writes the archive anew, encrypted; it comes beside the answer.
    Protect(archive::Protect) -> archive::Protected, NoFinding;
    /// Takes a member out to be looked at; it comes beside the answer.
    Look(contents::Look) -> contents::Looked, NoFinding;
    /// Finds where the lines of a file begin.
    Lines(contents::Lines) -> contents::LineIndex, NoFinding;
    /// Finds the strings of a file.
    Strings(contents::Strings) -> contents::StringTable, NoFinding;
    /// Finds what is searched for in one file.
    Find(contents::Find) -> contents::Hits, NoFinding;
    /// Searches all members of an archive.
    Search(contents::Search) -> contents::Searched, contents::MemberHits;
    /// Runs YARA rules over all members of an archive.
    Scan(yara::Scan) -> yara::Scanned, yara::MemberMatches;
    /// Examines all members of an archive for what may have been missed in them.
    Examine(gaps::Examine) -> gaps::Examined, gaps::MemberFacts;
}

/// Why a job came to nothing. The texts are for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum JobFailure {
    /// The archive is encrypted, and its password is missing or wrong.
    Password(String),
    /// What is searched for cannot be searched for.
    Pattern(String),
    /// Anything else.
    Other(String),
    /// The person cancelled it.
    Cancelled,
}

impl JobFailure {
    /// Why it is, in words; none where the person knows.
    pub fn words(self) -> Option<String> {
        match self {
            Self::Password(words) | Self::Pattern(words) | Self::Other(words) => Some(words),
            Self::Cancelled => None,
        }
    }
}

impl From<String> for JobFailure {
    fn from(words: String) -> Self {
        Self::Other(words)
    }
}
