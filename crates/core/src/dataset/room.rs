//! Room for rows, made as they come.

/// Fewest rows that room is made for at once.
const LEAST: u32 = 1 << 16;

/// For how many rows there is to be room, and for how many there is. A count is what somebody says: room is made for at most
/// as many rows again as have come, and for no more than are said to come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Room {
    /// How many rows are said to come.
    pub wanted: u32,
    made: u32,
}

impl Room {
    /// For how many more rows room is to be made, before the one behind `rows` is added.
    pub fn missing(&mut self, rows: u32) -> Option<u32> {
        if rows < self.made || rows >= self.wanted {
            return None;
        }
        let more = rows.max(LEAST).min(self.wanted - rows);
        self.made = rows + more;
        Some(more)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn grows_with_what_comes(wanted in prop_oneof![0_u32..200_000, any::<u32>()], come in 0_u32..400_000, before in 0_u32..2_000) {
            let mut room = Room::default();
            let (mut made, mut times) = (0, 0);
            for rows in 0..come {
                if rows == before {
                    room.wanted = wanted;
                }
                if let Some(more) = room.missing(rows) {
                    made = rows + more;
                    times += 1;
                    prop_assert!(made <= wanted && more <= rows.max(LEAST));
                }
                prop_assert!(rows < before || rows >= wanted || rows < made);
            }
            prop_assert!(times <= 8, "{} times", times);
        }
    }
}
