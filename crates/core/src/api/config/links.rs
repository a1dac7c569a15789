//! Links that an administrator allows: addresses of other tools, with a hash of the file put in.
//!
//! Nothing of a sample gets into an address but hex digits, and only behind the host.

use crate::api::config::reason::reason;
use crate::hash::HashKind;
use serde::Deserialize;

/// Most letters of an address as it is written.
const MOST: usize = 1_000;

/// What stands for a hash.
const PLACES: [(&str, HashKind); 3] =
    [("{sha1}", HashKind::Sha1), ("{sha256}", HashKind::Sha256), ("{md5}", HashKind::Md5)];

/// A link as an administrator has written it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkTemplate {
    /// What it is called.
    pub name: String,
    url: String,
}

/// The same as it is written.
#[derive(Deserialize)]
struct Entry {
    name: String,
    url: String,
}

impl LinkTemplate {
    /// Reads an entry of `links`.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let Entry { name, url } = serde_json::from_str(text).map_err(|error| reason(&error))?;
        if name.trim().is_empty() {
            return Err("its name is empty".to_owned());
        }
        let why = |why: &str| Err(why.to_owned());
        let Some(behind) = url.strip_prefix("https://") else { return why("its address does not begin with https://") };
        if url.len() > MOST || !url.bytes().all(|byte| byte.is_ascii_graphic()) {
            return why("its address is too long, or has a character in it that an address cannot have");
        }
        let host = behind.split(['/', '?', '#', '\\']).next().unwrap_or_default();
        if host.is_empty() || host.contains(['{', '}', '@']) {
            return why("its address has no host that stands in it as it is");
        }
        let rest = PLACES.iter().fold(url.clone(), |rest, (place, _)| rest.replace(place, ""));
        if rest.contains(['{', '}']) {
            return why("its address has something else in braces than sha1, sha256 and md5");
        }
        if rest == url {
            return why("its address has none of {sha1}, {sha256} and {md5} in it");
        }
        Ok(Self { name, url })
    }

    /// The address for a file; none where a hash that is needed is not known.
    pub fn address(&self, hash: impl Fn(HashKind) -> Option<String>) -> Option<String> {
        let mut address = self.url.clone();
        for (place, kind) in PLACES {
            if address.contains(place) {
                let hash = hash(kind).filter(|hash| hash.bytes().all(|digit| digit.is_ascii_hexdigit()))?;
                address = address.replace(place, &hash);
            }
        }
        Some(address)
    }
}

#[cfg(test)]
mod tests {
    use super::LinkTemplate;
    use crate::hash::HashKind;
    use proptest::prelude::*;

    fn read(url: &str) -> Result<LinkTemplate, String> {
        LinkTemplate::read(&serde_json::json!({"name": "Lab", "url": url}).to_string())
    }

    #[test]
    fn hashes_are_put_in() {
        let link = read("https://lab.example/f/{sha1}?m={md5}&again={sha1}").expect("a link");
        let known = |kind| (kind == HashKind::Sha1 || kind == HashKind::Md5).then(|| "ab12".to_owned());
        assert_eq!(link.address(known).as_deref(), Some("https://lab.example/f/ab12?m=ab12&again=ab12"));
        assert_eq!(link.address(|kind| (kind == HashKind::Sha1).then(String::new)), None, "MD5 is not known");
        assert_eq!(link.address(|_| Some("x/../".to_owned())), None);
    }

    #[test]
    fn what_is_no_plain_address_is_refused() {
        for url in [
            "http://lab.example/{sha1}",
            "javascript:alert('{sha1}')",
            "https://{sha1}.example/",
            "https:///{sha1}",
            "https://lab.example@evil.example/{sha1}",
            "https://lab.example/",
            "https://lab.example/{sha1}{name}",
            "https://lab.example/{sha1}{",
            "https://lab.example/ {sha1}",
            "https://lab.example/\u{202e}{sha1}",
        ] {
            assert!(read(url).is_err(), "{url}");
        }
        assert!(read(&format!("https://lab.example/{{sha1}}{}", "x".repeat(1_000))).is_err());
        assert!(LinkTemplate::read("{\"name\": \" \", \"url\": \"https://lab.example/{sha1}\"}").is_err());
        assert!(LinkTemplate::read("5").is_err());
    }

    proptest! {
        #[test]
        fn an_address_always_goes_to_the_host_that_is_written(url in "https://[a-z@{}.\\\\/?#]{0,20}(\\{sha1\\})?[a-z/{}]{0,4}") {
            if let Ok(link) = read(&url) {
                let address = link.address(|_| Some("00ff".to_owned())).expect("an address");
                let parsed = url::Url::parse(&address);
                let host = url["https://".len()..].split(['/', '?', '#', '\\']).next().unwrap_or_default();
                // Whether that is a name is for browsers to say.
                if let Ok(parsed) = parsed {
                    prop_assert_eq!(parsed.host_str(), Some(host));
                    prop_assert_eq!(parsed.scheme(), "https");
                }
            }
        }
    }
}
