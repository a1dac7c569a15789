//! One request from outside, as it is: nothing is followed, unpacked or put right.

use std::io::Read;
use std::time::Duration;

use ureq::http::Request;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};

use crate::certificate::Certificate;
use crate::host::Host;

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header that stands there once at most.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(header, _)| header == name).map(|(_, value)| value.as_str());
        let first = found.next();
        assert_eq!(found.next(), None, "{name} stands there more than once: {:?}", self.headers);
        first
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// Sends one request and reads the whole answer.
pub fn ask(host: &Host, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let (parts, body) = begin(host, method, path, headers).into_parts();
    let mut bytes = Vec::new();
    body.into_reader().read_to_end(&mut bytes).unwrap_or_else(|error| panic!("{method} {path}: {error}"));
    let headers = parts.headers.iter();
    let headers =
        headers.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
    Answer { status: parts.status.as_u16(), headers: headers.collect(), body: bytes }
}

/// A plain GET.
pub fn get(host: &Host, path: &str) -> Answer {
    ask(host, "GET", path, &[])
}

/// Sends one request and reads the head of the answer.
pub fn begin(host: &Host, method: &str, path: &str, headers: &[(&str, &str)]) -> ureq::http::Response<Body> {
    let address = if path.starts_with("http:") { path.to_owned() } else { format!("{}{path}", host.origin) };
    let mut request = Request::builder().method(method).uri(&address);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request.body(()).unwrap_or_else(|error| panic!("{method} {path}: {error}"));
    host.agent.run(request).unwrap_or_else(|error| panic!("{method} {path}: {error}\n{}", host.logs()))
}

/// What sends requests, and believes that one certificate.
pub fn agent(certificate: &Certificate) -> Agent {
    let authority = ureq::tls::Certificate::from_der(&certificate.der()).to_owned();
    let tls = TlsConfig::builder().root_certs(RootCerts::new_with_certs(&[authority])).build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .allow_non_standard_methods(true)
        .timeout_global(Some(Duration::from_mins(1)));
    config.build().into()
}
