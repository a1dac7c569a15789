//! The windowed grid behind list and tree: a fixed set of row elements in front of any number of rows.
//!
//! The scrolled element is as tall as all rows (up to what browsers can make); the rows themselves stand in a layer that
//! sticks to the view. So however fast one scrolls there is no blank: the rows in view are always drawn, at worst a
//! frame late.

mod fill;
mod header;
mod keys;
mod marks;
mod pointer;
mod pool;

use super::arrange;
use super::columns;
use super::element::{El, el};
use super::live::follow;
use super::state::{State, state};
use super::words::views as words;
use crate::browser::document;
use crate::listing::Row;
use crate::window::Window;
use leptos::prelude::{StoredValue, WithValue, on_cleanup};
use pool::Pool;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// Height of a row in CSS pixels, and of one that stands close to the next; the style has the same numbers.
const ROW_HEIGHT: f64 = 30.0;
const COMPACT_HEIGHT: f64 = 24.0;

/// Height of the header in CSS pixels; the style has the same number.
const HEADER_HEIGHT: f64 = 34.0;

/// A grid in the document.
struct Grid {
    state: State,
    tree: bool,
    scroller: El,
    body: El,
    layer: El,
    rows: El,
    pool: RefCell<Pool>,
    /// The row that Tab reaches; none: the first in view.
    active: Cell<Option<Row>>,
    /// What the scroller was last seen to show.
    list: RefCell<Vec<Row>>,
}

/// List or tree.
pub fn grid(tree: bool) -> El {
    let state = state();
    let columns = columns::shown(state.hidden.get_untracked());
    let rows = el("div", "class=rows;role=presentation");
    let layer = el("div", "class=layer;role=presentation").with(std::slice::from_ref(&rows));
    let body = el("div", "class=body;role=rowgroup").with(std::slice::from_ref(&layer));
    let count = move || {
        state.revision.track();
        let count = state.address.with(|address| {
            state.with_case(|case| if tree { case.visible().len() } else { list_range(case, address).len() as u32 })
        });
        count.unwrap_or(0)
    };
    let sheet = el("div", "class=sheet")
        .set("role", if tree { "treegrid" } else { "table" })
        .set("aria-label", if tree { words::TREEGRID } else { words::TABLE })
        .set("aria-colcount", &columns.len().to_string())
        .follows("aria-rowcount", move || Some((count() + 1).to_string()))
        .state("aria-busy", move || state.loading.with(Option::is_some))
        .with(&[header::header(&columns), body.clone()]);
    let sheet = if tree { sheet.attributes("aria-multiselectable=true") } else { sheet };
    let widths = columns.iter().map(|column| column.width).collect::<Vec<_>>().join(" ");
    // The property is fixed and good, so setting it cannot fail.
    let _ = sheet.style().set_property("--columns", &widths);
    let compact = state.compact.get_untracked();
    let scroller = el("div", if compact { "class=grid compact" } else { "class=grid" }).with(&[sheet]);
    let grid = Rc::new(Grid {
        state,
        tree,
        scroller: scroller.clone(),
        body,
        layer,
        pool: RefCell::new(Pool::new(&rows, columns, if tree { "gridcell" } else { "cell" })),
        rows,
        active: Cell::new(None),
        list: RefCell::default(),
    });
    let [scroll, key, click, focus, hint] = [(); 5].map(|()| grid.clone());
    watch(&grid);
    scroller
        .on("scroll", move |_| scroll.draw())
        .on_key(move |event| key.key(&event))
        .on("click", move |event| click.click(event.unchecked_ref()))
        .on("focusin", move |event| focus.focused(event.unchecked_ref()))
        .on("pointerover", move |event| hint.hint(event.unchecked_ref()))
}

/// Has the grid drawn whenever its rows, their order, what is selected or the room for it changes.
fn watch(grid: &Rc<Grid>) {
    let resized = grid.clone();
    let watcher = Closure::<dyn Fn()>::new(move || resized.draw());
    if let Ok(observer) = web_sys::ResizeObserver::new(watcher.as_ref().unchecked_ref()) {
        observer.observe(&grid.scroller);
        let kept = StoredValue::new_local((observer, watcher));
        on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
    }
    let (state, drawn) = (grid.state, grid.clone());
    let mut before = None;
    follow(move || {
        state.revision.track();
        let address = state.address.get();
        let now = (address.view, address.page, address.page_size, address.sample.map(|s| s.to_string()));
        if before.as_ref().is_some_and(|before| *before != now) {
            drawn.scroller.set_scroll_top(0);
            drawn.active.set(None);
        }
        drawn.draw();
        before = Some(now);
    });
    // A row that the address selects is brought into view, once it has come.
    let shown_in = grid.clone();
    let mut shown = None;
    follow(move || {
        state.revision.track();
        state.address.track();
        let selected = state.selected();
        if shown != selected {
            shown_in.show_selected(selected);
        }
        shown = selected;
    });
}

/// The indices in the list of the page that is shown.
pub fn list_range(case: &crate::case::Case, address: &crate::address::Address) -> Range<u32> {
    let rows = case.list_len();
    let start = (arrange::shown_page(address, rows) - 1) * address.page_size;
    start.min(rows)..start.saturating_add(address.page_size).min(rows)
}

/// A length for a style, to a hundredth of a pixel; whole arithmetic keeps the code for floating-point text out of the
/// download.
fn px(length: f64) -> String {
    let hundredths = (length * 100.0).round() as u64;
    format!("{}.{:02}px", hundredths / 100, hundredths % 100)
}

impl Grid {
    fn window(&self, rows: u32) -> Window {
        let view = (f64::from(self.scroller.client_height()) - HEADER_HEIGHT).max(0.0);
        let row_height = if self.state.compact.get_untracked() { COMPACT_HEIGHT } else { ROW_HEIGHT };
        Window { rows, row_height, view }
    }

    /// How many rows there are in all.
    fn len(&self) -> u32 {
        if self.tree {
            self.state.with_case(|case| case.visible().len()).unwrap_or(0)
        } else {
            self.list.borrow().len() as u32
        }
    }

    fn row(&self, index: u32) -> Option<Row> {
        if self.tree {
            self.state.with_case(|case| case.tree_row(index)).flatten()
        } else {
            self.list.borrow().get(index as usize).copied()
        }
    }

    fn index(&self, row: Row) -> Option<u32> {
        if self.tree {
            self.state.with_case(|case| case.tree_index(row)).flatten()
        } else {
            self.list.borrow().iter().position(|other| *other == row).map(|index| index as u32)
        }
    }

    /// The element that has the focus, if it is one of the rows.
    fn focus(&self) -> Option<Element> {
        document().active_element().filter(|element| self.pool.borrow().slot_of(element).is_some())
    }

    /// Draws the rows in view.
    fn draw(&self) {
        if !self.tree {
            let rows = self
                .state
                .address
                .with_untracked(|address| self.state.with_case(|case| case.list_rows(list_range(case, address))));
            *self.list.borrow_mut() = rows.unwrap_or_default();
        }
        let count = self.len();
        let window = self.window(count);
        let style = self.body.style();
        // The properties are fixed and good, so setting them cannot fail.
        let _ = style.set_property("height", &px(window.height()));
        let _ = self.layer.style().set_property("height", &px(window.view.min(window.height())));
        let drawn = window.drawn(f64::from(self.scroller.scroll_top()));
        let _ = self.rows.style().set_property("transform", &format!("translateY(-{})", px(drawn.above)));
        let focused = self.focus();
        let active = self.active.get().and_then(|row| self.index(row).map(|index| (index, row)));
        if active.is_none() {
            self.active.set(None);
        }
        let mut wanted: Vec<(u32, Row)> =
            drawn.rows.clone().filter_map(|index| self.row(index).map(|row| (index, row))).collect();
        // The focused row stays, out of sight: with it the focus.
        if let Some((index, row)) = active.filter(|(index, _)| focused.is_some() && !drawn.rows.contains(index)) {
            let at = if index < drawn.rows.start { 0 } else { wanted.len() };
            wanted.insert(at, (index, row));
        }
        let tab_stop = active.map(|(_, row)| row).or_else(|| wanted.first().map(|(_, row)| *row));
        let tab_stop = tab_stop
            .filter(|row| wanted.iter().any(|(_, other)| other == row))
            .or_else(|| wanted.first().map(|(_, row)| *row));
        let Some(desk) = self.state.desk() else {
            let _ = self.pool.borrow_mut().show(&[], None, |_| {});
            return;
        };
        let case = desk.case.borrow();
        let mut pool = self.pool.borrow_mut();
        let columns = pool.columns().to_vec();
        let scene = fill::Scene {
            case: &case,
            columns: &columns,
            tree: self.tree,
            revision: self.state.revision.get_untracked(),
            selected: self.state.selected(),
            tab_stop,
            drawn: drawn.rows,
        };
        let lost = focused.is_some();
        // Only a browser without room refuses, and then there is nothing left to draw with.
        let _ = pool.show(&wanted, focused.as_ref(), |slot| scene.fill(slot));
        drop(pool);
        drop(case);
        self.mark();
        // The row that had the focus is gone: the tab stop has it now.
        if lost && self.focus().is_none_or(|element| self.row_of(&element) != self.active.get()) {
            self.focus_on(tab_stop);
        }
    }

    fn row_of(&self, element: &Element) -> Option<Row> {
        self.pool.borrow().slot_of(element).map(|slot| slot.row)
    }

    fn focus_on(&self, row: Option<Row>) {
        let pool = self.pool.borrow();
        let Some(slot) = row.and_then(|row| pool.slot_showing(row)) else { return };
        let element = slot.element.clone();
        // Focusing calls back.
        drop(pool);
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }

    /// Brings a row into view and gives it the focus.
    fn go_to(&self, index: u32) {
        let Some(row) = self.row(index) else { return };
        self.active.set(Some(row));
        self.scroll_to(index);
        self.draw();
        self.focus_on(Some(row));
        self.draw();
    }

    fn scroll_to(&self, index: u32) {
        let window = self.window(self.len());
        let scroll = f64::from(self.scroller.scroll_top());
        let wanted = window.reveal(index, scroll);
        if (wanted - scroll).abs() > f64::EPSILON {
            self.scroller.set_scroll_top(wanted as i32);
        }
    }

    /// Opens what is around the selected row and brings it into view.
    fn show_selected(&self, selected: Option<Row>) {
        let Some(row) = selected else {
            self.draw();
            return;
        };
        if self.tree && self.index(row).is_none() {
            self.state.update_case(|case| {
                case.reveal(row);
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
