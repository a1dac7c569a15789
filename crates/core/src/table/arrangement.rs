//! How a person has arranged the columns: their order, and the widths that were chosen.
//!
//! Kept as words: `name:320 size type:96 ..`, all columns in their order, with a width where one was chosen. What does not
//! know a column, or knows one twice, is read all the same: unknown words are passed over, and a missing column stands where
//! the schema has it.

use crate::table::schema::ColumnKey;

/// The least width that can be chosen, in CSS pixels.
pub const NARROWEST: u32 = 48;

/// The greatest one.
pub const WIDEST: u32 = 1_600;

const COUNT: usize = ColumnKey::ALL.len();

/// Order and widths.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    order: Vec<ColumnKey>,
    /// By column, in CSS pixels.
    widths: [Option<u32>; COUNT],
}

impl Default for Arrangement {
    fn default() -> Self {
        Self { order: ColumnKey::ALL.to_vec(), widths: [None; COUNT] }
    }
}

/// A width within the limits.
pub fn within_limits(width: f64) -> u32 {
    // No number is none: the least.
    width.round().clamp(f64::from(NARROWEST), f64::from(WIDEST)).max(f64::from(NARROWEST)) as u32
}

impl Arrangement {
    /// Reads what [`words`](Self::words) wrote, or what others made of it.
    pub fn read(words: &str) -> Self {
        let mut read = Self { order: Vec::with_capacity(COUNT), widths: [None; COUNT] };
        for word in words.split(' ').take(4 * COUNT) {
            let (name, width) = word.split_once(':').map_or((word, None), |(name, width)| (name, width.parse().ok()));
            let Some(key) = ColumnKey::ALL.into_iter().find(|key| key.word() == name) else { continue };
            if !read.order.contains(&key) {
                read.order.push(key);
                read.widths[key as usize] = width.map(within_limits);
            }
        }
        for (at, key) in ColumnKey::ALL.into_iter().enumerate() {
            if !read.order.contains(&key) {
                read.order.insert(at.min(read.order.len()), key);
            }
        }
        read
    }

    /// In words, to be kept.
    pub fn words(&self) -> String {
        let word = |key: &ColumnKey| match self.width(*key) {
            Some(width) => format!("{}:{width}", key.word()),
            None => key.word().to_owned(),
        };
        self.order.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    /// All columns, in their order.
    pub fn order(&self) -> &[ColumnKey] {
        &self.order
    }

    /// The width that was chosen for a column, in CSS pixels.
    pub const fn width(&self, key: ColumnKey) -> Option<u32> {
        self.widths[key as usize]
    }

    /// Chooses a width for a column, or none. It is brought within the limits.
    pub fn set_width(&mut self, key: ColumnKey, width: Option<f64>) {
        self.widths[key as usize] = width.map(within_limits);
    }

    /// Puts a column in front of another one, or at the end.
    pub fn place(&mut self, key: ColumnKey, before: Option<ColumnKey>) {
        if before == Some(key) {
            return;
        }
        self.order.retain(|other| *other != key);
        let at = before.and_then(|before| self.order.iter().position(|other| *other == before));
        self.order.insert(at.unwrap_or(self.order.len()), key);
    }

    /// Moves a column past the next one of those that are shown, to the left or to the right. False at the end, where it stays.
    pub fn step(&mut self, key: ColumnKey, left: bool, is_shown: impl Fn(ColumnKey) -> bool) -> bool {
        let Some(at) = self.order.iter().position(|other| *other == key) else { return false };
        let to = if left {
            self.order[..at].iter().rposition(|other| is_shown(*other))
        } else {
            self.order[at + 1..].iter().position(|other| is_shown(*other)).map(|beyond| at + 1 + beyond)
        };
        if let Some(to) = to {
            self.order.remove(at);
            self.order.insert(to, key);
        }
        to.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key() -> impl Strategy<Value = ColumnKey> {
        prop::sample::select(ColumnKey::ALL.to_vec())
    }

    #[derive(Clone, Debug)]
    enum Change {
        Width(ColumnKey, Option<f64>),
        Place(ColumnKey, Option<ColumnKey>),
        Step(ColumnKey, bool, Vec<ColumnKey>),
    }

    fn change() -> impl Strategy<Value = Change> {
        prop_oneof![
            (key(), prop::option::of(prop::num::f64::ANY)).prop_map(|(key, width)| Change::Width(key, width)),
            (key(), prop::option::of(key())).prop_map(|(key, before)| Change::Place(key, before)),
            (key(), any::<bool>(), prop::collection::vec(key(), 0..13))
                .prop_map(|(key, left, hidden)| Change::Step(key, left, hidden)),
        ]
    }

    fn is_sound(arrangement: &Arrangement) -> bool {
        let each_once =
            ColumnKey::ALL.iter().all(|key| arrangement.order().iter().filter(|other| *other == key).count() == 1);
        let mut widths = ColumnKey::ALL.into_iter().filter_map(|key| arrangement.width(key));
        each_once && arrangement.order().len() == COUNT && widths.all(|width| (NARROWEST..=WIDEST).contains(&width))
    }

    #[test]
    fn words_are_read_whatever_they_are() {
        let read = |words: &str| Arrangement::read(words).words();
        let all = ColumnKey::ALL.map(ColumnKey::word).join(" ");
        assert_eq!(read(""), all);
        assert_eq!(read(&all), all);
        let others = all.strip_prefix("name path type size ").expect("the order of the schema");
        assert_eq!(
            read("size:90 name nonsense:7 size:200 path:9 type:x"),
            format!("size:90 name path:48 type {others}")
        );
        assert_eq!(read("sha1:99999999"), all.replace("sha1", &format!("sha1:{WIDEST}")));
    }

    #[test]
    fn a_column_goes_past_the_next_one_that_is_shown() {
        let mut arrangement = Arrangement::default();
        let shown = |key| key != ColumnKey::Path;
        assert!(arrangement.step(ColumnKey::Type, true, shown));
        assert_eq!(arrangement.order()[..3], [ColumnKey::Type, ColumnKey::Name, ColumnKey::Path]);
        assert!(!arrangement.step(ColumnKey::Type, true, shown));
        assert!(arrangement.step(ColumnKey::Type, false, shown));
        assert!(arrangement.step(ColumnKey::Type, false, shown));
        assert_eq!(arrangement.order()[..4], [ColumnKey::Name, ColumnKey::Path, ColumnKey::Size, ColumnKey::Type]);
        let last = arrangement.order()[COUNT - 1];
        assert!(!arrangement.step(last, false, shown));
    }

    proptest! {
        #[test]
        fn each_column_stays_there_once_and_within_limits(changes in prop::collection::vec(change(), 0..40)) {
            let mut arrangement = Arrangement::default();
            for change in changes {
                let before = arrangement.clone();
                match change {
                    Change::Width(key, width) => arrangement.set_width(key, width),
                    Change::Place(key, next) => {
                        arrangement.place(key, next);
                        if let Some(next) = next.filter(|next| *next != key) {
                            let at = arrangement.order().iter().position(|other| *other == key).expect("it is there");
                            prop_assert_eq!(arrangement.order().get(at + 1), Some(&next));
                        }
                    }
                    Change::Step(key, left, hidden) => {
                        let moved = arrangement.step(key, left, |key| !hidden.contains(&key));
                        prop_assert_eq!(moved, arrangement != before);
                    }
                }
                prop_assert!(is_sound(&arrangement), "{:?}", arrangement);
                prop_assert_eq!(&Arrangement::read(&arrangement.words()), &arrangement);
            }
        }

        #[test]
        fn any_words_give_all_columns(words in "([a-z_0-9]{0,14}(:-?[0-9]{0,12})? ?){0,30}", any: String) {
            prop_assert!(is_sound(&Arrangement::read(&words)) && is_sound(&Arrangement::read(&any)));
        }
    }
}
