//! The query string of the page as one value: what is shown, and nothing secret.
//!
//! Parsing never fails: what is malformed is named, and the nearest thing that makes sense is taken. No parameter can
//! point the page at another appliance.

mod sample_list;

pub use sample_list::SampleList;

use crate::hash::{HashFault, SampleHash};
use crate::query::sort::Sort;
use crate::table::escape::visible;
use std::fmt;

/// Rows per page when the address does not say.
pub const DEFAULT_PAGE_SIZE: u32 = 50;

/// Most rows of a page that an address is given: all of them stand in the document.
pub const MOST_ROWS: u32 = 1_000;

/// The choices of the page for rows per page.
pub const PAGE_SIZES: [u32; 5] = [25, 50, 100, 250, 500];

/// One of the views of a sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The paginated list.
    #[default]
    List,
    /// The tree of parents.
    Tree,
    /// The whole sample as a map of sizes.
    Map,
}

impl View {
    /// All views, in the order of the tabs.
    pub const ALL: [Self; 3] = [Self::List, Self::Tree, Self::Map];

    /// The word for it in the address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Tree => "tree",
            Self::Map => "map",
        }
    }
}

/// What the page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrlState {
    /// `sample`: the requested sample; none on the start page.
    pub sample: Option<SampleHash>,
    /// `samples`: several samples that are shown together, where no single one is.
    pub samples: SampleList,
    /// `view`.
    pub view: View,
    /// `page`, from 1.
    pub page: u32,
    /// `page_size`, at least 1.
    pub page_size: u32,
    /// `q`: the filter text.
    pub filter: String,
    /// `sort`.
    pub sort: Option<Sort>,
    /// `row`: the `id` of the selected entry, as the appliance gave it.
    pub row: Option<String>,
    /// `unique`: of files that stand in several rows, only the first of each.
    pub unique: bool,
}

impl Default for UrlState {
    fn default() -> Self {
        Self {
            sample: None,
            samples: SampleList::None,
            view: View::List,
            page: 1,
            page_size: DEFAULT_PAGE_SIZE,
            filter: String::new(),
            sort: None,
            row: None,
            unique: false,
        }
    }
}

impl UrlState {
    /// Whether what is shown depends on every row of the sample.
    pub fn needs_all_rows(&self) -> bool {
        self.view != View::List || !self.filter.trim().is_empty() || self.sort.is_some() || self.unique
    }
}

/// What is wrong with an address. `Display` gives the words for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UrlFault {
    /// `sample` is no hash.
    Sample(HashFault),
    /// `samples` holds no hash.
    Samples(String),
    /// `view` is none of the views.
    View(String),
    /// `page` is no positive number, or `page_size` none up to [`MOST_ROWS`].
    Number(&'static str, String),
    /// `sort` is no column.
    Sort(String),
}

impl fmt::Display for UrlFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sample(fault) => write!(f, "The address holds no usable sample hash. {fault}"),
            Self::Samples(text) => {
                write!(f, "The address asks for the samples “{}”, in which there is no hash.", short(text))
            }
            Self::View(word) => {
                write!(f, "The address asks for the view “{}”, which does not exist. This is the list.", short(word))
            }
            Self::Number("page", text) => {
                write!(f, "The address asks for page “{}”, which is no page number. This is page 1.", short(text))
            }
            Self::Number(_, text) => write!(
                f,
                "The address asks for “{}” rows per page, which is no number from 1 to {MOST_ROWS}. These are \
                 {DEFAULT_PAGE_SIZE}.",
                short(text)
            ),
            Self::Sort(word) => write!(
                f,
                "The address sorts by “{}”, which is no column. This is the appliance's own order.",
                short(word)
            ),
        }
    }
}

/// Enough of a foreign text to recognise it by.
fn short(text: &str) -> String {
    let mut out: String = text.chars().take(40).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    visible(&out).into_owned()
}

impl UrlState {
    /// Reads a query string, with or without its `?`, and names what is wrong with it. Of a parameter that is given
    /// twice the last counts; unknown ones are passed over.
    pub fn read(query: &str) -> (Self, Vec<UrlFault>) {
        let mut address = Self::default();
        let mut faults = Vec::new();
        let query = query.strip_prefix('?').unwrap_or(query);
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "sample" if value.trim().is_empty() => address.sample = None,
                "sample" => match SampleHash::parse(&value) {
                    Ok(hash) => address.sample = Some(hash),
                    Err(fault) => faults.push(UrlFault::Sample(fault)),
                },
                "samples" => match SampleList::read(&value) {
                    Some(samples) => address.samples = samples,
                    None => faults.push(UrlFault::Samples(value.into_owned())),
                },
                "view" => match View::ALL.into_iter().find(|view| view.word() == value) {
                    Some(view) => address.view = view,
                    None => faults.push(UrlFault::View(value.into_owned())),
                },
                "page" => match positive(&value) {
                    Some(page) => address.page = page,
                    None => faults.push(UrlFault::Number("page", value.into_owned())),
                },
                "page_size" => match positive(&value).filter(|size| *size <= MOST_ROWS) {
                    Some(size) => address.page_size = size,
                    None => faults.push(UrlFault::Number("page_size", value.into_owned())),
                },
                "q" => address.filter = value.into_owned(),
                "sort" if value.is_empty() => address.sort = None,
                "sort" => match Sort::read(&value) {
                    Some(sort) => address.sort = Some(sort),
                    None => faults.push(UrlFault::Sort(value.into_owned())),
                },
                "row" => address.row = Some(value.into_owned()).filter(|row| !row.is_empty()),
                "unique" => address.unique = value == "1",
                _ => {}
            }
        }
        (address, faults)
    }

    /// The query string with its `?`; empty for the start page. Defaults are left out.
    pub fn query(&self) -> String {
        let mut query = form_urlencoded::Serializer::for_suffix(String::from("?"), 1);
        if let Some(sample) = &self.sample {
            query.append_pair("sample", sample.as_str());
        }
        if self.samples != SampleList::None {
            query.append_pair("samples", &self.samples.word());
        }
        if self.view != View::default() {
            query.append_pair("view", self.view.word());
        }
        if self.page != 1 {
            query.append_pair("page", &self.page.to_string());
        }
        if self.page_size != DEFAULT_PAGE_SIZE {
            query.append_pair("page_size", &self.page_size.to_string());
        }
        if !self.filter.is_empty() {
            query.append_pair("q", &self.filter);
        }
        if let Some(sort) = self.sort {
            query.append_pair("sort", &sort.word());
        }
        if let Some(row) = &self.row {
            query.append_pair("row", row);
        }
        if self.unique {
            query.append_pair("unique", "1");
        }
        let query = query.finish();
        if query.len() > 1 { query } else { String::new() }
    }
}

/// A positive number that is no more than a listing can have rows.
fn positive(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number| (1..=1_000_000_000).contains(number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::schema::ColumnKey;
    use proptest::prelude::*;

    #[test]
    fn names_each_fault_and_takes_what_makes_sense() {
        let (address, faults) = UrlState::read(
            "?sample=xyz&view=graph&page=0&page_size=-5&sort=colour&q=a%20b&row=9007199254740993&token=secret",
        );
        assert_eq!(faults.len(), 5, "{faults:?}");
        assert!(faults.iter().all(|fault| !fault.to_string().is_empty()));
        let wanted = UrlState { filter: "a b".into(), row: Some("9007199254740993".into()), ..UrlState::default() };
        assert_eq!(address, wanted);
        assert!(!address.query().contains("secret"));
    }

    #[test]
    fn a_page_has_no_more_rows_than_a_document_can_hold() {
        assert_eq!(UrlState::read("?page_size=1000").0.page_size, 1_000);
        let (address, faults) = UrlState::read("?page_size=50000");
        assert_eq!((address.page_size, faults.len()), (DEFAULT_PAGE_SIZE, 1));
        assert!(faults[0].to_string().contains("from 1 to 1000"), "{}", faults[0]);
    }

    #[test]
    fn the_start_page_has_no_query() {
        assert_eq!(UrlState::default().query(), "");
        assert_eq!(UrlState::read(""), (UrlState::default(), Vec::new()));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(hash in "([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})", view in 0_usize..3,
                page in 1_u32..1_000_000_000, page_size in 1..=MOST_ROWS, filter in ".{0,30}", key in 0_usize..ColumnKey::ALL.len(), descending: bool,
                sorted: bool, row in prop::option::of(".{1,20}"), unique: bool,
                samples in prop::collection::btree_set("([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})", 0..60)) {
            let samples = SampleList::of(samples.iter().filter_map(|hash| SampleHash::parse(hash).ok()).collect());
            let address = UrlState {
                sample: SampleHash::parse(&hash).ok(), view: View::ALL[view], page, page_size, filter,
                sort: sorted.then_some(Sort { key: ColumnKey::ALL[key], descending }), row, unique, samples,
            };
            prop_assert_eq!(UrlState::read(&address.query()), (address, Vec::new()));
        }

        #[test]
        fn never_panics(query in ".{0,100}", name in "(sample|samples|view|page|page_size|q|sort|row)") {
            let (address, _) = UrlState::read(&query);
            prop_assert_eq!(UrlState::read(&address.query()), (address, Vec::new()));
            let _ = UrlState::read(&format!("{name}={query}"));
        }
    }
}
