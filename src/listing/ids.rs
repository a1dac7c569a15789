//! Entry ids: what names a row and its parent.
//!
//! Ids are 64-bit integers in every recorded answer and strings in the documentation. Both become one [`Code`]: an
//! integer is its own code, any other text is interned.

use super::intern::Interner;
use super::numbers::Numbers;
use super::{NO_ROW, Row};
use crate::appliance::wire::Id;
use rustc_hash::FxHashMap;

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
        let mut index = Index { low, dense: Vec::new(), sparse: FxHashMap::default(), doubled: 0 };
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
    sparse: FxHashMap<Code, Row>,
    doubled: u32,
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
                    self.doubled += 1;
                }
            } else {
                let first = *self.sparse.entry(code).or_insert(row);
                self.doubled += u32::from(first != row);
            }
        }
    }

    /// The first row with that id.
    pub fn row(&self, code: Code) -> Option<Row> {
        let place = code.wrapping_sub(self.low);
        match self.dense.get(place as usize).filter(|_| place < u64::from(u32::MAX)) {
            Some(row) => Some(*row).filter(|row| *row != NO_ROW),
            None => self.sparse.get(&code).copied(),
        }
    }

    /// How many rows have an id that an earlier row has.
    pub const fn doubled(&self) -> u32 {
        self.doubled
    }
}
