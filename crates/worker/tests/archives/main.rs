//! Archives: those that other programs make, those that lie, those that are made here for other programs.

mod bombs;
mod checking;
mod contents;
mod foreign;
mod fuzz;
mod making;
mod protecting;
#[path = "../../../../tests/appliance/python.rs"]
mod python;
mod readers;
mod table;
