//! What most visits never need: writing a listing out, and looking into an archive. It runs in a worker of its own, so
//! that the page stays free, and is loaded when it is first used.
//!
//! - [`source`]: the listing, read again from the bodies as they came.
//! - [`listing_json`]: the entries exactly as the appliance sent them.
//! - [`zip`]: what an archive says is in it, and its members unpacked in a stream, within limits.
//! - [`content_hash`]: the different files of a listing, found by hash.
//! - [`check`]: an archive against a listing, by hash.
//! - [`protect`]: an archive written anew: encrypted, its names made harmless.
//! - [`contents`]: what is inside the members: their text, their strings, and what is searched for.
//! - [`yara`]: the members handed to the YARA engine.
//!
//! Only `glue` knows that there is a browser: it takes a job from the page and gives back its result.

pub mod check;
pub mod content_hash;
pub mod contents;
#[cfg(target_arch = "wasm32")]
mod glue;
pub mod listing_json;
pub mod protect;
pub mod source;
pub mod yara;
pub mod zip;

/// Called with how much is done and how much there is, in bytes or rows.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64);
