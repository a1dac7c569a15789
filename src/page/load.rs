//! Loading every row: a few large pages at a time, with progress, in slices that leave the browser free.

use super::desk::Desk;
use super::flow;
use super::state::{Progress, Retry, State};
use super::words::alert as words;
use crate::appliance::failure::Failure;
use crate::appliance::paging::{Ask, LARGE};
use crate::browser::timing::{self, Detail};
use crate::listing::coverage::Coverage;
use crate::listing::forest::{Forest, Parents};
use crate::listing::verdicts::Verdicts;
use futures_util::future::join4;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use web_sys::AbortSignal;

/// An answer that takes longer than this makes the next pages smaller, in milliseconds: so that progress is seen, and a
/// retry repeats little.
const SLOW: f64 = 4_000.0;

/// No page is made smaller than this, in rows.
const SMALL: u32 = 1_000;

/// No page that fails is asked for again in smaller ones than this, in rows.
const SMALLEST: u32 = 250;

/// How often progress is shown, in milliseconds.
const SHOW: f64 = 80.0;

/// Rows that are put in the index of ids before the browser gets a turn.
const INDEX_SLICE: u32 = 200_000;

/// What the pages under way share.
struct Loading {
    state: State,
    desk: Rc<Desk>,
    signal: AbortSignal,
    /// What is under way.
    flying: RefCell<Vec<Range<u32>>>,
    /// What could not be had.
    failed: RefCell<Coverage>,
    size: Cell<u32>,
    failure: RefCell<Option<Failure>>,
    shown: Cell<f64>,
    since: f64,
}

/// Loads every row that has not come.
pub fn all(state: State) {
    let Some(desk) = state.desk() else { return };
    if desk.loading_all.get() || desk.case.borrow().is_complete() {
        return;
    }
    let Some(signal) = desk.restart() else { return };
    desk.loading_all.set(true);
    flow::clear(state, Retry::Load);
    flow::clear(state, Retry::View);
    let since = timing::now();
    let (count, came) = {
        let mut case = desk.case.borrow_mut();
        let count = case.count();
        case.reserve(count);
        (count, case.listing.len())
    };
    let of = Some(f64::from(count));
    state.loading.set(Some(Progress { came: f64::from(came), of, since }));
    spawn_local(async move {
        let loading = Loading {
            state,
            desk: desk.clone(),
            signal: signal.clone(),
            flying: RefCell::default(),
            failed: RefCell::default(),
            size: Cell::new(LARGE),
            failure: RefCell::new(None),
            shown: Cell::new(since),
            since,
        };
        // The first answer alone tells whether the appliance caps the size of a page.
        loading.pages(true).await;
        // Four at once.
        let more = || loading.pages(false);
        join4(more(), more(), more(), more()).await;
        desk.loading_all.set(false);
        if desk.leaving.signal().aborted() {
            return;
        }
        loading.finish().await;
    });
}

impl Loading {
    /// Asks for pages until nothing is missing that is not under way; `one` asks for no more than one.
    async fn pages(&self, one: bool) {
        let client = self.state.client.get_untracked();
        let desk = &self.desk;
        let way = desk.way(&client, &self.signal);
        while self.failure.borrow().as_ref().is_none_or(|failure| !failure.is_final()) && !self.signal.aborted() {
            let ask = desk.case.borrow().ways.next(0..u32::MAX, &self.taken(), self.size.get());
            let Some(ask) = ask else { return };
            self.flying.borrow_mut().push(ask.range.clone());
            let started = timing::now();
            let outcome = way.page(&ask, &|| self.show(false)).await;
            self.flying.borrow_mut().retain(|range| *range != ask.range);
            match outcome {
                Ok(_) => {
                    self.settle(&ask);
                    if timing::now() - started > SLOW {
                        self.smaller(SMALL);
                    }
                }
                Err(Failure::Status(400, ..)) if !desk.case.borrow().ways.to_the_letter => {
                    desk.case.borrow_mut().ways.to_the_letter = true;
                }
                // One bad row costs no more than a small page: the rest is asked for again in smaller ones.
                Err(Failure::Status(500..=599, ..)) if ask.size > SMALLEST => {
                    self.size.set(ask.size);
                    self.smaller(SMALLEST);
                }
                Err(failure) => {
                    self.failed.borrow_mut().add(ask.range.clone());
                    self.failure.borrow_mut().get_or_insert(failure);
                }
            }
            if one {
                return;
            }
        }
    }

    /// What has come, is under way, or could not be had.
    fn taken(&self) -> Coverage {
        let mut taken = self.desk.case.borrow().came.clone();
        self.flying.borrow().iter().for_each(|range| taken.add(range.clone()));
        self.failed.borrow().ranges().iter().for_each(|range| taken.add(range.clone()));
        taken
    }

    /// Makes the next pages smaller.
    fn smaller(&self, least: u32) {
        if self.size.get() > least {
            self.size.set((self.size.get() / 2).max(least));
        }
    }

    /// Takes note of a page that came with less than was asked for.
    fn settle(&self, ask: &Ask) {
        let mut case = self.desk.case.borrow_mut();
        if let Some(cap) = case.ways.cap.filter(|cap| *cap < ask.size) {
            self.size.set(self.size.get().min(cap));
            return;
        }
        let due = ask.range.len() as u32;
        let missing = case.came.gaps(ask.range.clone()).map(|gap| gap.len() as u32).sum::<u32>();
        if missing > 0 {
            self.failed.borrow_mut().add(ask.range.clone());
            self.failure.borrow_mut().get_or_insert(Failure::FewerRows(due - missing, due));
            // The gap is named, and Retry asks for it.
            case.ways.count = case.ways.count.max(Some(ask.range.end));
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
        let of = Some(f64::from(case.count()));
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
        match self.failure.take() {
            Some(failure) => flow::report(self.state, &self.gaps(failure), Retry::Load),
            None => self.remark(),
        }
        super::arrange::arrange(self.state, desk, &self.state.address.get_untracked());
        self.state.redraw();
        // The rows are on screen; what is kept of their bytes can be put away now.
        timing::next_frame().await;
        timing::yield_now().await;
        desk.bodies.settle();
    }

    /// The failure, with the gap that it leaves.
    fn gaps(&self, failure: Failure) -> Failure {
        if failure == Failure::Aborted {
            return failure;
        }
        let case = self.desk.case.borrow();
        let gaps: Vec<String> = case
            .came
            .gaps(0..case.count())
            .take(4)
            .map(
                |gap| if gap.len() == 1 { format!("{}", gap.end) } else { format!("{} to {}", gap.start + 1, gap.end) },
            )
            .collect();
        if gaps.is_empty() { failure } else { Failure::Gap(Box::new(failure), gaps.join(", ")) }
    }

    /// Says what is odd about a listing that has come whole.
    fn remark(&self) {
        let case = self.desk.case.borrow();
        let doubled = case.parents().doubled();
        if flow::remark(self.state, &case) {
            return;
        }
        if doubled > 0 {
            flow::tell(self.state, &words::doubled(doubled), words::DOUBLED);
        }
    }
}

/// Builds the tree of what has come, in slices that leave the browser free. False when the sample was left meanwhile.
pub async fn lay_out(state: State, desk: &Rc<Desk>) -> bool {
    let rows = desk.case.borrow().listing.len();
    let since = timing::now();
    let mut index = desk.case.borrow().listing.ids().index();
    let mut from = 0;
    while from < rows {
        let to = (from + INDEX_SLICE).min(rows);
        index.add(desk.case.borrow().listing.ids(), from, to);
        from = to;
        desk.pace.breathe().await;
    }
    let parents = Parents::with(&desk.case.borrow().listing, &index);
    drop(index);
    desk.pace.breathe().await;
    let forest = {
        let case = desk.case.borrow();
        Forest::new(&parents, &case.in_order())
    };
    desk.pace.breathe().await;
    let verdicts = Verdicts::new(&desk.case.borrow().listing, &forest);
    desk.pace.breathe().await;
    if desk.leaving.signal().aborted() {
        return false;
    }
    desk.case.borrow_mut().set_tree(parents, forest, verdicts);
    timing::measure("build-tree", since, Detail::Rows(rows));
    state.redraw();
    true
}
