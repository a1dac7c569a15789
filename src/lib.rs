//! Matryoshka shows what was inside a malware sample.
//!
//! A tour of the house, in reading order:
//!
//! - [`hash`] and [`address`]: which sample, and what of it is shown.
//! - [`appliance`]: bytes to rows, the pages to ask for, and all that can go wrong.
//! - [`listing`]: the rows in columns; the tree, sorting, filtering.
//! - [`case`](mod@case): what has come of the open sample, and what of it is on screen.
//! - [`archive`]: whether a saved archive is whole.
//! - [`window`]: which rows of a long list are in view.
//! - `browser` and `page`: the edge, which exists in a browser only.
//!
//! Data moves one way: bytes, rows, order, window, elements. All rooms but the last know nothing of a browser, and are
//! tested on the host.

pub mod address;
pub mod appliance;
pub mod archive;
#[cfg(target_arch = "wasm32")]
pub mod browser;
pub mod case;
pub mod hash;
pub mod listing;
#[cfg(target_arch = "wasm32")]
pub mod page;
pub mod window;
