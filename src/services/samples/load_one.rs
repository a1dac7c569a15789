//! Loading one sample of a case.

use crate::platform::scheduler;
use crate::services::client::Client;
use crate::services::page_fetcher::{FetchedPage, PageFetcher};
use crate::services::{build_tree, load_page};
use crate::state::samples::{Case, CaseSample, SampleState};
use crate::state::workspace::Workspace;
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
    sample.state.set(SampleState::Loading(0, None));
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
    let is_empty = workspace.dataset.borrow().table.is_empty();
    match outcome {
        Err(failure) if is_empty => {
            sample.state.set(match &failure {
                Failure::Status(404, ..) => SampleState::Unknown,
                failure => SampleState::Failed(failure.words().what),
            });
            Some(failure)
        }
        Ok(_) if is_empty => {
            sample.state.set(SampleState::Nothing);
            None
        }
        outcome => {
            let failure = outcome.err();
            hold(case, sample, workspace, failure.as_ref().map(|failure| failure.words().what)).await;
            failure
        }
    }
}

/// Takes the rows of a sample into the case. `missing` says why they are not all.
pub async fn hold(case: &Case, sample: &CaseSample, workspace: Rc<Workspace>, missing: Option<String>) {
    let built = build_tree::lay_out(&workspace).await;
    workspace.dataset.borrow_mut().set_tree(built);
    let digest = SampleDigest::new(&workspace.dataset.borrow());
    workspace.bodies.settle();
    case.hold(sample, workspace);
    sample.state.set(SampleState::Loaded(digest, missing));
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
