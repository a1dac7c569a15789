//! Straight to a file: for archives too big for the browser to hold. The browser writes beside the file and puts it in
//! place only when it is closed, so what breaks off leaves nothing under the final name.

use super::receive::{HEAD, Receiver};
use crate::platform::file_picker::FileWriter;
use js_sys::Uint8Array;
use matryoshka_core::api::failure::Failure;
use matryoshka_core::archive::{BEHIND, Found, Parts, TAIL, find};
use matryoshka_core::table::escape::visible;
use wasm_bindgen::JsValue;

/// Bytes of the end that are kept.
const END: usize = (TAIL + BEHIND) as usize;

/// Writes the archive to a file as it is received. Gives the name of the file and its size in bytes.
///
/// # Errors
/// Why it could not be received or written.
pub async fn receive(receiver: &Receiver<'_>, file: &JsValue) -> Result<(String, f64), Failure> {
    let writer = FileWriter::open(file).await.map_err(|_| Failure::NoRoom(0))?;
    let mut written = 0.0;
    // The end is looked at before the file counts as written.
    let (mut head, mut tail): (Vec<u8>, Vec<u8>) = Default::default();
    let mut take = async |piece: &Uint8Array| {
        let length = piece.byte_length();
        if head.len() < HEAD {
            head.extend(piece.subarray(0, HEAD as u32).to_vec());
        }
        let last = piece.subarray(length - length.min(END as u32), length);
        tail.extend(last.to_vec());
        // Not with every piece: what is kept is moved each time.
        if tail.len() > 2 * END {
            tail.drain(..tail.len() - END);
        }
        written += f64::from(length);
        writer.write(piece).await.map_err(|_| Failure::NoRoom(written as u64))
    };
    let outcome = match receiver.pieces(&mut take).await {
        Ok(size) => match find(&Parts::kept(size as u64, head, tail)) {
            Ok(Found::Whole(_)) => Ok(size),
            _ => Err(Failure::ArchiveCutOff(size as u64, None)),
        },
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok(size) => {
            writer.close().await.map_err(|_| Failure::NoRoom(size as u64))?;
            Ok((visible(&writer.name()).into_owned(), size))
        }
        Err(failure) => {
            // What was written so far goes with the writer; nothing stands under the final name.
            writer.abort().await;
            Err(failure)
        }
    }
}
