//! The map as a file.

use super::{Chart, draw};
use crate::browser::save;
use crate::listing::map::weights::Area;
use crate::page::flow::tell;
use crate::page::words::download::CHECK_SETTINGS;
use crate::page::words::map as words;
use js_sys::Array;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlImageElement};

/// Pixels of the picture file for each pixel of the map.
const FINENESS: u32 = 2;

impl Chart {
    /// Saves the map as it is shown, with a legend.
    pub(super) fn save(&self, as_png: bool) {
        let map = self.map.borrow();
        let Some(desk) = self.state.desk() else { return };
        let branch = map.blocks.first().copied();
        let text = self.look(|case, _| {
            let picture = self.picture(&map, case);
            let branch = branch.map(|block| picture.label(&block)).unwrap_or_default();
            let by = if self.area.get() == Area::Files { words::BY_FILES } else { words::BY_SIZE };
            picture.svg(&self.colours(), &words::title(&desk.label(), &branch, by))
        });
        let Some(text) = text else { return };
        let (state, name) = (self.state, format!("{}-map", desk.label()));
        spawn_local(async move {
            let blob = if as_png { png(&text).await } else { svg(&text) };
            let name = format!("{name}.{}", if as_png { "png" } else { "svg" });
            if blob.and_then(|blob| save::save(&blob, &name)).is_err() {
                tell(state, words::NOT_SAVED, CHECK_SETTINGS);
            }
        });
    }
}

fn svg(text: &str) -> Result<Blob, JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type("image/svg+xml");
    Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)
}

/// Has the browser draw the same picture.
async fn png(text: &str) -> Result<Blob, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(&format!("data:image/svg+xml,{}", String::from(js_sys::encode_uri_component(text))));
    JsFuture::from(image.decode()).await?;
    let (width, height) = (image.natural_width() * FINENESS, image.natural_height() * FINENESS);
    let canvas = draw::sheet(width, height).ok_or(JsValue::NULL)?;
    let context = draw::context(&canvas).ok_or(JsValue::NULL)?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width.into(), height.into())?;
    let blob = js_sys::Promise::new(&mut |resolve, reject| {
        if let Err(error) = canvas.to_blob(&resolve) {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(blob).await?.dyn_into()
}
