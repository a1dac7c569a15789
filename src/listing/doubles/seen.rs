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
        Self { slots: vec![FREE; (count * 3 / 2 + 1).next_power_of_two()] }
    }

    /// The number of what was met before and is the same as this; if there is none, this is taken in as `number`.
    ///
    /// `bits` are 64 bits of what it stands for, taken as they are: these are hashes already. Where one is in the way of
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

/// The first 64 bits of a hash.
pub fn bits(hash: &[u8]) -> u64 {
    hash.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}
