//! Puts the page into the document.

fn main() {
    #[cfg(target_arch = "wasm32")]
    matryoshka::mount();
}
