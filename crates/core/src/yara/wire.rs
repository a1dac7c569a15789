//! What goes to the engine and what comes back, as JSON.

use serde::{Deserialize, Serialize};

/// Rules as somebody wrote them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleFile {
    /// What the file is called; empty for rules that were typed.
    pub name: String,
    /// The rules.
    pub text: String,
}

/// What is wrong with rules, or doubtful.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mistake {
    /// In which of the files, counted from 0.
    pub file: u32,
    /// In which line, counted from 1.
    pub line: u32,
    /// At which letter of the line, counted from 1.
    pub column: u32,
    /// What is wrong.
    pub words: String,
    /// The rules can be used all the same.
    pub is_warning: bool,
}

/// What came of compiling rules.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compiled {
    /// How many rules there are.
    pub rules: u32,
    /// The first mistakes and warnings.
    pub mistakes: Vec<Mistake>,
    /// How many mistakes and warnings are not among them.
    pub left_out: u32,
}

impl Compiled {
    /// Whether there is a mistake, so that nothing can be scanned.
    pub fn is_refused(&self) -> bool {
        self.mistakes.iter().any(|mistake| !mistake.is_warning)
    }
}

/// What is known of the file that is scanned, beside its bytes: rules can ask for it as `filename`, `filepath` and
/// `extension`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// What it is called.
    pub name: String,
    /// Where it was found.
    pub path: String,
}

impl About {
    /// What stands behind the last dot of the name, with the dot and in small letters, as scanners hand it to rules.
    pub fn extension(&self) -> String {
        match self.name.rsplit_once('.') {
            Some((before, ending)) if !before.is_empty() => [".", &ending.to_lowercase()].concat(),
            _ => String::new(),
        }
    }
}

/// A rule as it describes itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// What it is called.
    pub name: String,
    /// In which of the files it is, counted from 0.
    pub file: u32,
    /// Its tags.
    pub tags: Vec<String>,
    /// What it says of itself: `author`, `description` and the like.
    pub meta: Vec<(String, String)>,
}

/// Where a string of a rule was found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What the string is called in its rule: `$a`.
    pub string: String,
    /// In bytes from the beginning of the file.
    pub offset: u64,
    /// In bytes.
    pub length: u32,
}

/// A rule that matches a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The number of the rule: its place among all that were told of.
    pub rule: u32,
    /// How often its strings were found.
    pub count: u64,
    /// The first places.
    pub places: Vec<Place>,
}

/// What rules have found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMatches {
    /// Rules that have matched for the first time; their numbers follow those that were told of before.
    pub rules: Vec<Rule>,
    /// The rules that match.
    pub matches: Vec<Match>,
    /// How many more match.
    pub left_out: u32,
}

#[cfg(test)]
mod tests {
    use super::About;

    #[test]
    fn an_extension_is_what_scanners_hand_to_rules() {
        let extension = |name: &str| About { name: name.to_owned(), path: String::new() }.extension();
        assert_eq!(["a.EXE", "a.tar.gz", "none", ".bashrc", "a."].map(extension), [".exe", ".gz", "", "", "."]);
    }
}
