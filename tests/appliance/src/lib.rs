//! The demo appliance: the two endpoints of a Spectra Analyze appliance over files that it really unpacks, and every
//! way in which they can fail. For tests and for trying the page out; never shipped.
//!
//! In reading order:
//!
//! - [`Options`], [`start`] and [`Running`]: how a test or the program `appliance` starts one and asks what it saw.
//! - `server`: one HTTP request, from the log through authentication to an answer.
//! - `unpack`, `store`: files into the files inside them, and those into rows in the vendor's shape.
//! - `default_sample`: the sample that every checkout has.
//! - `related`: samples of one case, made of real bytes.
//! - `generated`: listings of any size, made as they are asked for.
//! - `archive`: the second endpoint's zip files, honest ones and others.
//! - [`scenario`]: fixed hashes under which something special happens.
//!
//! The verdicts are demo verdicts: they follow from a file's hash by a fixed rule (`verdict`) and say nothing about
//! the file.

mod archive;
mod default_sample;
mod file_type;
mod generated;
mod hashes;
mod log;
mod options;
mod related;
mod row;
mod running;
mod sample;
pub mod scenario;
mod server;
mod store;
mod unpack;
mod verdict;

pub use log::Request;
pub use options::{Cors, DEMO_TOKEN, Options};
pub use running::{Running, start};
pub use sample::Sample;
pub use server::work::Work;
