//! How many requests at once bring the most.

/// Most requests at once.
pub const MOST: u32 = 8;

/// Requests at once before anything is known.
const BEGINNING: u32 = 4;

/// Where an answer is at least so fast as a part of one that is alone, more at once are worth a try.
const FREE: f64 = 0.7;

/// One more at once has to bring this much more to stay.
const GAIN: f64 = 1.06;

/// How many rounds without a change before another number is tried.
const CALM: u32 = 5;

/// How many rounds a refusal is remembered.
const WARY: u32 = 12;

/// The number of requests at once, and how it came about.
#[derive(Clone, Debug)]
pub struct Course {
    lanes: u32,
    /// It grows until answers take longer.
    is_growing: bool,
    /// As many as were answered without taking longer.
    free: u32,
    /// What so many at once bring, in requests that are alone.
    bring: [f64; MOST as usize + 1],
    /// Answers since the last change.
    answers: u32,
    /// How many there were before the last change.
    before: u32,
    /// Rounds until another number is tried.
    calm: u32,
    /// The last one that was tried was larger.
    is_turn_up: bool,
}

impl Default for Course {
    fn default() -> Self {
        Self::beginning(BEGINNING)
    }
}

impl Course {
    /// Begins with so many at once.
    pub const fn beginning(lanes: u32) -> Self {
        Self {
            lanes,
            is_growing: true,
            free: 1,
            bring: [0.0; MOST as usize + 1],
            answers: 0,
            before: lanes,
            calm: 0,
            is_turn_up: false,
        }
    }

    /// How many at once.
    pub const fn lanes(&self) -> u32 {
        self.lanes
    }

    /// What the number at once brings, in requests that are alone; all of them where that is not known yet.
    pub fn brings(&self) -> f64 {
        let brings = self.bring[self.lanes as usize];
        if brings > 0.0 { brings } else { f64::from(self.lanes) }
    }

    /// How fast one of so many at once is, as a part of one that is alone, where that is known.
    pub fn speed(&self, at_once: u32) -> Option<f64> {
        if at_once <= 1 {
            return Some(1.0);
        }
        let at_once = at_once.min(MOST);
        let brings = self.bring[at_once as usize];
        if brings > 0.0 { Some(brings / f64::from(at_once)) } else { (at_once <= self.free).then_some(1.0) }
    }

    /// An answer came that was asked for as one of so many at once, and was so fast as a part of one that is alone.
    pub fn received(&mut self, at_once: u32, speed: f64) {
        let at_once = at_once.clamp(1, MOST);
        let brings = f64::from(at_once) * speed;
        let known = &mut self.bring[at_once as usize];
        *known = if *known > 0.0 { *known + (brings - *known) * 0.4 } else { brings };
        if speed >= FREE {
            self.free = self.free.max(at_once);
        }
        if self.is_growing {
            if speed >= FREE {
                self.lanes = self.lanes.max(at_once * 2).min(MOST);
            } else {
                self.is_growing = false;
                self.change(self.free.max(brings.round() as u32));
                self.before = self.lanes;
            }
            return;
        }
        if at_once >= self.lanes {
            self.answers += 1;
        }
        if self.answers >= self.lanes.max(2) {
            self.answers = 0;
            self.round();
        }
    }

    /// A round of answers at this number has come.
    fn round(&mut self) {
        let now = self.bring[self.lanes as usize];
        let then = self.bring[self.before as usize];
        if self.before < self.lanes && now < then * GAIN || self.before > self.lanes && now * GAIN < then {
            // It was better before.
            let back = self.before;
            self.change(back);
            self.before = back;
            self.calm = CALM;
        } else if self.before != self.lanes {
            // Further in the same direction.
            let next = if self.before < self.lanes { self.lanes + 1 } else { self.lanes - 1 };
            self.before = self.lanes;
            self.change(next);
        } else if self.calm > 0 {
            self.calm -= 1;
        } else {
            self.is_turn_up = !self.is_turn_up;
            self.before = self.lanes;
            self.change(if self.is_turn_up { self.lanes + 1 } else { self.lanes - 1 });
        }
    }

    /// One was refused.
    pub fn refused(&mut self) {
        self.is_growing = false;
        self.change(self.lanes / 2);
        self.before = self.lanes;
        self.calm = WARY;
        self.is_turn_up = false;
    }

    fn change(&mut self, lanes: u32) {
        self.lanes = lanes.clamp(1, MOST);
        self.answers = 0;
    }
}
