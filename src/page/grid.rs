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
use super::state::{State, state};
use crate::browser::document;
use crate::listing::Row;
use crate::page::live::{act, follow, live};
use crate::window::Window;
use leptos::html::Div;
use leptos::prelude::*;
use pool::Pool;
use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

/// Height of a row in CSS pixels; the style has the same number.
pub const ROW_HEIGHT: f64 = 30.0;

/// Height of the header in CSS pixels; the style has the same number.
const HEADER_HEIGHT: f64 = 34.0;

/// A grid in the document.
struct Grid {
    state: State,
    tree: bool,
    scroller: HtmlElement,
    body: HtmlElement,
    layer: HtmlElement,
    rows: HtmlElement,
    pool: RefCell<Pool>,
    /// The row that Tab reaches; none: the first in view.
    active: Cell<Option<Row>>,
    /// What the scroller was last seen to show.
    list: RefCell<Vec<Row>>,
}

/// List or tree.
#[component]
pub fn GridView(
    /// The tree and not the list.
    tree: bool,
) -> impl IntoView {
    let state = state();
    let scroller = NodeRef::<Div>::new();
    let body = NodeRef::<Div>::new();
    let layer = NodeRef::<Div>::new();
    let rows = NodeRef::<Div>::new();
    let grid: StoredValue<Option<Rc<Grid>>, LocalStorage> = StoredValue::new_local(None);

    follow(move || {
        let (Some(scroller), Some(body), Some(layer), Some(rows)) =
            (scroller.get(), body.get(), layer.get(), rows.get())
        else {
            return;
        };
        let cells = if tree { "gridcell" } else { "cell" };
        let pool = Pool::new(rows.clone().unchecked_into(), columns::shown(state.hidden.get_untracked()), cells);
        let made = Rc::new(Grid {
            state,
            tree,
            scroller: scroller.unchecked_into(),
            body: body.unchecked_into(),
            layer: layer.unchecked_into(),
            rows: rows.unchecked_into(),
            pool: RefCell::new(pool),
            active: Cell::new(None),
            list: RefCell::default(),
        });
        let resized = made.clone();
        let watcher = Closure::<dyn Fn()>::new(move || resized.draw());
        if let Ok(observer) = web_sys::ResizeObserver::new(watcher.as_ref().unchecked_ref()) {
            observer.observe(&made.scroller);
            let kept = StoredValue::new_local((observer, watcher));
            on_cleanup(move || kept.with_value(|(observer, _)| observer.disconnect()));
        }
        grid.set_value(Some(made));
    });
    let with = move |act: &dyn Fn(&Rc<Grid>)| {
        if let Some(grid) = grid.try_get_value().flatten() {
            act(&grid);
        }
    };
    // Rows, their order, or what is selected.
    let mut before = None;
    follow(move || {
        state.revision.track();
        scroller.track();
        let address = state.address.get();
        let now = (address.view, address.page, address.page_size, address.sample.map(|s| s.to_string()));
        let moved = before.as_ref().is_some_and(|before| *before != now);
        with(&|grid: &Rc<Grid>| {
            if moved {
                grid.scroller.set_scroll_top(0);
                grid.active.set(None);
            }
            grid.draw();
        });
        before = Some(now);
    });
    // A row that the address selects is brought into view, once it has come.
    let mut shown = None;
    follow(move || {
        state.revision.track();
        scroller.track();
        state.address.with(|address| address.row.clone());
        let selected = state.selected();
        if shown != selected {
            with(&|grid: &Rc<Grid>| grid.show_selected(selected));
        }
        shown = selected;
    });

    let shown = columns::shown(state.hidden.get_untracked());
    let count_shown = shown.len().to_string();
    let widths = shown.iter().map(|column| column.width).collect::<Vec<_>>().join(" ");
    let count = move || {
        state.revision.track();
        state.address.with(|address| {
            state.with_case(|case| if tree { case.visible().len() } else { list_range(case, address).len() as u32 })
        })
    };
    view! {
        <div
            class="grid"
            node_ref=scroller
            on:scroll=act(move |_| with(&|grid: &Rc<Grid>| grid.draw()))
            on:keydown=act(move |event| with(&|grid: &Rc<Grid>| grid.key(&event)))
            on:click=act(move |event| with(&|grid: &Rc<Grid>| grid.click(&event)))
            on:focusin=act(move |event| with(&|grid: &Rc<Grid>| grid.focused(&event)))
            on:pointerover=act(move |event| with(&|grid: &Rc<Grid>| grid.hint(&event)))
        >
            <div
                class="sheet"
                role=if tree { "treegrid" } else { "table" }
                aria-label=if tree { "Parent relationships" } else { "Extracted files" }
                aria-rowcount=live(move || (count().unwrap_or(0) + 1).to_string())
                aria-colcount=count_shown
                aria-multiselectable=tree.then_some("true")
                aria-busy=live(move || state.loading.with(Option::is_some).to_string())
                style:--columns=widths
            >
                <header::Header columns=shown/>
                <div class="body" role="rowgroup" node_ref=body>
                    <div class="layer" role="presentation" node_ref=layer>
                        <div class="rows" role="presentation" node_ref=rows></div>
                    </div>
                </div>
            </div>
        </div>
    }
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
        Window { rows, row_height: ROW_HEIGHT, view }
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
        let Some(slot) = pool.slots().iter().find(|slot| Some(slot.row) == row) else { return };
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
        }
        if let Some(index) = self.index(row) {
            self.active.set(Some(row));
            self.scroll_to(index);
        }
        self.draw();
    }
}
