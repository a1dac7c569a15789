//! Which rows a query asks for, by the rules of the appliance and by those of appliances that read them differently.

use std::ops::Range;

use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use super::answer;

/// The parameters `page` and `page_size` of a query, as they were sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    pub page: Option<String>,
    pub page_size: Option<String>,
}

/// How an appliance reads the paging parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The last page may be a partial one, as most appliances do.
    Usual,
    /// `page` times `page_size` must not exceed `count`, as the documentation says.
    Letter,
    /// Pages have this many rows at most, whatever is asked.
    Capped(u64),
    /// Everything comes, whatever is asked.
    Ignored,
}

/// The rows of one answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Which rows.
    pub rows: Range<usize>,
    /// Number of the next page.
    pub next: Option<u64>,
    /// Number of the previous page.
    pub previous: Option<u64>,
}

/// Why a query gets no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// `page` without `page_size`.
    PageAlone,
    /// `page_size` that is no positive number.
    BadSize,
    /// Beyond the end, or no number.
    BadPage,
    /// Against [`Rule::Letter`].
    BeyondCount,
}

impl Query {
    /// Reads the two parameters. The last one counts where one is given twice.
    pub fn parse(query: &str) -> Self {
        let mut parsed = Self::default();
        for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
            match name {
                "page" => parsed.page = Some(value.to_owned()),
                "page_size" => parsed.page_size = Some(value.to_owned()),
                _ => {}
            }
        }
        parsed
    }

    /// The rows that are asked for, of `count` in all.
    pub fn page(&self, count: usize, rule: Rule) -> Result<Page, Refusal> {
        let everything = Page { rows: 0..count, next: None, previous: None };
        if rule == Rule::Ignored {
            return Ok(everything);
        }
        let Some(size) = &self.page_size else {
            return if self.page.is_none() { Ok(everything) } else { Err(Refusal::PageAlone) };
        };
        let positive = |text: &str| text.parse::<u64>().ok().filter(|&number| number > 0);
        let size = positive(size).ok_or(Refusal::BadSize)?;
        let number = self.page.as_deref().map_or(Some(1), positive).ok_or(Refusal::BadPage)?;
        let total = count as u64;
        if rule == Rule::Letter && self.page.is_some() && number.checked_mul(size).is_none_or(|rows| rows > total) {
            return Err(Refusal::BeyondCount);
        }
        let size = if let Rule::Capped(most) = rule { size.min(most) } else { size };
        // The first page of nothing is there, and empty.
        let start =
            (number - 1).checked_mul(size).filter(|&start| start < total || number == 1).ok_or(Refusal::BadPage)?;
        let end = start.saturating_add(size).min(total);
        Ok(Page {
            rows: start as usize..end as usize,
            next: (end < total).then_some(number + 1),
            previous: (number > 1).then(|| number - 1),
        })
    }
}

impl Refusal {
    /// The appliance's words for it.
    pub fn answer(self) -> Response {
        match self {
            Self::PageAlone => {
                let detail = json!({"page": ["This parameter cannot be used without page_size."]});
                answer::application_error(400, "Bad request", &detail)
            }
            Self::BadSize => {
                let detail = json!({"page_size": ["A valid positive integer is required."]});
                answer::application_error(400, "Bad request", &detail)
            }
            Self::BeyondCount => {
                let detail =
                    json!({"page": ["The values of page size and page multiplied must not exceed the count value."]});
                answer::application_error(400, "Bad request", &detail)
            }
            Self::BadPage => answer::detail(StatusCode::NOT_FOUND, "Invalid page."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Seen = (Range<usize>, Option<u64>, Option<u64>);

    fn page(query: &str, count: usize, rule: Rule) -> Result<Seen, Refusal> {
        Query::parse(query).page(count, rule).map(|page| (page.rows, page.next, page.previous))
    }

    #[test]
    fn the_last_partial_page_is_there() {
        assert_eq!(page("page_size=10&page=9", 85, Rule::Usual), Ok((80..85, None, Some(8))));
        assert_eq!(page("page_size=10", 85, Rule::Usual), Ok((0..10, Some(2), None)));
        assert_eq!(page("page_size=10&page=10", 85, Rule::Usual), Err(Refusal::BadPage));
        assert_eq!(page("", 85, Rule::Usual), Ok((0..85, None, None)));
        assert_eq!(page("page_size=5&page=1", 0, Rule::Usual), Ok((0..0, None, None)));
    }

    #[test]
    fn to_the_letter_it_is_not() {
        assert_eq!(page("page_size=10&page=9", 85, Rule::Letter), Err(Refusal::BeyondCount));
        assert_eq!(page("page_size=10&page=8", 85, Rule::Letter), Ok((70..80, Some(9), Some(7))));
        assert_eq!(page("page_size=5&page=17", 85, Rule::Letter), Ok((80..85, None, Some(16))));
        assert_eq!(page("page_size=100", 85, Rule::Letter), Ok((0..85, None, None)));
    }

    #[test]
    fn sizes_can_be_capped_or_ignored() {
        assert_eq!(page("page_size=500&page=2", 250, Rule::Capped(100)), Ok((100..200, Some(3), Some(1))));
        assert_eq!(page("page_size=5&page=2", 250, Rule::Ignored), Ok((0..250, None, None)));
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(page("page=1", 5, Rule::Usual), Err(Refusal::PageAlone));
        assert_eq!(page("page_size=0", 5, Rule::Usual), Err(Refusal::BadSize));
        assert_eq!(page("page_size=-1", 5, Rule::Usual), Err(Refusal::BadSize));
        assert_eq!(page("page_size=2&page=x", 5, Rule::Usual), Err(Refusal::BadPage));
        assert_eq!(page("page_size=2&page=0", 5, Rule::Usual), Err(Refusal::BadPage));
        let huge = format!("page_size={}&page={}", u64::MAX, u64::MAX);
        assert_eq!(page(&huge, 5, Rule::Usual), Err(Refusal::BadPage));
        assert_eq!(page(&huge, 5, Rule::Letter), Err(Refusal::BeyondCount));
    }
}
