//! What is wrong with an archive or with one of its members, in words.

use matryoshka_core::table::format_size;

/// Why a member was not unpacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Skip {
    /// Its packed bytes become too many.
    Ratio,
    /// It is larger than the limit, in bytes.
    TooLarge(u64),
    /// The members before it have used up what all may have, in bytes.
    Total(u64),
    /// It is damaged or packed in a way that is not known, in words.
    Unreadable(String),
    /// No password opens it.
    Password,
}

impl Skip {
    /// The reason in words.
    pub fn words(&self) -> String {
        match self {
            Self::Ratio => "unpacks to suspiciously much: perhaps a bomb".to_owned(),
            Self::TooLarge(limit) => format!("larger than {}", format_size::size(*limit)),
            Self::Total(limit) => format!("{} were unpacked before it, which is the limit", format_size::size(*limit)),
            Self::Unreadable(why) => format!("cannot be unpacked: {why}"),
            Self::Password => "the password does not open it".to_owned(),
        }
    }
}

/// What is wrong with a whole archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its directory cannot be read; why, in words.
    Broken(String),
    /// It is encrypted and the password does not open it.
    Password,
    /// It has no member with that number.
    NoMember,
    /// What is made out of it cannot be written; why, in words.
    Unwritten(String),
}

impl Fault {
    /// The fault in words.
    pub fn words(&self) -> String {
        match self {
            Self::Broken(why) => format!("The archive's directory cannot be read: {why}."),
            Self::Password => "The archive is encrypted, and this password does not open it.".to_owned(),
            Self::NoMember => "The archive has no such member.".to_owned(),
            Self::Unwritten(why) => format!("The new archive cannot be written: {why}."),
        }
    }
}
