//! What keys and the pointer do to the map.

use super::Chart;
use crate::listing::map::weights::Area;
use crate::listing::{NO_ROW, Row};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

/// Room that the tip needs, in CSS pixels: to the right and below.
const TIP: (u32, u32) = (260, 90);

impl Chart {
    /// Hears whatever happens to the map and what stands beside it. What comes from no element is about room or colours.
    pub(super) fn hear(&self, what: &JsValue) {
        let event: &Event = what.unchecked_ref();
        let target = what.dyn_ref::<Event>().and_then(Event::target);
        let Some(target) = target.and_then(|target| target.dyn_into::<Element>().ok()) else {
            self.fit();
            return;
        };
        let near = |selector: &str| target.closest(selector).ok().flatten();
        match event.type_().as_str() {
            "click" => match near("[data-press]").and_then(|part| part.get_attribute("data-press")) {
                Some(press) if press == "svg" => self.save(false),
                Some(press) if press == "png" => self.save(true),
                Some(press) => self.press(press.parse().unwrap_or(NO_ROW)),
                None if near(".map-field").is_some() => self.click(event.unchecked_ref()),
                None => {}
            },
            "change" => {
                self.area.set(if near("[value=files]").is_some() { Area::Files } else { Area::Size });
                self.lay_out();
            }
            "keydown" => self.key(event.unchecked_ref()),
            "focus" => self.go(self.at.get()),
            "pointermove" => {
                let (at, x) = self.under(event.unchecked_ref());
                self.point(at, Some(x + 12));
            }
            // The pointer or the focus has left.
            _ => self.point(None, None),
        }
    }

    /// Does what a key means.
    fn key(&self, event: &KeyboardEvent) {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let at = self.at.get();
        let Some(block) = self.block(at) else { return };
        let beside = |forward: bool| self.map.borrow().beside(at, forward);
        let inside = || Some(self.map.borrow().children(at)).filter(|inside| !inside.is_empty());
        let to = match event.key().as_str() {
            "ArrowDown" => inside().map(|inside| inside.start),
            "ArrowUp" => Some(block.parent),
            "ArrowLeft" => beside(false),
            "ArrowRight" => beside(true),
            "Enter" if !block.merged && self.enter(block.row) => None,
            "Enter" | " " => {
                if !block.merged {
                    self.select(block.row);
                }
                None
            }
            "Escape" if self.branch.get() != NO_ROW => {
                let branch = self.branch.get();
                self.show(self.parent(branch), branch);
                None
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(to) = to {
            self.go(to);
        }
    }

    /// Goes to a block and says what it is.
    fn go(&self, at: u32) {
        let Some(block) = self.block(at) else { return };
        self.at.set(at);
        self.point(Some(at), None);
        self.parts.said.set_text_content(Some(&self.words(&block)));
    }

    /// Frames a block. For the pointer at the pixel `x`, the tip says what it is; after a key, words below the map do.
    pub(super) fn point(&self, at: Option<u32>, x: Option<u32>) {
        let parts = &self.parts;
        self.frame(&parts.ring, at);
        parts.tip.set_hidden(at.is_none() || x.is_none());
        let (Some(block), Some(x)) = (at.and_then(|at| self.block(at)), x) else { return };
        parts.tip.set_text_content(Some(&self.words(&block)));
        let (width, height) = parts.room();
        let (band, left) = (self.band.get(), x.min(width.saturating_sub(TIP.0)));
        let top = block.level * band;
        let (side, y) = if top + band + TIP.1 > height && top > TIP.1 {
            ("bottom", height.saturating_sub(top))
        } else {
            ("top", top + band)
        };
        parts.tip.style().set_css_text(&format!("left:{left}px;{side}:{}px", y + 4));
    }

    /// The block under the pointer, and how far to the right that is. What lies over the canvas lets the pointer through.
    fn under(&self, event: &MouseEvent) -> (Option<u32>, u32) {
        let (x, y) = (event.offset_x().max(0) as u32, event.offset_y().max(0) as u32);
        (self.map.borrow().at(y / self.band.get(), x), x)
    }

    /// A press selects the row; a second one, or one on what is selected, goes into it.
    fn click(&self, event: &MouseEvent) {
        if event.detail() > 1 {
            self.enter(self.pressed.replace(NO_ROW));
            return;
        }
        let Some(at) = self.under(event).0 else { return };
        let Some(block) = self.block(at) else { return };
        self.go(at);
        if block.merged {
            self.pressed.set(self.parent(block.row));
        } else {
            self.pressed.set(block.row);
            if self.state.selected() != Some(block.row) || !self.enter(block.row) {
                self.select(block.row);
            }
        }
    }

    /// Selects the row everywhere: its details open.
    pub(super) fn select(&self, row: Row) {
        if row != NO_ROW {
            let id = self.state.with_case(|case| case.listing.id(row)).filter(|id| !id.is_empty());
            self.state.go(|address| address.row = id);
        }
    }

    fn parent(&self, row: Row) -> Row {
        self.state.with_case(|case| case.parents().parent(row)).flatten().unwrap_or(NO_ROW)
    }

    /// Whether something is in the row.
    pub(super) fn is_branch(&self, row: Row) -> bool {
        let inside =
            |forest: &crate::listing::forest::Forest| row < forest.len() && forest.below(forest.place(row)) > 0;
        self.look(|case, _| inside(case.forest())) == Some(true)
    }

    /// Fills the map with a branch, unless nothing is in it or it does so already.
    fn enter(&self, row: Row) -> bool {
        let enter = row != self.branch.get() && self.is_branch(row);
        if enter {
            self.show(row, row);
        }
        enter
    }

    /// Fills the map with a branch, and goes to the block of a row in it.
    pub(super) fn show(&self, branch: Row, row: Row) {
        self.branch.set(branch);
        self.lay_out();
        self.go(self.block_of(row).unwrap_or(0));
    }
}
