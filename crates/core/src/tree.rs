//! Who is inside whom, and which of it is visible.

pub mod builder;
pub mod forest;
pub mod parents;
pub mod rollup;
pub mod siblings;
pub mod visibility;
