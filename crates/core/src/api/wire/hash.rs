//! The hashes of an entry: bytes as soon as they are read.

use crate::api::wire::value::Text;
use serde::{Deserialize, Deserializer};

/// A hash of `N` bytes, or nothing: what is no text of so many hex digits is none. Zeros alone are none either, since no file
/// is known to have them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hash<const N: usize>(pub Option<[u8; N]>);

impl<const N: usize> Default for Hash<N> {
    fn default() -> Self {
        Self(None)
    }
}

impl<const N: usize> Hash<N> {
    /// Reads hex digits.
    #[inline(never)]
    pub fn of(digits: &[u8]) -> Self {
        Self(unhex(digits).filter(|hash| *hash != [0; N]))
    }
}

impl<const N: usize> From<Text<'_>> for Hash<N> {
    fn from(text: Text<'_>) -> Self {
        text.get().map_or(Self(None), |digits| Self::of(digits.as_bytes()))
    }
}

impl<'de, const N: usize> Deserialize<'de> for Hash<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Text::deserialize(deserializer).map(Self::from)
    }
}

/// The bytes of exactly so many hex digits. Written so that sixteen digits are worked on at once.
fn unhex<const N: usize>(digits: &[u8]) -> Option<[u8; N]> {
    let (pairs, rest) = digits.as_chunks::<2>();
    let pairs: &[[u8; 2]; N] = pairs.try_into().ok().filter(|_| rest.is_empty())?;
    let mut bytes = [0; N];
    let mut wrong = 0;
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        let ((high, high_wrong), (low, low_wrong)) = (value(*high), value(*low));
        *byte = high << 4 | low;
        wrong |= high_wrong | low_wrong;
    }
    (wrong == 0).then_some(bytes)
}

/// The value of a digit, and something else than 0 when it is none.
#[inline]
const fn value(digit: u8) -> (u8, u8) {
    let number = digit.wrapping_sub(b'0');
    let letter = (digit | 0x20).wrapping_sub(b'a');
    let value = if number < 10 { number } else { letter.wrapping_add(10) };
    (value, (number >= 10) as u8 & (letter >= 6) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::hex;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn reads_what_hex_writes(hash: [u8; 20], upper: bool) {
            let digits = if upper { hex(&hash).to_uppercase() } else { hex(&hash) };
            prop_assert_eq!(Hash::of(digits.as_bytes()), Hash(Some(hash)));
        }

        #[test]
        fn everything_else_is_none(mut digits in "[0-9a-fA-F]{32}", at in 0_usize..32, byte: u8) {
            let is_digit = byte.is_ascii_hexdigit();
            let mut damaged = digits.clone().into_bytes();
            damaged[at] = byte;
            prop_assert_eq!(unhex::<16>(&damaged).is_some(), is_digit);
            digits.push('0');
            prop_assert_eq!(Hash::<16>::of(digits.as_bytes()), Hash(None));
            prop_assert_eq!(Hash::<16>::of(&digits.as_bytes()[..31]), Hash(None));
        }
    }

    #[test]
    fn zeros_are_none() {
        assert_eq!(Hash::<16>::of("0".repeat(32).as_bytes()), Hash(None));
    }
}
