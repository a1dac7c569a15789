//! What is inside files, found in one pass over their bytes however they come in pieces, with a few kilobytes held.

pub mod classify;
pub mod guess;
pub mod image;
pub mod pattern;
pub mod scan;
pub mod strings;
