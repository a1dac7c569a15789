//! Long lists of numbers, sent as bytes: as a list of values each number would be an object of its own on the way.

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// A number that is sent as so many bytes, the lowest first.
pub trait Number: Copy {
    /// How many bytes.
    const BYTES: usize;

    /// Appends its bytes.
    fn put(self, bytes: &mut Vec<u8>);

    /// From just so many bytes.
    fn get(bytes: &[u8]) -> Self;
}

macro_rules! numbers {
    ($($number:ty)*) => {$(
        impl Number for $number {
            const BYTES: usize = size_of::<Self>();

            fn put(self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.to_le_bytes());
            }

            fn get(bytes: &[u8]) -> Self {
                bytes.iter().rev().fold(0, |number, byte| (number << 8) | Self::from(*byte))
            }
        }
    )*};
}

numbers!(u32 u64);

impl Number for u8 {
    const BYTES: usize = 1;

    fn put(self, bytes: &mut Vec<u8>) {
        bytes.push(self);
    }

    fn get(bytes: &[u8]) -> Self {
        bytes[0]
    }
}

/// A list of numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed<N>(Vec<N>);

impl<N> Packed<N> {
    /// The numbers.
    pub fn into_vec(self) -> Vec<N> {
        self.0
    }
}

impl<N> Default for Packed<N> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<N> From<Vec<N>> for Packed<N> {
    fn from(numbers: Vec<N>) -> Self {
        Self(numbers)
    }
}

impl<N> FromIterator<N> for Packed<N> {
    fn from_iter<T: IntoIterator<Item = N>>(numbers: T) -> Self {
        Self(numbers.into_iter().collect())
    }
}

impl<N> Deref for Packed<N> {
    type Target = [N];

    fn deref(&self) -> &[N] {
        &self.0
    }
}

impl<N: Number> Serialize for Packed<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut bytes = Vec::with_capacity(self.0.len() * N::BYTES);
        self.0.iter().for_each(|number| number.put(&mut bytes));
        serializer.serialize_bytes(&bytes)
    }
}

impl<'de, N: Number> Deserialize<'de> for Packed<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_byte_buf(Bytes(PhantomData))
    }
}

struct Bytes<N>(PhantomData<N>);

impl<N: Number> Visitor<'_> for Bytes<N> {
    type Value = Packed<N>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the bytes of numbers of {} bytes each", N::BYTES)
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Packed<N>, E> {
        let numbers = bytes.chunks_exact(N::BYTES);
        if numbers.remainder().is_empty() {
            Ok(numbers.map(N::get).collect())
        } else {
            Err(E::invalid_length(bytes.len(), &self))
        }
    }
}
