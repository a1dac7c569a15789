//! The tags of a page as trunk writes it: with or without quotes around values.

/// Where the first tag that begins so and holds `word` begins, and where its `>` is.
pub fn tag(page: &str, begins: &str, word: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    loop {
        let start = from + page[from..].find(begins)?;
        let end = start + page[start..].find('>')?;
        if page[start..end].contains(word) {
            return Some((start, end));
        }
        from = end;
    }
}

/// The value of an attribute, with or without quotes.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let rest = &tag[tag.find(&format!("{name}="))? + name.len() + 1..];
    let quoted = rest.strip_prefix('"');
    let rest = quoted.unwrap_or(rest);
    let end = rest.find(|c: char| if quoted.is_some() { c == '"' } else { c.is_whitespace() });
    Some(&rest[..end.unwrap_or(rest.len())])
}

#[cfg(test)]
mod tests {
    use super::{attribute, tag};

    #[test]
    fn tags_and_their_attributes_are_found() {
        let page = "<script src=a></script><script data-js=p.js data-wasm=\"p_bg.wasm\" src=./boot.js></script>";
        let (start, end) = tag(page, "<script", "data-wasm").expect("a tag");
        assert_eq!(attribute(&page[start..end], "data-js"), Some("p.js"));
        assert_eq!(attribute(&page[start..end], "data-wasm"), Some("p_bg.wasm"));
        assert_eq!(attribute(&page[start..end], "data-none"), None);
        assert_eq!(tag(page, "<link", "x"), None);
    }
}
