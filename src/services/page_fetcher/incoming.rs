//! A body on its way.

use crate::platform::streams::{Gathering, Pieces};
use crate::services::client::broken;
use js_sys::Uint8Array;
use matryoshka_core::api::failure::Failure;
use web_sys::AbortSignal;

/// A body that comes, and what is kept of it.
pub struct Incoming<'a> {
    pub pieces: Pieces,
    pub gathering: Gathering,
    pub signal: &'a AbortSignal,
}

impl Incoming<'_> {
    pub async fn next(&mut self) -> Result<Option<Uint8Array>, Failure> {
        let piece = self.pieces.next().await.map_err(|_| broken(self.signal))?;
        if self.signal.aborted() {
            return Err(Failure::Aborted);
        }
        if let Some(piece) = &piece {
            self.gathering.push(piece);
        }
        Ok(piece)
    }
}
