//! Why a file may hold what nobody has taken out of it.

use crate::gaps::facts::{Facts, LEAST};
use crate::table::format_size;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It can hold other files, and has none.
    Container,
    /// It needs a password.
    Encrypted,
    /// Its bytes are random, and its type does not say why.
    Random,
    /// It is mostly padding.
    Padding,
    /// The appliance says another number of files inside than there are rows.
    Count,
}

/// What is known of a file beside its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known<'a> {
    /// Its type in the appliance's words.
    pub kind: &'a str,
    /// Its size in bytes.
    pub size: u64,
    /// How many rows are in it, at any depth; none where the listing is not whole.
    pub below: Option<u64>,
    /// How many the appliance says.
    pub said: Option<u64>,
}

impl Reason {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Container, Self::Encrypted, Self::Random, Self::Padding, Self::Count];

    /// The word for it in a filter.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Container => "container",
            Self::Encrypted => "encrypted",
            Self::Random => "random",
            Self::Padding => "padding",
            Self::Count => "count",
        }
    }

    /// Whether it is one for a file.
    pub fn holds(self, facts: Option<&Facts>, known: &Known<'_>) -> bool {
        let seen = |see: &dyn Fn(&Facts) -> bool| facts.is_some_and(see);
        match self {
            // Of a part of the listing nobody knows what else is in a file.
            Self::Container => known.below == Some(0) && seen(&|facts| facts.container.is_some()),
            Self::Encrypted => seen(&|facts| facts.is_encrypted),
            Self::Random => {
                let is_explained = || {
                    let kind = known.kind.to_ascii_lowercase();
                    PACKED.iter().any(|word| kind.contains(word))
                };
                known.size >= LEAST
                    && seen(&|facts| facts.random >= MOSTLY_RANDOM && facts.container.is_none())
                    && !is_explained()
            }
            Self::Padding => known.size >= PADDED && seen(&|facts| facts.padding >= MOSTLY_PADDING),
            Self::Count => known.below.zip(known.said).is_some_and(|(below, said)| below != said),
        }
    }

    /// The reason as a sentence.
    pub fn sentence(self, facts: Option<&Facts>, known: &Known<'_>) -> String {
        let facts = facts.copied().unwrap_or_default();
        match self {
            Self::Container => {
                let name = facts.container.map_or("container", |container| container.name());
                let at = if facts.offset > 0 { format!(" from offset 0x{:x} on", facts.offset) } else { String::new() };
                format!("By its bytes a {name}{at}, and no file was taken out of it.")
            }
            Self::Encrypted => "It needs a password, so what is in it may not have been seen.".to_owned(),
            Self::Random => format!(
                "{} of 100 bytes are random (entropy {}.{:02} of 8), and its type does not say why.",
                facts.random,
                facts.entropy / 100,
                facts.entropy % 100
            ),
            Self::Padding => {
                let padding = known.size / 100 * u64::from(facts.padding);
                format!("{} of 100 bytes are padding, about {}.", facts.padding, format_size::size(padding))
            }
            Self::Count => {
                let number = |number: Option<u64>| number.unwrap_or_default();
                format!(
                    "The appliance says {} files inside, and the listing has {}.",
                    number(known.said),
                    number(known.below)
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Known, Reason};
    use crate::gaps::facts::Facts;
    use crate::gaps::signatures::Container;

    fn reasons(facts: Facts, known: Known<'_>) -> Vec<&'static str> {
        Reason::ALL.into_iter().filter(|reason| reason.holds(Some(&facts), &known)).map(Reason::word).collect()
    }

    #[test]
    fn each_reason_has_its_case_and_its_explanation() {
        let zip = Facts { container: Some(Container::Zip), random: 99, ..Facts::default() };
        let known = Known { size: 1 << 20, below: Some(0), kind: "Binary/Archive/ZIP", ..Known::default() };
        assert_eq!(reasons(zip, known), ["container"]);
        assert_eq!(reasons(zip, Known { below: Some(3), said: Some(3), ..known }), [""; 0]);
        assert_eq!(reasons(zip, Known { below: None, said: Some(3), ..known }), [""; 0], "of a part nothing is said");
        assert_eq!(reasons(Facts { is_encrypted: true, ..zip }, known), ["container", "encrypted"]);
        let random = Facts { random: 80, entropy: 799, ..Facts::default() };
        let known = Known { size: 1 << 20, below: Some(0), kind: "Binary/None", ..Known::default() };
        assert_eq!(reasons(random, known), ["random"]);
        assert_eq!(reasons(random, Known { kind: "Image/None/PNG", ..known }), [""; 0]);
        assert_eq!(reasons(random, Known { size: 100, ..known }), [""; 0]);
        assert_eq!(reasons(Facts { padding: 95, ..Facts::default() }, known), ["padding"]);
        assert_eq!(reasons(Facts::default(), Known { said: Some(2), ..known }), ["count"]);
        assert!(!Reason::Random.holds(None, &known));
    }

    #[test]
    fn sentences_name_what_was_seen() {
        let facts = Facts { container: Some(Container::Overlay), offset: 0x1_6600, ..Facts::default() };
        let said = Reason::Container.sentence(Some(&facts), &Known::default());
        assert!(said.contains("offset 0x16600") && said.contains("program"), "{said}");
        let facts = Facts { random: 93, entropy: 705, padding: 90, ..Facts::default() };
        assert!(Reason::Random.sentence(Some(&facts), &Known::default()).contains("entropy 7.05 of 8"));
        let known = Known { size: 100 << 20, below: Some(1), said: Some(4), ..Known::default() };
        assert!(Reason::Padding.sentence(Some(&facts), &known).contains("90.0 MiB"));
        assert!(Reason::Count.sentence(None, &known).contains("says 4 files inside, and the listing has 1"));
    }
}
