//! What is found by looking at all rows together.

pub mod duplicates;
pub mod seen;
pub mod summary;
