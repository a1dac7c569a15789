//! The names in a style sheet that are a browser's.

use super::compat::Feature;

/// All of them.
pub fn features(style: &str) -> Vec<Feature> {
    let mut found = Vec::new();
    let style = bare(style);
    let mut depth = 0_u32;
    let mut part = String::new();
    for sign in style.chars() {
        match sign {
            '{' => {
                let is_rule = !part.trim_start().starts_with('@');
                if is_rule && depth > 0 && part.contains('&') {
                    found.push(Feature::Selector("nesting".into()));
                }
                prelude(&part, &mut found);
                part.clear();
                depth += 1;
            }
            ';' | '}' => {
                declaration(&part, &mut found);
                part.clear();
                depth = depth.saturating_sub(u32::from(sign == '}'));
            }
            _ => part.push(sign),
        }
    }
    found
}

/// Without comments and without what stands in quotes.
fn bare(style: &str) -> String {
    let mut out = String::new();
    let mut rest = style;
    while let Some(at) = rest.find(['"', '\'']).into_iter().chain(rest.find("/*")).min() {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let (opened, close) = if from.starts_with("/*") { (2, "*/") } else { (1, &from[..1]) };
        rest = from[opened..].split_once(close).map_or("", |(_, after)| after);
    }
    out + rest
}

/// What stands before a block.
fn prelude(text: &str, found: &mut Vec<Feature>) {
    let text = text.trim();
    if let Some(rule) = text.strip_prefix('@') {
        let name = name(rule);
        found.push(Feature::AtRule(name.to_owned()));
        functions(&rule[name.len()..], found);
        return;
    }
    for piece in text.split(':').skip(1) {
        let name = name(piece);
        if !name.is_empty() {
            found.push(Feature::Selector(name.to_owned()));
        }
    }
}

fn declaration(text: &str, found: &mut Vec<Feature>) {
    let text = text.trim();
    if let Some(rule) = text.strip_prefix('@') {
        return found.push(Feature::AtRule(name(rule).to_owned()));
    }
    let Some((property, value)) = text.split_once(':') else { return };
    let property = property.trim();
    functions(value, found);
    if property.starts_with("--") || name(property) != property || property.is_empty() {
        return;
    }
    found.push(Feature::Property(property.to_owned()));
    if property == "content" && value.contains('/') {
        found.push(Feature::Keyword(property.to_owned(), "alt_text".to_owned()));
    }
    let words = value.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| !word.is_empty());
    found.extend(words.map(|word| Feature::Keyword(property.to_owned(), word.to_owned())));
}

fn functions(value: &str, found: &mut Vec<Feature>) {
    for before in value.split('(').collect::<Vec<_>>().iter().rev().skip(1) {
        let from = before.rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-').map_or(0, |at| at + 1);
        if from < before.len() {
            found.push(Feature::Function(before[from..].to_owned()));
        }
    }
}

/// The name at the start.
fn name(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::features;

    #[test]
    fn all_that_is_a_browsers() {
        let style =
            "@layer page; /* :not */ .a:focus-visible > b::before { color: light-dark(#000, var(--x)); --own: 1px;
            content: \"a:b{c}\"; &:hover { overflow: clip } @media (width < 3px) { margin: 0 } }";
        let mut found: Vec<_> = features(style).iter().map(ToString::to_string).collect();
        found.dedup();
        for wanted in [
            "@layer",
            ":focus-visible",
            ":before",
            "color:",
            "light-dark()",
            "var()",
            ":nesting",
            ":hover",
            "overflow: clip",
            "@media",
            "margin:",
        ] {
            assert!(found.iter().any(|found| found == wanted), "{wanted} in {found:?}");
        }
        assert!(!found.iter().any(|found| found.contains("own") || found == ":not" || found == "b:"), "{found:?}");
    }
}
