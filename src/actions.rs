//! What a press does. Actions write the address, and the page follows; what takes time is handed to a service.

pub mod compare;
pub mod filter;
pub mod navigate;
pub mod retry;
pub mod rows;
