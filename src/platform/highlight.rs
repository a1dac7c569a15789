//! Stretches of text that the browser paints over, without touching the document (`::highlight(found)` in the styles).
//! Where a browser cannot, nothing is marked.

use js_sys::{Array, Function, Object, Reflect};
use matryoshka_core::query::highlight::ranges;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Text;

/// The name in the styles.
const NAME: &str = "found";

/// Most places that are marked in one text.
const MOST: usize = 100;

/// Stretches of text.
#[derive(Debug, Default)]
pub struct Highlights {
    ranges: Array,
}

impl Highlights {
    /// Adds each place in `node`, which holds `text`, where one of the words stands in any case. They are folded.
    pub fn add(&mut self, node: &Text, text: &str, words: &[String]) {
        for place in ranges(text, words, MOST) {
            let Ok(range) = crate::platform::document().create_range() else { return };
            if range.set_start(node, place.start).is_ok() && range.set_end(node, place.end).is_ok() {
                self.ranges.push(&range);
            }
        }
    }

    /// Has just these painted over.
    pub fn show(self) {
        // A browser that lacks any of it marks nothing.
        let _ = self.try_show();
    }

    fn try_show(&self) -> Result<(), JsValue> {
        let window = crate::platform::window();
        let all: JsValue = Reflect::get(&Reflect::get(&window, &"CSS".into())?, &"highlights".into())?;
        if !all.is_object() {
            return Ok(());
        }
        let call = |name: &str| Reflect::get(&all, &name.into()).map(JsCast::unchecked_into::<Function>);
        if self.ranges.length() == 0 {
            call("delete")?.call1(&all, &NAME.into())?;
            return Ok(());
        }
        let maker: Function = Reflect::get(&window, &"Highlight".into())?.dyn_into()?;
        let made: Object = Reflect::construct(&maker, &self.ranges)?.unchecked_into();
        call("set")?.call2(&all, &NAME.into(), &made)?;
        Ok(())
    }
}
