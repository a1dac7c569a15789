//! What the appliance says.
//!
//! [`endpoint`] reads where it is, [`credentials`] hold a token for each origin, [`config`] judges what an administrator has
//! written down, [`asking`] decides whether anything may be asked yet. [`wire`] turns bytes into rows, [`failure`] has the
//! words for all that goes wrong, [`paging`] knows which pages to request, [`load_plan`] how to get them all,
//! at the pace that [`pacing`] has measured. The requests themselves need a browser: they are services of the page.

pub mod asking;
pub mod config;
pub mod credentials;
pub mod endpoint;
pub mod failure;
pub mod load_plan;
pub mod pacing;
pub mod paging;
pub mod wire;
