//! The appliance: what it says and how it is asked.

pub mod wire;
