//! The elements of the map.

use crate::listing::classification::Classification;
use crate::page::element::el;
use crate::page::words::map as words;
use wasm_bindgen::JsCast;
use web_sys::{HtmlCanvasElement, HtmlElement};

/// The elements that change.
pub(super) struct Parts {
    /// The way to the branch.
    pub way: HtmlElement,
    /// What takes the focus and the pointer.
    pub field: HtmlElement,
    /// What is drawn on.
    pub canvas: HtmlCanvasElement,
    /// Around the block with the selected row.
    pub chosen: HtmlElement,
    /// Around the block that is pointed at.
    pub ring: HtmlElement,
    /// Says what is pointed at.
    pub tip: HtmlElement,
    /// Says what a key has gone to.
    pub said: HtmlElement,
    /// Has a swatch for each verdict, from which the colours are taken.
    pub legend: HtmlElement,
    /// The rows of the table.
    pub rows: HtmlElement,
}

/// Adds an element to another, with attributes as in `class=a;hidden`.
pub(super) fn put(parent: &HtmlElement, tag: &str, attributes: &str, text: &str) -> HtmlElement {
    let element = HtmlElement::clone(&el(tag, attributes).text(text));
    // A new element can always be put into another.
    let _ = parent.append_child(&element);
    element
}

impl Parts {
    /// Makes all of them.
    pub fn new(root: &HtmlElement) -> Self {
        let bar = put(root, "div", "class=map-bar", "");
        let way = put(&bar, "nav", "class=map-way;aria-label=Branch", "");
        put(&bar, "span", "class=spring", "");
        let area = put(&bar, "div", "class=group;role=radiogroup;aria-label=Area by", "");
        put(&area, "span", "aria-hidden=true", words::AREA);
        for (value, name) in [("value=size;checked", words::SIZE), ("value=files", words::FILES)] {
            let label = put(&area, "label", "class=check", "");
            put(&label, "input", &format!("type=radio;name=area;{value}"), "");
            put(&label, "span", "", name);
        }
        let save = put(&bar, "div", "class=group", "");
        put(&save, "button", "type=button;data-press=svg", words::SAVE_SVG);
        put(&save, "button", "type=button;data-press=png", words::SAVE_PNG);

        let parts = put(root, "div", "class=map-parts", "");
        let part = put(&parts, "div", "class=map-part", "");
        let field = "class=map-field;tabindex=0;role=region;aria-label=Map;aria-describedby=map-keys";
        let field = put(&part, "div", field, "");
        let canvas = put(&field, "canvas", "aria-hidden=true", "").unchecked_into();
        let chosen = put(&field, "div", "class=map-chosen;hidden", "");
        let ring = put(&field, "div", "class=map-ring;hidden", "");
        let tip = put(&field, "p", "class=map-tip;aria-hidden=true;hidden", "");
        let said = put(&put(&part, "p", "class=map-said;aria-live=polite", ""), "bdi", "", "");
        let legend = put(&part, "ul", "class=map-legend;aria-label=Verdicts", "");
        for verdict in Classification::ALL {
            swatch(&put(&legend, "li", "", ""), verdict);
        }
        put(&part, "p", "class=map-hint;id=map-keys", words::KEYS);

        let table = put(&put(&parts, "div", "class=map-aside", ""), "table", "", "");
        put(&table, "caption", "", words::LARGEST);
        let head = put(&put(&table, "thead", "", ""), "tr", "", "");
        for name in words::COLUMNS {
            put(&head, "th", "scope=col", name);
        }
        let rows = put(&table, "tbody", "", "");
        Self { way, field, canvas, chosen, ring, tip, said, legend, rows }
    }

    /// Width and height of the map, in CSS pixels.
    pub fn room(&self) -> (u32, u32) {
        (self.field.client_width() as u32, self.field.client_height() as u32)
    }
}

/// Adds a verdict as a swatch and a word.
pub(super) fn swatch(parent: &HtmlElement, verdict: Classification) {
    put(parent, "span", &format!("class=swatch;data-verdict={}", verdict.word()), "");
    put(parent, "span", "", verdict.word());
}
