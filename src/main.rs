//! Puts the page into the document.

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: matryoshka_rooms::allocator::Allocator = matryoshka_rooms::allocator::Allocator;

fn main() {
    #[cfg(target_arch = "wasm32")]
    matryoshka::page::mount();
}
