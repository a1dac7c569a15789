//! Which of many things has been met before, when each is a number and what it stands for lies elsewhere.

#[cfg(test)]
use std::cell::Cell;

/// A hash table of numbers. What they stand for is compared by the caller, so that it need not be kept twice. Hash bits are to
/// come from [`seed`](crate::table::seed).
#[derive(Debug, Default)]
pub struct Seen {
    /// The number, and above it half the bits of what it stands for: without them each thing that is in the way would
    /// have to be looked up, far from here in memory.
    slots: Vec<u64>,
    len: usize,
    /// How many slots have been looked at, for tests.
    #[cfg(test)]
    pub probes: Cell<u64>,
}

const FREE: u64 = u64::MAX;

/// What a search of the table ends at.
enum Place {
    /// The slot with what was looked for.
    Found(u32),
    /// A free slot.
    Free(usize),
}

impl Seen {
    /// With room for so many different things.
    pub fn new(count: usize) -> Self {
        Self { slots: vec![FREE; (count * 5 / 4 + 1).next_power_of_two()], ..Self::default() }
    }

    /// The number of what was met before and is the same as this; if there is none, this is taken in as `number`.
    ///
    /// `bits` are 64 hash bits of what it stands for. There has to be room.
    pub fn before(&mut self, bits: u64, number: u32, same: impl Fn(u32) -> bool) -> Option<u32> {
        match self.place(bits, same) {
            Place::Found(before) => Some(before),
            Place::Free(at) => {
                self.slots[at] = bits >> 32 << 32 | u64::from(number);
                self.len += 1;
                None
            }
        }
    }

    /// The number of what was met before and is the same as this.
    pub fn find(&self, bits: u64, same: impl Fn(u32) -> bool) -> Option<u32> {
        if self.slots.is_empty() {
            return None;
        }
        match self.place(bits, same) {
            Place::Found(before) => Some(before),
            Place::Free(_) => None,
        }
    }

    /// Makes room for one more; `bits` gives the hash bits of what a number stands for.
    pub fn grow(&mut self, bits: impl Fn(u32) -> u64) {
        if self.len * 5 / 4 + 1 < self.slots.len() {
            return;
        }
        let mut larger = Self { slots: vec![FREE; (self.slots.len() * 2).max(16)], ..Self::default() };
        for slot in self.slots.iter().filter(|slot| **slot != FREE) {
            // All are different.
            larger.before(bits(*slot as u32), *slot as u32, |_| false);
        }
        #[cfg(test)]
        larger.probes.set(larger.probes.get() + self.probes.get());
        *self = larger;
    }

    fn place(&self, bits: u64, same: impl Fn(u32) -> bool) -> Place {
        let mask = self.slots.len() - 1;
        let tag = bits >> 32;
        let mut at = bits as usize & mask;
        loop {
            #[cfg(test)]
            self.probes.set(self.probes.get() + 1);
            let slot = self.slots[at];
            if slot == FREE {
                return Place::Free(at);
            }
            if slot >> 32 == tag && same(slot as u32) {
                return Place::Found(slot as u32);
            }
            // Where one is in the way of another, further bits decide where to look next.
            at = (at + (tag as usize | 1)) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Seen;
    use crate::table::seed::bits_of_number;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn is_a_table(values in prop::collection::vec(prop_oneof![0_u64..20, any::<u64>()], 0..200), grows: bool, weak: bool) {
            // Also where all hash bits are alike.
            let bits = |value: u64| if weak { value & 1 } else { bits_of_number(value) };
            let mut seen = if grows { Seen::default() } else { Seen::new(values.len()) };
            let mut naive: HashMap<u64, u32> = HashMap::new();
            for (number, value) in values.iter().enumerate() {
                if grows {
                    seen.grow(|number| bits(values[number as usize]));
                }
                let same = |other: u32| values[other as usize] == *value;
                prop_assert_eq!(seen.find(bits(*value), same), naive.get(value).copied());
                let before = seen.before(bits(*value), number as u32, same);
                prop_assert_eq!(before, naive.get(value).copied());
                naive.entry(*value).or_insert(number as u32);
            }
        }
    }
}
