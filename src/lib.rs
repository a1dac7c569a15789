//! Matryoshka.

pub mod address;
pub mod appliance;
pub mod hash;
pub mod listing;
pub mod window;
