//! Sizes that fit: an appliance counts pages in the size that is asked for, so a page of any size seldom begins where one is
//! wanted.

use std::ops::Range;

/// How many sizes are looked at.
const TRIES: u32 = 64;

/// The size, near `wanted` and no more than `most`, of the page that brings the start of `gap` and the most behind it for the time
/// it takes: one that begins just there, or a little before.
pub fn fitting(gap: &Range<u32>, wanted: u32, most: u32) -> u32 {
    let start = gap.start;
    // What a request costs by itself is as much as some rows.
    let worth = |size: u32| {
        let begin = start - start % size;
        let new = begin.saturating_add(size).min(gap.end) - start;
        f64::from(new) / (f64::from(size) + f64::from(wanted) / 4.0)
    };
    let largest = (wanted + wanted / 8).min(most).max(1);
    let pages = (start / largest).max(1);
    let sizes = (pages..pages + TRIES).map(|pages| start / pages);
    let sizes = sizes.filter(|size| *size <= largest && *size >= wanted / 2 && *size > 0);
    let mut best = (wanted, worth(wanted));
    for size in sizes {
        let worth = worth(size);
        if worth > best.1 {
            best = (size, worth);
        }
    }
    best.0
}
