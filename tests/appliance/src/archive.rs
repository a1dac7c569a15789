//! The second endpoint's zip files: the plain writer, and archives of any size.

pub mod zip;
