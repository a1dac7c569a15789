//! The bytes that are selected in a file, and how keys move that.

use crate::contents::hex_line::BYTES;
use std::ops::Range;

/// Selected bytes: all from the one where the selection began to the one where it has come to. One byte is always
/// selected, but in an empty file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Where it began.
    pub anchor: u64,
    /// Where it has come to.
    pub cursor: u64,
}

/// Where a key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum Step {
    Left,
    Right,
    Up,
    Down,
    PageUp,
    PageDown,
    LineStart,
    LineEnd,
    FileStart,
    FileEnd,
}

impl Step {
    /// The step of a key as browsers name it.
    pub fn of_key(key: &str, control: bool) -> Option<Self> {
        Some(match (key, control) {
            ("ArrowLeft", _) => Self::Left,
            ("ArrowRight", _) => Self::Right,
            ("ArrowUp", _) => Self::Up,
            ("ArrowDown", _) => Self::Down,
            ("PageUp", _) => Self::PageUp,
            ("PageDown", _) => Self::PageDown,
            ("Home", false) => Self::LineStart,
            ("End", false) => Self::LineEnd,
            ("Home", true) => Self::FileStart,
            ("End", true) => Self::FileEnd,
            _ => return None,
        })
    }
}

impl Selection {
    /// So many bytes from an offset on, as far as the file has them.
    pub fn of(offset: u64, length: u64, size: u64) -> Self {
        let anchor = offset.min(size.saturating_sub(1));
        let end = offset.saturating_add(length.max(1)).min(size);
        Self { anchor, cursor: end.saturating_sub(1).max(anchor) }
    }

    /// The bytes in a file of that size.
    pub fn range(self, size: u64) -> Range<u64> {
        let (start, end) = (self.anchor.min(self.cursor), self.anchor.max(self.cursor));
        start.min(size)..end.saturating_add(1).min(size)
    }

    /// One step on in a file of that size, seen in pages of so many lines.
    pub fn step(self, step: Step, extends: bool, size: u64, page: u64) -> Self {
        let at = self.cursor;
        let line = at - at % BYTES;
        let to = match step {
            Step::Left => at.saturating_sub(1),
            Step::Right => at.saturating_add(1),
            Step::Up => at.checked_sub(BYTES).unwrap_or(at),
            Step::Down => Some(at + BYTES).filter(|to| *to < size).unwrap_or(at),
            Step::PageUp => at.checked_sub(BYTES * page).unwrap_or(at % BYTES),
            Step::PageDown => at.saturating_add(BYTES * page),
            Step::LineStart => line,
            Step::LineEnd => line + BYTES - 1,
            Step::FileStart => 0,
            Step::FileEnd => u64::MAX,
        };
        self.to(to.min(size.saturating_sub(1)), extends)
    }

    /// Another byte, or all up to it.
    pub const fn to(self, cursor: u64, extends: bool) -> Self {
        Self { anchor: if extends { self.anchor } else { cursor }, cursor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STEPS: [&str; 8] = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End"];

    #[test]
    fn keys_go_where_people_expect() {
        let go = |from: u64, step, size| Selection::of(from, 1, size).step(step, false, size, 4).cursor;
        assert_eq!(go(0, Step::Left, 40), 0);
        assert_eq!(go(39, Step::Right, 40), 39);
        assert_eq!(go(20, Step::Up, 40), 4);
        assert_eq!(go(4, Step::Up, 40), 4);
        assert_eq!(go(30, Step::Down, 40), 30, "nothing stands below");
        assert_eq!(go(20, Step::LineEnd, 40), 31);
        assert_eq!(go(20, Step::PageDown, 40), 39);
        assert_eq!(go(20, Step::PageUp, 40), 4);
        assert_eq!(Selection::of(4, 3, 40).step(Step::Right, true, 40, 4).range(40), 4..8);
        assert_eq!(Selection::of(90, 3, 40).range(40), 39..40, "beyond the end");
        assert_eq!(Selection::of(0, 1, 0).range(0), 0..0);
    }

    proptest! {
        #[test]
        fn a_selection_never_leaves_its_file(size in 1_u64..200, from: u64, length: u64, keys in prop::collection::vec((0..8_usize, any::<bool>(), any::<bool>()), 0..30), page in 1_u64..9) {
            let mut selection = Selection::of(from, length, size);
            for (key, control, extends) in keys {
                let step = Step::of_key(STEPS[key], control).expect("a step");
                let next = selection.step(step, extends, size, page);
                let range = next.range(size);
                prop_assert!(!range.is_empty() && range.end <= size && range.contains(&next.cursor));
                prop_assert_eq!(next.anchor, if extends { selection.anchor } else { next.cursor });
                selection = next;
            }
        }
    }
}
