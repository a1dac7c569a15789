//! How much of a sample's listing a dataset has: all of it, or a part, and why. Whatever counts, exports or checks rows asks
//! here whether they are all there are.

use crate::api::wire::Head;
use crate::table::escape::visible;
use serde::{Deserialize, Serialize};
use std::fmt::Write;

/// Most filters that are kept of a saved part, and most bytes of each: a file may say anything.
const FILTERS: (usize, usize) = (8, 500);

/// How much of a listing there is. As JSON it stands beside the rows of an export that is a part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a member of the saved JSON")]
pub struct Completeness {
    /// Rows that there are.
    #[serde(rename = "written")]
    pub rows: u64,
    /// Of how many loaded rows they were chosen, in an export.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loaded: Option<u64>,
    /// Rows of the whole listing, as far as that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// A page of the listing that is not here was named by `next` or `previous`.
    #[serde(skip_serializing_if = "is_false")]
    pub more: bool,
    /// The file ends before the listing does, or cannot be read any further.
    #[serde(skip_serializing_if = "is_false")]
    pub cut_off: bool,
    /// Reading was cancelled.
    #[serde(skip_serializing_if = "is_false")]
    pub cancelled: bool,
    /// Only what these filters left was exported.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub filters: Vec<String>,
    /// Only the first row of each file was exported.
    #[serde(skip_serializing_if = "is_false")]
    pub unique: bool,
    /// Only selected rows were exported.
    #[serde(skip_serializing_if = "is_false")]
    pub selected: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// Why a dataset is a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// More rows were counted than there are.
    Count(u64),
    /// Further pages were named, and how many rows those have is not known.
    More,
    /// The file ends before the listing does.
    CutOff,
    /// Reading was cancelled.
    Cancelled,
    /// It holds only what this filter left.
    Filter(String),
    /// It holds only the first row of each file.
    Unique,
    /// It holds only selected rows.
    Selected,
}

/// Which rows of a dataset an export writes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choice<'a> {
    /// How many.
    pub rows: u64,
    /// The filter that left them.
    pub filter: Option<&'a str>,
    /// Of each file only the first row was left.
    pub unique: bool,
    /// They were selected by hand.
    pub selected: bool,
}

impl Completeness {
    /// Of a file that was read: so many rows, what stood around them, and whether reading ended too early.
    pub fn of_file(rows: u32, head: &Head, cut_off: bool, cancelled: bool) -> Self {
        let rows = u64::from(rows);
        let said = head.part.as_deref().and_then(|part| serde_json::from_str::<Self>(part).ok()).unwrap_or_default();
        let mut filters = said.filters;
        filters.truncate(FILTERS.0);
        for filter in &mut filters {
            let end = (0..=FILTERS.1.min(filter.len())).rev().find(|at| filter.is_char_boundary(*at));
            filter.truncate(end.unwrap_or_default());
        }
        let more = said.more || head.has_next || head.has_previous;
        // A count that the rows reach while further ones are named is the count of a page.
        let total = head.count.max(said.total).filter(|count| *count > rows || *count == rows && !more);
        Self {
            rows,
            loaded: None,
            total,
            more: more && total.is_none(),
            cut_off: cut_off || said.cut_off || said.rows > rows,
            cancelled: cancelled || said.cancelled,
            filters,
            unique: said.unique,
            selected: said.selected,
        }
    }

    /// Whether the whole listing is there, as far as anybody can know.
    pub fn is_complete(&self) -> bool {
        self.reasons().is_empty()
    }

    /// Why it is a part; none when it is the whole listing.
    pub fn reasons(&self) -> Vec<Reason> {
        let count = self.total.filter(|total| *total > self.rows).map(Reason::Count);
        let flags = [
            (self.more, Reason::More),
            (self.cut_off, Reason::CutOff),
            (self.cancelled, Reason::Cancelled),
            (self.unique, Reason::Unique),
            (self.selected, Reason::Selected),
        ];
        let flags = flags.into_iter().filter_map(|(is_set, reason)| is_set.then_some(reason));
        count.into_iter().chain(flags).chain(self.filters.iter().cloned().map(Reason::Filter)).collect()
    }

    /// How many rows the listing has: as counted, or as many as there are. `None` when there are more than that, and
    /// nobody knows how many.
    pub fn count(&self) -> Option<u64> {
        match self.total {
            Some(total) => Some(total.max(self.rows)),
            None if self.is_complete() => Some(self.rows),
            None => None,
        }
    }

    /// How much an export of some of the rows has.
    #[must_use]
    pub fn of_export(&self, choice: &Choice<'_>) -> Self {
        let mut part = Self { rows: choice.rows, total: self.count(), ..self.clone() };
        if choice.rows < self.rows {
            part.loaded = Some(self.rows);
            part.filters.extend(choice.filter.filter(|filter| !filter.trim().is_empty()).map(str::to_owned));
            part.unique |= choice.unique;
            part.selected |= choice.selected;
        }
        part
    }

    /// As a JSON object.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// From a JSON object; the default where it is none.
    pub fn from_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// What there is of the listing and why it is no more, as a clause; `None` when it is the whole listing.
    pub fn words(&self) -> Option<String> {
        let reasons = self.reasons();
        if reasons.is_empty() {
            return None;
        }
        let (rows, have) = (self.rows, if self.rows == 1 { "has" } else { "have" });
        let mut out = match self.count() {
            Some(total) => format!("{rows} of {total} {have} been loaded"),
            None => format!("{rows} {have} been loaded, and it is not known how many there are"),
        };
        for reason in reasons {
            let why = match reason {
                Reason::Count(_) => continue,
                Reason::More => "the appliance names further ones".to_owned(),
                Reason::CutOff => "the file breaks off".to_owned(),
                Reason::Cancelled => "reading was cancelled".to_owned(),
                Reason::Filter(filter) => format!("the file holds only what the filter “{}” left", visible(&filter)),
                Reason::Unique => "the file holds each extracted file once".to_owned(),
                Reason::Selected => "the file holds only selected rows".to_owned(),
            };
            // Writing to a String cannot fail.
            let _ = write!(out, "; {why}");
        }
        Some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn head(count: Option<u64>, has_next: bool) -> Head {
        Head { count, has_next, ..Head::default() }
    }

    #[test]
    fn a_file_is_what_it_says_of_itself() {
        let whole = Completeness::of_file(85, &head(Some(85), false), false, false);
        assert_eq!((whole.reasons(), whole.count(), whole.words()), (vec![], Some(85), None));
        let page = Completeness::of_file(50, &head(Some(85), true), false, false);
        assert_eq!((page.reasons(), page.count()), (vec![Reason::Count(85)], Some(85)));
        assert_eq!(page.words().as_deref(), Some("50 of 85 have been loaded"));
        for count in [None, Some(0), Some(35), Some(50)] {
            let page = Completeness::of_file(50, &head(count, true), false, false);
            assert_eq!((page.reasons(), page.count()), (vec![Reason::More], None), "{count:?}");
        }
        let last = Head { has_previous: true, ..head(Some(35), false) };
        assert_eq!(Completeness::of_file(35, &last, false, false).reasons(), [Reason::More]);
        let cut = Completeness::of_file(50, &head(None, false), true, false);
        assert_eq!((cut.reasons(), cut.count()), (vec![Reason::CutOff], None));
        let cancelled = Completeness::of_file(50, &head(Some(85), false), false, true);
        assert_eq!(cancelled.reasons(), [Reason::Count(85), Reason::Cancelled]);
        assert_eq!(cancelled.words().as_deref(), Some("50 of 85 have been loaded; reading was cancelled"));
        let one = Completeness::of_file(1, &head(Some(85), false), false, false);
        assert_eq!(one.words().as_deref(), Some("1 of 85 has been loaded"));
        let words = Completeness::of_file(1, &head(None, true), false, false).words().unwrap_or_default();
        assert!(words.starts_with("1 has been loaded, and it is not known"), "{words}");
        // A bare list, and a file whose rows were counted low.
        assert!(Completeness::of_file(85, &head(None, false), false, false).is_complete());
        assert!(Completeness::of_file(85, &head(Some(50), false), false, false).is_complete());
    }

    #[test]
    fn a_part_of_a_part_stays_one() {
        let all = Completeness { rows: 85, total: Some(85), ..Completeness::default() };
        let filtered = all.of_export(&Choice { rows: 30, filter: Some("class:malicious"), ..Choice::default() });
        let file = Head { count: Some(85), part: Some(filtered.to_json()), ..Head::default() };
        let opened = Completeness::of_file(30, &file, false, false);
        assert_eq!(opened.reasons(), [Reason::Count(85), Reason::Filter("class:malicious".to_owned())]);
        let selected = opened.of_export(&Choice { rows: 2, selected: true, ..Choice::default() });
        assert_eq!((selected.count(), selected.loaded, selected.selected), (Some(85), Some(30), true));
        assert_eq!(selected.filters, ["class:malicious"]);
        let again = opened.of_export(&Choice { rows: 30, ..Choice::default() });
        assert_eq!(again.reasons(), opened.reasons(), "all of a part is that part");
        // A filter that leaves everything leaves the whole listing.
        assert!(all.of_export(&Choice { rows: 85, filter: Some("a"), ..Choice::default() }).is_complete());
    }

    #[test]
    fn what_a_file_says_of_its_filters_is_bounded() {
        let part = Completeness { filters: vec!["ü".repeat(1000); 50], ..Completeness::default() };
        let file = Head { part: Some(part.to_json()), ..Head::default() };
        let opened = Completeness::of_file(1, &file, false, false);
        assert!(opened.filters.len() == FILTERS.0 && opened.filters.iter().all(|filter| filter.len() == FILTERS.1));
        for odd in ["", "[]", "{\"written\":-1}", "{\"filters\":3}", "true"] {
            let file = Head { part: Some(odd.to_owned()), ..Head::default() };
            assert!(Completeness::of_file(1, &file, false, false).is_complete(), "{odd}");
        }
    }

    proptest! {
        /// Whatever is exported of whatever was opened: it comes back as a part when rows are missing, and only then.
        #[test]
        fn an_export_opens_as_what_it_is(
            rows in 0_u32..200, total in prop::option::of(0_u64..300), flags: (bool, bool, bool),
            written in 0_u32..200, filter in prop::option::of("\\PC{0,9}"), unique: bool, selected: bool,
        ) {
            let (more, cut_off, cancelled) = flags;
            let opened = Completeness::of_file(rows, &head(total, more), cut_off, cancelled);
            let written = written.min(rows);
            let choice = Choice { rows: written.into(), filter: filter.as_deref(), unique, selected };
            let export = opened.of_export(&choice);
            prop_assert_eq!(&Completeness::from_json(&export.to_json()), &export);
            let file = Head { count: export.count(), part: (!export.is_complete()).then(|| export.to_json()), ..Head::default() };
            let again = Completeness::of_file(written, &file, false, false);
            prop_assert_eq!(again.is_complete(), opened.is_complete() && written == rows, "{:?} {:?}", export, again);
            prop_assert_eq!(again.count(), export.count());
            prop_assert_eq!(again.words().is_none(), again.is_complete());
        }
    }
}
