//! Matryoshka shows what was inside a malware sample. These are its rooms that know nothing of a browser.
//!
//! A tour, in reading order:
//!
//! - [`hash`] and [`address`]: which sample, and what of it is shown.
//! - [`appliance`]: bytes to rows, the pages to ask for, and all that can go wrong.
//! - [`listing`]: the rows in columns; the tree, sorting, filtering, what is handed on.
//! - [`case`](mod@case): what has come of the open sample, and what of it is on screen.
//! - [`archive`]: whether a saved archive is whole.
//! - [`window`]: which rows of a long list are in view.
//!
//! Data moves one way: bytes, rows, order, window, elements. The elements are the page's, in the package around this one.

pub mod address;
pub mod appliance;
pub mod archive;
pub mod case;
pub mod hash;
pub mod listing;
pub mod window;
