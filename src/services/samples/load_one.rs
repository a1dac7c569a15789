//! Loading one sample of a case.

use super::keep;
use crate::platform::scheduler;
use crate::services::client::Client;
use crate::services::page_fetcher::{FetchedPage, PageFetcher};
use crate::services::{build_tree, load_page};
use crate::state::samples::{Case, CaseSample, SampleState};
use crate::state::workspace::Workspace;
use crate::words::samples as words;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use leptos::prelude::*;
use matryoshka_core::api::failure::Failure;
use matryoshka_core::api::load_plan::LoadPlan;
use matryoshka_core::api::paging::PageRequest;
use matryoshka_core::dataset::Dataset;
use matryoshka_core::samples::digest::SampleDigest;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::AbortSignal;

/// Rows of the first request: most samples have no more.
const FIRST_ROWS: u32 = 1_000;

/// How often it is shown how far a sample is, in milliseconds.
const SHOW_EVERY: f64 = 250.0;

/// Loads the sample at a place of the list, with at most `lanes` requests at once. Gives why it could not be had.
pub async fn load(case: &Rc<Case>, at: usize, client: &Client, signal: &AbortSignal, lanes: usize) -> Option<Failure> {
    let sample = case.samples.get(at)?;
    sample.ask();
    let workspace = Workspace::new(Some(sample.hash.clone()), client.access.clone());
    let shown = Cell::new(scheduler::now());
    let received = || {
        if scheduler::now() - shown.get() >= SHOW_EVERY {
            shown.set(scheduler::now());
            let dataset = workspace.dataset.borrow();
            sample.state.set(SampleState::Loading(dataset.table.len(), dataset.quirks.count));
        }
    };
    let outcome = rows(&workspace, client, signal, lanes, &received).await;
    if signal.aborted() {
        return None;
    }
    let rows = workspace.dataset.borrow().table.len();
    if let Err(failure) = &outcome
        && stays(sample, rows, failure)
    {
        return outcome.err();
    }
    match outcome {
        Err(failure) if rows == 0 => {
            sample.state.set(match &failure {
                Failure::Status(404, ..) => SampleState::Unknown,
                failure => SampleState::Failed(failure.words().what),
            });
            Some(failure)
        }
        Ok(_) if rows == 0 => {
            case.release(sample);
            *sample.kept.borrow_mut() = None;
            sample.state.set(SampleState::Nothing);
            None
        }
        outcome => {
            let failure = outcome.err();
            hold(case, sample, workspace.clone(), failure.as_ref().map(|failure| failure.words().what)).await;
            // What stands in a saved case is older.
            *sample.kept.borrow_mut() = sample.rows.borrow().is_none().then(|| keep::of_rows(&workspace));
            failure
        }
    }
}

/// Where more rows had come before a sample was asked for again and failed, leaves it at those. Whether it does.
fn stays(sample: &CaseSample, rows: u32, failure: &Failure) -> bool {
    let SampleState::Loaded { digest, is_held, .. } = sample.standing() else { return false };
    if digest.files <= rows {
        return false;
    }
    let what = failure.words().what;
    let stood = sample.kept.borrow().as_ref().and_then(|kept| kept.missing.clone());
    let missing = Some(stood.map_or_else(|| what.clone(), |stood| words::again(&stood, &what)));
    sample.state.set(SampleState::Loaded { digest, missing, is_held });
    true
}

/// Takes the rows of a sample into the case. `missing` says why they are not all.
pub async fn hold(case: &Case, sample: &CaseSample, workspace: Rc<Workspace>, missing: Option<String>) {
    let built = build_tree::lay_out(&workspace).await;
    workspace.dataset.borrow_mut().set_tree(built);
    let digest = SampleDigest::new(&workspace.dataset.borrow());
    workspace.bodies.settle();
    let is_held = case.hold(sample, workspace);
    sample.state.set(SampleState::Loaded { digest, missing, is_held });
}

/// Requests all rows of a sample.
async fn rows(
    workspace: &Rc<Workspace>,
    client: &Client,
    signal: &AbortSignal,
    lanes: usize,
    received: &dyn Fn(),
) -> Result<FetchedPage, Failure> {
    let first = load_page::first_page(client, workspace, signal, 1, FIRST_ROWS).await?;
    if first == FetchedPage::Nothing {
        return Ok(first);
    }
    let count = workspace.dataset.borrow().count();
    workspace.dataset.borrow_mut().reserve(count);
    let plan = RefCell::new(LoadPlan::paced(workspace.pacing.borrow().clone()));
    let fetcher = PageFetcher::new(client, workspace, signal);
    let request = async |request: PageRequest| {
        let started = scheduler::now();
        let outcome = fetcher.page(&request, received).await.map(|_| fetcher.took(&request, started));
        let mut dataset = workspace.dataset.borrow_mut();
        let Dataset { quirks, received, .. } = &mut *dataset;
        match outcome {
            Ok(took) => plan.borrow_mut().received(&request, took, quirks, received),
            Err(failure) => plan.borrow_mut().failed(&request, failure, quirks),
        }
    };
    let mut flying = FuturesUnordered::new();
    loop {
        while flying.len() < lanes && !signal.aborted() {
            let next = {
                let dataset = workspace.dataset.borrow();
                plan.borrow_mut().next(&dataset.quirks, &dataset.received)
            };
            let Some(next) = next else { break };
            flying.push(request(next));
        }
        if flying.next().await.is_none() {
            break;
        }
    }
    drop(flying);
    let dataset = workspace.dataset.borrow();
    match plan.borrow_mut().outcome(dataset.count(), &dataset.received) {
        Some(failure) => Err(failure),
        None => Ok(first),
    }
}
