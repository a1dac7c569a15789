//! What the project's commands are made of: `cargo xtask serve | test | dist | bench | shots`.
//!
//! Each command brings the pinned tools that it needs ([`tools`]) and then runs them. What is pure (addresses, ports,
//! versions, sizes, the policy) is in functions of its own with tests beside them.

#![allow(clippy::missing_errors_doc, reason = "an error here is words for whoever typed the command")]

pub mod appliance;
pub mod dist;
mod imports;
pub mod parts;
pub mod ports;
pub mod process;
pub mod project;
pub mod serve;
pub mod test;
pub mod tools;
