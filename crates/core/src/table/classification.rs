//! What the appliance thinks of a file.

/// The verdict on one file. The order is the order of concern: `Malicious` is the greatest.
///
/// The verdict decides the colour and not the risk score, since a score of 5 occurs on unknown files and on goodware.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Classification {
    /// `goodware`, which the vendor's documentation also calls `known`.
    Goodware,
    /// `unknown`, absent, or a word that the API does not define.
    #[default]
    Unknown,
    /// `suspicious`.
    Suspicious,
    /// `malicious`.
    Malicious,
}

impl Classification {
    /// All four, the most concerning first.
    pub const ALL: [Self; 4] = [Self::Malicious, Self::Suspicious, Self::Unknown, Self::Goodware];

    /// Reads the API's word, in any case.
    pub fn read(word: &str) -> Self {
        let is = |name: &str| word.eq_ignore_ascii_case(name);
        if is("malicious") {
            Self::Malicious
        } else if is("suspicious") {
            Self::Suspicious
        } else if is("goodware") || is("known") {
            Self::Goodware
        } else {
            Self::Unknown
        }
    }

    /// The API's own word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Malicious => "malicious",
            Self::Suspicious => "suspicious",
            Self::Unknown => "unknown",
            Self::Goodware => "goodware",
        }
    }

    /// The verdict with that number, as `as u8` gives it.
    pub const fn of_number(number: u8) -> Self {
        match number {
            0 => Self::Goodware,
            2 => Self::Suspicious,
            3 => Self::Malicious,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_come_back() {
        for verdict in Classification::ALL {
            assert_eq!(Classification::read(verdict.word()), verdict);
            assert_eq!(Classification::of_number(verdict as u8), verdict);
        }
        assert_eq!(Classification::read("KNOWN"), Classification::Goodware);
        assert_eq!(Classification::read(""), Classification::Unknown);
        assert!(Classification::Malicious > Classification::Suspicious);
    }
}
