//! What the appliance says.
//!
//! [`wire`] turns bytes into rows, [`failure`] has the words for all that goes wrong, [`paging`] knows which pages to ask
//! for, [`plan`] how to get them all. How it is asked needs a browser: `client`, `transfer` and `bodies` beside these are the
//! page's.

pub mod failure;
pub mod paging;
pub mod plan;
pub mod wire;
