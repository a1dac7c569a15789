//! The samples of a case in the order of a column.

use crate::hash::SampleHash;
use crate::samples::digest::SampleDigest;
use crate::table::classification::Classification;
use std::cmp::Ordering;

/// What samples are sorted by: the columns of their table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleColumn {
    /// The hash.
    Sample,
    /// How many files came.
    Files,
    /// How many they are, each counted once.
    Unique,
    /// The worst verdict.
    Classification,
    /// How many are malicious.
    Malicious,
    /// How many are suspicious.
    Suspicious,
    /// Their sizes together.
    Size,
    /// The greatest depth.
    Depth,
    /// The most frequent type.
    Type,
    /// What has come of it.
    State,
}

impl SampleColumn {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 10] = [
        Self::Sample,
        Self::Files,
        Self::Unique,
        Self::Classification,
        Self::Malicious,
        Self::Suspicious,
        Self::Size,
        Self::Depth,
        Self::Type,
        Self::State,
    ];
}

/// By what samples are sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleSort {
    /// The column.
    pub column: SampleColumn,
    /// The greatest first.
    pub descending: bool,
}

/// A sample to sort.
#[derive(Clone, Debug)]
pub struct SortedSample<'a> {
    /// Its hash.
    pub hash: &'a SampleHash,
    /// Its rows in numbers, where they have come.
    pub digest: Option<SampleDigest>,
    /// What has come of it, in words.
    pub state: String,
}

/// The places of samples in their list, in the order of a column. What is alike keeps the order of the list, and what a column says
/// nothing of stands last in either direction.
pub fn sorted(samples: &[SortedSample<'_>], sort: Option<SampleSort>) -> Vec<usize> {
    let mut places: Vec<usize> = (0..samples.len()).collect();
    let Some(SampleSort { column, descending }) = sort else { return places };
    places.sort_by(|one, other| {
        let (one, other) = (&samples[*one], &samples[*other]);
        match column {
            SampleColumn::Sample => in_order(Some(one.hash.as_str()), Some(other.hash.as_str()), descending),
            SampleColumn::State => in_order(Some(&one.state), Some(&other.state), descending),
            SampleColumn::Type => in_order(top_type(one), top_type(other), descending),
            _ => in_order(number(column, one), number(column, other), descending),
        }
    });
    places
}

/// What is said comes first, in either direction.
fn in_order<T: Ord>(one: Option<T>, other: Option<T>, descending: bool) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if descending => other.cmp(&one),
        (Some(one), Some(other)) => one.cmp(&other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

fn top_type<'a>(sample: &'a SortedSample<'_>) -> Option<&'a str> {
    sample.digest.as_ref()?.top_type.as_deref()
}

fn number(column: SampleColumn, sample: &SortedSample<'_>) -> Option<u64> {
    let digest = sample.digest.as_ref()?;
    Some(match column {
        SampleColumn::Files => digest.files.into(),
        SampleColumn::Unique => digest.unique.into(),
        SampleColumn::Classification => digest.worst().map_or(0, |worst| 1 + worst as u64),
        SampleColumn::Malicious => digest.count(Classification::Malicious).into(),
        SampleColumn::Suspicious => digest.count(Classification::Suspicious).into(),
        SampleColumn::Size => digest.bytes,
        SampleColumn::Depth => digest.depth.into(),
        SampleColumn::Sample | SampleColumn::Type | SampleColumn::State => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Each stands in it once; the other direction is the mirror image but for what is alike and what says nothing.
        #[test]
        fn each_is_there_once_and_in_order(
            samples in prop::collection::vec((0_u64..40, prop::option::weighted(0.8, (0_u32..4, 0_u32..3)), 0_usize..3), 0..20),
            column in prop::sample::select(SampleColumn::ALL.to_vec()),
            descending: bool,
        ) {
            let hashes: Vec<SampleHash> = samples
                .iter()
                .filter_map(|(hash, ..)| SampleHash::parse(&format!("{:040x}", hash + 1)).ok())
                .collect();
            let digest = |(files, malicious): (u32, u32)| SampleDigest {
                files,
                unique: files / 2,
                verdicts: [0, 0, 0, malicious],
                bytes: u64::from(files) * 7,
                depth: malicious,
                top_type: (files > 0).then(|| format!("type {files}")),
            };
            let known: Vec<SortedSample<'_>> = samples
                .iter()
                .zip(&hashes)
                .map(|((_, of, state), hash)| SortedSample { hash, digest: of.map(digest), state: format!("{state}") })
                .collect();
            let order = sorted(&known, Some(SampleSort { column, descending }));
            let mut all = order.clone();
            all.sort_unstable();
            prop_assert_eq!(&all, &sorted(&known, None));
            let key = |at: usize| -> Option<(u64, String)> {
                let sample = &known[at];
                let of = |number: fn(&SampleDigest) -> u64| sample.digest.as_ref().map(|digest| (number(digest), String::new()));
                match column {
                    SampleColumn::Sample => Some((0, sample.hash.to_string())),
                    SampleColumn::State => Some((0, sample.state.clone())),
                    SampleColumn::Type => Some((0, sample.digest.as_ref()?.top_type.clone()?)),
                    SampleColumn::Files => of(|digest| digest.files.into()),
                    SampleColumn::Unique => of(|digest| digest.unique.into()),
                    SampleColumn::Size => of(|digest| digest.bytes),
                    SampleColumn::Depth => of(|digest| digest.depth.into()),
                    SampleColumn::Classification => of(|digest| digest.worst().map_or(0, |worst| 1 + worst as u64)),
                    SampleColumn::Malicious => of(|digest| digest.count(Classification::Malicious).into()),
                    SampleColumn::Suspicious => of(|digest| digest.count(Classification::Suspicious).into()),
                }
            };
            for pair in order.windows(2) {
                match (key(pair[0]), key(pair[1])) {
                    (Some(one), Some(other)) if one == other => prop_assert!(pair[0] < pair[1]),
                    (Some(one), Some(other)) => prop_assert_eq!(one < other, !descending),
                    (None, Some(_)) => prop_assert!(false, "what says nothing stands last"),
                    (None, None) => prop_assert!(pair[0] < pair[1]),
                    (Some(_), None) => {}
                }
            }
        }
    }
}
