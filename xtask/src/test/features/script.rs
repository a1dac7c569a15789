//! The names in a script that may be a browser's.

use super::compat::Feature;

/// All of them; which of them a browser knows the data says.
pub fn features(script: &str) -> Vec<Feature> {
    let mut found = Vec::new();
    let mut before = None;
    let mut rest = script;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$') {
        let sign = rest[..start].chars().next_back().or(before.take());
        let word = &rest[start..];
        let end = word.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$').unwrap_or(word.len());
        let (name, after) = word.split_at(end);
        let is_capital = name.starts_with(|c: char| c.is_ascii_uppercase());
        match sign {
            Some('.') => found.push(Feature::Member(name.to_owned())),
            // A key of an object of the page's own, or a text.
            Some('\'' | '"' | '`') => {}
            _ if is_capital && !after.starts_with(':') => found.push(Feature::Global(name.to_owned())),
            _ => {}
        }
        before = None;
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::features;

    #[test]
    fn members_and_globals() {
        let script =
            "const x = new TransformStream(); x.readable.getReader({mode: 'byob'}); 'Blob'; 1.5.toFixed(0); y?.z";
        let found: Vec<_> = features(script).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["TransformStream", ".readable", ".getReader", ".toFixed", ".z"]);
    }
}
