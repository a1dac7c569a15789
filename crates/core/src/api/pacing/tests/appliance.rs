//! A simulated appliance: a queue before some workers, behind a network.

use crate::api::load_plan::LoadPlan;
use crate::api::pacing::Pacing;
use crate::api::paging::{PageRequest, PagingQuirks, Said};
use crate::table::coverage::Coverage;
use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

/// What more requests at once do to each.
#[derive(Clone, Copy, Debug)]
pub enum Strain {
    /// Nothing: each waits for a worker, and that is all.
    None,
    /// Each other one that is being answered makes it longer by this part.
    Even(f64),
    /// Each that waits makes it longer by this part.
    Beyond(f64),
}

/// An appliance, by what its answers take; times in milliseconds.
#[derive(Clone, Debug)]
pub struct Appliance {
    /// Rows of the listing.
    pub rows: u32,
    /// Until the first request is on its way: the name, the connection, TLS.
    pub connecting: f64,
    /// There and back.
    pub latency: f64,
    /// What a worker has to do for any request.
    pub overhead: f64,
    /// What it has to do for a row.
    pub row: f64,
    /// How many are answered at once.
    pub workers: u32,
    /// What more at once do.
    pub strain: Strain,
    /// Most rows of a page.
    pub cap: u32,
    /// So many at once are refused, the last one.
    pub refuses: u32,
}

/// How a listing came.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// From **Open** to the last row, in milliseconds: the first page of the list comes first, whatever is planned.
    pub took: f64,
    /// The longest time in which no row came, in milliseconds.
    pub gap: f64,
    /// How many requests there were.
    pub requests: u32,
    /// How many were refused.
    pub refused: u32,
    /// Most at once.
    pub most: u32,
    /// Size and number at once, where these were fixed.
    pub plan: (u32, u32),
}

/// What is on its way through the appliance.
struct Queue<'a> {
    appliance: &'a Appliance,
    now: f64,
    /// Ends of the services under way.
    serving: Vec<(f64, usize)>,
    waiting: VecDeque<(usize, u32)>,
    /// What will happen: by time, and in order where that is the same.
    events: BTreeMap<(u64, usize), Event>,
    made: usize,
}

#[derive(Clone, Copy)]
enum Event {
    Arrives(usize, u32),
    Done(usize),
    Answered(usize, bool),
}

impl<'a> Queue<'a> {
    fn new(appliance: &'a Appliance) -> Self {
        Self { appliance, now: 0.0, serving: Vec::new(), waiting: VecDeque::new(), events: BTreeMap::new(), made: 0 }
    }

    fn at(&mut self, time: f64, event: Event) {
        self.made += 1;
        // Times are never negative, so that their bits are in their order.
        self.events.insert((time.to_bits(), self.made), event);
    }

    fn ask(&mut self, id: usize, rows: u32) {
        self.at(self.now + self.appliance.latency / 2.0, Event::Arrives(id, rows));
    }

    fn serve(&mut self, id: usize, rows: u32) {
        let Appliance { overhead, row, strain, .. } = *self.appliance;
        let others = self.serving.len() as f64;
        let waiting = self.waiting.len() as f64;
        let factor = match strain {
            Strain::None => 1.0,
            Strain::Even(part) => 1.0 + part * others,
            Strain::Beyond(part) => 1.0 + part * waiting,
        };
        let end = self.now + factor * (overhead + row * f64::from(rows));
        self.serving.push((end, id));
        self.at(end, Event::Done(id));
    }

    /// The next answer: which, and whether it is one.
    fn answer(&mut self) -> Option<(usize, bool)> {
        loop {
            let ((time, _), event) = self.events.pop_first()?;
            self.now = f64::from_bits(time);
            let back = self.now + self.appliance.latency / 2.0;
            match event {
                Event::Arrives(id, _) if (self.serving.len() + self.waiting.len()) as u32 >= self.appliance.refuses => {
                    self.at(back, Event::Answered(id, false));
                }
                Event::Arrives(id, rows) if (self.serving.len() as u32) < self.appliance.workers => {
                    self.serve(id, rows);
                }
                Event::Arrives(id, rows) => self.waiting.push_back((id, rows)),
                Event::Done(id) => {
                    self.serving.retain(|(_, serving)| *serving != id);
                    self.at(back, Event::Answered(id, true));
                    if let Some((next, rows)) = self.waiting.pop_front() {
                        self.serve(next, rows);
                    }
                }
                Event::Answered(id, is_answer) => return Some((id, is_answer)),
            }
        }
    }
}

/// Rows of the first page of the list.
const FIRST: u32 = 50;

impl Appliance {
    /// Whether more at once make each of them longer.
    pub const fn is_strained(&self) -> bool {
        !matches!(self.strain, Strain::None)
    }

    /// What one answer takes where nothing else is asked.
    pub fn alone(&self, rows: u32) -> f64 {
        self.latency + self.overhead + self.row * f64::from(rows)
    }

    /// What the first page of the list takes.
    fn first(&self) -> f64 {
        self.connecting + self.alone(FIRST)
    }

    /// How long it may be that nothing comes, in milliseconds.
    pub fn patience(&self) -> f64 {
        2_000_f64.max(1.5 * self.alone(200))
    }

    /// Loads everything at the pace that is measured.
    pub fn paced(&self) -> Outcome {
        let mut pacing = Pacing::default();
        pacing.opened(FIRST, self.first());
        let mut plan = LoadPlan::paced(pacing);
        let mut quirks = PagingQuirks { count: Some(self.rows), ..PagingQuirks::default() };
        let mut received = Coverage::default();
        received.add(0..FIRST);
        let mut queue = Queue::new(self);
        let mut flying: Vec<Option<(PageRequest, f64)>> = Vec::new();
        let mut outcome = Outcome::default();
        let mut last = 0.0;
        loop {
            while let Some(request) = plan.next(&quirks, &received) {
                queue.ask(flying.len(), self.range(&request).len() as u32);
                flying.push(Some((request, queue.now)));
                outcome.requests += 1;
                outcome.most = outcome.most.max(flying.iter().flatten().count() as u32);
            }
            let Some((id, is_answer)) = queue.answer() else { break };
            let Some((request, since)) = flying[id].take() else { break };
            if !is_answer {
                // It is asked for again in a while.
                outcome.refused += 1;
                plan.refused();
                queue.at(queue.now + 500.0 + self.latency / 2.0, Event::Arrives(id, self.range(&request).len() as u32));
                flying[id] = Some((request, since));
                continue;
            }
            let range = self.range(&request);
            let said = Said { count: Some(self.rows), next: range.end < self.rows, previous: request.page > 1 };
            let before = received.len();
            let got = quirks.learn(&request, range.len() as u32, said);
            received.add(got);
            plan.received(&request, queue.now - since, &mut quirks, &received);
            if received.len() > before {
                outcome.gap = outcome.gap.max(queue.now - last);
                last = queue.now;
            }
        }
        assert!(received.covers(0..self.rows), "{received:?}");
        outcome.took = self.first() + last;
        outcome
    }

    fn range(&self, request: &PageRequest) -> Range<u32> {
        let size = request.size.min(self.cap);
        let start = (request.page - 1).saturating_mul(size).min(self.rows);
        start..start.saturating_add(size).min(self.rows)
    }

    /// Loads what is behind the first page of the list in pages of a fixed size, so many at once.
    pub fn fixed(&self, size: u32, lanes: u32) -> Outcome {
        let size = size.min(self.cap);
        let mut queue = Queue::new(self);
        let mut sizes: VecDeque<u32> =
            (FIRST / size..self.rows.div_ceil(size)).map(|page| size.min(self.rows - page * size)).collect();
        let mut outcome = Outcome { plan: (size, lanes), requests: sizes.len() as u32, ..Outcome::default() };
        for id in 0..lanes as usize {
            let Some(rows) = sizes.pop_front() else { break };
            queue.ask(id, rows);
        }
        let mut last = 0.0;
        while let Some((id, is_answer)) = queue.answer() {
            if !is_answer {
                return Outcome { took: f64::INFINITY, ..outcome };
            }
            outcome.gap = outcome.gap.max(queue.now - last);
            last = queue.now;
            if let Some(rows) = sizes.pop_front() {
                queue.ask(id, rows);
            }
        }
        outcome.took = self.first() + last;
        outcome
    }

    /// The fastest fixed plan of those whose bar does not stand still for two seconds while rows could come.
    pub fn best(&self) -> Outcome {
        let limit = self.patience();
        let steps = (0..18).map(|step| 100.0 * f64::powf(1.45, f64::from(step)));
        let sizes: Vec<u32> = steps.map(|size| size as u32).filter(|size| *size <= self.rows * 2).collect();
        let shares = (1..=8).map(|lanes| self.rows.div_ceil(lanes));
        let all = sizes.into_iter().chain(shares).flat_map(|size| (1..=8).map(move |lanes| (size.min(50_000), lanes)));
        let mut outcomes: Vec<Outcome> =
            all.map(|(size, lanes)| self.fixed(size, lanes)).filter(|o| o.gap <= limit).collect();
        outcomes.sort_by(|one, other| one.took.total_cmp(&other.took));
        outcomes.into_iter().next().unwrap_or_else(|| self.fixed(200, 8))
    }
}
