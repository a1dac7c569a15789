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
use crate::query::parser::parse;
use crate::query::search::Search;
use crate::query::span::{Span, span};
use crate::samples::contents::{ContentNumber, Contents, SampleNumber};
use crate::table::classification::Classification;
use crate::table::row_set::RowSet;
use std::ops::Range;

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
        let mut rest = text.to_owned();
        for at in words(text) {
            let Some((name, value)) = text[at.clone()].split_once(':') else { continue };
            let of_value = at.start + name.len() + 1..at.end;
            let expected = |expected: &str| Mistake { at: of_value.clone(), expected: expected.to_owned() };
            match name.to_ascii_lowercase().as_str() {
                "shared" if value.eq_ignore_ascii_case("all") => filter.shared = Some(Shared::All),
                "shared" => {
                    let span = span(NumberField::Files, value);
                    let span = span.map_err(|_| expected("a number of samples such as 5, >=5 or 2..4, or all"))?;
                    filter.shared = Some(Shared::So(span));
                }
                "only" => {
                    let begins = value.split(',').map(str::to_ascii_lowercase);
                    filter.only.extend(begins.filter(|begin| !begin.is_empty()));
                    if filter.only.is_empty()
                        || !filter.only.iter().all(|hash| hash.bytes().all(|b| b.is_ascii_hexdigit()))
                    {
                        return Err(expected("the beginning of a sample's hash, in hex"));
                    }
                }
                "all" | "no" => {
                    let classes: Option<Vec<_>> = value.split(',').map(class).collect();
                    let classes = classes.ok_or_else(|| expected("malicious, suspicious, unknown or goodware"))?;
                    if name.eq_ignore_ascii_case("all") {
                        filter.all.extend(classes);
                    } else {
                        filter.no.extend(classes);
                    }
                }
                _ => continue,
            }
            // Its place is kept, so that a mistake in what is left is said where it is.
            rest.replace_range(at.clone(), &" ".repeat(at.len()));
        }
        if !rest.trim().is_empty() {
            filter.rest = parse(&rest)?;
        }
        Ok(filter)
    }

    /// The files that match, those in most samples first.
    pub fn files(&self, contents: &Contents, samples: &[MatrixSample<'_>]) -> Vec<ContentNumber> {
        let rows: Option<Vec<RowSet>> =
            (!self.rest.is_empty()).then(|| samples.iter().map(|sample| self.rest.matches(&sample.search)).collect());
        let of_class = |classes: &[Classification]| -> Vec<bool> {
            samples.iter().map(|sample| sample.worst.is_some_and(|worst| classes.contains(&worst))).collect()
        };
        let (all, no) = (of_class(&self.all), of_class(&self.no));
        let wanted = all.iter().filter(|is_wanted| **is_wanted).count();
        let only: Vec<bool> =
            samples.iter().map(|sample| self.only.iter().any(|begin| sample.hash.starts_with(begin))).collect();
        let is_in = |flags: &[bool], sample: SampleNumber| flags[sample as usize];
        let matches = |content: ContentNumber| {
            let with = || contents.samples_with(content);
            let fits_shared = match self.shared {
                None => true,
                Some(Shared::All) => contents.shared(content) == contents.samples(),
                Some(Shared::So(span)) => span.holds(contents.shared(content).into()),
            };
            fits_shared
                && (self.only.is_empty() || with().all(|sample| is_in(&only, sample)))
                && (self.all.is_empty() || wanted > 0 && with().filter(|sample| is_in(&all, *sample)).count() == wanted)
                && !with().any(|sample| is_in(&no, sample))
                && rows.as_ref().is_none_or(|rows| {
                    contents.places(content).iter().any(|place| rows[place.sample as usize].has(place.row))
                })
        };
        contents.by_sharing().into_iter().filter(|content| matches(*content)).collect()
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

/// Where the words of a text are: what stands between white space, quoted parts whole.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let (mut start, mut is_quoted, mut is_escaped) = (None, false, false);
    for (at, c) in text.char_indices() {
        if c.is_whitespace() && !is_quoted {
            words.extend(start.take().map(|start| start..at));
            continue;
        }
        start.get_or_insert(at);
        is_quoted ^= c == '"' && !is_escaped;
        is_escaped = c == '\\' && is_quoted && !is_escaped;
    }
    words.extend(start.map(|start| start..text.len()));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::contents::tests::sample;
    use crate::table::Table;
    use crate::tree::forest::Forest;
    use crate::tree::parents::Parents;
    use proptest::prelude::*;

    /// The contents that a filter leaves of samples of these contents. Their hashes begin with their numbers, in two digits.
    fn found(text: &str, samples: &[&[u64]], worst: &[Classification]) -> Vec<u64> {
        let tables: Vec<Table> =
            samples.iter().map(|files| sample(&files.iter().copied().map(Some).collect::<Vec<_>>())).collect();
        let laid_out: Vec<(Parents, Forest)> = tables
            .iter()
            .map(|table| {
                let parents = Parents::of(table);
                let forest = Forest::new(&parents, &table.in_order());
                (parents, forest)
            })
            .collect();
        let (hits, lists, check_results) = Default::default();
        let hashes: Vec<String> = (0..samples.len()).map(|number| format!("{number:02}ab")).collect();
        let known: Vec<MatrixSample<'_>> = tables
            .iter()
            .zip(&laid_out)
            .zip(worst.iter().zip(&hashes))
            .map(|((table, (parents, forest)), (worst, hash))| MatrixSample {
                hash,
                worst: Some(*worst),
                search: Search {
                    table,
                    parents,
                    forest,
                    content: &hits,
                    lists: &lists,
                    check_results: &check_results,
                    is_whole: true,
                },
            })
            .collect();
        let contents = Contents::new(&tables.iter().collect::<Vec<_>>());
        let files = MatrixFilter::read(text).expect(text).files(&contents, &known);
        files
            .iter()
            .map(|content| contents.places(*content)[0])
            .map(|place| samples[place.sample as usize][place.row as usize])
            .collect()
    }

    #[test]
    fn words_of_its_own_narrow_down() {
        use Classification::{Goodware, Malicious, Unknown};
        let samples: [&[u64]; 3] = [&[1, 2, 3, 8], &[1, 3, 4, 8], &[1, 2, 5]];
        let worst = [Malicious, Malicious, Goodware];
        let found = |text| found(text, &samples, &worst);
        assert_eq!(found(""), [1, 3, 2, 8, 5, 4]);
        assert_eq!(found("shared:all"), [1]);
        assert_eq!(found("shared:>=2"), [1, 3, 2, 8]);
        assert_eq!(found("SHARED:1 only:00"), Vec::<u64>::new());
        assert_eq!(found("only:01"), [4]);
        assert_eq!(found("only:00,01"), [3, 8, 4]);
        assert_eq!(found("all:malicious"), [1, 3, 8]);
        assert_eq!(found("all:malicious no:goodware"), [3, 8]);
        assert_eq!(found("all:malicious no:good,unk class:malicious"), [3]);
        assert_eq!(found("all:suspicious"), Vec::<u64>::new());
        // The verdict that a sample's file has is not the worst in the sample.
        assert_eq!(found("class:suspicious or class:malicious"), [3, 2]);
        assert_eq!(Unknown.word(), "unknown");
    }

    #[test]
    fn mistakes_are_where_they_are() {
        let mistake = |text: &str| MatrixFilter::read(text).expect_err(text);
        assert_eq!(mistake("x shared:many").at, 9..13);
        assert_eq!(mistake("only:xyz").at, 5..8);
        assert_eq!(mistake("no:bad").at, 3..6);
        assert_eq!(mistake("shared:2 risk:x").at, 14..15);
        // In quotes they are words.
        assert!(MatrixFilter::read("\"shared:many\"").is_ok());
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(\\PC|shared:|only:|no:|all:| |\"|\\\\){0,12}") {
            if let Err(mistake) = MatrixFilter::read(&text) {
                prop_assert!(text.get(mistake.at).is_some());
            }
        }
    }
}
