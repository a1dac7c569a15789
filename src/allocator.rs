//! The standard library's allocator behind doors that are never inlined.
//!
//! The page is compiled as one with the standard library, so the compiler could look into the allocator wherever it is
//! called. But it also takes for granted that memory which was just allocated as zeros is zero, and that includes what the
//! allocator keeps in front of it: a vector of zeros that was freed in the same function then had "no size", and the page
//! stopped. Behind a call, each side keeps what it knows to itself.

use std::alloc::{GlobalAlloc, Layout, System};

/// What each WebAssembly of the page allocates with.
#[derive(Clone, Copy, Debug)]
pub struct Allocator;

// SAFETY: everything is passed on as it comes.
unsafe impl GlobalAlloc for Allocator {
    #[inline(never)]
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: the caller keeps the promises of the trait.
        unsafe { System.alloc(layout) }
    }

    #[inline(never)]
    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as above.
        unsafe { System.alloc_zeroed(layout) }
    }

    #[inline(never)]
    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }

    #[inline(never)]
    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // SAFETY: as above.
        unsafe { System.realloc(memory, layout, size) }
    }
}
