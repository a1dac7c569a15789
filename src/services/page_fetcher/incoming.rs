//! A body on its way.

use crate::platform::streams::{Gathering, Pieces};
use crate::services::client::broken;
use js_sys::Uint8Array;
use matryoshka_core::api::failure::Failure;
use web_sys::AbortSignal;

/// A body that comes, and what is kept of it.
pub struct Incoming<'a> {
    pub pieces: Pieces,
    /// Gathers them; none when they are kept already.
    pub gathering: Option<Gathering>,
    pub signal: &'a AbortSignal,
}

impl Incoming<'_> {
    /// A piece has been read. Unless it is kept, its memory is wanted for the next one.
    pub fn done_with(&self, piece: &Uint8Array) {
        if self.gathering.is_none() {
            self.pieces.give_back(piece);
        }
    }

    /// A piece that stays when the next one is read.
    pub fn hold(&self, piece: Uint8Array) -> Uint8Array {
        // What is gathered is read into memory of its own.
        if self.gathering.is_some() {
            return piece;
        }
        let own = piece.slice(0, piece.length());
        self.pieces.give_back(&piece);
        own
    }

    pub async fn next(&mut self) -> Result<Option<Uint8Array>, Failure> {
        let piece = self.pieces.next().await.map_err(|error| broken(&error, self.signal))?;
        if self.signal.aborted() {
            return Err(Failure::Aborted);
        }
        if let (Some(piece), Some(gathering)) = (&piece, &mut self.gathering) {
            gathering.push(piece);
        }
        Ok(piece)
    }
}
