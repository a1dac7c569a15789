//! An archive against a listing. What counts is what a file holds: matching is by hash, names are not trusted.

use super::Progress;
use super::members::{Archive, Member};
use matryoshka_rooms::listing::{Listing, Row, hex};
use sha1::{Digest, Sha1};
use sha2::Sha256;
use std::collections::HashMap;
use std::io::{Read, Seek};

/// How a row came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// It has no hash to go by, or a member that could be it was skipped.
    #[default]
    Unknown = 0,
    /// A member has just its content.
    Matches = 1,
    /// No member has its content, nor its name.
    Missing = 2,
    /// A member is called like it and holds something else.
    Differs = 3,
}

/// A member that no row speaks of, or that was not unpacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odd {
    /// The member.
    pub member: Member,
    /// Why it was skipped; none when it is just not in the listing.
    pub skipped: Option<String>,
}

/// What came of a check.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// By row.
    pub states: Vec<State>,
    /// For each member in its order, the first row with its content.
    pub rows: Vec<(Member, Option<Row>)>,
    /// Members that are not in the listing, and members that were skipped.
    pub odd: Vec<Odd>,
    /// How many different files the listing has.
    pub files: u32,
    /// How many of them match.
    pub matching: u32,
    /// How many are missing.
    pub missing: u32,
    /// How many differ.
    pub differing: u32,
    /// Members that were not looked at, because there are too many.
    pub unseen: usize,
}

impl Report {
    /// The outcome as a sentence.
    pub fn words(&self) -> String {
        let mut out = format!("{} of {} files match", self.matching, self.files);
        let mut add = |count: usize, one: &str, many: &str| {
            if count > 0 {
                out.push_str(&format!(", {count} {}", if count == 1 { one } else { many }));
            }
        };
        add(self.missing as usize, "missing", "missing");
        add(self.differing as usize, "differs", "differ");
        let skipped = self.odd.iter().filter(|odd| odd.skipped.is_some()).count();
        add(self.odd.len() - skipped, "member is not in the listing", "members are not in the listing");
        add(skipped, "member was skipped", "members were skipped");
        add(self.unseen, "member was not looked at", "members were not looked at");
        out.push('.');
        out
    }
}

/// What a row's content is known by.
fn identity(listing: &Listing, row: Row) -> Option<Vec<u8>> {
    listing.sha1(row).map(|hash| hash.to_vec()).or_else(|| listing.sha256(row).map(|hash| hash.to_vec()))
}

/// Unpacks every member and compares it with the listing.
pub fn check<R: Read + Seek>(archive: &mut Archive<R>, listing: &Listing, progress: Progress<'_>) -> Report {
    let rows = listing.in_order();
    let mut by_hash: HashMap<Vec<u8>, Vec<Row>> = HashMap::new();
    for row in &rows {
        if let Some(hash) = identity(listing, *row) {
            by_hash.entry(hash).or_default().push(*row);
        }
    }
    let mut found: HashMap<Vec<u8>, bool> = HashMap::new();
    let mut report =
        Report { files: by_hash.len() as u32, unseen: archive.len() - archive.looked_at(), ..Report::default() };
    // The old name of a skipped or differing member tells which row may be meant.
    let mut doubtful: Vec<(String, bool)> = Vec::new();
    archive.each(progress, &mut |archive, member| {
        if member.is_folder {
            return;
        }
        let (mut sha1, mut sha256) = (Sha1::new(), Sha256::new());
        let outcome = archive.unpack(member.index, u64::MAX, &mut |bytes| {
            sha1.update(bytes);
            sha256.update(bytes);
        });
        let row = match outcome {
            Err(skip) => {
                report.odd.push(Odd { member: member.clone(), skipped: Some(skip.words()) });
                doubtful.push((member.name.clone(), true));
                None
            }
            Ok(_) => {
                let (sha1, sha256) = (sha1.finalize().to_vec(), sha256.finalize());
                let known = by_hash.get(&sha1).map(|rows| (sha1, rows));
                let known = known.or_else(|| by_hash.get(sha256.as_slice()).map(|rows| (sha256.to_vec(), rows)));
                match known {
                    Some((hash, rows)) => {
                        // Where the listing has both hashes, both must fit.
                        let fits =
                            rows.iter().all(|row| listing.sha256(*row).is_none_or(|said| said == sha256.as_slice()));
                        let is_true = found.entry(hash).or_insert(false);
                        *is_true |= fits;
                        Some(rows[0])
                    }
                    None => {
                        report.odd.push(Odd { member: member.clone(), skipped: None });
                        doubtful.push((member.name.clone(), false));
                        None
                    }
                }
            }
        };
        report.rows.push((member.clone(), row));
    });
    report.states = vec![State::Unknown; listing.len() as usize];
    for (hash, rows) in &by_hash {
        let state = match found.get(hash) {
            Some(true) => State::Matches,
            Some(false) => State::Differs,
            None => lost(listing, rows, &doubtful),
        };
        rows.iter().for_each(|row| report.states[*row as usize] = state);
        match state {
            State::Matches => report.matching += 1,
            State::Missing => report.missing += 1,
            State::Differs => report.differing += 1,
            State::Unknown => {}
        }
    }
    report
}

/// A file whose content no member has: is there one that is called like it?
fn lost(listing: &Listing, rows: &[Row], doubtful: &[(String, bool)]) -> State {
    let sha1 = listing.sha1(rows[0]).map(|hash| hex(hash));
    let is_called = |name: &str| {
        sha1.as_deref().is_some_and(|sha1| name.to_ascii_lowercase().contains(sha1))
            || rows.iter().any(|row| {
                let own = listing.name(*row);
                !own.is_empty()
                    && (name == own || name.ends_with(own) && name[..name.len() - own.len()].ends_with(['/', '\\']))
            })
    };
    match doubtful.iter().find(|(name, _)| is_called(name)) {
        Some((_, true)) => State::Unknown,
        Some((_, false)) => State::Differs,
        None => State::Missing,
    }
}
