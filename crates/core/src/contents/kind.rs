//! What a string in a file looks like.

/// A kind of string.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum StringKind {
    #[default]
    Plain,
    Url,
    Ip,
    Path,
    RegistryKey,
    Email,
    Base64,
}

impl StringKind {
    /// All of them; the number of one is its place.
    pub const ALL: [Self; 7] =
        [Self::Plain, Self::Url, Self::Ip, Self::Path, Self::RegistryKey, Self::Email, Self::Base64];

    /// What it is called; nothing where it looks like nothing.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Url => "URL",
            Self::Ip => "IP address",
            Self::Path => "path",
            Self::RegistryKey => "registry key",
            Self::Email => "e-mail",
            Self::Base64 => "Base64",
        }
    }
}
