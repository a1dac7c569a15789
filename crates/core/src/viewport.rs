//! Which rows of a long list are in view: pure arithmetic.
//!
//! Browsers make no element taller than some 17.9 million (Firefox) or 33.5 million pixels (Chromium, `WebKit`), and a million
//! rows are taller. What sticks to the view while an element scrolls by reaches half as far in Firefox: further down it is not
//! seen at all. So the scrolled element is never taller than [`TALLEST`], and a scroll position stands for a
//! proportional place in the rows. Both ends are exact.

use std::ops::Range;

/// The greatest height of the scrolled element, in CSS pixels.
pub const TALLEST: f64 = 8_000_000.0;

/// A list of rows of one height, seen through a view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    /// How many rows there are.
    pub rows: u32,
    /// Height of each, in CSS pixels; positive.
    pub row_height: f64,
    /// Height of the view, in CSS pixels.
    pub view: f64,
}

/// What to draw for a scroll position.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// The rows that are at least partly in view.
    pub rows: Range<u32>,
    /// How far the first of them begins above the view, in CSS pixels.
    pub above: f64,
}

impl Viewport {
    /// Height of all rows.
    fn content(&self) -> f64 {
        f64::from(self.rows) * self.row_height
    }

    /// Height to give the scrolled element.
    pub fn height(&self) -> f64 {
        self.content().min(TALLEST.max(self.view))
    }

    /// How many pixels of rows a pixel of scrolling moves: 1 up to [`TALLEST`].
    fn scale(&self) -> f64 {
        let scrollable = self.height() - self.view;
        if scrollable > 0.0 { (self.content() - self.view) / scrollable } else { 1.0 }
    }

    /// What to draw when the view is scrolled by `scroll` pixels.
    pub fn drawn(&self, scroll: f64) -> Drawn {
        let lowest = (self.content() - self.view).max(0.0);
        let top = (scroll * self.scale()).clamp(0.0, lowest);
        let first = ((top / self.row_height).floor() as u32).min(self.rows);
        let end = (((top + self.view) / self.row_height).ceil() as u32).min(self.rows);
        Drawn { rows: first..end, above: top - f64::from(first) * self.row_height }
    }

    /// Where to scroll so that the view begins with a row.
    pub fn scroll_to(&self, row: u32) -> f64 {
        f64::from(row) * self.row_height / self.scale()
    }

    /// Where to scroll so that the row is wholly in view, from `scroll` on by the shortest way; `scroll` itself when it
    /// is in view already.
    pub fn reveal(&self, row: u32, scroll: f64) -> f64 {
        let scale = self.scale();
        let top = scroll * scale;
        let row_top = f64::from(row) * self.row_height;
        let row_end = row_top + self.row_height;
        // A browser keeps scroll positions to a pixel or less, which at this scale is so much.
        let slack = (scale - 1.0).max(0.0) + 0.5;
        if row_top < top - slack {
            (row_top / scale).floor().max(0.0)
        } else if row_end > top + self.view + slack {
            ((row_end - self.view) / scale).ceil().max(0.0)
        } else {
            scroll
        }
    }

    /// As [`reveal`](Self::reveal), for a caller that keeps the fraction of a pixel which a browser rounds off. With so many rows
    /// that a pixel of scrolling passes several of them, that fraction decides whether the row is in view.
    pub fn reveal_exactly(&self, row: u32, scroll: f64) -> f64 {
        let scale = self.scale();
        let row_top = f64::from(row) * self.row_height;
        (scroll * scale).max(row_top + self.row_height - self.view).min(row_top).max(0.0) / scale
    }

    /// How many whole rows a page of the view holds, at least 1.
    pub fn page(&self) -> u32 {
        ((self.view / self.row_height).floor() as u32).max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_ends_of_a_million_rows_are_exact() {
        let viewport = Viewport { rows: 1_000_000, row_height: 30.0, view: 707.0 };
        // Half of what Firefox can tell apart: 2^30 sixtieths of a pixel.
        assert!(viewport.height() <= f64::from(1 << 30) / 60.0 / 2.0);
        assert_eq!(viewport.drawn(0.0), Drawn { rows: 0..24, above: 0.0 });
        let end = viewport.drawn(viewport.height() - viewport.view);
        assert_eq!(end.rows, 999_976..1_000_000);
        let drawn_to = f64::from(end.rows.end - end.rows.start) * 30.0 - end.above;
        assert!((drawn_to - viewport.view).abs() < 0.01, "the last row ends with the view");
    }

    proptest! {
        #[test]
        fn the_view_is_filled_without_gaps(rows in 0_u32..3_000_000, height in 16.0..48.0_f64, view in 1.0..3000.0_f64, part in 0.0..1.0_f64) {
            let viewport = Viewport { rows, row_height: height, view };
            let scroll = part * (viewport.height() - view).max(0.0);
            let drawn = viewport.drawn(scroll);
            prop_assert!((0.0..height + 1e-3).contains(&drawn.above));
            let drawn_height = f64::from(drawn.rows.end - drawn.rows.start) * height - drawn.above;
            prop_assert!(drawn_height + 1e-3 >= view.min(f64::from(rows) * height));
            prop_assert!(drawn.rows.len() as f64 <= view / height + 2.0);
        }

        #[test]
        fn the_view_begins_with_the_row_that_it_is_scrolled_to(rows in 1_u32..3_000_000, height in 16.0..48.0_f64, view in 100.0..3000.0_f64, row: prop::sample::Index) {
            let viewport = Viewport { rows, row_height: height, view };
            let row = row.index(rows as usize) as u32;
            let scroll = viewport.scroll_to(row).min((viewport.height() - view).max(0.0));
            let drawn = viewport.drawn(scroll);
            // Near the end the view begins earlier.
            prop_assert!(drawn.rows.start.abs_diff(row) <= 1 || drawn.rows.end == rows, "{row} and {drawn:?}");
        }

        #[test]
        fn every_row_of_a_large_file_is_wholly_in_view(rows in 1_u32..300_000_000, view in 100.0..3000.0_f64, row: prop::sample::Index, from in 0.0..1.0_f64) {
            let viewport = Viewport { rows, row_height: 20.0, view };
            let row = row.index(rows as usize) as u32;
            let scroll = viewport.reveal_exactly(row, from * (viewport.height() - view).max(0.0));
            let drawn = viewport.drawn(scroll);
            prop_assert!(drawn.rows.contains(&row), "{row} not in {drawn:?}");
            let top = f64::from(row - drawn.rows.start) * 20.0 - drawn.above;
            prop_assert!(top > -0.1 && top + 20.0 < view + 0.1, "{top} of {view}");
            prop_assert!((viewport.reveal_exactly(row, scroll) - scroll).abs() < 1e-6);
        }

        #[test]
        fn every_row_can_be_reached(rows in 1_u32..3_000_000, height in 16.0..48.0_f64, view in 100.0..3000.0_f64, row: prop::sample::Index, from in 0.0..1.0_f64) {
            let viewport = Viewport { rows, row_height: height, view };
            let row = row.index(rows as usize) as u32;
            let most = (viewport.height() - view).max(0.0);
            let scroll = viewport.reveal(row, (from * most).round()).min(most);
            let drawn = viewport.drawn(scroll);
            prop_assert!(drawn.rows.contains(&row), "{row} not in {drawn:?}");
            // Wholly in view, but for what a pixel of scrolling stands for.
            let top = f64::from(row - drawn.rows.start) * height - drawn.above;
            let slack = viewport.scale() + 1.0;
            prop_assert!(top > -slack && top + height < view + slack, "{top} of {view}");
            // Scrolled into view, it stays where it is.
            prop_assert!((viewport.reveal(row, scroll) - scroll).abs() <= 1.0 + 1e-6);
        }
    }
}
