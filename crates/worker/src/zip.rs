//! Reading zip archives that an adversary wrote.

pub mod directory;
pub mod faults;
pub mod members;
pub mod single_entry;
