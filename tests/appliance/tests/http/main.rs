//! The demo appliance over HTTP: the contract of the two endpoints, and each scenario.

mod archives;
mod asking;
mod contract;
mod failures;
mod generated;
mod listings;
mod real_files;
