//! A picture out of a `Blob`, decoded by the browser and drawn on a canvas: no element of the page ever has its address.

use crate::platform::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement, ImageBitmap};

/// Most pixels of a side of the canvas: a larger picture is drawn smaller.
const SIDE: u32 = 1_024;

/// Draws a picture of that media type; gives its width and height. `None` where the browser cannot decode it.
pub async fn draw(blob: &Blob, media: &str, canvas: &HtmlCanvasElement) -> Option<(u32, u32)> {
    let typed = blob.slice_with_f64_and_f64_and_content_type(0.0, blob.size(), media).ok()?;
    let decoded = JsFuture::from(window().create_image_bitmap_with_blob(&typed).ok()?).await.ok()?;
    let bitmap: ImageBitmap = decoded.dyn_into().ok()?;
    let (width, height) = (bitmap.width(), bitmap.height());
    let scale = f64::from(SIDE) / f64::from(width.max(height).max(SIDE));
    let (wide, high) = ((f64::from(width) * scale).ceil(), (f64::from(height) * scale).ceil());
    canvas.set_width(wide as u32);
    canvas.set_height(high as u32);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let drawn = context.draw_image_with_image_bitmap_and_dw_and_dh(&bitmap, 0.0, 0.0, wide, high);
    bitmap.close();
    drawn.ok().map(|()| (width, height))
}
