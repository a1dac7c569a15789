//! Addresses made unusable, so that no mail program or ticket system makes a link of a file name.
//!
//! Two rules and no guessing, since `setup.com` may be a program and `1.2.3.4` a version:
//!
//! - `http://`, `https://` and `ftp://` become `hxxp://`, `hxxps://` and `fxp://`, and each dot of the host behind becomes `[.]`;
//! - each dot of a host that begins with `www.` becomes `[.]`.
//!
//! A host ends at the first character that is no letter, digit, `.`, `-`, `_`, `~`, `%`, `:`, `@`, `[` or `]`.

use crate::query::search::contains;
use std::borrow::Cow;

const SCHEMES: [(&str, &str); 3] = [("https://", "hxxps://"), ("http://", "hxxp://"), ("ftp://", "fxp://")];

/// The text with the addresses in it made unusable.
pub fn defang(text: &str) -> Cow<'_, str> {
    if !text.contains("://") && !contains(text, "www.") {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    let mut in_host = false;
    let mut before = ' ';
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let begins = |with: &str| text[at..].get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with));
        if let Some((scheme, written)) = SCHEMES.into_iter().find(|(scheme, _)| begins(scheme)) {
            out.push_str(written);
            at += scheme.len();
            (in_host, before) = (true, '/');
            continue;
        }
        in_host = in_host && is_of_host(c) || begins("www.") && !before.is_alphanumeric();
        if in_host && c == '.' {
            out.push_str("[.]");
        } else {
            out.push(c);
        }
        before = c;
        at += c.len_utf8();
    }
    Cow::Owned(out)
}

fn is_of_host(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '~' | '%' | ':' | '@' | '[' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn leaves_no_link_and_no_guess() {
        assert_eq!(defang("get http://a.evil.com:80/x.exe"), "get hxxp://a[.]evil[.]com:80/x.exe");
        assert_eq!(defang("HTTPS://User@Evil.com?a.b"), "hxxps://User@Evil[.]com?a.b");
        assert_eq!(defang("ftp://1.2.3.4"), "fxp://1[.]2[.]3[.]4");
        assert_eq!(defang("www.evil.com.txt"), "www[.]evil[.]com[.]txt");
        assert_eq!(defang("mywww.evil/setup.com"), "mywww.evil/setup.com");
        assert_eq!(defang("a.b"), "a.b");
    }

    proptest! {
        #[test]
        fn leaves_no_scheme(text in "(h|t|p|s|:|/|w|\\.|ü|http://|HTTPS://|ftp://|www\\.|a){0,20}") {
            let out = defang(&text).to_ascii_lowercase();
            prop_assert!(!out.contains("http://") && !out.contains("https://") && !out.contains("ftp://"));
        }
    }
}
