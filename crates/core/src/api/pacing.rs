//! How large the next page is to be, and how many are to be asked for at once: both follow what was measured.
//!
//! An answer is to take about a second, so that progress is seen, a retry repeats little, and what each request costs by itself
//! is still a small part of it. More requests at once are tried for as long as they bring more. Nothing here asks or waits.

use crate::api::paging::LARGE;
use std::ops::Range;

mod course;
mod pages;

use course::Course;
pub use course::MOST;

/// How long an answer should take, in milliseconds.
const USUAL: f64 = 1_000.0;

/// How long it may take where most of that is what every request costs, whatever its size.
const LONGEST: f64 = 1_400.0;

/// How long the next page may take, if the first one was nothing but rows.
const FIRST: f64 = 250.0;

/// The smallest page that is asked for where nothing went wrong, in rows; also the smallest first one.
const FEW: u32 = 200;

/// The largest first page, in rows.
const TRIAL: u32 = 2_500;

/// How much of the difference to the fastest answer each later one makes up for.
const FORGET: f64 = 0.02;

/// Where answers take so many times as long as alone, pages are made smaller as well.
const BEARABLE: f64 = 1.25;

/// So much of the first answer at least is the appliance's own time. The rest may be the way to it: its name, the connection, TLS.
const CONNECTED: f64 = 0.5;

/// Of two sizes, one has to be so many times the other to tell what a row costs.
const APART: f64 = 2.0;

/// Sizes that differ by no more than this tell something of one another.
const COMPARABLE: f64 = 1.5;

/// A page is no more than this many times as large as the largest before, unless even then it is sure to come soon.
const GROWTH: f64 = 6.0;

/// Where the first page takes longer than so many milliseconds, fewer at once come first.
const SLUGGISH: f64 = 700.0;

/// As many then.
const WARILY: u32 = 2;

/// Where the first page comes in so many milliseconds, a larger one alone shows soon whether few large ones do for many rows.
const PROMPT: f64 = 40.0;

/// An answer of so many rows that took so long, in milliseconds.
#[derive(Clone, Copy, Debug)]
struct Best {
    rows: f64,
    took: f64,
}

/// What was measured of an appliance, and what follows from it.
#[derive(Clone, Debug)]
pub struct Pacing {
    /// The fastest answers behind the first one, each of the sizes between two powers of two.
    best: [Option<Best>; 32],
    /// The first answer of all, which may have taken longer than others.
    opened: Option<Best>,
    course: Course,
    /// How much longer than the fastest answers take at present.
    slowdown: f64,
    /// More than a first page was measured.
    is_tried: bool,
    /// It is not to be found out by a page that is neither large nor small.
    is_bold: bool,
}

impl Default for Pacing {
    fn default() -> Self {
        Self {
            best: [None; 32],
            opened: None,
            course: Course::default(),
            slowdown: 1.0,
            is_tried: false,
            is_bold: false,
        }
    }
}

impl Pacing {
    /// The first rows came in so many milliseconds.
    pub fn opened(&mut self, rows: u32, took: f64) {
        if rows > 0 {
            self.opened = Some(Best { rows: f64::from(rows), took: took.max(0.1) });
            if took > SLUGGISH {
                self.course = Course::beginning(WARILY);
            }
        }
    }

    /// A page of so many rows came in so many milliseconds; when it was asked for, so many were under way, itself included.
    pub fn received(&mut self, rows: u32, took: f64, at_once: u32) {
        if rows == 0 {
            return;
        }
        self.is_tried = true;
        let size = f64::from(rows);
        let known = self.costs();
        if known.is_some() {
            let speed = (self.alone(size) / took.max(0.1)).min(1.0);
            self.slowdown += (1.0 / speed - self.slowdown) / 4.0;
            self.course.received(at_once, speed);
        }
        if at_once <= 1 {
            // It was alone, and that is what it takes.
            self.best[rows.ilog2() as usize] = None;
        }
        let speed = self.course.speed(at_once).or(known.is_none().then_some(1.0));
        self.note(rows, took, speed);
    }

    /// A page was refused because too much is asked at once.
    pub fn refused(&mut self) {
        self.course.refused();
    }

    /// A page that should have shown how fast rows come was not to be had: a large one shows it.
    pub const fn unproven(&mut self) {
        self.is_bold = true;
    }

    /// Notes an answer that took so long, being so fast as a part of one that is alone, where that is known.
    fn note(&mut self, rows: u32, took: f64, speed: Option<f64>) {
        let took = took.max(0.1);
        let (smaller, others) = self.best.split_at_mut(rows.ilog2() as usize);
        // What is smaller takes no longer.
        smaller.iter_mut().flatten().for_each(|best| best.took = best.took.min(took));
        let place = &mut others[0];
        let rows = f64::from(rows);
        match place {
            // Of two sizes that are near, the one that says more: the time for a row.
            Some(best) if took * best.rows <= best.took * rows => *best = Best { rows, took },
            // What was fast once need not be for ever.
            Some(best) => best.took += (took * speed.unwrap_or(1.0) * best.rows / rows - best.took).max(0.0) * FORGET,
            None => *place = speed.map(|speed| Best { rows, took: took * speed }),
        }
    }

    /// All answers that are known, the first one first.
    fn known(&self) -> impl DoubleEndedIterator<Item = &Best> {
        self.opened.iter().chain(self.best.iter().flatten())
    }

    /// A page of so many rows would take no longer than this where nothing else is asked for, in milliseconds.
    fn least(&self, rows: f64) -> f64 {
        let by = |best: &Best| best.took * (rows / best.rows).max(1.0);
        self.known().map(by).fold(f64::INFINITY, f64::min)
    }

    /// About how long a page of so many rows takes where nothing else is asked for, in milliseconds.
    fn alone(&self, rows: f64) -> f64 {
        let (least, largest) = (self.least(rows), self.largest());
        match self.costs() {
            // Between what it takes at most and what it seems to.
            Some((request, row)) if rows > largest * COMPARABLE => (least * (request + row * rows)).sqrt().min(least),
            _ => least,
        }
    }

    /// Rows of the largest page that is known.
    fn largest(&self) -> f64 {
        self.known().next_back().map_or(0.0, |best| best.rows)
    }

    /// What a request costs whatever its size, and what a row does, in milliseconds, as far as answers of several sizes tell.
    fn costs(&self) -> Option<(f64, f64)> {
        let mut later = self.best.iter().flatten();
        let large = later.next_back()?;
        let is_apart = |small: &Best| small.rows * APART <= large.rows;
        let opened = || self.opened.map(|opened| Best { took: opened.took * CONNECTED, ..opened });
        let small = later.next().copied().filter(is_apart).or_else(opened)?;
        if small.rows >= large.rows {
            return None;
        }
        let row = ((large.took - small.took) / (large.rows - small.rows)).max(0.0);
        Some(((small.took - row * small.rows).max(0.0), row))
    }

    /// Rows of a page that takes about as long as it should.
    fn size(&self) -> u32 {
        if self.is_bold && !self.is_tried {
            return LARGE;
        }
        let costs = self.costs().filter(|_| self.is_tried);
        let time = match costs {
            Some((request, _)) => (5.0 * request).clamp(USUAL, LONGEST).max(1.3 * request),
            None => FIRST,
        };
        // However the time of a request and of a row add up to what was measured, so many take no longer.
        let by = |best: &Best| best.rows * time / best.took;
        let sure = self.known().map(by).fold(0.0, f64::max);
        // What they seem to add up to may be wrong: not much more than was seen already.
        let likely =
            costs.map_or(0.0, |(request, row)| ((time - request) / row.max(0.001)).min(self.largest() * GROWTH));
        if self.is_quick() {
            return LARGE;
        }
        let most = if self.is_tried { LARGE } else { TRIAL };
        ((sure.max(likely) / (self.slowdown / BEARABLE).max(1.0).sqrt()) as u32).clamp(FEW, most)
    }

    /// How many requests are to be under way at once while so many rows are missing.
    pub fn lanes(&self, left: u32) -> u32 {
        if self.is_trial(left) || self.is_bold && !self.is_tried {
            return 1;
        }
        // Of large pages fewer: what has come waits in memory.
        self.course.lanes().min(4 * LARGE / self.size()).max(1)
    }

    /// Whether the next page alone shows whether few large ones are best for so many rows.
    pub fn is_trial(&self, left: u32) -> bool {
        !self.is_tried && !self.is_bold && left > LARGE && self.opened.is_some_and(|opened| opened.took <= PROMPT)
    }

    /// Whether rows come so fast that nobody needs to see how far each page is.
    pub fn is_quick(&self) -> bool {
        self.is_tried && self.least(f64::from(LARGE)) <= USUAL
    }

    /// The size of the page to ask for so that the rows from the start of `gap` on come, of which and of those behind it `left`
    /// are missing; `most` rows at once.
    pub fn page_size(&self, gap: &Range<u32>, left: u32, most: u32) -> u32 {
        let size = self.size();
        // So that the last pages come at about the same time, as far as more at once bring more.
        let brings = self.course.brings().clamp(1.0, f64::from(self.lanes(left)));
        let share = (f64::from(left) / brings).ceil() as u32;
        let wanted = if self.is_quick() { size } else { size.min(share.max(size / 4).max(FEW)) };
        pages::fitting(gap, wanted.min(most).max(1), most)
    }
}

#[cfg(test)]
mod tests;
