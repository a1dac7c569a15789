//! How random a file is from its beginning to its end, as a small curve.

use crate::words::gaps as own;
use leptos::prelude::*;
use matryoshka_core::gaps::facts::FULL;
use std::fmt::Write;

/// Width of the picture; it is drawn as wide as there is room.
const WIDTH: usize = 320;

/// A point of the curve as hundredths of a bit.
fn hundredths(point: Option<&u8>) -> u64 {
    point.map_or(0, |point| u64::from(*point) * 800 / u64::from(FULL))
}

/// The curve, as steps: each point stands for an equal part of the file.
#[component]
pub fn Curve(
    /// Its points: see [`curve`](matryoshka_core::gaps::facts::Facts::curve).
    points: Vec<u8>,
) -> impl IntoView {
    let label = own::curve(hundredths(points.iter().min()), hundredths(points.iter().max()));
    let (mut path, count) = (String::new(), points.len());
    for (at, point) in points.into_iter().enumerate() {
        let (from, to) = (at * WIDTH / count, (at + 1) * WIDTH / count);
        let y = 4 + (u32::from(FULL - point.min(FULL)) * 40) / u32::from(FULL);
        // Writing to a String cannot fail.
        let _ = write!(path, "{}{from} {y}H{to}", if at == 0 { "M" } else { "L" });
    }
    view! {
        <svg class="curve" role="img" aria-label=label viewBox="0 0 320 48" preserveAspectRatio="none">
            <path class="full" d="M0 4H320M0 44H320"></path>
            <path d=path></path>
        </svg>
    }
}
