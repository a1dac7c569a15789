//! Bytes as text in any encoding: browsers know them all.

use js_sys::{Object, Reflect};
use matryoshka_core::contents::encoding::Encoding;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[derive(Debug)]
    type TextDecoder;

    #[wasm_bindgen(constructor, catch)]
    fn new(label: &str, options: &Object) -> Result<TextDecoder, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn decode(this: &TextDecoder, bytes: &[u8]) -> Result<String, JsValue>;
}

/// Decodes one piece of text after another.
#[derive(Debug)]
pub struct Decoder {
    decoder: Option<TextDecoder>,
}

impl Decoder {
    /// For an encoding. A byte order mark is a character like others: it is shown.
    pub fn new(encoding: Encoding) -> Self {
        let options = Object::new();
        // An object of one's own takes any value.
        let _ = Reflect::set(&options, &"ignoreBOM".into(), &true.into());
        Self { decoder: TextDecoder::new(encoding.label(), &options).ok() }
    }

    /// A piece as text, what is no text in it replaced.
    pub fn decode(&self, bytes: &[u8]) -> String {
        let decoded = self.decoder.as_ref().and_then(|decoder| decoder.decode(bytes).ok());
        decoded.unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned())
    }
}
