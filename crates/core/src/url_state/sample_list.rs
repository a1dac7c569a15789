//! Several samples in an address.

use crate::hash::SampleHash;
use crate::hash::list::{HashList, MOST};

/// Letters of a list of samples that an address holds at most.
const LONGEST_LIST: usize = 2_000;

/// The word for a list of samples that is too long for an address.
const IN_CASE: &str = "case";

/// Several samples that are shown together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SampleList {
    /// There are none.
    #[default]
    None,
    /// These.
    Named(Vec<SampleHash>),
    /// Those of the case that is open in the page: too many for an address.
    InCase,
}

impl SampleList {
    /// Of these samples, as far as an address holds them.
    pub fn of(samples: Vec<SampleHash>) -> Self {
        let letters: usize = samples.iter().map(|sample| sample.as_str().len() + 1).sum();
        match samples.len() {
            0 => Self::None,
            _ if letters > LONGEST_LIST => Self::InCase,
            _ => Self::Named(samples),
        }
    }

    /// What stands in the address; empty for none.
    pub(super) fn word(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Named(samples) => samples.iter().map(SampleHash::as_str).collect::<Vec<_>>().join(","),
            Self::InCase => IN_CASE.to_owned(),
        }
    }

    /// Reads what stands in an address; `None` where it should hold hashes and does not.
    pub(super) fn read(value: &str) -> Option<Self> {
        if value == IN_CASE {
            return Some(Self::InCase);
        }
        let list = HashList::read(value, MOST);
        (!list.hashes.is_empty() || value.trim().is_empty()).then(|| Self::of(list.hashes))
    }
}
