//! The map: the whole sample at a glance, and the same in words and in a table beside it.
//!
//! The canvas is drawn when rows, branch or room change and at no other time: what follows the pointer or the keys are
//! frames that lie over it.

mod aside;
mod draw;
mod keys;
mod parts;
mod save;
mod words;

use super::desk::Desk;
use super::element::{El, el};
use super::live::follow;
use super::state::{State, state};
use crate::browser::window;
use crate::case::Case;
use crate::listing::map::weights::{Area, Weights};
use crate::listing::map::{Block, Map, Scene};
use crate::listing::{NO_ROW, Row, order};
use leptos::prelude::{StoredValue, WithValue, on_cleanup, untrack};
use parts::Parts;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{EventTarget, HtmlElement};

/// The least and the greatest height of a level, in CSS pixels.
const BAND: (u32, u32) = (24, 120);

/// How much the branches of a case weigh, for as long as it has these rows.
struct Weighed {
    desk: Rc<Desk>,
    rows: u32,
    area: Area,
    weights: Weights,
}

/// A map in the document.
struct Chart {
    state: State,
    parts: Parts,
    /// The branch that fills the map; [`NO_ROW`] is the whole sample.
    branch: Cell<Row>,
    area: Cell<Area>,
    map: RefCell<Map>,
    weighed: RefCell<Option<Weighed>>,
    /// The block that keys start from.
    at: Cell<u32>,
    band: Cell<u32>,
    /// The row that the first press of a double one was on: details may have moved the map since.
    pressed: Cell<Row>,
}

/// The map with all that belongs to it.
pub fn map() -> El {
    let state = state();
    let root = el("div", "class=map");
    let chart = Rc::new(Chart {
        state,
        parts: Parts::new(&root),
        branch: Cell::new(NO_ROW),
        area: Cell::default(),
        map: RefCell::default(),
        weighed: RefCell::default(),
        at: Cell::new(0),
        band: Cell::new(BAND.0),
        pressed: Cell::new(NO_ROW),
    });
    watch(&chart, &root);
    let laid_out = chart.clone();
    follow(move || {
        state.revision.track();
        laid_out.lay_out();
    });
    follow(move || {
        state.revision.track();
        state.address.track();
        chart.choose();
    });
    root
}

/// Has the chart hear what happens to it, for as long as it is there.
fn watch(chart: &Rc<Chart>, root: &HtmlElement) {
    let heard = chart.clone();
    let hear = Closure::<dyn Fn(JsValue)>::new(move |what: JsValue| heard.hear(&what));
    let call = hear.as_ref().unchecked_ref();
    let listen = |target: &EventTarget, name: &str| {
        // The names are good, so listening cannot fail.
        let _ = target.add_event_listener_with_callback(name, call);
    };
    listen(root, "click");
    listen(root, "change");
    for name in ["keydown", "pointermove", "pointerleave", "focus", "blur"] {
        listen(&chart.parts.field, name);
    }
    let dark = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    if let Some(dark) = &dark {
        listen(dark, "change");
    }
    let observer = web_sys::ResizeObserver::new(call).ok();
    if let Some(observer) = &observer {
        observer.observe(&chart.parts.field);
    }
    let kept = StoredValue::new_local((observer, dark, hear));
    on_cleanup(move || {
        kept.with_value(|(observer, dark, hear)| {
            if let (Some(observer), Some(dark)) = (observer, dark) {
                observer.disconnect();
                let _ = dark.remove_event_listener_with_callback("change", hear.as_ref().unchecked_ref());
            }
        });
    });
}

impl Chart {
    /// Weighs the rows that have come, and shows them.
    fn lay_out(&self) {
        let Some(desk) = self.state.desk() else { return };
        let (area, rows) = (self.area.get(), desk.case.borrow().forest().len());
        let kept = self.weighed.take().filter(|kept| {
            let same = Rc::ptr_eq(&kept.desk, &desk);
            if !same {
                self.branch.set(NO_ROW);
            }
            same && kept.rows == rows && kept.area == area
        });
        let weighed = kept.unwrap_or_else(|| {
            let case = desk.case.borrow();
            let weights = Weights::new(&case.listing, case.parents(), case.forest(), area);
            Weighed { desk: desk.clone(), rows, area, weights }
        });
        self.weighed.replace(Some(weighed));
        self.fit();
        self.fill();
    }

    /// Lays the branch out in the room there is, and draws it. What was pointed at stays so.
    fn fit(&self) {
        let row = self.block(self.at.get()).map(|block| block.row);
        let (width, height) = self.parts.room();
        let branch = Some(self.branch.get()).filter(|row| *row != NO_ROW);
        let map = self.look(|case, weights| {
            let lit = case.matches().map(|matches| order::with_ancestors(matches, case.parents()));
            let scene = Scene {
                listing: &case.listing,
                parents: case.parents(),
                forest: case.forest(),
                verdicts: case.verdicts(),
                weights,
                lit: lit.as_ref(),
            };
            Map::new(&scene, branch, width, (height / BAND.0).max(2))
        });
        let map = map.unwrap_or_default();
        self.band.set((height / map.levels().max(1)).clamp(BAND.0, BAND.1));
        self.map.replace(map);
        self.at.set(row.and_then(|row| self.block_of(row)).unwrap_or(0));
        self.draw();
        // Whoever has the map fit follows other things than what is selected.
        untrack(|| self.choose());
        self.point(Some(self.at.get()).filter(|_| !self.parts.ring.hidden()), None);
    }

    /// Looks at the case and its weights.
    fn look<T>(&self, look: impl FnOnce(&Case, &Weights) -> T) -> Option<T> {
        let weighed = self.weighed.borrow();
        let weighed = weighed.as_ref()?;
        let case = weighed.desk.case.borrow();
        // Should rows have come since, they are weighed in a moment.
        (case.forest().len() == weighed.rows).then(|| look(&case, &weighed.weights))
    }

    fn block(&self, at: u32) -> Option<Block> {
        self.map.borrow().blocks.get(at as usize).copied()
    }

    /// The block that shows a row.
    fn block_of(&self, row: Row) -> Option<u32> {
        self.look(|case, _| self.map.borrow().around(case.forest(), row)).flatten()
    }

    /// Frames the selected row; the keys go on from it.
    fn choose(&self) {
        let at = self.state.selected().and_then(|row| self.block_of(row));
        if let Some(at) = at {
            self.at.set(at);
        }
        self.frame(&self.parts.chosen, at);
    }

    /// Puts a frame around a block, or away.
    fn frame(&self, frame: &HtmlElement, at: Option<u32>) {
        let block = at.and_then(|at| self.block(at));
        frame.set_hidden(block.is_none());
        if let Some(block) = block {
            let (band, width) = (self.band.get(), block.width().max(2));
            let top = block.level * band;
            frame.style().set_css_text(&format!("left:{}px;top:{top}px;width:{width}px;height:{band}px", block.left));
        }
    }
}
