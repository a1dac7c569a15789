//! The address of an appliance, and whether something answers there.

pub mod demo;
mod probe;

pub use probe::{probe, status};

use anyhow::{Error, Result, bail};
use std::str::FromStr;

/// The address of an appliance: scheme, host and port, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    scheme: &'static str,
    /// In lower case; an IPv6 address in its brackets.
    host: String,
    port: Option<u16>,
}

impl Address {
    /// As browsers write an origin, so without a trailing slash and without the scheme's own port.
    pub fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.authority())
    }

    /// What goes into the header `Host`.
    pub fn authority(&self) -> String {
        match self.port {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.clone(),
        }
    }

    /// The name of the machine.
    pub fn host(&self) -> &str {
        &self.host
    }
}

impl FromStr for Address {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let text = text.trim();
        let Some((scheme, rest)) = text.split_once("://") else {
            bail!("{text:?} is no address of an appliance: it must begin with https:// or http://");
        };
        let (scheme, usual) = match scheme.to_ascii_lowercase().as_str() {
            "https" => ("https", 443),
            "http" => ("http", 80),
            _ => bail!("{text:?} is no address of an appliance: only https:// and http:// are spoken"),
        };
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains('@') {
            // Not repeated: it may hold a password.
            bail!("an appliance's address must not hold a user name or password; the page asks for the token");
        }
        if authority.contains(['/', '?', '#']) {
            bail!("{text:?} has a path: give only scheme, host and port, such as https://a1000.example.com");
        }
        // The last colon, unless it belongs to an IPv6 address in brackets.
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => match port.parse() {
                Ok(port) if port > 0 => (host, Some(port)),
                _ => bail!("{text:?} has a port that is none: it must be a number from 1 to 65535"),
            },
            _ => (authority, None),
        };
        if !is_host(host) {
            bail!("{text:?} names no host: expected something like https://a1000.example.com");
        }
        Ok(Self { scheme, host: host.to_ascii_lowercase(), port: port.filter(|port| *port != usual) })
    }
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return inner.parse::<std::net::Ipv6Addr>().is_ok();
    }
    let is_label = |label: &str| {
        !label.is_empty()
            && label.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_')
    };
    // A trailing dot is a host name written in full.
    host.strip_suffix('.').unwrap_or(host).split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn origin(text: &str) -> Result<String, String> {
        text.parse::<Address>().map(|address| address.origin()).map_err(|error| error.to_string())
    }

    #[test]
    fn addresses() {
        assert_eq!(origin("https://a1000.example.com").as_deref(), Ok("https://a1000.example.com"));
        assert_eq!(origin(" HTTPS://A1000.Example.com:443/ ").as_deref(), Ok("https://a1000.example.com"));
        assert_eq!(origin("http://10.0.0.7:8000").as_deref(), Ok("http://10.0.0.7:8000"));
        assert_eq!(origin("http://[::1]:80").as_deref(), Ok("http://[::1]"));
        assert_eq!(origin("http://[::1]").as_deref(), Ok("http://[::1]"));
        assert_eq!(origin("https://spectra_1:8443").as_deref(), Ok("https://spectra_1:8443"));
    }

    #[test]
    fn what_is_no_address_is_said() {
        let refused = [
            ("a1000.example.com", "begin with https://"),
            ("ftp://a1000.example.com", "only https://"),
            ("https://a1000.example.com/api", "has a path"),
            ("https://a1000.example.com?x", "has a path"),
            ("https://a1000.example.com:0", "port"),
            ("https://a1000.example.com:99999", "port"),
            ("https://", "no host"),
            ("https://:8443", "no host"),
            ("https://a b", "no host"),
            ("https://a..b", "no host"),
            ("https://[::x]", "no host"),
            ("", "begin with https://"),
        ];
        for (text, reason) in refused {
            let error = origin(text).expect_err(text);
            assert!(error.contains(reason), "{text}: {error}");
            assert!(!error.contains('\n'));
        }
    }

    #[test]
    fn a_password_is_not_repeated() {
        let error = origin("https://user:secret@a1000.example.com").expect_err("credentials");
        assert!(error.contains("user name or password") && !error.contains("secret"));
    }
}
