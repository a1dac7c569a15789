//! Sixteen bytes at once, on the two kinds of machine that run this.

#[cfg(target_arch = "wasm32")]
use std::arch::wasm32::{u8x16_bitmask, u8x16_eq, u8x16_splat, v128, v128_load, v128_or};
#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{__m128i, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_or_si128, _mm_set1_epi8};

/// The block size.
pub struct Lanes;

/// A byte to be looked for in either case.
pub struct Probe {
    byte: u8,
    fold: u8,
}

impl Lanes {
    /// How many bytes are looked at at once.
    pub const COUNT: usize = 16;

    /// For a byte in lower case. Setting the bit 0x20 makes exactly the letters of either case alike.
    pub const fn probe(byte: u8) -> Probe {
        Probe { byte, fold: if byte.is_ascii_lowercase() { 0x20 } else { 0 } }
    }
}

impl Probe {
    /// A bit for each of the 16 bytes from `at` on that fits.
    #[cfg(target_arch = "wasm32")]
    #[inline]
    #[expect(clippy::cast_ptr_alignment, reason = "the load is the one that needs no alignment")]
    pub fn hits(&self, text: &[u8], at: usize) -> u32 {
        let block = &text[at..at + Lanes::COUNT];
        // SAFETY: the slice has the 16 bytes that are read; the load needs no alignment.
        let bytes = unsafe { v128_load(block.as_ptr().cast::<v128>()) };
        u32::from(u8x16_bitmask(u8x16_eq(v128_or(bytes, u8x16_splat(self.fold)), u8x16_splat(self.byte))))
    }

    /// A bit for each of the 16 bytes from `at` on that fits.
    #[cfg(target_arch = "x86_64")]
    #[inline]
    #[expect(clippy::cast_ptr_alignment, reason = "the load is the one that needs no alignment")]
    pub fn hits(&self, text: &[u8], at: usize) -> u32 {
        let block = &text[at..at + Lanes::COUNT];
        // SAFETY: every x86-64 has SSE2; the slice has the 16 bytes that are read; the load needs no alignment.
        unsafe {
            let bytes = _mm_loadu_si128(block.as_ptr().cast::<__m128i>());
            let folded = _mm_or_si128(bytes, _mm_set1_epi8(self.fold.cast_signed()));
            let equal = _mm_cmpeq_epi8(folded, _mm_set1_epi8(self.byte.cast_signed()));
            _mm_movemask_epi8(equal).cast_unsigned()
        }
    }

    /// A bit for each of the 16 bytes from `at` on that fits.
    #[cfg(not(any(target_arch = "wasm32", target_arch = "x86_64")))]
    pub fn hits(&self, text: &[u8], at: usize) -> u32 {
        let block = text[at..at + Lanes::COUNT].iter().enumerate();
        block.map(|(lane, byte)| u32::from(byte | self.fold == self.byte) << lane).sum()
    }
}
