//! Matryoshka shows what was inside a malware sample: the page, in a browser.
//!
//! What can be thought without a browser is in [`matryoshka_rooms`], where a reader begins. Here is the edge:
//!
//! - `appliance::client`, `appliance::transfer` and `appliance::bodies`: the two endpoints, a page of the listing on its way, and
//!   what is kept of it.
//! - `browser`: small functions around what only a browser has.
//! - `page`: what is seen; one file per part, named as the parts are named to the people who use it.

pub use matryoshka_rooms::{address, archive, case, hash, listing, window};

/// The appliance: what it says and how it is asked.
pub mod appliance {
    pub use matryoshka_rooms::appliance::{asking, config, credentials, endpoint, failure, paging, plan, wire};

    #[cfg(target_arch = "wasm32")]
    pub mod bodies;
    #[cfg(target_arch = "wasm32")]
    pub mod client;
    #[cfg(target_arch = "wasm32")]
    pub mod speed;
    #[cfg(target_arch = "wasm32")]
    pub mod transfer;
}

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod page;
