//! Loading every row: a few large pages at a time, with progress, in slices that leave the browser free.

use super::desk::Desk;
use super::flow;
use super::state::{Progress, Retry, State};
use crate::appliance::paging::{Ask, LARGE};
use crate::appliance::plan::Plan;
use crate::appliance::speed::Speed;
use crate::appliance::transfer::Manner;
use crate::browser::timing::{self, Detail, Gate};
use crate::case::Case;
use crate::listing::laying::Laying;
use futures_util::future::{Either, join4, select};
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::ops::ControlFlow;
use std::pin::pin;
use std::rc::Rc;
use web_sys::{AbortController, AbortSignal};

/// How often progress is shown, in milliseconds.
const SHOW: f64 = 80.0;

/// Rows of the tree that are worked on before the clock is looked at: some milliseconds' worth.
const STEP: u32 = 32_768;

/// Rows of the first page that show how it goes.
const ENOUGH: u32 = 5_000;

/// Where they come in so many milliseconds, a page comes so fast that nobody needs to see how far it is.
const QUICK: f64 = 250.0;

/// Where that is worth a request of its own, so many rows show how it goes.
const TRIAL: u32 = 2_500;

/// Where these come in so many milliseconds, pages come fast.
const QUICK_TRIAL: i32 = 150;

/// What the pages under way share.
struct Loading {
    state: State,
    desk: Rc<Desk>,
    signal: AbortSignal,
    plan: RefCell<Plan>,
    shown: Cell<f64>,
    since: f64,
    /// How many rows there were before.
    before: u32,
    /// Until other pages may be asked for.
    begun: Gate,
    /// Until the first page has come.
    known: Gate,
    /// How fast rows come.
    speed: Speed,
    /// Whether that is tried with a few, before the first page.
    is_tried: bool,
}

/// Loads every row that has not come.
pub fn all(state: State) {
    let Some(desk) = state.desk() else { return };
    if desk.loading_all.get() || desk.case.borrow().is_loaded() {
        return;
    }
    let Some(signal) = desk.restart() else { return };
    desk.loading_all.set(true);
    flow::clear(state, Retry::Load);
    flow::clear(state, Retry::View);
    let since = timing::now();
    let (count, of, came) = {
        let mut case = desk.case.borrow_mut();
        let count = case.count();
        case.reserve(count);
        (count, expected(&case), case.listing.len())
    };
    spawn_local(async move {
        let loading = Loading {
            state,
            desk: desk.clone(),
            signal: signal.clone(),
            plan: RefCell::default(),
            shown: Cell::new(since),
            since,
            before: came,
            begun: Gate::default(),
            known: Gate::default(),
            speed: Speed::default(),
            // A first page that comes as a whole takes half the time; worth it before many rows.
            is_tried: count > LARGE && !desk.case.borrow().came.covers(0..TRIAL),
        };
        // Four at once; the others wait until the first has shown how it goes.
        let more = async || {
            loading.begun.wait().await;
            loading.pages(false).await;
        };
        let trial = async {
            if loading.is_tried {
                loading.try_out().await;
            }
            more().await;
        };
        join4(loading.pages(true), trial, more(), more()).await;
        desk.loading_all.set(false);
        if desk.leaving.signal().aborted() {
            return;
        }
        loading.finish().await;
    });
    // Behind the requests, which are under way while the page shows that they are.
    state.loading.set(Some(Progress { came: f64::from(came), of, since }));
}

/// How many rows there will be; none while nobody has counted them.
fn expected(case: &Case) -> Option<f64> {
    (!case.ways.more).then(|| f64::from(case.count()))
}

/// Loads what is missing where that is soon done, and waits for what is under way.
pub async fn settled(state: State) {
    let Some(desk) = state.desk() else { return };
    let (loaded, count) = {
        let case = desk.case.borrow();
        (case.is_loaded(), case.count())
    };
    if !loaded && count <= flow::UNASKED && !desk.is_from_file() {
        all(state);
    }
    while desk.loading_all.get() && !desk.leaving.signal().aborted() {
        timing::sleep(50).await;
    }
}

impl Loading {
    /// Asks for pages until nothing is missing that is not under way. The one that `leads` asks for the first.
    async fn pages(&self, leads: bool) {
        let client = self.desk.client(self.state.client.get_untracked());
        let desk = &self.desk;
        let way = desk.way(&client, &self.signal);
        while !self.signal.aborted() {
            let ask = {
                let case = desk.case.borrow();
                self.plan.borrow_mut().next(&case.ways, &case.came)
            };
            let Some(ask) = ask else { break };
            let started = timing::now();
            let came = || {
                self.begin(false);
                self.show(false);
            };
            let after = (!leads || self.known.is_over()).then_some(&self.known);
            let speed = (self.is_tried || self.begun.is_over()).then_some(&self.speed);
            let outcome = way.by(&ask, &Manner { speed, after }, &came).await;
            let mut case = desk.case.borrow_mut();
            let Case { ways, came, .. } = &mut *case;
            let mut plan = self.plan.borrow_mut();
            match outcome {
                Ok(_) => plan.came(&ask, timing::now() - started, ways, came),
                Err(failure) => plan.failed(&ask, failure, ways),
            }
            drop((case, plan));
            if leads {
                self.begin(true);
            }
        }
        if leads {
            self.begin(true);
        }
    }

    /// Tries how fast rows come, for no longer than it takes to tell that they do not come fast.
    async fn try_out(&self) {
        let client = self.desk.client(self.state.client.get_untracked());
        let Ok(giving_up) = AbortController::new() else { return self.speed.settle(false) };
        let signal = giving_up.signal();
        let way = self.desk.way(&client, &signal);
        let ask = Ask { page: 1, size: TRIAL, range: 0..TRIAL };
        let (manner, came) = (Manner::default(), || self.show(false));
        // What is wrong is said by the pages, which meet it as well.
        match select(pin!(way.once(&ask, &manner, &came)), pin!(timing::sleep(QUICK_TRIAL))).await {
            Either::Left(_) => self.speed.settle(self.desk.case.borrow().came.covers(0..TRIAL)),
            Either::Right(((), request)) => {
                self.speed.settle(false);
                // The pages bring its rows as well.
                giving_up.abort();
                let _ = request.await;
            }
        }
    }

    /// Lets the other pages be asked for when the first has come, or already when it shows that they come fast; where that is
    /// known before, when its bytes have come. What an appliance does with a page size is known only when the first answer is
    /// `over`, so none is taken in before.
    fn begin(&self, over: bool) {
        if !self.begun.is_over() {
            let case = self.desk.case.borrow();
            let came = case.listing.len() - self.before;
            let comes_fast = came >= ENOUGH && timing::now() - self.since < QUICK && case.ways.count.is_some();
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
        let now = timing::now();
        if !at_once && now - self.shown.get() < SHOW {
            return;
        }
        self.shown.set(now);
        let case = self.desk.case.borrow();
        let came = f64::from(case.listing.len());
        let of = expected(&case);
        drop(case);
        self.state.loading.set(Some(Progress { came, of, since: self.since }));
    }

    /// Lays out what has come, in slices, and says what is missing.
    async fn finish(&self) {
        let desk = &self.desk;
        self.show(true);
        timing::yield_now().await;
        let rows = desk.case.borrow().listing.len();
        timing::measure("load-all", self.since, Detail::Rows(rows));
        if !lay_out(self.state, desk).await {
            return;
        }
        // A page of the list may have begun to load meanwhile; its bar is its own.
        self.state.loading.set(None);
        let failure = {
            let case = desk.case.borrow();
            self.plan.borrow_mut().outcome(case.count(), &case.came)
        };
        match failure {
            Some(failure) => flow::report(self.state, &failure, Retry::Load),
            None => flow::remark_whole(self.state, &desk.case.borrow()),
        }
        super::arrange::arrange(self.state, desk, &self.state.address.get_untracked());
        self.state.redraw();
        // The rows are on screen; what is kept of their bytes can be put away now.
        timing::next_frame().await;
        timing::yield_now().await;
        desk.bodies.settle();
    }
}

/// Builds the tree of what has come, in slices that leave the browser free. False when the sample was left meanwhile.
pub async fn lay_out(state: State, desk: &Rc<Desk>) -> bool {
    let rows = desk.case.borrow().listing.len();
    let since = timing::now();
    let mut laying = {
        let case = desk.case.borrow();
        Laying::new(&case.listing, case.in_order())
    };
    let laid = loop {
        let step = laying.step(&desk.case.borrow().listing, STEP);
        match step {
            ControlFlow::Continue(further) => laying = further,
            ControlFlow::Break(laid) => break laid,
        }
        desk.pace.breathe().await;
    };
    if desk.leaving.signal().aborted() {
        return false;
    }
    desk.case.borrow_mut().set_tree(laid);
    timing::measure("build-tree", since, Detail::Rows(rows));
    state.redraw();
    true
}
