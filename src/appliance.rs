//! The appliance: what it says and how it is asked.
//!
//! [`wire`] turns bytes into rows, [`failure`] has the words for all that goes wrong, [`paging`] knows which pages to ask
//! for. Only `client` and `transfer` need a browser.

#[cfg(target_arch = "wasm32")]
pub mod client;
pub mod failure;
pub mod paging;
#[cfg(target_arch = "wasm32")]
pub mod transfer;
pub mod wire;
