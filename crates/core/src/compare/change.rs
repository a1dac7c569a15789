//! In what a file of one listing differs from its counterpart in the other.

use crate::compare::Side;
use crate::compare::pairing::Pairing;
use crate::table::{Row, Table};

/// One way to differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ChangeKind {
    /// The verdict or the threat name is another one.
    Verdict,
    /// It is in the second listing only.
    Added,
    /// It is in the first listing only.
    Removed,
    /// Its content is another one.
    Changed,
    /// Its type is another one.
    Type,
    /// It stands elsewhere.
    Moved,
    /// It stands where it stood under another name.
    Renamed,
    /// Nothing differs.
    Same,
}

impl ChangeKind {
    /// All of them; what people look for first comes first.
    pub const ALL: [Self; 8] =
        [Self::Verdict, Self::Added, Self::Removed, Self::Changed, Self::Type, Self::Moved, Self::Renamed, Self::Same];

    /// The word for it, also in a filter.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Verdict => "verdict",
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Changed => "changed",
            Self::Type => "type",
            Self::Moved => "moved",
            Self::Renamed => "renamed",
            Self::Same => "same",
        }
    }

    /// The way with that word, or one that begins so, in any case.
    pub fn read(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        Self::ALL.into_iter().find(|kind| !word.is_empty() && kind.word().starts_with(&word))
    }
}

/// All ways in which a file differs, or that are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Change(u8);

impl FromIterator<ChangeKind> for Change {
    fn from_iter<I: IntoIterator<Item = ChangeKind>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::default(), Self::with)
    }
}

impl Change {
    /// Adds a way.
    #[must_use]
    pub const fn with(self, kind: ChangeKind) -> Self {
        Self(self.0 | 1 << kind as u8)
    }

    /// Whether it differs so.
    pub const fn has(self, kind: ChangeKind) -> bool {
        self.0 >> kind as u8 & 1 == 1
    }

    /// Whether it differs in one of the ways of `other`.
    pub const fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it differs in no way.
    pub const fn is_same(self) -> bool {
        self.has(ChangeKind::Same)
    }

    /// What it is called: of a file with another content that, whatever else differs.
    pub fn kind(self) -> ChangeKind {
        if self.has(ChangeKind::Changed) {
            return ChangeKind::Changed;
        }
        ChangeKind::ALL.into_iter().find(|kind| self.has(*kind)).unwrap_or(ChangeKind::Same)
    }

    /// In what two paired rows differ.
    pub(super) fn of_pair(sides: [&Side<'_>; 2], pairing: &Pairing, [a, b]: [Row; 2]) -> Self {
        let [of_a, of_b] = sides.map(|side| side.table);
        let mut change = Self::default();
        let mut add = |kind, differs: bool| {
            if differs {
                change = change.with(kind);
            }
        };
        add(ChangeKind::Changed, !is_same_content(of_a, a, of_b, b));
        let verdict = |table: &Table, row| table.classification(row);
        add(ChangeKind::Verdict, verdict(of_a, a) != verdict(of_b, b) || of_a.threat(a) != of_b.threat(b));
        add(ChangeKind::Type, of_a.type_display(a) != of_b.type_display(b));
        let is_inside_same = match (sides[0].parents.parent(a), sides[1].parents.parent(b)) {
            (Some(around_a), Some(around_b)) => pairing.of_a[around_a as usize] == around_b,
            (None, None) => true,
            _ => false,
        };
        let is_named_so = of_a.name_bytes(a) == of_b.name_bytes(b);
        if !is_inside_same || of_a.path_bytes(a) != of_b.path_bytes(b) || !is_named_so {
            let is_renamed = is_inside_same && !is_named_so && folder(of_a, a) == folder(of_b, b);
            add(if is_renamed { ChangeKind::Renamed } else { ChangeKind::Moved }, true);
        }
        if change == Self::default() { change.with(ChangeKind::Same) } else { change }
    }
}

/// The path of a row without its name; none where it does not end with that.
fn folder(table: &Table, row: Row) -> Option<&[u8]> {
    table.path_bytes(row).strip_suffix(table.name_bytes(row))
}

/// Whether two rows are the same file: by the strongest hash that both have, without one by their size.
fn is_same_content(of_a: &Table, a: Row, of_b: &Table, b: Row) -> bool {
    let sha256 = of_a.sha256(a).zip(of_b.sha256(b)).map(|(a, b)| a == b);
    let sha1 = || of_a.sha1(a).zip(of_b.sha1(b)).map(|(a, b)| a == b);
    let md5 = || of_a.md5(a).zip(of_b.md5(b)).map(|(a, b)| a == b);
    // The kind by which rows are paired comes first.
    sha1().or(sha256).or_else(md5).unwrap_or_else(|| of_a.size(a) == of_b.size(b))
}

/// The change of a row of one side that has no counterpart.
pub(super) const fn alone(is_in_first: bool) -> Change {
    Change(0).with(if is_in_first { ChangeKind::Removed } else { ChangeKind::Added })
}
