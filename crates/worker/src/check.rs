//! An archive against a listing. What counts is what a file holds: matching is by hash, names are not trusted. They only
//! tell which row is meant where no content fits.

mod alike;
mod csv;
pub mod own_listing;

use crate::Progress;
use crate::check::alike::Alike;
pub use crate::check::csv::table;
use crate::check::own_listing::OwnListing;
use crate::content_hash::{Files, Hashes};
use crate::zip::members::{Archive, Member};
use matryoshka_core::archive::Place;
use matryoshka_core::table::counted::counted;
use matryoshka_core::table::{Row, Table};
use std::io::{Read, Seek};

/// How a row came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum State {
    /// It has no hash to go by.
    #[default]
    Unknown = 0,
    /// A member has just its content.
    Matches = 1,
    /// No member has its content, nor its name.
    Missing = 2,
    /// A member is called like it and holds something else, or has one of its hashes and not the other.
    Differs = 3,
    /// No member that was unpacked has its content, but not all were unpacked: it may be one of the others.
    NotChecked = 4,
}

/// A member that no row speaks of, or that was not unpacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odd {
    /// The member.
    pub member: Member,
    /// Why it was skipped, in words; none when it is just not in the listing.
    pub skipped: Option<String>,
    /// SHA-1 of its content, if it was unpacked.
    pub sha1: Option<[u8; 20]>,
    /// What it is instead of an extracted file.
    pub other: Option<Other>,
}

/// What a member is that is no extracted file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other {
    /// A symbolic link.
    Link,
    /// The list of names that this page adds to an archive that it protects.
    OwnListing,
}

impl Odd {
    /// Why it is odd, in words.
    pub fn words(&self) -> &str {
        match (&self.skipped, self.other) {
            (Some(why), _) => why,
            (None, Some(Other::Link)) => "a symbolic link, not in the listing",
            (None, Some(Other::OwnListing)) => "the list of original names that this page adds to a protected zip",
            (None, None) => "not in the listing",
        }
    }
}

/// What came of a check.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// By row.
    pub states: Vec<State>,
    /// For each member but folders, in the archive's order, a row with its content.
    pub rows: Vec<(Member, Option<Row>)>,
    /// By row, which of those members it is about: the one with its content, or the one that is called like it.
    pub members: Vec<Option<u32>>,
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
    /// How many are not checked.
    pub not_checked: u32,
    /// Rows without a hash to go by.
    pub nameless: u32,
    /// Members that were not looked at, because there are too many.
    pub unseen: usize,
    /// What stands before and behind the archive.
    pub place: Place,
}

impl Report {
    /// The outcome as a sentence.
    pub fn words(&self) -> String {
        // A file that stands in several rows is one of them.
        let is_each_once = self.files as usize + self.nameless as usize >= self.states.len();
        let (one, many) = if is_each_once { ("file", "files") } else { ("unique file", "unique files") };
        let mut out = format!("{} of {} match", self.matching, counted(self.files.into(), one, many));
        let mut add = |count: usize, one: &str, many: &str| {
            if count > 0 {
                out.push_str(&format!(", {}", counted(count as u64, one, many)));
            }
        };
        add(self.missing as usize, "missing", "missing");
        add(self.differing as usize, "differs", "differ");
        add(self.not_checked as usize, "is not checked", "are not checked");
        let skipped = self.skipped();
        let of = |other| self.odd.iter().filter(|odd| odd.skipped.is_none() && odd.other == Some(other)).count();
        let (links, own) = (of(Other::Link), of(Other::OwnListing));
        let extra = self.odd.len() - skipped - links - own;
        add(extra, "member is not in the listing", "members are not in the listing");
        add(links, "symbolic link is not in the listing", "symbolic links are not in the listing");
        add(own, "is the list of original names", "are lists of original names");
        add(skipped, "member was skipped", "members were skipped");
        add(self.unseen, "member was not looked at", "members were not looked at");
        add(self.nameless as usize, "row has no hash", "rows have no hash");
        out.push('.');
        if let Some(words) = self.place.words() {
            out.push(' ');
            out.push_str(&words);
        }
        out
    }

    /// How many members were skipped.
    fn skipped(&self) -> usize {
        self.odd.iter().filter(|odd| odd.skipped.is_some()).count()
    }

    /// How many members nobody knows the content of. Each may be any file that was not found.
    pub fn unknown_members(&self) -> usize {
        self.skipped() + self.unseen
    }
}

/// Unpacks every member and compares it with the listing.
pub fn check<R: Read + Seek>(archive: &mut Archive<R>, table: &Table, progress: Progress<'_>) -> Report {
    let files = Files::of(table);
    let mut report = Report {
        files: files.len() as u32,
        unseen: archive.len() - archive.looked_at(),
        place: *archive.place(),
        ..Report::default()
    };
    // For each file the member with its content.
    let mut found: Vec<Option<(u32, Hashes)>> = vec![None; files.len()];
    let mut alike = Alike::default();
    archive.each(progress, &mut |archive, member, received| {
        if member.is_folder {
            return;
        }
        let number = report.rows.len() as u32;
        let (mut hasher, mut bytes) = (files.hasher(), 0);
        let mut own_listing = OwnListing::of(member);
        let outcome = archive.unpack(member.index, u64::MAX, &mut |piece| {
            hasher.take(piece);
            own_listing.take(piece);
            bytes += piece.len() as u64;
            received(bytes);
        });
        let hashes = outcome.map(|_| hasher.finish());
        let file = hashes.as_ref().ok().and_then(|hashes| files.find(hashes));
        match (&hashes, file) {
            (Ok(hashes), Some(file)) => {
                let slot = &mut found[file as usize];
                let fits = || files.rows(file).all(|row| hashes.fit(table, row));
                // Two members may share a hash and not the other: one that fits counts.
                if slot.is_none_or(|(_, kept)| kept != *hashes && fits()) {
                    *slot = Some((number, *hashes));
                }
            }
            (Ok(Hashes { sha1, .. }), None) => {
                let other = if own_listing.is_one() { Some(Other::OwnListing) } else { None };
                let other = other.or(member.is_link.then_some(Other::Link));
                if other != Some(Other::OwnListing) {
                    alike.add(&member.name, number, false);
                }
                report.odd.push(Odd { member: member.clone(), skipped: None, sha1: Some(*sha1), other });
            }
            (Err(skip), _) => {
                alike.add(&member.name, number, true);
                report.odd.push(Odd { member: member.clone(), skipped: Some(skip.words()), sha1: None, other: None });
            }
        }
        report.rows.push((member.clone(), file.and_then(|file| files.rows(file).next())));
    });
    report.states = vec![State::Unknown; table.len() as usize];
    report.members = vec![None; table.len() as usize];
    let all_seen = report.unknown_members() == 0;
    for (file, found) in found.iter().enumerate() {
        let mut worst = State::Matches;
        let rows = || files.rows(file as u32);
        let (state, member) = match found {
            Some((member, _)) => (State::Matches, Some(*member)),
            None => match alike.state(table, rows()) {
                (State::Missing, member) if !all_seen => (State::NotChecked, member),
                state => state,
            },
        };
        for row in rows() {
            let fits = found.is_none_or(|(_, hashes)| hashes.fit(table, row));
            let state = if fits { state } else { State::Differs };
            if state != State::Matches {
                worst = state;
            }
            report.states[row as usize] = state;
            report.members[row as usize] = member;
        }
        match worst {
            State::Matches => report.matching += 1,
            State::Missing => report.missing += 1,
            State::Differs => report.differing += 1,
            State::NotChecked => report.not_checked += 1,
            State::Unknown => {}
        }
    }
    report.nameless = (0..table.len()).filter(|row| files.file(*row).is_none()).count() as u32;
    report
}
