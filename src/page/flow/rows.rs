//! Asking for rows: the first answer of a sample, and pages of its list.

use super::needs_all;
use crate::appliance::failure::Failure;
use crate::appliance::paging::Ask;
use crate::appliance::transfer::{Page, Way};
use crate::page::desk::Desk;
use crate::page::state::State;
use std::ops::Range;
use web_sys::AbortSignal;

/// Rows of the first request where no page of the list is shown.
const FIRST: u32 = 50;

/// The first answer of a sample: the page of the list that the address asks for, or the first rows.
///
/// # Errors
/// Why there is none.
pub async fn first_rows(state: State, desk: &Desk, signal: &AbortSignal) -> Result<Page, Failure> {
    let address = state.address.get_untracked();
    let client = desk.client(state.client.get_untracked());
    let way = desk.way(&client, signal);
    let wanted = if needs_all(&address) { (1, FIRST) } else { (address.page, address.page_size) };
    let page =
        |page: u32, size: u32| Ask { page, size, range: (page - 1).saturating_mul(size)..page.saturating_mul(size) };
    let ask = page(wanted.0, wanted.1);
    let refused = match way.page(&ask, &|| {}).await {
        // With a page beyond the last, “no such page” and “no such sample” look alike.
        Err(Failure::Status(404, ..)) if ask.page > 1 => return way.page(&page(1, ask.size), &|| {}).await,
        Err(failure @ Failure::Status(400, ..)) => failure,
        outcome => return outcome,
    };
    // It may follow the documentation to the letter, and the sample may have fewer rows than a page: one row always fits.
    match way.page(&page(1, 1), &|| {}).await {
        Ok(Page::Rows(_)) => desk.case.borrow_mut().ways.to_the_letter = true,
        Ok(Page::Nothing) => return Ok(Page::Nothing),
        Err(_) => return Err(refused),
    }
    let count = desk.case.borrow().count();
    let range = clamped_range(wanted.0, wanted.1, count);
    fetch(desk, &way, range.clone(), wanted.1, &|| {}).await?;
    Ok(Page::Rows(range))
}

/// The positions of a page of the list, or of the last one when it lies beyond.
pub fn clamped_range(page: u32, size: u32, count: u32) -> Range<u32> {
    let last = count.div_ceil(size).max(1);
    let start = (page.min(last) - 1) * size;
    start..start.saturating_add(size).min(count)
}

/// Asks for what is missing of a range, page by page.
///
/// # Errors
/// Why some of it cannot be had; what came before is kept.
pub async fn fetch(desk: &Desk, way: &Way<'_>, range: Range<u32>, size: u32, came: &dyn Fn()) -> Result<(), Failure> {
    loop {
        let ask = {
            let case = desk.case.borrow();
            case.ways.next(range.clone(), &case.came, size)
        };
        let Some(ask) = ask else { return Ok(()) };
        let (before, open_ended) = {
            let case = desk.case.borrow();
            (case.came.len(), case.ways.more)
        };
        match way.page(&ask, came).await {
            Err(Failure::Status(400, ..)) if !desk.case.borrow().ways.to_the_letter => {
                desk.case.borrow_mut().ways.to_the_letter = true;
            }
            Err(failure) => return Err(failure),
            Ok(_) => {
                let case = desk.case.borrow();
                // What it named behind the last row may turn out not to be there.
                let ended = open_ended && !case.ways.more;
                if case.came.len() == before && !ended {
                    return Err(Failure::FewerRows(0, ask.range.end - ask.range.start));
                }
            }
        }
    }
}
