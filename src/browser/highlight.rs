//! Stretches of text that the browser paints over, without touching the document (`::highlight(found)` in the styles).
//! Where a browser cannot, nothing is marked.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Text;

/// The name in the styles.
const NAME: &str = "found";

/// Stretches of text.
#[derive(Debug, Default)]
pub struct Found {
    ranges: Array,
}

impl Found {
    /// Adds each place in `node`, which holds `text`, where `word` stands in any case. `word` is in lower case.
    pub fn add(&mut self, node: &Text, text: &str, word: &str) {
        // Lengths stay the same only for plain letters; other texts are compared as they are.
        let lower = if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_owned() };
        let mut from = 0;
        while let Some(at) = lower[from..].find(word) {
            let start = from + at;
            from = start + word.len();
            let units = |text: &str| text.encode_utf16().count() as u32;
            let begin = units(&lower[..start]);
            let Ok(range) = super::document().create_range() else { return };
            let end = begin + units(word);
            if range.set_start(node, begin).is_ok() && range.set_end(node, end).is_ok() {
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
        let window = super::window();
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
