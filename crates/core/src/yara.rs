//! YARA: what rules are asked of files, and what they have found.
//!
//! The engine runs elsewhere, in a WebAssembly of its own. Here is what goes to it and what comes back ([`wire`]), and within
//! which bounds ([`limits`]); [`asked`] is which names of a file it has to see. How it is kept row by row is said in [`crate::table::yara`].

pub mod asked;
pub mod limits;
pub mod wire;
