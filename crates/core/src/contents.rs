//! What is inside a file: its bytes as hex, as text in lines, and its strings.
//!
//! A file can be larger than any memory. So everything here works on a part of it: what is in view, or a stretch from a
//! place on that is known to begin a line.

pub mod copy;
pub mod encoding;
pub mod hex_line;
pub mod hits;
pub mod kind;
pub mod lines;
pub mod notation;
pub mod offset;
pub mod selection;
