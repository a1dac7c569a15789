//! A column of whole numbers in four bytes each, for as long as they fit.

/// Whole numbers by row. [`u64::MAX`], which stands for "none", always fits; when another comes that does not, all become
/// eight bytes wide.
#[derive(Debug)]
pub enum Numbers {
    /// All so far fit.
    Narrow(Vec<u32>),
    /// One did not.
    Wide(Vec<u64>),
}

const NONE: u64 = u64::MAX;

impl Default for Numbers {
    fn default() -> Self {
        Self::Narrow(Vec::new())
    }
}

impl Numbers {
    /// How many there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Narrow(numbers) => numbers.len(),
            Self::Wide(numbers) => numbers.len(),
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes room for so many more.
    pub fn reserve(&mut self, more: usize) {
        match self {
            Self::Narrow(numbers) => numbers.reserve_exact(more),
            Self::Wide(numbers) => numbers.reserve_exact(more),
        }
    }

    /// Adds one.
    pub fn push(&mut self, number: u64) {
        match self {
            Self::Narrow(numbers) => match narrow(number) {
                Some(number) => numbers.push(number),
                None => self.widen(number),
            },
            Self::Wide(numbers) => numbers.push(number),
        }
    }

    #[cold]
    fn widen(&mut self, number: u64) {
        let mut wide = Vec::new();
        if let Self::Narrow(numbers) = self {
            wide.reserve_exact(numbers.capacity().max(numbers.len() + 1));
        }
        wide.extend(self.iter());
        wide.push(number);
        *self = Self::Wide(wide);
    }

    /// The number of a row.
    ///
    /// # Panics
    /// When there is no such row.
    pub fn get(&self, row: u32) -> u64 {
        match self {
            Self::Narrow(numbers) => wide(numbers[row as usize]),
            Self::Wide(numbers) => numbers[row as usize],
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = u64> + '_ {
        (0..self.len() as u32).map(|row| self.get(row))
    }
}

fn narrow(number: u64) -> Option<u32> {
    if number == NONE { Some(u32::MAX) } else { u32::try_from(number).ok().filter(|number| *number != u32::MAX) }
}

fn wide(number: u32) -> u64 {
    if number == u32::MAX { NONE } else { u64::from(number) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn gives_back_what_was_put_in(
            small in prop::collection::vec(prop_oneof![0_u64..9, Just(u64::from(u32::MAX) - 1), Just(NONE)], 0..40),
            any in prop::collection::vec(prop_oneof![any::<u64>(), Just(u64::from(u32::MAX)), Just(NONE)], 0..40),
        ) {
            let mut numbers = Numbers::default();
            numbers.reserve(small.len());
            small.iter().for_each(|number| numbers.push(*number));
            prop_assert!(matches!(numbers, Numbers::Narrow(_)));
            any.iter().for_each(|number| numbers.push(*number));
            prop_assert_eq!(numbers.iter().collect::<Vec<_>>(), [small, any].concat());
        }
    }
}
