//! Files against samples: which files are asked for, in words of its own beside those of a filter.
//!
//! ```text
//! shared:N    in so many samples: 5, >=5, 2..4, or all
//! only:HASH   in no other sample than those whose hash begins so; several with commas
//! all:CLASS   in every sample whose worst verdict is this; several with commas
//! no:CLASS    in no such sample
//! ```
//!
//! They stand by themselves, between other words of a filter or alone; what is left is the filter of a listing, and a file matches
//! where it matches at any of its places.

use crate::query::field::NumberField;
use crate::query::filter::{Expression, Mistake};
use crate::query::own_words::{self, OwnWord};
use crate::query::search::Search;
use crate::query::span::{Span, span};
use crate::samples::contents::{ContentNumber, Contents, SampleNumber};
use crate::table::classification::Classification;
use crate::table::row_set::RowSet;

/// What is known of a sample whose files are compared.
#[derive(Clone, Copy, Debug)]
pub struct MatrixSample<'a> {
    /// Its hash, in lower case.
    pub hash: &'a str,
    /// The worst verdict in it; none where it holds nothing.
    pub worst: Option<Classification>,
    /// Its rows.
    pub search: Search<'a>,
}

/// Which files are asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MatrixFilter {
    shared: Option<Shared>,
    only: Vec<String>,
    all: Vec<Classification>,
    no: Vec<Classification>,
    rest: Expression,
}

/// In how many samples.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shared {
    All,
    So(Span),
}

impl MatrixFilter {
    /// Reads a filter text.
    ///
    /// # Errors
    /// Where it is no filter, and what was expected there.
    pub fn read(text: &str) -> Result<Self, Mistake> {
        let mut filter = Self::default();
        filter.rest = own_words::split(text, |word| filter.take(word))?;
        Ok(filter)
    }

    /// Takes a word of its own. Whether it is one.
    fn take(&mut self, word: &OwnWord<'_>) -> Result<bool, Mistake> {
        match word.name.as_str() {
            "shared" if word.value.eq_ignore_ascii_case("all") => self.shared = Some(Shared::All),
            "shared" => {
                let span = span(NumberField::Files, word.value);
                let span = span.map_err(|_| word.expected("a number of samples such as 5, >=5 or 2..4, or all"))?;
                self.shared = Some(Shared::So(span));
            }
            "only" => {
                let begins = word.value.split(',').map(str::to_ascii_lowercase);
                self.only.extend(begins.filter(|begin| !begin.is_empty()));
                if self.only.is_empty() || !self.only.iter().all(|hash| hash.bytes().all(|b| b.is_ascii_hexdigit())) {
                    return Err(word.expected("the beginning of a sample's hash, in hex"));
                }
            }
            "all" | "no" => {
                let classes: Option<Vec<_>> = word.value.split(',').map(class).collect();
                let classes = classes.ok_or_else(|| word.expected("malicious, suspicious, unknown or goodware"))?;
                if word.name == "all" { &mut self.all } else { &mut self.no }.extend(classes);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// A filter on its way through the files of samples.
#[derive(Debug)]
pub struct MatrixSearch {
    filter: MatrixFilter,
    /// Which samples have a verdict that `all` or `no` names, and which `only` names.
    all: Vec<bool>,
    no: Vec<bool>,
    only: Vec<bool>,
    /// How many samples have a verdict that `all` names.
    wanted: usize,
    /// The rows that match what is left of the filter, of the samples that have been looked at.
    rows: Vec<RowSet>,
    order: Vec<ContentNumber>,
    at: usize,
    found: Vec<ContentNumber>,
}

impl MatrixSearch {
    /// Begins with the files of samples; each step is given the same ones.
    pub fn new(filter: MatrixFilter, contents: &Contents, samples: &[MatrixSample<'_>]) -> Self {
        let of_class = |classes: &[Classification]| -> Vec<bool> {
            samples.iter().map(|sample| sample.worst.is_some_and(|worst| classes.contains(&worst))).collect()
        };
        let all = of_class(&filter.all);
        Self {
            wanted: all.iter().filter(|is_wanted| **is_wanted).count(),
            all,
            no: of_class(&filter.no),
            only: samples.iter().map(|sample| filter.only.iter().any(|begin| sample.hash.starts_with(begin))).collect(),
            filter,
            rows: Vec::new(),
            order: contents.by_sharing(),
            at: 0,
            found: Vec::new(),
        }
    }

    /// Goes on with about so many files. Whether something is left to do.
    pub fn step(&mut self, contents: &Contents, samples: &[MatrixSample<'_>], files: u32) -> bool {
        let mut left = files;
        while !self.filter.rest.is_empty() && left > 0 {
            let Some(sample) = samples.get(self.rows.len()) else { break };
            self.rows.push(self.filter.rest.matches(&sample.search));
            left = left.saturating_sub(sample.search.table.len().max(1));
        }
        let to = self.order.len().min(self.at.saturating_add(left as usize));
        let files = &self.order[self.at..to];
        let found: Vec<ContentNumber> = files.iter().copied().filter(|file| self.matches(contents, *file)).collect();
        self.found.extend(found);
        self.at = to;
        self.at < self.order.len()
    }

    fn matches(&self, contents: &Contents, content: ContentNumber) -> bool {
        let filter = &self.filter;
        let with = || contents.samples_with(content);
        let is_in = |flags: &[bool], sample: SampleNumber| flags[sample as usize];
        let fits_shared = match filter.shared {
            None => true,
            Some(Shared::All) => contents.shared(content) == contents.samples(),
            Some(Shared::So(span)) => span.holds(contents.shared(content).into()),
        };
        fits_shared
            && (filter.only.is_empty() || with().all(|sample| is_in(&self.only, sample)))
            && (filter.all.is_empty()
                || self.wanted > 0 && with().filter(|sample| is_in(&self.all, *sample)).count() == self.wanted)
            && (filter.no.is_empty() || !with().any(|sample| is_in(&self.no, sample)))
            && (filter.rest.is_empty()
                || contents.places(content).iter().any(|place| self.rows[place.sample as usize].has(place.row)))
    }

    /// The files that match, those in most samples first, once nothing is left to do.
    pub fn done(self) -> Vec<ContentNumber> {
        self.found
    }
}

/// The verdict that a word means, or how one begins.
fn class(word: &str) -> Option<Classification> {
    let word = word.to_ascii_lowercase();
    if word == "known" {
        return Some(Classification::Goodware);
    }
    Classification::ALL.into_iter().find(|class| !word.is_empty() && class.word().starts_with(&word))
}

#[cfg(test)]
mod tests;
