//! Bodies as streams, and what is kept of them.

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, ReadableStream, ReadableStreamDefaultReader, ReadableWritablePair, Response, TransformStream,
    TransformStreamDefaultController,
};

/// Reads a body piece by piece.
#[derive(Debug)]
pub struct Pieces {
    reader: ReadableStreamDefaultReader,
}

impl Pieces {
    /// Begins to read a body. `None` when somebody else reads it.
    pub fn of(body: &ReadableStream) -> Option<Self> {
        Some(Self { reader: ReadableStreamDefaultReader::new(body).ok()? })
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// What the browser gives when the connection breaks or the request is aborted.
    pub async fn next(&self) -> Result<Option<Uint8Array>, JsValue> {
        let result = JsFuture::from(self.reader.read()).await?;
        if Reflect::get(&result, &"done".into())?.is_truthy() {
            return Ok(None);
        }
        Reflect::get(&result, &"value".into())?.dyn_into().map(Some)
    }

    /// Gives up the rest.
    pub fn cancel(&self) {
        let cancelled = self.reader.cancel();
        wasm_bindgen_futures::spawn_local(async move {
            // Whether the other side hears of it makes no difference here.
            let _ = JsFuture::from(cancelled).await;
        });
    }
}

/// Gathers pieces into a `Blob`: the browser's memory or disk, not the page's.
///
/// Pieces are handed over as soon as some megabytes have come, so that however long a body is, the page itself holds
/// little of it: an array of all its pieces would be held whole, and twice while the `Blob` is made.
#[derive(Debug)]
pub struct Gathering {
    pieces: Array,
    bytes: f64,
    /// When pieces are handed over, in bytes.
    limit: f64,
    parts: Array,
}

const PART: f64 = 4_194_304.0;
const LARGE_PART: f64 = 25_165_824.0;

impl Default for Gathering {
    fn default() -> Self {
        Self { pieces: Array::new(), bytes: 0.0, limit: PART, parts: Array::new() }
    }
}

impl Gathering {
    /// For bodies that are no larger than some dozen megabytes and come while there is better to do than to hand them
    /// over.
    pub fn patient() -> Self {
        Self { limit: LARGE_PART, ..Self::default() }
    }

    /// Bytes that were not handed over yet.
    pub const fn held(&self) -> f64 {
        self.bytes
    }

    /// Takes a piece.
    pub fn push(&mut self, piece: &Uint8Array) {
        self.pieces.push(piece);
        self.bytes += f64::from(piece.byte_length());
        if self.bytes >= self.limit {
            self.hand_over();
        }
    }

    fn hand_over(&mut self) {
        // A part that cannot be made is missing in the whole, whose size then tells.
        if let Ok(part) = Blob::new_with_u8_array_sequence(&self.pieces) {
            self.parts.push(&part);
        }
        self.pieces = Array::new();
        self.bytes = 0.0;
    }

    /// Everything as one `Blob`.
    ///
    /// # Errors
    /// What the browser gives when it has no room.
    pub fn finish(mut self) -> Result<Blob, JsValue> {
        if self.pieces.length() > 0 {
            self.hand_over();
        }
        Blob::new_with_blob_sequence(&self.parts)
    }
}

/// Has the browser gather a body into a `Blob` by itself, so that however long it is, the page holds none of it. Each piece
/// is `seen` on its way; what that throws ends the whole.
///
/// # Errors
/// What was thrown, or what the browser gives when the connection breaks or there is no room.
pub async fn gather(
    body: &ReadableStream,
    mut seen: impl FnMut(&Uint8Array) -> Result<(), JsValue> + 'static,
) -> Result<Blob, JsValue> {
    let pass = move |piece: Uint8Array, on: TransformStreamDefaultController| {
        seen(&piece)?;
        on.enqueue_with_chunk(&piece)
    };
    let pass = Closure::<dyn FnMut(Uint8Array, TransformStreamDefaultController) -> Result<(), JsValue>>::new(pass);
    let transformer = Object::new();
    Reflect::set(&transformer, &"transform".into(), pass.as_ref())?;
    let through = TransformStream::new_with_transformer(&transformer)?;
    let passed = body.pipe_through(through.unchecked_ref::<ReadableWritablePair>());
    let whole = Response::new_with_opt_readable_stream(Some(&passed))?;
    JsFuture::from(whole.blob()?).await?.dyn_into()
}

/// The bytes of a part of a `Blob`, which must be small.
///
/// # Errors
/// What the browser gives when the `Blob` can't be read any more.
pub async fn bytes(blob: &Blob, from: f64, to: f64) -> Result<Vec<u8>, JsValue> {
    let part = blob.slice_with_f64_and_f64(from, to)?;
    let buffer = JsFuture::from(part.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
