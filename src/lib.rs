//! Matryoshka.

pub mod appliance;
pub mod hash;
pub mod listing;
