//! What the check of an archive says of the rows.

use crate::table::seed::Map;

/// How a row came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A member of the archive has just its content.
    Matches,
    /// No member has its content.
    Missing,
    /// A member is called like it and holds something else.
    Differs,
    /// No member that was unpacked has its content, but not all were unpacked.
    NotChecked,
}

/// What the check of an archive says of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckResults {
    /// By position: 1 in the archive, 2 missing, 3 differs, 4 not checked, else unknown.
    pub states: Vec<u8>,
    /// The member of the archive with the content of the row at that position.
    pub members: Map<u32, u32>,
    /// The outcome for the archive as a whole, in a sentence.
    pub words: String,
    /// Members that are not in the listing, and those that were not unpacked, with the reason; names made visible.
    pub odd: Vec<String>,
    /// The first members that no row names.
    pub unnamed: Vec<Unnamed>,
    /// How many there are.
    pub unnamed_count: usize,
}

/// A member of the archive that no row names, or that was not unpacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unnamed {
    /// Its number in the directory.
    pub member: u32,
    /// Its name as the archive has it.
    pub name: String,
    /// Why no row is known to name it.
    pub why: String,
}

impl CheckResults {
    /// Whether nothing was checked.
    pub const fn is_empty(&self) -> bool {
        self.states.is_empty()
    }

    /// How the row at a position came out; none where nothing is known.
    pub fn outcome(&self, position: u32) -> Option<Outcome> {
        match self.states.get(position as usize)? {
            1 => Some(Outcome::Matches),
            2 => Some(Outcome::Missing),
            3 => Some(Outcome::Differs),
            4 => Some(Outcome::NotChecked),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CheckResults, Outcome};

    #[test]
    fn states_are_read_by_position() {
        let checked = CheckResults { states: vec![0, 1, 2, 3, 4, 9], ..CheckResults::default() };
        let outcomes: Vec<_> = (0..7).map(|position| checked.outcome(position)).collect();
        let wanted = [Outcome::Matches, Outcome::Missing, Outcome::Differs, Outcome::NotChecked].map(Some);
        let wanted = [&[None][..], &wanted, &[None, None]].concat();
        assert_eq!(outcomes, wanted);
        assert!(CheckResults::default().is_empty() && !checked.is_empty());
    }
}
