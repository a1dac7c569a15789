//! The appliance: what it says and how it is asked.

pub mod failure;
pub mod paging;
pub mod wire;
