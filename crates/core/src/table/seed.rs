//! The seed of every hash table in the page.
//!
//! Hashes, ids, names and paths in a listing were chosen by whoever made the sample. Without a secret, values that fall into the
//! same slot of a table can be computed beforehand, and a few megabytes of them stop the page for a minute. So nothing
//! from outside is hashed without a seed that is drawn anew whenever the page is opened.

use foldhash::SharedSeed;
use foldhash::quality::FoldHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hasher};
use std::sync::OnceLock;

static SEED: OnceLock<SharedSeed> = OnceLock::new();

/// A hash map with the seed of the page.
pub type Map<K, V> = HashMap<K, V, Seeded>;

/// A hash set with the seed of the page.
pub type Set<T> = HashSet<T, Seeded>;

/// 64 hash bits of some bytes, to be used in full or in part.
pub fn bits(bytes: &[u8]) -> u64 {
    let mut hasher = Seeded.build_hasher();
    hasher.write(bytes);
    hasher.finish()
}

/// 64 hash bits of a number.
pub fn bits_of_number(number: u64) -> u64 {
    let mut hasher = Seeded.build_hasher();
    hasher.write_u64(number);
    hasher.finish()
}

/// Makes hashers with the seed of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seeded;

impl BuildHasher for Seeded {
    type Hasher = FoldHasher<'static>;

    fn build_hasher(&self) -> Self::Hasher {
        // In a browser the standard library knows no randomness; `crypto.getRandomValues`, which is asked here, every one has.
        let shared = SEED.get_or_init(|| SharedSeed::from_u64(getrandom::u64().unwrap_or_default()));
        FoldHasher::with_seed(0, shared)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::hash::Hash;

    thread_local! {
        static COMPARED: Cell<u64> = const { Cell::new(0) };
    }

    /// A key that counts how often it is compared.
    #[derive(Clone, Copy)]
    struct Counted(u64);

    impl Hash for Counted {
        fn hash<H: Hasher>(&self, state: &mut H) {
            self.0.hash(state);
        }
    }

    impl PartialEq for Counted {
        fn eq(&self, other: &Self) -> bool {
            COMPARED.set(COMPARED.get() + 1);
            self.0 == other.0
        }
    }

    impl Eq for Counted {}

    /// How many comparisons it takes to put these keys into a set of this kind.
    fn comparisons<S: BuildHasher + Default>(keys: &[u64]) -> u64 {
        let mut set: HashSet<Counted, S> = HashSet::default();
        COMPARED.set(0);
        set.extend(keys.iter().map(|key| Counted(*key)));
        assert_eq!(set.len(), keys.len());
        COMPARED.get()
    }

    /// Multiplication without a seed, as hash tables that were used here before had it.
    #[derive(Default)]
    struct Plain(u64);

    impl Hasher for Plain {
        fn finish(&self) -> u64 {
            self.0.rotate_left(26)
        }

        fn write(&mut self, _: &[u8]) {}

        fn write_u64(&mut self, number: u64) {
            self.0 = number.wrapping_mul(0xf135_7aea_2e62_a9c5);
        }
    }

    #[test]
    fn keys_that_collide_without_a_seed_do_not_with_one() {
        // The inverse of the multiplier puts the chosen bits where the table looks.
        let mut inverse = 0xf135_7aea_2e62_a9c5_u64;
        for _ in 0..6 {
            inverse = inverse.wrapping_mul(2_u64.wrapping_sub(inverse.wrapping_mul(0xf135_7aea_2e62_a9c5)));
        }
        let keys: Vec<u64> = (0..4_000_u64).map(|key| inverse.wrapping_mul(key << 20 & 0x7_ffff_ffff)).collect();
        let plain = comparisons::<std::hash::BuildHasherDefault<Plain>>(&keys);
        assert!(plain > 1_000_000, "{plain} comparisons: the keys are no attack");
        let seeded = comparisons::<Seeded>(&keys);
        assert!(seeded < 4_000, "{seeded} comparisons");
    }

    #[test]
    fn each_bit_of_a_hash_depends_on_all_of_what_is_hashed() {
        let hash = |number: u32| [&[0; 16][..], &number.to_be_bytes()].concat();
        let low: Set<u64> = (0..10_000).map(|number| bits(&hash(number)) & 0xf_ffff).collect();
        let high: Set<u64> = (0..10_000).map(|number| bits(&hash(number)) >> 32).collect();
        assert!(low.len() > 9_900 && high.len() > 9_900, "{} and {}", low.len(), high.len());
        let low: Set<u64> = (0..10_000).map(|number| bits_of_number(number << 40) & 0xf_ffff).collect();
        assert!(low.len() > 9_900, "{}", low.len());
    }
}
