//! A case as a file: the list of samples, and their listings as the appliance sent them.
//!
//! The first line is [`MARK`] and a JSON object that says which samples there are and how long each answer is; the answers stand
//! behind it one after another, byte for byte. So a case is put together without reading any of it, and opened piece by piece.
//! No appliance and no token is in it.

use crate::hash::SampleHash;
use crate::hash::list::MOST;
use crate::table::seed::Set;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How the file begins.
pub const MARK: &str = "MATRYOSHKA-CASE 1 ";

/// Longest first line that is read, in bytes.
pub const LONGEST_HEAD: usize = 8 << 20;

/// Bytes of a reason that are kept.
const LONGEST_REASON: usize = 500;

/// What stands in the first line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseFile {
    /// The samples in the order of their list.
    pub samples: Vec<SavedSample>,
}

/// A sample of a saved case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedSample {
    /// Its hash.
    pub hash: String,
    /// What became of it.
    pub state: SavedState,
    /// Why it is not all there, in words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// How many rows its listing has, as far as that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// The answers that follow, in their order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<SavedAnswer>,
}

/// What became of a sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SavedState {
    /// It was not asked for.
    #[default]
    Waiting,
    /// Rows came.
    Loaded,
    /// Nothing was extracted from it.
    Nothing,
    /// It could not be had.
    Failed,
}

/// An answer that follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedAnswer {
    /// The position of its first row in the sample's listing.
    pub first: u32,
    /// Its length.
    pub bytes: u64,
}

/// Why a file is no case. `Display` gives the words for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CaseFault {
    /// It does not begin as one.
    NoCase,
    /// Its first line does not end, or is not what it should be; why.
    Head(String),
    /// It ends before the answers do: bytes that there are, and that there should be.
    CutOff(u64, u64),
}

impl fmt::Display for CaseFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCase => f.write_str("It does not begin as a saved case does."),
            Self::Head(why) => write!(f, "What it says of itself cannot be read: {why}."),
            Self::CutOff(bytes, of) => write!(f, "It breaks off: {bytes} of {of} bytes are there."),
        }
    }
}

impl CaseFile {
    /// The first line.
    pub fn head(&self) -> String {
        format!("{MARK}{}\n", serde_json::to_string(self).unwrap_or_default())
    }

    /// Reads the beginning of a file that is `size` bytes long: what is in it, and where the first answer begins.
    ///
    /// # Errors
    /// When it is no case, or not a whole one.
    pub fn read(head: &[u8], size: u64) -> Result<(Self, u64), CaseFault> {
        let text = head.strip_prefix(MARK.as_bytes()).ok_or(CaseFault::NoCase)?;
        let end = text.iter().position(|byte| *byte == b'\n');
        let end = end.ok_or_else(|| CaseFault::Head("its first line does not end".to_owned()))?;
        let mut case: Self =
            serde_json::from_slice(&text[..end]).map_err(|error| CaseFault::Head(error.to_string()))?;
        if case.samples.len() > MOST {
            return Err(CaseFault::Head(format!("{} samples are more than {MOST}", case.samples.len())));
        }
        let mut seen = Set::default();
        for sample in &mut case.samples {
            let hash = SampleHash::parse(&sample.hash).map_err(|fault| CaseFault::Head(fault.to_string()))?;
            if !seen.insert(hash.to_string()) {
                return Err(CaseFault::Head("a sample stands there twice".to_owned()));
            }
            sample.hash = hash.to_string();
            let reason = (0..=LONGEST_REASON.min(sample.why.len())).rev().find(|at| sample.why.is_char_boundary(*at));
            sample.why.truncate(reason.unwrap_or_default());
        }
        let start = (MARK.len() + end + 1) as u64;
        let answers = case.samples.iter().flat_map(|sample| &sample.answers);
        let whole = answers.fold(start, |sum, answer| sum.saturating_add(answer.bytes));
        if whole > size {
            return Err(CaseFault::CutOff(size, whole));
        }
        Ok((case, start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_case_is_said() {
        let fault = |text: &str| CaseFile::read(text.as_bytes(), 1_000).expect_err(text).to_string();
        assert_eq!(fault("{}"), "It does not begin as a saved case does.");
        assert!(fault(&format!("{MARK}{{")).contains("does not end"));
        assert!(fault(&format!("{MARK}[]\n")).contains("cannot be read"));
        assert!(fault(&format!("{MARK}{{\"samples\":[{{\"hash\":\"x\"}}]}}\n")).contains("hex"));
        let one = SavedSample { hash: "ab".repeat(16), ..SavedSample::default() };
        assert!(fault(&CaseFile { samples: vec![one.clone(), one.clone()] }.head()).contains("twice"));
        let long = SavedAnswer { first: 0, bytes: u64::MAX };
        let long = SavedSample { answers: vec![long, long], ..one.clone() };
        assert!(fault(&CaseFile { samples: vec![long] }.head()).contains("breaks off"));
        let odd = CaseFile { samples: vec![SavedSample { why: "ü".repeat(1_000), ..one }] };
        let (read, _) = CaseFile::read(odd.head().as_bytes(), 1 << 20).expect("a case");
        assert_eq!(read.samples[0].why.len(), LONGEST_REASON);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(
            samples in prop::collection::btree_map("[0-9a-f]{40}", (
                prop::sample::select(vec![SavedState::Waiting, SavedState::Loaded, SavedState::Nothing, SavedState::Failed]),
                ".{0,20}", prop::option::of(any::<u32>()), prop::collection::vec((any::<u32>(), 0_u64..1_000), 0..4),
            ), 0..5),
            behind: Vec<u8>, junk: Vec<u8>,
        ) {
            let samples = samples.into_iter().map(|(hash, (state, why, count, answers))| SavedSample {
                hash, state, why, count, answers: answers.into_iter().map(|(first, bytes)| SavedAnswer { first, bytes }).collect(),
            }).collect();
            let case = CaseFile { samples };
            let head = case.head();
            let bytes: u64 = case.samples.iter().flat_map(|sample| &sample.answers).map(|answer| answer.bytes).sum();
            let file = [head.as_bytes(), &behind].concat();
            let whole = head.len() as u64 + bytes;
            prop_assert_eq!(CaseFile::read(&file, whole), Ok((case.clone(), head.len() as u64)));
            if bytes > 0 {
                prop_assert_eq!(CaseFile::read(&file, whole - 1), Err(CaseFault::CutOff(whole - 1, whole)));
            }
            // Whatever stands behind the mark, it is read or refused.
            let _ = CaseFile::read(&[MARK.as_bytes(), &junk, b"\n"].concat(), 1 << 20);
        }
    }
}
