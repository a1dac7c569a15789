//! The blocks on the canvas, drawn by hand: each change of rows, branch, room or colour scheme draws all of them once.

use super::chart::Chart;
use crate::platform::{document, window};
use matryoshka_core::icicle::Icicle;
use matryoshka_core::icicle::picture::{Colours, LABELLED, TILE, TWO_LINES, is_speck, strokes};
use matryoshka_core::table::classification::Classification;
use wasm_bindgen::JsCast;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, Element, HtmlCanvasElement, Path2d};

/// How much is left of what does not match the filter.
const DIM: f64 = 0.25;

/// Pixels that a letter takes, or a little less: what is longer is squeezed.
const LETTER: u32 = 6;

/// The colours of the page, as its scheme has them now: of the element around the canvas, and of the swatches in the legend.
pub fn colours(field: &Element) -> Colours {
    let mut colours = Colours::default();
    (colours.ink, colours.paper) = colours_of(field);
    for verdict in Classification::ALL {
        let selector = format!(".map-legend .swatch[data-verdict={}]", verdict.word());
        if let Ok(Some(swatch)) = document().query_selector(&selector) {
            let v = verdict as usize;
            (colours.strong[v], colours.soft[v]) = colours_of(&swatch);
        }
    }
    colours
}

/// Draws all blocks.
pub fn draw(chart: Chart, icicle: &Icicle, canvas: &HtmlCanvasElement, field: &Element) {
    let scale = window().device_pixel_ratio();
    let (width, height) = (field.client_width(), field.client_height());
    // Setting the size empties the canvas.
    canvas.set_width((f64::from(width) * scale) as u32);
    canvas.set_height((f64::from(height) * scale) as u32);
    let Some(context) = context(canvas) else { return };
    let colours = colours(field);
    // Whatever fails from here on leaves something undrawn, and the table says it all the same.
    let _ = context.scale(scale, scale);
    let tiles = Classification::ALL.map(|verdict| tile(&colours, verdict));
    context.set_font("12px system-ui, sans-serif");
    context.set_line_join("round");
    context.set_line_width(3.0);
    chart.read(|dataset, _| {
        let picture = chart.picture(icicle, dataset);
        let band = picture.band;
        for block in &icicle.blocks {
            let (left, top, width) = (f64::from(block.left), f64::from(block.level * band), block.width());
            context.set_global_alpha(if block.lit { 1.0 } else { DIM });
            // The most concerning verdict is the greatest and stands first.
            match &tiles[3 - block.worst as usize] {
                Some(tile) if !is_speck(block) => context.set_fill_style_canvas_pattern(tile),
                _ => context.set_fill_style_str(&colours.strong[block.worst as usize]),
            }
            // The last pixel to the right and below is the line between blocks.
            context.fill_rect(left, top, f64::from(width.saturating_sub(1).max(1)), f64::from(band - 1));
            if let Some(marks) = picture.marks(block).and_then(|marks| Path2d::new_with_path_string(&marks).ok()) {
                context.set_fill_style_str(&colours.ink);
                context.fill_with_path_2d(&marks);
            }
            if width < LABELLED {
                continue;
            }
            context.set_stroke_style_str(&colours.soft[block.worst as usize]);
            context.set_fill_style_str(&colours.ink);
            let write = |text: &str, y: f64| {
                let room = width - 10;
                let short = shorten(text, (room / LETTER) as usize);
                let (x, y, room) = (left + 6.0, top + y, f64::from(room));
                let _ = context.stroke_text_with_max_width(&short, x, y, room);
                let _ = context.fill_text_with_max_width(&short, x, y, room);
            };
            write(&picture.label(block), 15.0);
            if band >= TWO_LINES && !block.merged {
                write(&picture.weight(block), 29.0);
            }
        }
    });
}

/// So much of a text as fits, with an ellipsis where that is not all.
fn shorten(text: &str, letters: usize) -> String {
    let mut short: String = text.chars().take(letters).collect();
    if short.len() < text.len() {
        short.pop();
        short.push('…');
    }
    short
}

/// What draws on a canvas.
pub fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok().flatten().map(JsCast::unchecked_into)
}

/// An empty canvas that is not on the page.
pub fn sheet(width: u32, height: u32) -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    Some(canvas)
}

/// The tile of a verdict.
fn tile(colours: &Colours, verdict: Classification) -> Option<CanvasPattern> {
    let canvas = sheet(TILE, TILE)?;
    let context = context(&canvas)?;
    let side = f64::from(TILE);
    context.set_fill_style_str(&colours.soft[verdict as usize]);
    context.fill_rect(0.0, 0.0, side, side);
    context.set_stroke_style_str(&colours.strong[verdict as usize]);
    context.stroke_with_path(&Path2d::new_with_path_string(strokes(verdict)).ok()?);
    context.create_pattern_with_html_canvas_element(&canvas, "repeat").ok().flatten()
}

/// Of an element: the colour of its text and the one behind it.
fn colours_of(element: &Element) -> (String, String) {
    let style = window().get_computed_style(element).ok().flatten();
    let colour = |name: &str| style.as_ref().and_then(|style| style.get_property_value(name).ok()).unwrap_or_default();
    (colour("color"), colour("background-color"))
}
