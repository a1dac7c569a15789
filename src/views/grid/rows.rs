//! The rows of a grid, written by hand.
//!
//! **Tree**: a fixed set of row elements in front of any number of rows. The scrolled element is as tall as all rows (up to
//! what browsers can make); the row elements stand in a layer that sticks to the view. So however fast one scrolls there is no
//! blank: the rows in view are always drawn, at worst a frame late. A Leptos `<For>` over the rows in view was not taken: it
//! would make and drop elements in each frame, and move the one that has the focus.
//!
//! **List**: a page of it, up to 500 rows, stands in the document whole, so that the browser's own find, print and copy and a
//! screen reader's table reading have all of it. The same elements are filled in the same way.

use super::cells::Scene;
use super::marks::highlight_matches;
use super::pool::Pool;
use crate::platform::document;
use crate::services::arrange::list_range;
use crate::state::AppState;
use leptos::html;
use leptos::prelude::*;
use matryoshka_core::table::Row;
use matryoshka_core::table::schema::Column;
use matryoshka_core::viewport::Viewport;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{CssStyleDeclaration, Element, HtmlDivElement, HtmlElement, ResizeObserver};

/// Height of a row in CSS pixels, and of a compact one; the style has the same numbers.
const ROW_HEIGHT: f64 = 30.0;
const COMPACT_HEIGHT: f64 = 24.0;

/// Height of a row, in CSS pixels.
const fn row_height(compact: bool) -> f64 {
    if compact { COMPACT_HEIGHT } else { ROW_HEIGHT }
}

/// Height of the header in CSS pixels; the style has the same number.
const HEADER_HEIGHT: f64 = 34.0;

/// A `div`, once it is mounted.
type DivRef = NodeRef<html::Div>;

/// The elements around the rows.
#[derive(Clone, Copy, Default)]
pub struct Nodes {
    pub scroller: DivRef,
    pub body: DivRef,
    pub layer: DivRef,
    pub rows: DivRef,
}

impl Nodes {
    /// The elements, once all of them are mounted. Tracked.
    pub fn elements(&self) -> Option<Elements> {
        Some(Elements {
            scroller: self.scroller.get()?,
            body: self.body.get()?,
            layer: self.layer.get()?,
            rows: self.rows.get()?,
        })
    }
}

/// Hears of each change of the room, and what it calls.
type Watcher = (ResizeObserver, Closure<dyn Fn()>);

/// The same as elements.
#[derive(Debug)]
pub struct Elements {
    scroller: HtmlDivElement,
    body: HtmlDivElement,
    layer: HtmlDivElement,
    rows: HtmlDivElement,
}

/// The inline style of an element. Leptos has a method of the same name for elements, which means something else.
fn style(element: &HtmlElement) -> CssStyleDeclaration {
    element.style()
}

/// The rows of a grid.
#[derive(Debug)]
pub struct Rows {
    pub(super) state: AppState,
    pub(super) tree: bool,
    elements: Elements,
    pub(super) pool: RefCell<Pool>,
    /// The row that Tab reaches; none: the first in view.
    pub(super) active: Cell<Option<Row>>,
    /// The rows of the list's page.
    page: RefCell<Vec<Row>>,
    resized: RefCell<Option<Watcher>>,
}

impl Rows {
    /// For the elements of a grid; draws nothing yet.
    pub fn new(state: AppState, tree: bool, elements: Elements, columns: &[&'static Column]) -> Rc<Self> {
        let pool = Pool::new(&elements.rows, columns.to_vec(), if tree { "gridcell" } else { "cell" });
        Rc::new(Self {
            state,
            tree,
            elements,
            pool: RefCell::new(pool),
            active: Cell::new(None),
            page: RefCell::default(),
            resized: RefCell::default(),
        })
    }

    /// Draws the rows now, and whenever they, their order, what is selected, the columns or the room for them changes.
    pub fn follow(self: &Rc<Self>, columns: Memo<Vec<&'static Column>>) {
        let (state, own) = (self.state, Rc::downgrade(self));
        let resized = own.clone();
        let watcher = Closure::<dyn Fn()>::new(move || {
            if let Some(rows) = resized.upgrade() {
                rows.draw();
            }
        });
        if let Ok(observer) = ResizeObserver::new(watcher.as_ref().unchecked_ref()) {
            observer.observe(&self.elements.scroller);
            self.resized.replace(Some((observer, watcher)));
        }
        let drawn = own.clone();
        Effect::new(move |before: Option<_>| {
            state.dataset.rows.track();
            state.dataset.marks.track();
            let compact = state.preferences.compact.get();
            let columns = columns.get();
            let url = state.route.get();
            let now = (url.view, url.page, url.page_size, url.sample);
            if let Some(rows) = drawn.upgrade() {
                let (before, was_compact) = before.unzip();
                if before.is_some_and(|before| before != now) {
                    rows.elements.scroller.set_scroll_top(0);
                    rows.active.set(None);
                }
                rows.pool.borrow_mut().set_columns(&columns);
                match was_compact.filter(|was_compact| *was_compact != compact) {
                    Some(was_compact) => rows.draw_from_the_same_row(was_compact),
                    None => rows.draw(),
                }
            }
            (now, compact)
        });
        // A row that the address selects is brought into view, once it is loaded.
        Effect::new(move |shown: Option<Option<Row>>| {
            state.dataset.rows.track();
            state.dataset.pressed.track();
            let selected = state.route.with(|url| state.dataset.selected(url));
            if let Some(rows) = own.upgrade().filter(|_| shown.flatten() != selected) {
                rows.show_selected(selected);
            }
            selected
        });
    }

    /// Nothing is drawn any more.
    pub fn stop(&self) {
        if let Some((observer, _)) = self.resized.take() {
            observer.disconnect();
        }
    }

    /// What is in view.
    pub(super) fn viewport(&self, rows: u32) -> Viewport {
        let view = (f64::from(self.elements.scroller.client_height()) - HEADER_HEIGHT).max(0.0);
        Viewport { rows, row_height: row_height(self.state.preferences.compact.get_untracked()), view }
    }

    /// Draws rows of another height: the view begins with the row that it began with before.
    fn draw_from_the_same_row(&self, was_compact: bool) {
        let viewport = self.viewport(self.len());
        let before = Viewport { row_height: row_height(was_compact), ..viewport };
        let first = before.drawn(f64::from(self.elements.scroller.scroll_top())).rows.start;
        // What can be scrolled to is known once the rows have their place.
        self.draw();
        self.elements.scroller.set_scroll_top(viewport.scroll_to(first).round() as i32);
        self.draw();
    }

    /// How many rows there are in all.
    pub(super) fn len(&self) -> u32 {
        if self.tree {
            self.state.dataset.read(|dataset| dataset.visible().len()).unwrap_or(0)
        } else {
            self.page.borrow().len() as u32
        }
    }

    /// The row at an index of the grid.
    pub(super) fn row(&self, index: u32) -> Option<Row> {
        if self.tree {
            self.state.dataset.read(|dataset| dataset.tree_row(index)).flatten()
        } else {
            self.page.borrow().get(index as usize).copied()
        }
    }

    /// The index of a row in the grid.
    pub(super) fn index(&self, row: Row) -> Option<u32> {
        if self.tree {
            self.state.dataset.read(|dataset| dataset.tree_index(row)).flatten()
        } else {
            self.page.borrow().iter().position(|other| *other == row).map(|index| index as u32)
        }
    }

    /// The row element that has the focus.
    pub(super) fn focused_element(&self) -> Option<Element> {
        document().active_element().filter(|element| self.pool.borrow().slot_of(element).is_some())
    }

    /// The row that an element shows.
    pub(super) fn row_of(&self, element: &Element) -> Option<Row> {
        self.pool.borrow().slot_of(element).map(|slot| slot.row)
    }

    /// The view was scrolled. A page of the list is in the document whole.
    pub fn scrolled(&self) {
        if self.tree {
            self.draw();
        }
    }

    /// Fills the row elements.
    pub(super) fn draw(&self) {
        let url = self.state.route.get_untracked();
        if !self.tree {
            let page = self.state.dataset.read(|dataset| dataset.list_rows(list_range(dataset, &url)));
            *self.page.borrow_mut() = page.unwrap_or_default();
        }
        let count = self.len();
        let range = if self.tree { self.place_layer(count) } else { 0..count };
        let focused = self.focused_element();
        let active = self.active.get().and_then(|row| self.index(row).map(|index| (index, row)));
        if active.is_none() {
            self.active.set(None);
        }
        let mut wanted: Vec<(u32, Row)> =
            range.clone().filter_map(|index| self.row(index).map(|row| (index, row))).collect();
        // The focused row stays, out of sight: with it the focus.
        if let Some((index, row)) = active.filter(|(index, _)| focused.is_some() && !range.contains(index)) {
            let at = if index < range.start { 0 } else { wanted.len() };
            wanted.insert(at, (index, row));
        }
        let first = wanted.first().map(|(_, row)| *row);
        let tab_stop = active.map(|(_, row)| row).filter(|row| wanted.iter().any(|(_, other)| other == row)).or(first);
        let Some(workspace) = self.state.dataset.workspace() else {
            self.pool.borrow_mut().show(&[], None, |_, _| {});
            return;
        };
        {
            let dataset = workspace.dataset.borrow();
            let selected = self.state.dataset.selected(&url);
            let scene = Scene { dataset: &dataset, tree: self.tree, selected, tab_stop, in_view: range };
            let mut pool = self.pool.borrow_mut();
            pool.show(&wanted, focused.as_ref(), |slot, columns| scene.fill(slot, columns));
            highlight_matches(&dataset, &pool);
        }
        // The row that had the focus is gone: the tab stop has it now.
        if focused.is_some() && self.focused_element().is_none_or(|element| self.row_of(&element) != self.active.get())
        {
            self.focus_on(tab_stop);
        }
    }

    /// Makes the scrolled element as tall as all rows and moves the layer; gives the indices that are in view.
    fn place_layer(&self, count: u32) -> std::ops::Range<u32> {
        let Elements { scroller, body, layer, rows } = &self.elements;
        let viewport = self.viewport(count);
        let drawn = viewport.drawn(f64::from(scroller.scroll_top()));
        // The properties are fixed and good, so setting them cannot fail.
        let _ = style(body).set_property("height", &format!("{:.2}px", viewport.height()));
        let _ = style(layer).set_property("height", &format!("{:.2}px", viewport.view.min(viewport.height())));
        let _ = style(rows).set_property("transform", &format!("translateY(-{:.2}px)", drawn.above));
        drawn.rows
    }

    /// Gives a row the focus, if it is drawn.
    pub(super) fn focus_on(&self, row: Option<Row>) {
        let element = {
            let pool = self.pool.borrow();
            let Some(slot) = row.and_then(|row| pool.slot_showing(row)) else { return };
            slot.element.clone()
        };
        // Focusing calls back, so nothing is borrowed here.
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }

    /// Brings a row into view and gives it the focus.
    pub(super) fn go_to(&self, index: u32) {
        let Some(row) = self.row(index) else { return };
        self.active.set(Some(row));
        self.scroll_to(index);
        self.draw();
        self.focus_on(Some(row));
        self.draw();
    }

    fn scroll_to(&self, index: u32) {
        let viewport = self.viewport(self.len());
        let scroll = f64::from(self.elements.scroller.scroll_top());
        let wanted = viewport.reveal(index, scroll);
        if (wanted - scroll).abs() > f64::EPSILON {
            self.elements.scroller.set_scroll_top(wanted as i32);
        }
    }

    /// Opens what is around the selected row and brings it into view.
    fn show_selected(&self, selected: Option<Row>) {
        let Some(row) = selected else {
            self.draw();
            return;
        };
        if self.tree && self.index(row).is_none() {
            self.state.dataset.update_rows(|dataset| {
                dataset.reveal(row);
            });
            // There are more rows now, and only what is as tall as they are can be scrolled that far.
            self.draw();
        }
        if let Some(index) = self.index(row) {
            self.active.set(Some(row));
            self.scroll_to(index);
        }
        self.draw();
    }
}
