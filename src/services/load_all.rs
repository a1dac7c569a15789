//! Loading every row at the pace of the appliance, with progress, in slices that leave the browser free.

use super::arrange::{UNASKED, arrange};
use super::client::Client;
use super::page_fetcher::PageFetcher;
use super::{build_tree, load_page, report};
use crate::platform::abort::{Abort, sleep_until_aborted};
use crate::platform::scheduler::{self, Detail, Gate};
use crate::state::AppState;
use crate::state::alerts::Retry;
use crate::state::jobs::{Job, JobKind};
use crate::state::workspace::Workspace;
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use futures_util::stream::FuturesUnordered;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::api::failure::Failure;
use matryoshka_core::api::load_plan::LoadPlan;
use matryoshka_core::api::paging::PageRequest;
use matryoshka_core::dataset::Dataset;
use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use web_sys::AbortSignal;

/// How often progress is shown, in milliseconds.
const SHOW_EVERY: f64 = 80.0;

/// How long a page may take that is to show how fast rows come, in milliseconds.
const PATIENCE: i32 = 1_500;

/// What the requests under way share.
struct Loading {
    state: AppState,
    workspace: Rc<Workspace>,
    client: Client,
    signal: AbortSignal,
    job: Job,
    plan: RefCell<LoadPlan>,
    /// When progress was shown last.
    shown: Cell<f64>,
    /// The first page that is larger than all before is under way, or was.
    is_led: Cell<bool>,
    /// Until that is received.
    known: Gate,
}

/// Loads every row that is missing.
pub fn start(state: AppState) {
    let Some(workspace) = state.dataset.workspace() else { return };
    let is_running = state.jobs.is_running_for(JobKind::LoadAll, workspace.id);
    if is_running || workspace.is_from_file() || workspace.dataset.borrow().is_loaded() {
        return;
    }
    state.jobs.cancel_for(JobKind::LoadPage, workspace.id);
    state.alerts.clear_if(|retry| matches!(retry, Retry::LoadAll | Retry::Page));
    let job = state.jobs.start(JobKind::LoadAll, workspace.id);
    let (total, before) = {
        let mut dataset = workspace.dataset.borrow_mut();
        let count = dataset.count();
        dataset.reserve(count);
        (expected(&dataset), dataset.table.len())
    };
    spawn_local(async move {
        job.show(f64::from(before), total);
        let plan = LoadPlan::paced(workspace.pacing.borrow().clone());
        let loading = Loading {
            state,
            client: Client::of(&state, &workspace),
            signal: job.signal(),
            plan: RefCell::new(plan),
            shown: Cell::new(job.since),
            is_led: Cell::default(),
            known: Gate::default(),
            workspace,
            job,
        };
        loading.try_pace().await;
        loading.request_pages().await;
        if !loading.workspace.is_left() {
            loading.finish().await;
        }
    });
}

/// How many rows there will be; none while nobody has counted them.
fn expected(dataset: &Dataset) -> Option<f64> {
    (!dataset.quirks.more).then(|| f64::from(dataset.count()))
}

/// Loads what is missing of a dataset where that is soon done, and waits for what is under way.
pub async fn wait_until_loaded(state: AppState, workspace: &Rc<Workspace>) {
    let is_soon = {
        let dataset = workspace.dataset.borrow();
        !dataset.is_loaded() && dataset.count() <= UNASKED && !workspace.is_from_file()
    };
    if is_soon && state.dataset.is_current(workspace) {
        start(state);
    }
    let is_loading =
        || [JobKind::LoadAll, JobKind::ReadFile].into_iter().any(|kind| state.jobs.is_running_for(kind, workspace.id));
    while is_loading() && !workspace.is_left() {
        scheduler::sleep(50).await;
    }
}

impl Loading {
    /// Requests pages until nothing is missing that is not under way.
    async fn request_pages(&self) {
        let mut flying = FuturesUnordered::new();
        loop {
            while let Some(request) = self.next() {
                flying.push(self.request(request));
            }
            if flying.next().await.is_none() {
                break;
            }
        }
    }

    /// The page to ask for next.
    fn next(&self) -> Option<PageRequest> {
        if self.signal.aborted() {
            return None;
        }
        let dataset = self.workspace.dataset.borrow();
        self.plan.borrow_mut().next(&dataset.quirks, &dataset.received)
    }

    /// Whether nothing on screen needs what is loaded: then whatever goes wrong ends it.
    fn is_quiet(&self) -> bool {
        untrack(|| self.state.loads_quietly())
    }

    /// Asks for a page, and tells the plan what became of it.
    async fn request(&self, request: PageRequest) {
        let fetcher = PageFetcher::new(&self.client, &self.workspace, &self.signal);
        let is_quick = self.plan.borrow().pacing().is_quick();
        let is_larger = request.page > 1 && request.size > self.workspace.dataset.borrow().quirks.full;
        let leads = is_quick && !self.is_led.replace(is_quick);
        let after = (is_quick && is_larger && !leads).then_some(&self.known);
        let may_wait = |_: &Failure| {
            self.plan.borrow_mut().refused();
            !self.is_quiet()
        };
        let started = scheduler::now();
        let outcome = fetcher.page_with(&request, after, &|| self.show(false), &may_wait).await;
        self.tell(&request, outcome.map(|_| fetcher.took(&request, started)));
        if leads {
            self.known.end();
        }
        if self.is_quiet() {
            // A page of the list may have been turned meanwhile.
            self.state.dataset.rows_changed();
        }
    }

    /// Tells the plan how long a page took, or why it could not be had.
    fn tell(&self, request: &PageRequest, outcome: Result<f64, Failure>) {
        let mut dataset = self.workspace.dataset.borrow_mut();
        let Dataset { quirks, received, .. } = &mut *dataset;
        let mut plan = self.plan.borrow_mut();
        match outcome {
            Ok(took) => plan.received(request, took, quirks, received),
            Err(failure) => {
                plan.failed(request, failure, quirks);
                if self.is_quiet() {
                    plan.stop();
                }
            }
        }
    }

    /// Where a page alone shows how fast rows come, asks for it, for no longer than it takes to tell that they do not come fast.
    async fn try_pace(&self) {
        let is_trial = {
            let dataset = self.workspace.dataset.borrow();
            self.plan.borrow().is_trial(&dataset.quirks, &dataset.received)
        };
        if !is_trial {
            return;
        }
        let Some(request) = self.next() else { return };
        let trial = Abort::new();
        let signal = trial.signal();
        let fetcher = PageFetcher::new(&self.client, &self.workspace, &signal);
        let received = || self.show(false);
        let rows = || self.workspace.dataset.borrow().table.len();
        let (started, before) = (scheduler::now(), rows());
        let patience = pin!(sleep_until_aborted(PATIENCE, &self.signal));
        let outcome = match select(pin!(fetcher.once(&request, None, &received)), patience).await {
            Either::Left((outcome, _)) => outcome,
            Either::Right((is_late, asked)) => {
                // One whose rows are coming is only slow.
                if !is_late || rows() == before {
                    trial.abort();
                }
                asked.await
            }
        };
        if outcome.is_ok() {
            self.tell(&request, Ok(fetcher.took(&request, started)));
        } else {
            // What is wrong is said by the other pages, which meet it as well.
            self.plan.borrow_mut().given_up(&request);
        }
    }

    /// Shows how far it is, not more often than eyes can follow.
    fn show(&self, at_once: bool) {
        let now = scheduler::now();
        if at_once || now - self.shown.get() >= SHOW_EVERY {
            self.shown.set(now);
            let (loaded, total) = {
                let dataset = self.workspace.dataset.borrow();
                (f64::from(dataset.table.len()), expected(&dataset))
            };
            self.job.show(loaded, total);
        }
    }

    /// Builds the tree of what is loaded, in slices, and says what is missing.
    async fn finish(self) {
        let Self { state, workspace, job, .. } = &self;
        let state = *state;
        self.show(true);
        scheduler::yield_now().await;
        let rows = workspace.dataset.borrow().table.len();
        scheduler::measure("load-all", job.since, Detail::Rows(rows));
        if !build_tree::build(state, workspace).await {
            return;
        }
        let (failure, is_quiet) = {
            let dataset = workspace.dataset.borrow();
            let mut plan = self.plan.borrow_mut();
            workspace.pacing.borrow_mut().clone_from(plan.pacing());
            (plan.outcome(dataset.count(), &dataset.received), self.is_quiet())
        };
        // What was overtaken by another sample goes on when the person comes back.
        workspace.is_held.set(if failure == Some(Failure::Aborted) { !is_quiet } else { failure.is_some() });
        let workspace = workspace.clone();
        // The bar is gone before anything is said of what was loaded.
        drop(self);
        state.dataset.is_quiet.set(false);
        let url = state.route.get_untracked();
        match failure {
            Some(Failure::Aborted) => {}
            // Nobody has asked for more than the page on screen.
            Some(_) if is_quiet => load_page::start(state, &workspace, &url),
            Some(failure) => report::failure(state, &failure, Retry::LoadAll),
            None if is_quiet => workspace.is_unsaid.set(!report::changed_count(state, &workspace.dataset.borrow())),
            None => report::oddities(state, &workspace.dataset.borrow()),
        }
        arrange(state, &workspace, &url);
        state.dataset.rows_changed();
        // The rows are on screen; what is kept of their bytes can be put away now.
        scheduler::next_frame().await;
        scheduler::yield_now().await;
        while workspace.bodies.settle_one() {
            scheduler::yield_now().await;
        }
    }
}
