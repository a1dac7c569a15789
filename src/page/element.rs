//! Elements, made by hand and kept up to date by Leptos' signals.
//!
//! A view of Leptos is compiled anew for each element with its attributes, children and closures; in a page of this size
//! that was half of the download. Here everything that can be done with an element is one small function, and a closure
//! is boxed at the door. What runs underneath is Leptos: signals, effects, and owners that end with the part they
//! belong to.

use crate::browser::document;
use leptos::prelude::{Get, LocalStorage, RenderEffect, RwSignal, Set, StoredValue};
use std::ops::Deref;
use wasm_bindgen::prelude::*;
use web_sys::{Event, EventTarget, HtmlElement, HtmlInputElement, KeyboardEvent, Node};

/// An element of the page.
#[derive(Clone, Debug)]
pub struct El(HtmlElement);

impl Deref for El {
    type Target = HtmlElement;

    fn deref(&self) -> &HtmlElement {
        &self.0
    }
}

/// Makes an element with attributes as in `class=a;hidden`.
///
/// # Panics
/// For a name that no element can have.
#[expect(clippy::expect_used, reason = "all names are written down in this page")]
pub fn el(tag: &str, attributes: &str) -> El {
    let element = document().create_element(tag).expect("elements can be made");
    El(element.unchecked_into()).attributes(attributes)
}

/// Makes a button that does something.
pub fn button(text: &str, attributes: &str, mut act: impl FnMut() + 'static) -> El {
    el("button", "type=button").attributes(attributes).text(text).on("click", move |_| act())
}

/// Makes a checkbox with its words behind it. `act` hears whether it is checked.
pub fn checkbox(text: &str, checked: impl FnMut() -> bool + 'static, mut act: impl FnMut(bool) + 'static) -> El {
    let input = el("input", "type=checkbox").checked(checked);
    let own = input.clone();
    let input = input.on("change", move |_| act(own.is_checked()));
    el("label", "class=check").with(&[input]).text(text)
}

/// Does something now, at once, and again whenever a signal that it has read changes; for as long as the part it belongs
/// to is there.
fn keep(mut act: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_: Option<()>| act());
    // The owner of the part holds it, and lets it go with the part.
    let _: StoredValue<RenderEffect<()>, LocalStorage> = StoredValue::new_local(effect);
}

/// Has something heard for as long as the page lives.
pub fn listen<E: JsCast>(target: &EventTarget, event: &str, mut act: impl FnMut(E) + 'static) {
    hear(target, event, Box::new(move |event| act(event.unchecked_into())));
}

fn hear(target: &EventTarget, event: &str, act: Box<dyn FnMut(Event)>) {
    // The browser gives it back with the element.
    let act = Closure::wrap(act).into_js_value();
    // The names are good, so listening cannot fail.
    let _ = target.add_event_listener_with_callback(event, act.unchecked_ref());
}

impl El {
    /// With more attributes.
    pub fn attributes(self, attributes: &str) -> Self {
        for attribute in attributes.split(';').filter(|attribute| !attribute.is_empty()) {
            let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
            self.put_attribute(name, Some(value));
        }
        self
    }

    /// With an attribute whose value is not known beforehand.
    pub fn set(self, name: &str, value: &str) -> Self {
        self.put_attribute(name, Some(value));
        self
    }

    fn put_attribute(&self, name: &str, value: Option<&str>) {
        // The names are good, so this cannot fail.
        let _ = match value {
            Some(value) => self.set_attribute(name, value),
            None => self.remove_attribute(name),
        };
    }

    /// With children.
    pub fn with(self, children: &[Self]) -> Self {
        children.iter().for_each(|child| self.put(child));
        self
    }

    fn put(&self, child: &Node) {
        // A new element can always be put into another.
        let _ = self.append_child(child);
    }

    /// With a text.
    pub fn text(self, text: &str) -> Self {
        if !text.is_empty() {
            self.put(&document().create_text_node(text));
        }
        self
    }

    /// With a text that follows signals.
    pub fn says(self, mut words: impl FnMut() -> String + 'static) -> Self {
        let node = document().create_text_node("");
        self.put(&node);
        keep(Box::new(move || {
            let words = words();
            if node.data() != words {
                node.set_data(&words);
            }
        }));
        self
    }

    /// With an attribute that follows signals.
    pub fn follows(self, name: &'static str, mut value: impl FnMut() -> Option<String> + 'static) -> Self {
        let element = self.clone();
        keep(Box::new(move || {
            let value = value();
            if element.get_attribute(name) != value {
                element.put_attribute(name, value.as_deref());
            }
        }));
        self
    }

    /// With an attribute that is `true` or `false`, as those of ARIA are.
    pub fn state(self, name: &'static str, mut is: impl FnMut() -> bool + 'static) -> Self {
        self.follows(name, move || Some(if is() { "true" } else { "false" }.to_owned()))
    }

    /// With an attribute that is there or not.
    pub fn flag(self, name: &'static str, mut is: impl FnMut() -> bool + 'static) -> Self {
        self.follows(name, move || is().then(String::new))
    }

    /// With a class that is there or not.
    pub fn class(self, name: &'static str, mut is: impl FnMut() -> bool + 'static) -> Self {
        let element = self.clone();
        keep(Box::new(move || {
            // The class is a good one, so this cannot fail.
            let _ = element.class_list().toggle_with_force(name, is());
        }));
        self
    }

    /// With a value that follows signals, for fields.
    pub fn value(self, mut value: impl FnMut() -> String + 'static) -> Self {
        let input = self.field();
        keep(Box::new(move || {
            let value = value();
            // Setting the same again would move the cursor.
            if input.value() != value {
                input.set_value(&value);
            }
        }));
        self
    }

    /// With a tick that follows signals, for checkboxes.
    pub fn checked(self, mut checked: impl FnMut() -> bool + 'static) -> Self {
        let input = self.field();
        keep(Box::new(move || input.set_checked(checked())));
        self
    }

    /// Does something on an event.
    pub fn on(self, event: &str, act: impl FnMut(Event) + 'static) -> Self {
        hear(&self, event, Box::new(act));
        self
    }

    /// Does something on a key.
    pub fn on_key(self, mut act: impl FnMut(KeyboardEvent) + 'static) -> Self {
        self.on("keydown", move |event| act(event.unchecked_into()))
    }

    /// With children that are made anew whenever a signal changes that was read in making them.
    pub fn part(self, make: impl FnMut() -> Vec<Self> + 'static) -> Self {
        self.region(Box::new(make));
        self
    }

    fn region(&self, mut make: Box<dyn FnMut() -> Vec<Self>>) {
        let end = document().create_comment("");
        self.put(&end);
        let mut shown: Vec<Self> = Vec::new();
        keep(Box::new(move || {
            let made = make();
            shown.drain(..).for_each(|old| old.remove());
            if let Some(parent) = end.parent_node() {
                for new in &made {
                    // The end stands in its parent, so it can be put before.
                    let _ = parent.insert_before(new, Some(&end));
                }
            }
            shown = made;
        }));
    }

    /// With a child that is there while something holds.
    pub fn when(self, mut holds: impl FnMut() -> bool + 'static, mut make: impl FnMut() -> Self + 'static) -> Self {
        let now = RwSignal::new(0_u32);
        let mut before = None;
        keep(Box::new(move || {
            // The child is made anew only when the answer is another.
            let is = holds();
            if before.replace(is) != Some(is) {
                now.set(is.into());
            }
        }));
        self.part(move || if now.get() == 1 { vec![make()] } else { Vec::new() })
    }

    /// The element as a field, for one that is.
    pub fn field(&self) -> HtmlInputElement {
        self.0.clone().unchecked_into()
    }

    /// The checkbox in a label that [`checkbox`] made.
    ///
    /// # Panics
    /// For another element.
    #[expect(clippy::expect_used, reason = "only labels with a box are asked")]
    pub fn first_box(&self) -> Self {
        Self(self.first_element_child().expect("a checkbox").unchecked_into())
    }

    /// What stands in the field.
    pub fn entry(&self) -> String {
        self.field().value()
    }

    /// Whether the checkbox or radio button is on.
    pub fn is_checked(&self) -> bool {
        self.field().checked()
    }

    /// The index of what is chosen, for a list to choose from.
    pub fn choice(&self) -> usize {
        let select: &web_sys::HtmlSelectElement = self.unchecked_ref();
        usize::try_from(select.selected_index()).unwrap_or(0)
    }

    /// Chooses from a list.
    pub fn choose(&self, index: usize) {
        let select: &web_sys::HtmlSelectElement = self.unchecked_ref();
        select.set_selected_index(i32::try_from(index).unwrap_or(0));
    }
}

/// A list to choose from.
pub fn choices<'a>(options: impl IntoIterator<Item = &'a str>, attributes: &str) -> El {
    let options: Vec<El> = options.into_iter().map(|option| el("option", "").text(option)).collect();
    el("select", attributes).with(&options)
}

/// A dialog that opens and closes by a signal would lose the focus on the way: it is the browser's own.
pub fn open_dialog(dialog: &El) {
    let dialog: &web_sys::HtmlDialogElement = dialog.unchecked_ref();
    if !dialog.open() {
        // Refused only when it is open already.
        let _ = dialog.show_modal();
    }
}

/// Closes a dialog; the focus goes back to where it was.
pub fn close_dialog(dialog: &El) {
    dialog.unchecked_ref::<web_sys::HtmlDialogElement>().close();
}
