//! The map on its canvas.

use super::Chart;
use crate::browser::{document, intl, window};
use crate::case::Case;
use crate::listing::classification::Classification;
use crate::listing::map::Map;
use crate::listing::map::picture::{Colours, LABELLED, Picture, TILE, TWO_LINES, is_speck, strokes};
use wasm_bindgen::JsCast;
use web_sys::{CanvasPattern, CanvasRenderingContext2d, Element, HtmlCanvasElement, Path2d};

/// How much is left of what does not match the filter.
const DIM: f64 = 0.25;

/// Pixels that a letter takes, or a little less: what is longer is squeezed.
const LETTER: u32 = 6;

impl Chart {
    /// What is drawn, on screen and in a file.
    pub(super) fn picture<'a>(&self, map: &'a Map, case: &'a Case) -> Picture<'a> {
        Picture { map, listing: &case.listing, area: self.area.get(), band: self.band.get(), number: intl::number }
    }

    /// The colours of the page, as its scheme has them now.
    pub(super) fn colours(&self) -> Colours {
        let mut colours = Colours::default();
        (colours.ink, colours.paper) = colours_of(&self.parts.field);
        let swatches = self.parts.legend.children();
        for (at, verdict) in Classification::ALL.into_iter().enumerate() {
            let swatch = swatches.item(at as u32).and_then(|item| item.first_element_child());
            if let Some(swatch) = swatch {
                let v = verdict as usize;
                (colours.strong[v], colours.soft[v]) = colours_of(&swatch);
            }
        }
        colours
    }

    /// Draws all blocks.
    pub(super) fn draw(&self) {
        let scale = window().device_pixel_ratio();
        let (width, height) = self.parts.room();
        // Setting the size empties the canvas.
        self.parts.canvas.set_width((f64::from(width) * scale) as u32);
        self.parts.canvas.set_height((f64::from(height) * scale) as u32);
        let Some(context) = context(&self.parts.canvas) else { return };
        let colours = self.colours();
        // Whatever fails from here on leaves something undrawn, and the table says it all the same.
        let _ = context.scale(scale, scale);
        let tiles = Classification::ALL.map(|verdict| tile(&colours, verdict));
        context.set_font("12px system-ui, sans-serif");
        context.set_line_join("round");
        context.set_line_width(3.0);
        let map = self.map.borrow();
        self.look(|case, _| {
            let picture = self.picture(&map, case);
            let band = picture.band;
            for block in &map.blocks {
                let (left, top, width) = (f64::from(block.left), f64::from(block.level * band), block.width());
                context.set_global_alpha(if block.lit { 1.0 } else { DIM });
                // The most concerning verdict is the greatest and stands first.
                match &tiles[3 - block.worst as usize] {
                    Some(tile) if !is_speck(block) => context.set_fill_style_canvas_pattern(tile),
                    _ => context.set_fill_style_str(&colours.strong[block.worst as usize]),
                }
                // The last pixel to the right and below is the line between blocks.
                context.fill_rect(left, top, f64::from(width.saturating_sub(1).max(1)), f64::from(band - 1));
                if width < LABELLED {
                    continue;
                }
                context.set_stroke_style_str(&colours.soft[block.worst as usize]);
                context.set_fill_style_str(&colours.ink);
                let write = |text: &str, y: f64| {
                    let room = width - 10;
                    let fits = (room / LETTER) as usize;
                    let mut short: String = text.chars().take(fits).collect();
                    if short.len() < text.len() {
                        short.pop();
                        short.push('…');
                    }
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
}

/// What draws on a canvas.
pub(super) fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok().flatten().map(JsCast::unchecked_into)
}

/// An empty canvas that is not on the page.
pub(super) fn sheet(width: u32, height: u32) -> Option<HtmlCanvasElement> {
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
