//! Which of many things has been met before, when each is a number and what it stands for lies elsewhere.

/// A hash table of numbers. What they stand for is compared by the caller, so that it need not be kept twice.
#[derive(Debug)]
pub struct Seen {
    /// The number, and above it half the bits of what it stands for: without them each thing that is in the way would
    /// have to be looked up, far from here in memory.
    slots: Vec<u64>,
}

const FREE: u64 = u64::MAX;

impl Seen {
    /// With room for so many different things.
    pub fn new(count: usize) -> Self {
        Self { slots: vec![FREE; (count * 5 / 4 + 1).next_power_of_two()] }
    }

    /// The number of what was met before and is the same as this; if there is none, this is taken in as `number`.
    ///
    /// `bits` are 64 bits of what it stands for. Where one is in the way of
    /// another, different bits decide where to look next, so that files made to get in each other's way have to agree
    /// in both.
    pub fn before(&mut self, bits: u64, number: u32, same: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let tag = bits >> 32;
        let mut at = bits as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == FREE {
                self.slots[at] = tag << 32 | u64::from(number);
                return None;
            }
            if slot >> 32 == tag && same(slot as u32) {
                return Some(slot as u32);
            }
            at = (at + (tag as usize | 1)) & mask;
        }
    }
}

/// 64 bits of a hash, to which all of it contributes: a listing that somebody wrote may hold hashes that begin alike.
pub fn bits(hash: &[u8]) -> u64 {
    let word = |bytes: &[u8]| bytes.iter().rev().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
    let all = hash.chunks(8).fold(0_u64, |bits, bytes| (bits.rotate_left(5) ^ word(bytes)).wrapping_mul(MIX));
    let all = (all ^ all >> 32).wrapping_mul(MIX);
    all ^ all >> 29
}

/// The golden ratio in 64 bits: an odd number without a pattern.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use super::bits;
    use std::collections::HashSet;

    #[test]
    fn hashes_that_begin_alike_are_told_apart() {
        let hash = |number: u32| [&[0; 16][..], &number.to_be_bytes()].concat();
        let low: HashSet<u64> = (0..10_000).map(|number| bits(&hash(number)) & 0xf_ffff).collect();
        let high: HashSet<u64> = (0..10_000).map(|number| bits(&hash(number)) >> 32).collect();
        assert!(low.len() > 9_900 && high.len() > 9_900, "{} and {}", low.len(), high.len());
    }
}
