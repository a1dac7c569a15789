//! The second endpoint's zip files: the plain writer, archives of any size, a bomb, and encrypted ones.

pub mod bomb;
pub mod encrypted;
pub mod sized;
pub mod zip;
