//! Loading every row: a few large pages at a time, with progress, in slices that leave the browser free.

use super::arrange::{UNASKED, arrange};
use super::client::Client;
use super::page_fetcher::speed::Speed;
use super::page_fetcher::{FetchOptions, PageFetcher};
use super::{build_tree, report};
use crate::platform::abort::Abort;
use crate::platform::scheduler::{self, Detail, Gate};
use crate::state::AppState;
use crate::state::alerts::Retry;
use crate::state::jobs::{Job, JobKind};
use crate::state::workspace::Workspace;
use futures_util::future::{Either, join4, select};
use leptos::task::spawn_local;
use matryoshka_core::api::load_plan::LoadPlan;
use matryoshka_core::api::paging::{LARGE, PageRequest};
use matryoshka_core::dataset::Dataset;
use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::rc::Rc;
use web_sys::AbortSignal;

/// How often progress is shown, in milliseconds.
const SHOW_EVERY: f64 = 80.0;

/// Rows of the first page that show how fast they come.
const ENOUGH: u32 = 5_000;

/// Where they come in so many milliseconds, a page comes so fast that nobody needs to see how far it is.
const QUICK: f64 = 250.0;

/// Where that is worth a request of its own, so many rows show how fast they come.
const TRIAL: u32 = 2_500;

/// Where these come in so many milliseconds, pages come fast.
const QUICK_TRIAL: i32 = 150;

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
    /// How many rows there were before.
    before: u32,
    /// Until other pages may be requested.
    begun: Gate,
    /// Until the first page is received.
    known: Gate,
    /// How fast rows come.
    speed: Speed,
    /// Whether that is tried with a few, before the first page.
    is_tried: bool,
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
    let (count, total, before) = {
        let mut dataset = workspace.dataset.borrow_mut();
        let count = dataset.count();
        dataset.reserve(count);
        (count, expected(&dataset), dataset.table.len())
    };
    spawn_local(async move {
        job.show(f64::from(before), total);
        let loading = Loading {
            state,
            client: Client::of(&state, &workspace),
            signal: job.signal(),
            plan: RefCell::default(),
            shown: Cell::new(job.since),
            before,
            begun: Gate::default(),
            known: Gate::default(),
            speed: Speed::default(),
            // A first page that is received as a whole takes half the time; worth a request of its own before many rows.
            is_tried: count > LARGE && !workspace.dataset.borrow().received.covers(0..TRIAL),
            workspace,
            job,
        };
        // Four at once; the others wait until the first has shown how it goes.
        let others = async || {
            loading.begun.wait().await;
            loading.request_pages(false).await;
        };
        let trial = async {
            if loading.is_tried {
                loading.try_speed().await;
            }
            others().await;
        };
        join4(loading.request_pages(true), trial, others(), others()).await;
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
    /// Requests pages until nothing is missing that is not under way. The one that `leads` makes the first request.
    async fn request_pages(&self, leads: bool) {
        let fetcher = PageFetcher::new(&self.client, &self.workspace, &self.signal);
        while !self.signal.aborted() {
            let request = {
                let dataset = self.workspace.dataset.borrow();
                self.plan.borrow_mut().next(&dataset.quirks, &dataset.received)
            };
            let Some(request) = request else { break };
            let started = scheduler::now();
            let received = || {
                self.begin(false);
                self.show(false);
            };
            let after = (!leads || self.known.is_over()).then_some(&self.known);
            let speed = (self.is_tried || self.begun.is_over()).then_some(&self.speed);
            let outcome = fetcher.page_with(&request, &FetchOptions { speed, after }, &received).await;
            let mut dataset = self.workspace.dataset.borrow_mut();
            let Dataset { quirks, received, .. } = &mut *dataset;
            let mut plan = self.plan.borrow_mut();
            match outcome {
                Ok(_) => plan.received(&request, scheduler::now() - started, quirks, received),
                Err(failure) => plan.failed(&request, failure, quirks),
            }
            drop((dataset, plan));
            if leads {
                self.begin(true);
            }
        }
        if leads {
            self.begin(true);
        }
    }

    /// Tries how fast rows come, for no longer than it takes to tell that they do not come fast.
    async fn try_speed(&self) {
        let trial = Abort::new();
        let signal = trial.signal();
        let fetcher = PageFetcher::new(&self.client, &self.workspace, &signal);
        let request = PageRequest { page: 1, size: TRIAL, range: 0..TRIAL };
        let (options, received) = (FetchOptions::default(), || self.show(false));
        // What is wrong is said by the pages, which meet it as well.
        match select(pin!(fetcher.once(&request, &options, &received)), pin!(scheduler::sleep(QUICK_TRIAL))).await {
            Either::Left(_) => self.speed.settle(self.workspace.dataset.borrow().received.covers(0..TRIAL)),
            Either::Right(((), request)) => {
                self.speed.settle(false);
                // The pages bring its rows as well.
                trial.abort();
                let _ = request.await;
            }
        }
    }

    /// Lets the other pages be requested when the first is received, or already when it shows that rows come fast; where that is
    /// known before, when its bytes are received. What an appliance does with a page size is known only when the first answer is
    /// `over`, so none is taken in before.
    fn begin(&self, over: bool) {
        if !self.begun.is_over() {
            let dataset = self.workspace.dataset.borrow();
            let received = dataset.table.len() - self.before;
            let since = scheduler::now() - self.job.since;
            let comes_fast = received >= ENOUGH && since < QUICK && dataset.quirks.count.is_some();
            let is_quick = comes_fast || self.speed.known() == Some(true);
            if over || is_quick {
                self.speed.settle(is_quick);
                self.begun.end();
            }
        }
        if over {
            self.known.end();
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
        let failure = {
            let dataset = workspace.dataset.borrow();
            self.plan.borrow_mut().outcome(dataset.count(), &dataset.received)
        };
        let workspace = workspace.clone();
        // The bar is gone before anything is said of what was loaded.
        drop(self);
        match failure {
            Some(failure) => report::failure(state, &failure, Retry::LoadAll),
            None => report::oddities(state, &workspace.dataset.borrow()),
        }
        arrange(state, &workspace, &state.route.get_untracked());
        state.dataset.rows_changed();
        // The rows are on screen; what is kept of their bytes can be put away now.
        scheduler::next_frame().await;
        scheduler::yield_now().await;
        workspace.bodies.settle();
    }
}
