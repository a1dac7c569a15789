//! Where an appliance is: an origin (scheme, host and port) and perhaps a path prefix under which a gateway serves it.
//!
//! The parser is stricter than the one of browsers: what it accepts means the same to both, so that a token cannot reach
//! an origin other than the one that was read here. What browsers would rewrite (`127.1`, `0x7f.0.0.1`, a backslash, dot
//! segments, letters outside ASCII in a host name) is refused.

mod host;

#[cfg(test)]
mod tests;

use std::fmt;

/// Scheme, host and port, written as browsers write an origin: lower case, without the scheme's default port.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin(String);

impl Origin {
    /// The origin of the page itself, as the browser gives it.
    pub fn of_page(text: &str) -> Self {
        Self(text.to_owned())
    }

    /// An origin as it was written by [`Origin::as_str`].
    pub fn read(text: &str) -> Option<Self> {
        let endpoint = Endpoint::read(text, &Self(String::new())).ok()?;
        (endpoint.prefix.is_empty() && endpoint.origin.0 == text && !text.is_empty()).then_some(endpoint.origin)
    }

    /// The origin as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address of an appliance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    origin: Origin,
    /// Empty, or segments that each begin with a slash, without a slash at the end.
    prefix: String,
}

/// Why a text is not the address of an appliance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndpointFault {
    /// Host or port cannot be read.
    NotAnAddress,
    /// The host name has letters outside ASCII.
    NotAscii,
    /// A number that is no complete IPv4 address.
    Number,
    /// Neither `https` nor `http`.
    Scheme,
    /// A user name or password.
    User,
    /// A query or a fragment.
    Query,
    /// The path names the API, which the page adds itself.
    Api,
    /// The path has empty or dot segments, or characters that do not belong there.
    Path,
}

impl fmt::Display for EndpointFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnAddress => "This is no address. It should look like https://a1000.example.com.",
            Self::NotAscii => "Write the host name in its ASCII form, which begins with xn--.",
            Self::Number => "An IPv4 address has four decimal numbers, for example 10.0.0.5.",
            Self::Scheme => "An appliance is reached by https or http.",
            Self::User => "Leave the user name and password out: the token is entered in its own field.",
            Self::Query => "Leave out what follows ? or #: https://a1000.example.com.",
            Self::Api => "Leave /api and what follows it out: the page adds it.",
            Self::Path => "The path of this address can't be used. It should look like https://gw.example.com/a1000/.",
        })
    }
}

impl Endpoint {
    /// The appliance that is reached through the page's own origin.
    pub fn own(page: &Origin) -> Self {
        Self { origin: page.clone(), prefix: String::new() }
    }

    /// Reads the address of an appliance as people write it: a URL, a host with or without a port (`https` is assumed),
    /// a path prefix of the page's own origin (`/a1000/`), or nothing for the page's own origin.
    ///
    /// # Errors
    /// Why the text is no address that can be used.
    pub fn read(text: &str, page: &Origin) -> Result<Self, EndpointFault> {
        let text = text.trim();
        if text.is_empty() || text.starts_with('/') {
            return Ok(Self { origin: page.clone(), prefix: read_prefix(text)? });
        }
        let (scheme, rest) = text.split_once("://").unwrap_or(("https", text));
        let scheme = scheme.to_ascii_lowercase();
        let default_port = match scheme.as_str() {
            "https" => 443,
            "http" => 80,
            _ => return Err(EndpointFault::Scheme),
        };
        let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at(end);
        if authority.contains('@') {
            return Err(EndpointFault::User);
        }
        let (host, port) = host::read(authority)?;
        let port = port.filter(|port| *port != default_port).map(|port| format!(":{port}")).unwrap_or_default();
        Ok(Self { origin: Origin(format!("{scheme}://{host}{port}")), prefix: read_prefix(path)? })
    }

    /// The origin, to which a token belongs.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The URL of a path of the API, which begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("{}{}{path}", self.origin, self.prefix)
    }

    /// The address without a slash at its end.
    pub fn base(&self) -> String {
        self.url("")
    }

    /// The address as it is shown in a field: without the origin where that is the page's own. [`Endpoint::read`] reads
    /// it back.
    pub fn entry(&self, page: &Origin) -> String {
        if self.origin == *page { self.prefix.clone() } else { self.base() }
    }

    /// Whether a browser refuses to ask this endpoint because the page is encrypted and the endpoint is not. Loopback
    /// addresses are exempt.
    pub fn is_mixed_content(&self, page: &Origin) -> bool {
        let Some(authority) = self.origin.0.strip_prefix("http://") else { return false };
        page.0.starts_with("https://") && !host::is_loopback(authority)
    }
}

/// Reads a path prefix; a slash at its end is left out.
fn read_prefix(path: &str) -> Result<String, EndpointFault> {
    if path.contains(['?', '#']) {
        return Err(EndpointFault::Query);
    }
    let path = path.strip_suffix('/').unwrap_or(path);
    let Some(inner) = path.strip_prefix('/') else {
        return if path.is_empty() { Ok(String::new()) } else { Err(EndpointFault::Path) };
    };
    let segments: Vec<&str> = inner.split('/').collect();
    if !segments.iter().all(|segment| is_segment(segment)) {
        return Err(EndpointFault::Path);
    }
    let is_api =
        |(at, segment): (usize, &&str)| *segment == "api" && segments.get(at + 1).is_none_or(|next| *next == "samples");
    if segments.iter().enumerate().any(is_api) {
        return Err(EndpointFault::Api);
    }
    Ok(path.to_owned())
}

/// Whether a browser leaves a segment of a path as it is.
fn is_segment(segment: &str) -> bool {
    let plain = segment.replace("%2e", ".").replace("%2E", ".");
    if matches!(plain.as_str(), "" | "." | "..") {
        return false;
    }
    let mut bytes = segment.bytes();
    while let Some(byte) = bytes.next() {
        let is_allowed = match byte {
            b'%' => (0..2).all(|_| bytes.next().is_some_and(|digit| digit.is_ascii_hexdigit())),
            _ => byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte),
        };
        if !is_allowed {
            return false;
        }
    }
    true
}
