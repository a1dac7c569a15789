//! The fields that a filter can name.

/// A field of a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says what it is")]
pub enum Field {
    Name,
    Path,
    Type,
    Class,
    Threat,
    Hash,
    In,
    Size,
    Risk,
    Files,
    Depth,
    Seen,
    Content,
    Yara,
    Gap,
}

/// The fields whose values are texts or patterns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says what it is")]
pub enum TextField {
    Name,
    Path,
    Type,
    Threat,
    Yara,
}

/// The fields whose values are numbers, sizes or times, and ranges of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says what it is")]
pub enum NumberField {
    Size,
    Risk,
    Files,
    Depth,
    Seen,
}

impl NumberField {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Size, Self::Risk, Self::Files, Self::Depth, Self::Seen];

    /// What is expected of a value.
    pub const fn expects(self) -> &'static str {
        match self {
            Self::Size => Field::Size.expects(),
            Self::Risk => Field::Risk.expects(),
            Self::Files => Field::Files.expects(),
            Self::Depth => Field::Depth.expects(),
            Self::Seen => Field::Seen.expects(),
        }
    }
}

impl Field {
    /// All fields, in the order in which they are offered.
    pub const ALL: [Self; 15] = [
        Self::Name,
        Self::Path,
        Self::Type,
        Self::Class,
        Self::Threat,
        Self::Hash,
        Self::In,
        Self::Size,
        Self::Risk,
        Self::Files,
        Self::Depth,
        Self::Seen,
        Self::Content,
        Self::Yara,
        Self::Gap,
    ];

    /// The word for it, without the colon.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Path => "path",
            Self::Type => "type",
            Self::Class => "class",
            Self::Threat => "threat",
            Self::Hash => "hash",
            Self::In => "in",
            Self::Size => "size",
            Self::Risk => "risk",
            Self::Files => "files",
            Self::Depth => "depth",
            Self::Seen => "seen",
            Self::Content => "content",
            Self::Yara => "yara",
            Self::Gap => "gap",
        }
    }

    /// What it is, in words.
    pub const fn says(self) -> &'static str {
        match self {
            Self::Name => "file name",
            Self::Path => "path from the sample",
            Self::Type => "file type",
            Self::Class => "classification",
            Self::Threat => "threat name",
            Self::Hash => "beginning of any hash",
            Self::In => "a list of hashes that was pasted into the filter",
            Self::Size => "size in bytes, K, M, G or T",
            Self::Risk => "risk score, 0 to 10",
            Self::Files => "number of files extracted from it",
            Self::Depth => "depth, 1 for direct children of the sample",
            Self::Seen => "time from first to last seen",
            Self::Content => "what Search contents has found in it",
            Self::Yara => "YARA rule that matches it, or a tag of one",
            Self::Gap => "open question about it",
        }
    }

    /// A value that can stand behind the colon.
    pub const fn example(self) -> &'static str {
        match self {
            Self::Name => "*.dll",
            Self::Path => "*/word/*",
            Self::Type => "PE*",
            Self::Class => "malicious,suspicious",
            Self::Threat => "emotet",
            Self::Hash => "9ef1d227",
            Self::In => "list1",
            Self::Size => "1M..10M",
            Self::Risk => ">=7",
            Self::Files => ">100",
            Self::Depth => "1..2",
            Self::Seen => ">=2024-01",
            Self::Content => "\"http://\"",
            Self::Yara => "*_loader",
            Self::Gap => "container,encrypted",
        }
    }

    /// What can stand behind the colon, in words.
    pub(crate) const fn expects(self) -> &'static str {
        match self {
            Self::Name | Self::Path => "a text such as setup, *.dll or \"my file\"",
            Self::Type => "a text such as PE/Exe, a pattern such as PE*, or none",
            Self::Class => "malicious, suspicious, unknown or goodware",
            Self::Threat => "a text such as emotet, a pattern such as Win32.*, or none",
            Self::Hash => "the beginning of a hash in hex such as 9ef1d227, or none",
            Self::In => "the name of a list of hashes that was pasted into the filter, such as list1",
            Self::Size => "a size or a range such as >=10K or 1M..10M, or none",
            Self::Risk => "a number or a range such as >=7 or 3..5, or none",
            Self::Files => "a number or a range such as >100 or 1..10, or none",
            Self::Depth => "a number or a range such as 1 or 2..4",
            Self::Content => "what was searched for in Search contents, such as \"http://\"",
            Self::Yara => "the name or a tag of a YARA rule, a pattern such as *_loader, or none",
            Self::Gap => "container, type, encrypted, random, padding, count, missing, any or none",
            Self::Seen => "a year, month, day or time, or a range such as >=2024-01 or 2023..2024-06-30, or none",
        }
    }

    /// The field with that word, in any case.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.word().eq_ignore_ascii_case(word))
    }

    /// The field that somebody may have meant by a word that is none.
    pub(crate) fn nearest(word: &str) -> Option<Self> {
        let word = word.to_ascii_lowercase();
        // One of two letters is in every other word.
        let long = || Self::ALL.into_iter().filter(|field| field.word().len() > 2);
        let others = [
            ("sha", Self::Hash),
            ("md5", Self::Hash),
            ("verdict", Self::Class),
            ("score", Self::Risk),
            ("date", Self::Seen),
            ("level", Self::Depth),
        ];
        others
            .into_iter()
            .find_map(|(other, field)| word.starts_with(other).then_some(field))
            .or_else(|| long().find(|f| word.contains(f.word()) || f.word().starts_with(&word)))
            .or_else(|| {
                let near = long().map(|field| (distance(word.as_bytes(), field.word().as_bytes()), field));
                near.min_by_key(|(distance, _)| *distance)
                    .filter(|(distance, _)| *distance <= 2)
                    .map(|(_, field)| field)
            })
    }
}

/// How many letters have to be put in, taken out or changed to make one word of the other. Long words are far away.
fn distance(a: &[u8], b: &[u8]) -> usize {
    const MOST: usize = 12;
    if a.len() > MOST || b.len() > MOST {
        return usize::MAX;
    }
    let mut row: [usize; MOST + 1] = std::array::from_fn(|at| at);
    for (at, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (place, y) in b.iter().enumerate() {
            let changed = before + usize::from(x != y);
            before = row[place + 1];
            row[place + 1] = changed.min(before + 1).min(row[place] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_meant_is_guessed() {
        let guess = |word| Field::nearest(word).map(Field::word);
        assert_eq!(guess("nmae"), Some("name"));
        assert_eq!(guess("tpye"), Some("type"));
        assert_eq!(guess("sha256"), Some("hash"));
        assert_eq!(guess("Classification"), Some("class"));
        assert_eq!(guess("first_seen"), Some("seen"));
        assert_eq!(guess("fi"), Some("files"));
        assert_eq!(guess("fingerprint"), None);
        assert_eq!(guess("trojan"), None);
        assert_eq!(guess("averyverylongwordindeed"), None);
    }
}
