//! Why a file may hold what nobody has taken out of it.

use crate::dataset::check_results::Outcome;
use crate::gaps::facts::{Facts, LEAST};
use crate::gaps::format::{Magic, contradicts};
use crate::table::counted::counted;
use crate::table::escape::shortened;
use crate::table::format_size;

/// Letters of a type that a sentence shows.
const KIND: usize = 80;

/// How many bytes of a hundred have to be random, so that they need an explanation.
const MOSTLY_RANDOM: u8 = 60;

/// How many bytes of a hundred have to be padding, so that a file is mostly padding.
const MOSTLY_PADDING: u8 = 80;

/// Bytes from which on padding is worth a word: sections of small programs are padded, too.
const PADDED: u64 = 64 << 10;

/// Types of which the bytes are packed by nature, in the words of the appliance.
const PACKED: [&str; 22] = [
    "archive",
    "audio",
    "cab",
    "compressed",
    "encrypted",
    "flac",
    "font",
    "gif",
    "gzip",
    "image",
    "jpeg",
    "media",
    "mp3",
    "mp4",
    "ogg",
    "packed",
    "pdf",
    "png",
    "video",
    "webp",
    "woff",
    "zip",
];

/// A reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It can hold other files, and has none.
    Container,
    /// Its bytes are of another type than the appliance says.
    Type,
    /// It needs a password.
    Encrypted,
    /// Its bytes are random, and its type does not say why.
    Random,
    /// It is mostly padding.
    Padding,
    /// The appliance says another number of files inside than there are rows.
    Count,
    /// The archive does not hold it.
    Missing,
}

/// Some reasons: a bit for each, by its place in [`Reason::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reasons(pub u8);

impl Reasons {
    /// All of them.
    pub const ALL: Self = Self((1 << Reason::ALL.len()) - 1);

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether one is among them.
    pub const fn has(self, reason: Reason) -> bool {
        self.0 >> reason as u8 & 1 == 1
    }

    /// All but one.
    #[must_use]
    pub const fn without(self, reason: Reason) -> Self {
        Self(self.0 & !(1 << reason as u8))
    }

    /// Their words.
    pub fn words(self) -> String {
        self.iter().map(Reason::word).collect::<Vec<_>>().join(", ")
    }

    /// The reasons.
    pub fn iter(self) -> impl Iterator<Item = Reason> {
        Reason::ALL.into_iter().filter(move |reason| self.has(*reason))
    }
}

impl FromIterator<Reason> for Reasons {
    fn from_iter<T: IntoIterator<Item = Reason>>(reasons: T) -> Self {
        Self(reasons.into_iter().fold(0, |bits, reason| bits | 1 << reason as u8))
    }
}

/// What is known of a file beside its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known<'a> {
    /// Its type in the appliance's words.
    pub kind: &'a str,
    /// How many rows are in it, at any depth; none where the listing is not whole.
    pub below: Option<u64>,
    /// How many the appliance says.
    pub said: Option<u64>,
    /// Files were taken out of it, here or where it stands another time.
    pub is_unpacked: bool,
    /// How it came out of the check of the archive.
    pub outcome: Option<Outcome>,
}

impl Reason {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 7] =
        [Self::Container, Self::Type, Self::Encrypted, Self::Random, Self::Padding, Self::Count, Self::Missing];

    /// The word for it in a filter.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Container => "container",
            Self::Type => "type",
            Self::Encrypted => "encrypted",
            Self::Random => "random",
            Self::Padding => "padding",
            Self::Count => "count",
            Self::Missing => "missing",
        }
    }

    /// What it asks, in a few words.
    pub const fn says(self) -> &'static str {
        match self {
            Self::Container => "a container, and nothing taken out of it",
            Self::Type => "other bytes than its type says",
            Self::Encrypted => "needs a password",
            Self::Random => "random bytes that its type does not explain",
            Self::Padding => "mostly padding",
            Self::Count => "another number of files inside than the appliance says",
            Self::Missing => "not in the archive",
        }
    }

    /// The reason that begins so.
    pub fn read(word: &str) -> Option<Self> {
        let begins = |of: &str| of.get(..word.len()).is_some_and(|of| of.eq_ignore_ascii_case(word));
        Self::ALL.into_iter().find(|reason| !word.is_empty() && begins(reason.word()))
    }

    /// Whether it is one for a file.
    pub fn holds(self, facts: Option<&Facts>, known: &Known<'_>) -> bool {
        let seen = |see: &dyn Fn(&Facts) -> bool| facts.is_some_and(see);
        match self {
            // Of a part of the listing nobody knows what else is in a file.
            Self::Container => known.below == Some(0) && !known.is_unpacked && seen(&|facts| facts.container.is_some()),
            Self::Type => seen(&|facts| facts.magic().is_some_and(|magic| contradicts(magic, known.kind))),
            Self::Encrypted => seen(&|facts| facts.is_encrypted),
            Self::Random => {
                let is_explained = || {
                    let kind = known.kind.to_ascii_lowercase();
                    PACKED.iter().any(|word| kind.contains(word))
                };
                let is_random =
                    |facts: &Facts| facts.size >= LEAST && facts.random >= MOSTLY_RANDOM && facts.container.is_none();
                seen(&is_random) && !is_explained()
            }
            Self::Padding => seen(&|facts| facts.size >= PADDED && facts.padding >= MOSTLY_PADDING),
            Self::Count => known.below.zip(known.said).is_some_and(|(below, said)| below != said),
            Self::Missing => {
                matches!(known.outcome, Some(Outcome::Missing | Outcome::Differs | Outcome::NotChecked))
            }
        }
    }

    /// The reason as a sentence.
    pub fn sentence(self, facts: Option<&Facts>, known: &Known<'_>) -> String {
        match (self, facts, known.outcome) {
            (Self::Container, Some(facts), _) => {
                let name = facts.container.map_or("container", |container| container.name());
                let at = if facts.offset > 0 { format!(" from offset 0x{:x} on", facts.offset) } else { String::new() };
                format!("By its bytes: {name}{at}. No file was taken out of it.")
            }
            (Self::Type, Some(facts), _) => {
                let name = facts.magic().map_or("something else", Magic::name);
                format!("Its type is {}, but by its bytes it is: {name}.", shortened(known.kind, KIND))
            }
            (Self::Encrypted, ..) => "It needs a password, so what is in it may not have been seen.".to_owned(),
            (Self::Random, Some(facts), _) => format!(
                "{} of 100 bytes are random (entropy {} of 8), and its type does not say why.",
                facts.random,
                hundredths(facts.entropy.into())
            ),
            (Self::Padding, Some(facts), _) => {
                let padding = facts.size / 100 * u64::from(facts.padding);
                format!("{} of 100 bytes are padding, about {}.", facts.padding, format_size::size(padding))
            }
            (Self::Count, ..) => {
                let number = |number: Option<u64>| number.unwrap_or_default();
                format!(
                    "The appliance says {} inside, and the listing has {}.",
                    counted(number(known.said), "file", "files"),
                    number(known.below)
                )
            }
            (Self::Missing, _, Some(Outcome::Differs)) => "The archive holds something else in its place.".to_owned(),
            (Self::Missing, _, Some(Outcome::NotChecked)) => {
                "It may be one of the members of the archive that could not be unpacked.".to_owned()
            }
            (Self::Missing, ..) => "The archive does not hold it.".to_owned(),
            (Self::Container | Self::Type | Self::Random | Self::Padding, None, _) => self.says().to_owned(),
        }
    }

    /// Where in the file the reason is, where that helps.
    pub fn offset(self, facts: &Facts) -> Option<u64> {
        match self {
            Self::Container => Some(facts.offset),
            Self::Type => Some(0),
            Self::Random => Some(facts.random_at),
            Self::Padding => Some(facts.padding_at),
            Self::Encrypted | Self::Count | Self::Missing => None,
        }
    }
}

/// A number of hundredths as a decimal.
pub fn hundredths(number: u64) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

#[cfg(test)]
mod tests;
