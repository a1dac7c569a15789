//! The map as a file.

use super::canvas::{colours, context, sheet};
use super::chart::Chart;
use crate::platform::{document, save as platform_save};
use crate::words::download::CHECK_SETTINGS;
use crate::words::map as words;
use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::icicle::weights::Area;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlImageElement};

/// Pixels of the picture file for each pixel of the map.
const FINENESS: u32 = 2;

/// Saves the map as it is shown, with a legend.
pub fn save(chart: Chart, as_png: bool) {
    let icicle = chart.icicle.get_untracked();
    let Some(workspace) = chart.state.dataset.workspace() else { return };
    let Ok(Some(field)) = document().query_selector(".map-field") else { return };
    let branch = icicle.blocks.first().copied();
    let text = chart.read(|dataset, _| {
        let picture = chart.picture(&icicle, dataset);
        let branch = branch.map(|block| picture.label(&block)).unwrap_or_default();
        let by = match chart.area.get_untracked() {
            Area::Files => words::BY_FILES,
            Area::Size => words::BY_SIZE,
        };
        picture.svg(&colours(&field), &words::title(&workspace.label(), &branch, by))
    });
    let Some(text) = text else { return };
    let (alerts, name) = (chart.state.alerts, format!("{}-map", workspace.label()));
    spawn_local(async move {
        let blob = if as_png { png(&text).await } else { svg(&text) };
        let name = format!("{name}.{}", if as_png { "png" } else { "svg" });
        match blob.and_then(|blob| platform_save::save(&blob, &name)) {
            Ok(()) => alerts.notify(&crate::words::saved_as(&name)),
            Err(_) => alerts.tell(words::NOT_SAVED, CHECK_SETTINGS),
        }
    });
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
    let canvas = sheet(width, height).ok_or(JsValue::NULL)?;
    let context = context(&canvas).ok_or(JsValue::NULL)?;
    context.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width.into(), height.into())?;
    let blob = js_sys::Promise::new(&mut |resolve, reject| {
        if let Err(error) = canvas.to_blob(&resolve) {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    JsFuture::from(blob).await?.dyn_into()
}
