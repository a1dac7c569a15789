//! Which names of a file rules ask for: only then it matters that a file has several.

use super::wire::{About, RuleFile};

/// What the names are called in rules. The ending is a part of the name.
const NAME: [&str; 2] = ["filename", "extension"];
const PATH: [&str; 1] = ["filepath"];

/// Which names rules ask for. What only looks so, in a comment, is counted as well: it costs time and nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// What the file is called.
    pub name: bool,
    /// Where it was found.
    pub path: bool,
}

impl Asked {
    /// By some rules.
    pub fn by(rules: &[RuleFile]) -> Self {
        let asks = |words: &[&str]| rules.iter().any(|file| words.iter().any(|word| is_asked(&file.text, word)));
        Self { name: asks(&NAME), path: asks(&PATH) }
    }

    /// Whether they ask for any.
    pub const fn any(self) -> bool {
        self.name || self.path
    }

    /// What they see of a file that is called so, and nothing more: names that they can't tell apart are one.
    pub fn about(self, name: &str, path: impl FnOnce() -> String) -> About {
        About {
            name: if self.name { name.to_owned() } else { String::new() },
            path: if self.path { path() } else { String::new() },
        }
    }
}

/// Whether a word stands in a text as a word of its own that nothing is said to be: what a rule says of itself is
/// `filename = "…"`, and asks for nothing.
fn is_asked(text: &str, word: &str) -> bool {
    let is_part = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    text.match_indices(word).any(|(at, _)| {
        let (before, behind) = (&text.as_bytes()[..at], &text.as_bytes()[at + word.len()..]);
        let rest = behind.trim_ascii_start();
        let is_said = rest.first() == Some(&b'=') && rest.get(1) != Some(&b'=');
        !is_part(before.last()) && !is_part(behind.first()) && !is_said
    })
}

#[cfg(test)]
mod tests {
    use super::Asked;
    use crate::yara::wire::RuleFile;

    fn asked(text: &str) -> (bool, bool) {
        let Asked { name, path } =
            Asked::by(&[RuleFile::default(), RuleFile { text: text.to_owned(), ..RuleFile::default() }]);
        (name, path)
    }

    #[test]
    fn names_that_conditions_ask_for_are_told_from_what_rules_say_of_themselves() {
        assert_eq!(asked("rule a { condition: filename == \"x\" }"), (true, false));
        assert_eq!(asked("rule a { condition: (extension==\".x\") }"), (true, false));
        assert_eq!(asked("rule a { condition: filepath contains \"x\" and filename matches /x/ }"), (true, true));
        assert_eq!(asked("rule a { meta: filename = \"x\" filepath=\"y\" condition: true }"), (false, false));
        assert_eq!(
            asked("rule a { strings: $filename_a = \"x\" condition: my_filename and filepaths }"),
            (false, false)
        );
        assert_eq!(asked("rule a { condition: filename"), (true, false), "at the end");
        assert_eq!(asked("filenamefilename"), (false, false));
    }

    #[test]
    fn what_rules_cannot_tell_apart_is_one_name() {
        let all = Asked { name: true, path: true };
        assert_ne!(all.about("a", || "b/a".to_owned()), all.about("a", || "c/a".to_owned()));
        let name = Asked { name: true, path: false };
        assert_eq!(name.about("a", || unreachable!("nobody asks")), name.about("a", String::new));
        assert!(all.any() && name.any() && !Asked::default().any());
    }
}
