//! Loading a page of the list, and the first rows of a sample.

use super::client::Client;
use super::page_fetcher::{FetchedPage, PageFetcher};
use super::report;
use crate::platform::scheduler;
use crate::state::AppState;
use crate::state::alerts::Retry;
use crate::state::jobs::JobKind;
use crate::state::workspace::Workspace;
use leptos::task::spawn_local;
use matryoshka_core::api::failure::Failure;
use matryoshka_core::api::paging::PageRequest;
use matryoshka_core::url_state::UrlState;
use std::ops::Range;
use std::rc::Rc;
use web_sys::AbortSignal;

/// Rows of the first request where no page of the list is shown.
const FIRST_ROWS: u32 = 50;

/// Loads what is missing of the page that the address asks for.
pub fn start(state: AppState, workspace: &Rc<Workspace>, url: &UrlState) {
    let range = {
        let dataset = workspace.dataset.borrow();
        let range = clamped_range(url.page, url.page_size, dataset.reach());
        if dataset.received.covers(range.clone()) {
            // What was said of another page does not stand over this one.
            state.alerts.clear_if(|retry| retry == Retry::Page);
            return;
        }
        if state.jobs.is_running_for(JobKind::LoadAll, workspace.id) {
            return;
        }
        range
    };
    let job = state.jobs.start(JobKind::LoadPage, workspace.id);
    let (workspace, size) = (workspace.clone(), url.page_size);
    job.show(0.0, Some(f64::from(range.end - range.start)));
    spawn_local(async move {
        let client = Client::of(&state, &workspace);
        let signal = job.signal();
        let fetcher = PageFetcher::new(&client, &workspace, &signal);
        let outcome = fetch(&workspace, &fetcher, range, size, &|| state.dataset.rows_changed()).await;
        if job.is_cancelled() || workspace.is_left() {
            return;
        }
        drop(job);
        match outcome {
            Ok(()) => {
                state.alerts.clear_if(|retry| retry == Retry::Page);
                report::changed_count(state, &workspace.dataset.borrow());
            }
            Err(failure) => report::failure(state, &failure, Retry::Page),
        }
        state.dataset.rows_changed();
    });
}

/// The first answer of a sample: the page of the list that the address asks for, or the first rows.
///
/// # Errors
/// Why there is none.
pub async fn first_rows(state: AppState, workspace: &Workspace, signal: &AbortSignal) -> Result<FetchedPage, Failure> {
    let url = state.route.get_untracked();
    let client = Client::of(&state, workspace);
    let (page, size) = if url.needs_all_rows() { (1, FIRST_ROWS) } else { (url.page, url.page_size) };
    first_page(&client, workspace, signal, page, size).await
}

/// The first answer of a sample: a page of `size` rows.
///
/// # Errors
/// Why there is none.
pub async fn first_page(
    client: &Client,
    workspace: &Workspace,
    signal: &AbortSignal,
    page: u32,
    size: u32,
) -> Result<FetchedPage, Failure> {
    let fetcher = PageFetcher::new(client, workspace, signal);
    let at = |page: u32, size: u32| PageRequest {
        page,
        size,
        range: (page - 1).saturating_mul(size)..page.saturating_mul(size),
    };
    let since = scheduler::now();
    let request = at(page, size);
    let first = fetcher.page(&request, &|| {}).await;
    if let Ok(FetchedPage::Rows(rows)) = &first {
        workspace.pacing.borrow_mut().opened(rows.len() as u32, fetcher.took(&request, since));
    }
    let refused = match first {
        // With a page beyond the last, “no such page” and “no such sample” look alike.
        Err(Failure::Status(404, ..)) if page > 1 => return fetcher.page(&at(1, size), &|| {}).await,
        Err(failure @ Failure::Status(400, ..)) => failure,
        outcome => return outcome,
    };
    // It may follow the documentation to the letter, and the sample may have fewer rows than a page: one row always fits.
    match fetcher.page(&at(1, 1), &|| {}).await {
        Ok(FetchedPage::Rows(_)) => workspace.dataset.borrow_mut().quirks.to_the_letter = true,
        Ok(FetchedPage::Nothing) => return Ok(FetchedPage::Nothing),
        Err(_) => return Err(refused),
    }
    let count = workspace.dataset.borrow().count();
    let range = clamped_range(page, size, count);
    fetch(workspace, &fetcher, range.clone(), size, &|| {}).await?;
    Ok(FetchedPage::Rows(range))
}

/// The positions of a page of the list, or of the last one when it lies beyond.
fn clamped_range(page: u32, size: u32, count: u32) -> Range<u32> {
    let last = count.div_ceil(size).max(1);
    let start = (page.min(last) - 1) * size;
    start..start.saturating_add(size).min(count)
}

/// Requests what is missing of a range, page by page.
///
/// # Errors
/// Why some of it cannot be had; what was received before is kept.
async fn fetch(
    workspace: &Workspace,
    fetcher: &PageFetcher<'_>,
    range: Range<u32>,
    size: u32,
    received: &dyn Fn(),
) -> Result<(), Failure> {
    loop {
        let (request, before, is_open_ended) = {
            let dataset = workspace.dataset.borrow();
            let request = dataset.quirks.next(range.clone(), &dataset.received, size);
            (request, dataset.received.len(), dataset.quirks.more)
        };
        let Some(request) = request else { return Ok(()) };
        match fetcher.page(&request, received).await {
            Err(Failure::Status(400, ..)) if !workspace.dataset.borrow().quirks.to_the_letter => {
                workspace.dataset.borrow_mut().quirks.to_the_letter = true;
            }
            Err(failure) => return Err(failure),
            Ok(_) => {
                let dataset = workspace.dataset.borrow();
                // A page that was named behind the last row may turn out not to be there.
                let has_ended = is_open_ended && !dataset.quirks.more;
                if dataset.received.len() == before && !has_ended {
                    return Err(Failure::FewerRows(0, request.range.end - request.range.start));
                }
            }
        }
    }
}
