//! `@mdn/browser-compat-data`: which browser has what since when.

use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::HashMap;
use std::fmt;
use std::fs;
use std::path::Path;

/// The oldest browsers that the page promises to run in, as README has them.
const OLDEST: [(&str, &str, Version); 3] =
    [("chrome", "Chromium 123", (123, 0)), ("firefox", "Firefox 125", (125, 0)), ("safari", "Safari 17.5", (17, 5))];

type Version = (u32, u32);

/// Something of a browser's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// An interface or object of scripts.
    Global(String),
    /// A member of some interface: scripts do not say of which.
    Member(String),
    /// A property of styles.
    Property(String),
    /// A word as the value of a property.
    Keyword(String, String),
    /// A function in a value.
    Function(String),
    /// A rule that begins with `@`.
    AtRule(String),
    /// A part of a selector.
    Selector(String),
}

impl fmt::Display for Feature {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Global(name) => write!(out, "{name}"),
            Self::Member(name) => write!(out, ".{name}"),
            Self::Property(name) => write!(out, "{name}:"),
            Self::Keyword(property, word) => write!(out, "{property}: {word}"),
            Self::Function(name) => write!(out, "{name}()"),
            Self::AtRule(name) => write!(out, "@{name}"),
            Self::Selector(name) => write!(out, ":{name}"),
        }
    }
}

/// The data.
pub struct Compat {
    all: Value,
    /// Paths of all members of that name.
    members: HashMap<String, Vec<String>>,
    /// Paths of all functions and other types of values of that name.
    types: HashMap<String, Vec<String>>,
}

impl Compat {
    /// Reads `data.json`.
    pub fn read(file: &Path) -> Result<Self> {
        let text = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(Self::of(serde_json::from_slice(&text).with_context(|| format!("{} is broken", file.display()))?))
    }

    fn of(all: Value) -> Self {
        let (mut members, mut types) = (HashMap::new(), HashMap::new());
        for place in ["/api", "/javascript/builtins", "/webassembly/api"] {
            for (owner, inner) in children(&all, place) {
                index(inner, &format!("{place}/{owner}"), 2, &mut members);
            }
        }
        index(all.pointer("/css/types").unwrap_or(&Value::Null), "/css/types", 4, &mut types);
        Self { all, members, types }
    }

    /// The oldest browsers that lack a feature. Nothing where the feature is none of a browser's but the page's own.
    pub fn lacking(&self, feature: &Feature) -> Option<Vec<&'static str>> {
        let places: Vec<String> = match feature {
            Feature::Global(name) => ["/api/", "/javascript/builtins/"].map(|place| format!("{place}{name}")).to_vec(),
            Feature::Member(name) => self.members.get(name).cloned().unwrap_or_default(),
            Feature::Property(name) => vec![format!("/css/properties/{name}")],
            Feature::Keyword(property, word) => vec![format!("/css/properties/{property}/{word}")],
            Feature::Function(name) => self.types.get(name).cloned().unwrap_or_default(),
            Feature::AtRule(name) => vec![format!("/css/at-rules/{name}")],
            Feature::Selector(name) => vec![format!("/css/selectors/{name}")],
        };
        let found: Vec<_> =
            places.iter().filter_map(|place| self.all.pointer(&format!("{place}/__compat/support"))).collect();
        let lacks = |(browser, oldest): (&str, Version)| {
            // Which of several it is a script does not say: one that is old enough will do.
            !found.iter().any(|support| has(&support[browser], oldest))
        };
        let lacking = OLDEST.into_iter().filter(|(browser, _, oldest)| lacks((browser, *oldest)));
        (!found.is_empty()).then(|| lacking.map(|(_, name, _)| name).collect())
    }
}

fn children<'v>(all: &'v Value, place: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    let inner = all.pointer(place).and_then(Value::as_object).into_iter().flatten();
    inner.filter(|(name, _)| *name != "__compat")
}

/// Notes down where names are, some levels deep.
fn index(value: &Value, place: &str, levels: u32, found: &mut HashMap<String, Vec<String>>) {
    for (name, inner) in children(value, "") {
        let place = format!("{place}/{name}");
        if levels > 1 {
            index(inner, &place, levels - 1, found);
        }
        // `pageswap_event` and the like are no names in a script.
        found.entry(name.trim_end_matches("_static").to_owned()).or_default().push(place);
    }
}

/// Whether a browser of that version has something under its own name and without more ado. In part will do: what it lacks then
/// is in the notes of the data.
fn has(support: &Value, oldest: Version) -> bool {
    let statements = support.as_array().map_or(std::slice::from_ref(support), Vec::as_slice);
    statements.iter().any(|statement| {
        let is_plain = ["flags", "prefix", "alternative_name"].iter().all(|key| statement.get(key).is_none());
        let at = |key: &str| statement[key].as_str().and_then(version);
        let is_gone = at("version_removed").is_some_and(|removed| removed <= oldest);
        is_plain && !is_gone && at("version_added").is_some_and(|added| added <= oldest)
    })
}

fn version(text: &str) -> Option<Version> {
    let mut numbers = text.trim_start_matches('≤').split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next().and_then(Result::ok).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::{Compat, Feature, has};
    use serde_json::json;

    #[test]
    fn since_when() {
        let since = |version: serde_json::Value| json!({"version_added": version});
        assert!(has(&since("17.5".into()), (17, 5)) && has(&since("≤4".into()), (17, 5)));
        assert!(!has(&since("18".into()), (17, 5)) && !has(&since("17.6".into()), (17, 5)));
        assert!(!has(&since("preview".into()), (17, 5)) && !has(&since(false.into()), (17, 5)));
        let prefixed = json!([{"version_added": "20"}, {"version_added": "1", "prefix": "-webkit-"}]);
        assert!(!has(&prefixed, (17, 5)));
        let in_part = json!([{"version_added": "26"}, {"version_added": "15", "version_removed": "26"}]);
        assert!(has(&in_part, (17, 5)) && has(&in_part, (26, 0)));
        assert!(!has(&json!({"version_added": "1", "version_removed": "9"}), (17, 5)));
    }

    #[test]
    fn what_is_newer_than_promised() {
        let since = |chrome: &str, firefox: &str| {
            let support = json!({"chrome": {"version_added": chrome}, "firefox": {"version_added": firefox}, "safari": {"version_added": "1"}});
            json!({"support": support})
        };
        let compat = Compat::of(json!({
            "api": {
                "Old": {"__compat": since("1", "1"), "go": {"__compat": since("1", "1")}},
                "New": {"__compat": since("130", "126"), "go": {"__compat": since("130", "126")}, "run": {"__compat": since("1", "126")}},
            },
            "css": {"types": {"color": {"light-dark": {"__compat": since("123", "120")}}}},
        }));
        let lacking = |feature| compat.lacking(&feature);
        assert_eq!(lacking(Feature::Global("New".into())), Some(vec!["Chromium 123", "Firefox 125"]));
        assert_eq!(lacking(Feature::Member("go".into())), Some(vec![]));
        assert_eq!(lacking(Feature::Member("run".into())), Some(vec!["Firefox 125"]));
        assert_eq!(lacking(Feature::Member("own".into())), None);
        assert_eq!(lacking(Feature::Function("light-dark".into())), Some(vec![]));
    }
}
