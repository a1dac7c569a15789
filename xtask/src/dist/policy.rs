//! The page's Content-Security-Policy: the origins to connect to, and not a character else changed.
//!
//! A page that is built for no particular appliance may connect to any: who uses it names one. Once appliances are named,
//! only those are left.

/// The page with `origins`, and no other but its own, as what its policy lets it connect to, or nothing when it has no policy.
pub fn allow(page: &str, origins: &[String]) -> Option<String> {
    let (start, end) = content(page)?;
    let policy = with_origins(&page[start..end], origins);
    Some(format!("{}{policy}{}", &page[..start], &page[end..]))
}

/// Where in the page the value of the policy's `content` attribute is.
fn content(page: &str) -> Option<(usize, usize)> {
    // Lower case of ASCII letters only, so that places in the one text are places in the other.
    let lower = page.to_ascii_lowercase();
    let named = lower.find("content-security-policy")?;
    let tag = lower[..named].rfind("<meta")?;
    let mut from = tag;
    loop {
        let attribute = from + lower[from..].find("content=")?;
        let quote = attribute + "content=".len();
        let mark = lower[quote..].chars().next()?;
        // `http-equiv="content-…"` has no equals sign there, but a `data-content=` would.
        let begins = lower[..attribute].ends_with(|before: char| before.is_ascii_whitespace() || before == '"');
        if begins && (mark == '"' || mark == '\'') {
            let start = quote + 1;
            return Some((start, start + page[start..].find(mark)?));
        }
        from = quote;
    }
}

/// The directive without the sources that stand for any host.
fn any_scheme_left_out(directive: &str) -> String {
    let lead = &directive[..directive.len() - directive.trim_start().len()];
    let sources = directive.split_whitespace().filter(|source| !matches!(*source, "https:" | "http:"));
    format!("{lead}{}", sources.collect::<Vec<_>>().join(" "))
}

fn with_origins(policy: &str, origins: &[String]) -> String {
    let is_connect = |directive: &&str| directive.split_whitespace().next() == Some("connect-src");
    let Some(directive) = policy.split(';').find(is_connect) else {
        // Without the directive `default-src` would hold, and that one must not get wider for the rest.
        return format!("{}; connect-src 'self' {}", policy.trim_end().trim_end_matches(';'), origins.join(" "));
    };
    let named = any_scheme_left_out(directive);
    let policy = &policy.replacen(directive, &named, 1);
    let directive = named.as_str();
    let sources: Vec<&str> = directive.split_whitespace().skip(1).collect();
    let new: Vec<&str> = origins.iter().map(String::as_str).filter(|origin| !sources.contains(origin)).collect();
    if new.is_empty() {
        return policy.to_owned();
    }
    let allowed = if sources == ["'none'"] {
        directive.replace("'none'", &new.join(" "))
    } else {
        let words = directive.trim_end();
        format!("{words} {}{}", new.join(" "), &directive[words.len()..])
    };
    policy.replacen(directive, &allowed, 1)
}

#[cfg(test)]
mod tests {
    use super::allow;

    #[test]
    fn naming_an_appliance_leaves_no_other() {
        let any = "connect-src 'self' https: http:; base-uri 'none'";
        let one = "connect-src 'self' https://a1000.example.com; base-uri 'none'";
        assert_eq!(allow(&page(any), &["https://a1000.example.com".to_owned()]), Some(page(one)));
    }

    fn page(policy: &str) -> String {
        format!(
            "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n<p content=\"x\">"
        )
    }

    fn origins() -> Vec<String> {
        vec!["https://a.example".to_owned(), "https://b.example:8443".to_owned()]
    }

    #[test]
    fn origins_are_added_to_what_is_there() {
        let before = page("default-src 'none'; connect-src 'self'; base-uri 'none'");
        let after =
            page("default-src 'none'; connect-src 'self' https://a.example https://b.example:8443; base-uri 'none'");
        assert_eq!(allow(&before, &origins()).as_deref(), Some(after.as_str()));
        assert_eq!(allow(&after, &origins()).as_deref(), Some(after.as_str()), "once is enough");
    }

    #[test]
    fn none_gives_way() {
        let after = allow(&page("connect-src 'none'"), &origins()).expect("a policy");
        assert!(after.contains("content=\"connect-src https://a.example https://b.example:8443\""), "{after}");
    }

    #[test]
    fn a_missing_directive_is_added() {
        let after = allow(&page("default-src 'none';"), &origins()[..1]).expect("a policy");
        assert!(after.contains("content=\"default-src 'none'; connect-src 'self' https://a.example\""), "{after}");
    }

    #[test]
    fn attributes_in_the_other_order_and_in_single_quotes() {
        let before = "<META data-content='1' content='connect-src x' http-equiv='content-security-policy'>";
        let after = allow(before, &origins()[..1]).expect("a policy");
        assert!(after.contains("content='connect-src x https://a.example'"), "{after}");
    }

    #[test]
    fn a_page_without_a_policy_is_said() {
        assert_eq!(allow("<meta charset=\"utf-8\">", &origins()), None);
    }
}
