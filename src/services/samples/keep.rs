//! The listing of a sample as it came: for a file, or to be kept where there are too many rows to be held.

use crate::state::samples::{CaseSample, KeptListing};
use crate::state::workspace::Workspace;
use js_sys::Array;

/// The answers with these rows that have come whole.
pub fn of_rows(rows: &Workspace) -> KeptListing {
    let answers = rows.bodies.pages().iter().filter_map(|page| {
        let page: Array = page.into();
        let (body, first) = (page.get(0).as_f64()?, page.get(1).as_f64()?);
        Some((first as u32, rows.bodies.get(body as u16)?))
    });
    KeptListing {
        answers: answers.collect(),
        count: Some(rows.dataset.borrow().count()),
        missing: None,
        is_from_file: false,
    }
}

/// What there is of the listing of a sample.
pub fn of_sample(sample: &CaseSample) -> KeptListing {
    let kept = sample.kept.borrow().clone();
    kept.or_else(|| sample.rows.borrow().as_deref().map(of_rows)).unwrap_or_default()
}
