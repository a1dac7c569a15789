//! The seed of every hash table, drawn anew whenever the worker is started.

use matryoshka_core::table::seed;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(into: &mut [u8]) -> Result<(), JsValue>;
}

/// Draws the seed, before anything is hashed.
pub(crate) fn draw() {
    let mut bytes = [0; 8];
    // Every browser that runs WebAssembly has it.
    if get_random_values(&mut bytes).is_ok() {
        seed::seed(u64::from_le_bytes(bytes));
    }
}
