//! The edge of the engine: texts are JSON, bytes are bytes.

use crate::scan::Engine;
use matryoshka_core::yara::wire::{About, Compiled, RuleFile};
use wasm_bindgen::prelude::*;

/// Rules that were compiled, and the file that they are run over.
#[wasm_bindgen]
pub struct Yara {
    engine: Engine,
    compiled: Compiled,
}

#[wasm_bindgen]
impl Yara {
    /// Compiles rules, a list of [`RuleFile`].
    ///
    /// # Errors
    /// When they are no such list.
    #[wasm_bindgen(constructor)]
    pub fn new(rules: &str) -> Result<Self, JsValue> {
        let files: Vec<RuleFile> = serde_json::from_str(rules).map_err(|error| error.to_string())?;
        let (engine, compiled) = Engine::new(&files, (js_sys::Date::now() / 1000.0) as i64);
        Ok(Self { engine, compiled })
    }

    /// What came of compiling them, a [`Compiled`].
    pub fn compiled(&self) -> String {
        serde_json::to_string(&self.compiled).unwrap_or_default()
    }

    /// A file begins.
    pub fn begin(&mut self) {
        self.engine.begin();
    }

    /// The file has this name, too.
    pub fn called(&mut self, name: &str, path: &str) {
        self.engine.called(&About { name: name.to_owned(), path: path.to_owned() });
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        self.engine.push(bytes);
    }

    /// The file has ended: what the rules find in it, a [`matryoshka_core::yara::wire::FileMatches`], if anything.
    pub fn finish(&mut self) -> Option<String> {
        self.engine.finish().and_then(|found| serde_json::to_string(&found).ok())
    }
}
