//! Entry ids: what names a row and its parent.
//!
//! Ids are 64-bit integers in every recorded answer and strings in the documentation. Both become one [`Code`]: an
//! integer is its own code, any other text is interned.

use crate::api::wire::Id;
use crate::insights::seen::Seen;
use crate::table::intern::Interner;
use crate::table::numbers::Numbers;
use crate::table::seed::bits_of_number;
use crate::table::{NO_ROW, Row};

/// An id as a number; equal ids have equal codes.
pub type Code = u64;

/// The code of an id that is absent.
pub const NO_ID: Code = u64::MAX;

/// Codes from here on stand for texts that are no integers.
const TEXTS_FROM: Code = 1 << 63;

/// The columns of the rows' ids and of their parents' ids.
#[derive(Debug, Default)]
pub struct Ids {
    own: Numbers,
    parents: Numbers,
    texts: Interner,
}

impl Ids {
    /// Makes room for so many more rows.
    pub fn reserve(&mut self, rows: usize) {
        self.own.reserve(rows);
        self.parents.reserve(rows);
    }

    /// Adds a row.
    #[inline(never)]
    pub fn push(&mut self, own: &Id<'_>, parent: &Id<'_>) {
        let own = self.code(own);
        let parent = self.code(parent);
        self.own.push(own);
        self.parents.push(parent);
    }

    fn code(&mut self, id: &Id<'_>) -> Code {
        match id {
            Id::None => NO_ID,
            Id::Number(number) if *number < TEXTS_FROM => *number,
            Id::Number(number) => TEXTS_FROM + Code::from(self.texts.intern(&number.to_string())),
            Id::Text(text) => TEXTS_FROM + Code::from(self.texts.intern(text)),
        }
    }

    /// The code of the row's own id.
    pub fn own(&self, row: Row) -> Code {
        self.own.get(row)
    }

    /// The code of the parent's id.
    pub fn parent(&self, row: Row) -> Code {
        self.parents.get(row)
    }

    /// The id as the appliance gave it; empty for [`NO_ID`].
    pub fn text(&self, code: Code) -> String {
        match code {
            NO_ID => String::new(),
            text if text >= TEXTS_FROM => self.texts.get((text - TEXTS_FROM) as u32).to_owned(),
            number => number.to_string(),
        }
    }

    /// The code of an id given as a text, for instance in the address.
    pub fn find(&self, text: &str) -> Option<Code> {
        match Id::of_text(text.into()) {
            Id::None => None,
            Id::Number(number) if number < TEXTS_FROM => Some(number),
            Id::Number(_) | Id::Text(_) => self.texts.find(text).map(|number| TEXTS_FROM + Code::from(number)),
        }
    }

    /// The first row with that id.
    pub fn row(&self, code: Code) -> Option<Row> {
        self.own.iter().position(|own| own == code).map(|row| row as Row)
    }

    /// A way from ids to rows, for many questions.
    pub fn index(&self) -> Index {
        let mut low = Code::MAX;
        let mut high = 0;
        for code in self.own.iter().filter(|code| *code < TEXTS_FROM) {
            low = low.min(code);
            high = high.max(code);
        }
        let span = high.saturating_sub(low);
        let dense = span < self.own.len() as u64 * 4 + 1024 && low <= high;
        let mut index = Index { low, dense: Vec::new(), sparse: Seen::default(), duplicate_ids: 0 };
        if dense {
            index.dense = vec![NO_ROW; span as usize + 1];
        }
        index
    }
}

/// From ids to rows. Of two rows with one id, the first has it.
#[derive(Debug)]
pub struct Index {
    low: Code,
    /// Rows by `id - low`: ids are counted by the appliance, so they lie close together.
    dense: Vec<Row>,
    /// The first rows with ids that lie elsewhere.
    sparse: Seen,
    duplicate_ids: u32,
}

impl Index {
    /// Adds rows `from..to`; in slices, so that a caller can let the browser paint in between.
    pub fn add(&mut self, ids: &Ids, from: Row, to: Row) {
        for row in from..to {
            let code = ids.own(row);
            if code == NO_ID {
                continue;
            }
            let place = code.wrapping_sub(self.low);
            if let Some(slot) = self.dense.get_mut(place as usize).filter(|_| place < u64::from(u32::MAX)) {
                if *slot == NO_ROW {
                    *slot = row;
                } else {
                    self.duplicate_ids += 1;
                }
            } else {
                self.sparse.grow(|row| bits_of_number(ids.own(row)));
                let first = self.sparse.before(bits_of_number(code), row, |other| ids.own(other) == code);
                self.duplicate_ids += u32::from(first.is_some());
            }
        }
    }

    /// The first row with that id.
    pub fn row(&self, ids: &Ids, code: Code) -> Option<Row> {
        let place = code.wrapping_sub(self.low);
        match self.dense.get(place as usize).filter(|_| place < u64::from(u32::MAX)) {
            Some(row) => Some(*row).filter(|row| *row != NO_ROW),
            None => self.sparse.find(bits_of_number(code), |row| ids.own(row) == code),
        }
    }

    /// How many rows have an id that an earlier row has.
    pub const fn duplicate_ids(&self) -> u32 {
        self.duplicate_ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id() -> impl Strategy<Value = Id<'static>> {
        let number = prop_oneof![0_u64..40, any::<u64>(), (u64::MAX - 9)..=u64::MAX, (TEXTS_FROM - 9)..TEXTS_FROM + 9];
        prop_oneof![
            4 => number.prop_map(Id::Number),
            1 => Just(Id::None),
            1 => prop_oneof!["[ab]{1,2}", ".{1,9}", "-?[0-9]{1,22}"].prop_map(|text: String| Id::of_text(text.into())),
        ]
    }

    proptest! {
        #[test]
        fn the_first_row_has_the_id(own in prop::collection::vec(id(), 0..80), parents in prop::collection::vec(id(), 80)) {
            let mut ids = Ids::default();
            own.iter().zip(&parents).for_each(|(own, parent)| ids.push(own, parent));
            let rows = own.len() as Row;
            let mut index = ids.index();
            index.add(&ids, 0, rows / 2);
            index.add(&ids, rows / 2, rows);
            let first = |id: &Id<'_>| own.iter().position(|own| own == id && *own != Id::None).map(|row| row as Row);
            for (row, (own, parent)) in own.iter().zip(&parents).enumerate() {
                let code = ids.own(row as Row);
                prop_assert_eq!(code == NO_ID, *own == Id::None);
                if code != NO_ID {
                    prop_assert_eq!(index.row(&ids, code), first(own));
                    prop_assert_eq!(ids.row(code), first(own));
                    prop_assert_eq!(ids.find(&ids.text(code)), Some(code));
                }
                if ids.parent(row as Row) != NO_ID {
                    prop_assert_eq!(index.row(&ids, ids.parent(row as Row)), first(parent));
                }
            }
            let duplicate_ids = own.iter().enumerate().filter(|(row, id)| first(id).is_some_and(|first| first as usize != *row));
            prop_assert_eq!(index.duplicate_ids() as usize, duplicate_ids.count());
        }
    }

    #[test]
    fn ids_made_to_collide_cost_no_more_than_others() {
        const ROWS: u32 = 20_000;
        // Apart from the others by multiples of a large number: a table without a seed looks at the lowest bits.
        let mut ids = Ids::default();
        ids.push(&Id::Number(0), &Id::None);
        (1..ROWS).for_each(|row| ids.push(&Id::Number(u64::from(row) << 40), &Id::Number(u64::from(row - 1) << 40)));
        let mut index = ids.index();
        assert!(index.dense.is_empty());
        index.add(&ids, 0, ROWS);
        (1..ROWS).for_each(|row| assert_eq!(index.row(&ids, ids.parent(row)), Some(row - 1)));
        let probes = index.sparse.probes.get();
        assert!(probes < u64::from(ROWS) * 10, "{probes} probes");
    }
}
