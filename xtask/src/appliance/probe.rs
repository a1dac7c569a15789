//! Whether an appliance answers, asked before anything is built.

use super::Address;
use anyhow::{Result, bail};
use std::time::Duration;
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Error};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// Asks for the front page. Any HTTP status is an answer. `insecure` accepts any certificate.
pub fn probe(address: &Address, insecure: bool) -> Result<()> {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).disable_verification(insecure).build();
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .tls_config(tls)
        .build()
        .into();
    let origin = address.origin();
    match agent.get(format!("{origin}/")).call() {
        Ok(answer) => {
            let location = answer.headers().get("location").and_then(|value| value.to_str().ok()).unwrap_or("");
            if let Some(elsewhere) = other_origin(&origin, location) {
                eprintln!(
                    "warning: {origin} sends its visitors on to {elsewhere}: perhaps that is the address to give"
                );
            }
            Ok(())
        }
        Err(error) => bail!("{}", explain(&origin, &error, insecure)),
    }
}

/// The HTTP status of an address on this machine, or nothing as long as nobody answers.
pub fn status(address: &str) -> Option<u16> {
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .proxy(None)
        .build()
        .into();
    Some(agent.get(address).call().ok()?.status().as_u16())
}

/// The origin of a redirect that leaves the one that was asked.
fn other_origin(asked: &str, location: &str) -> Option<String> {
    let (scheme, rest) = location.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let origin = format!("{scheme}://{authority}").parse::<Address>().ok()?.origin();
    (origin != asked).then_some(origin)
}

/// What went wrong, in one line, and what to do.
fn explain(origin: &str, error: &Error, insecure: bool) -> String {
    let detail = error.to_string().replace('\n', " ");
    let detail = detail.strip_prefix("io: ").unwrap_or(&detail);
    match error {
        Error::Timeout(_) => format!("{origin} did not answer within {} seconds", PATIENCE.as_secs()),
        Error::HostNotFound => format!("{origin} does not answer: no machine of that name is known"),
        _ if !insecure && is_certificate(detail) => format!(
            "the certificate of {origin} is not to be trusted ({detail}): if it is self-signed and this is your \
             appliance, add --insecure"
        ),
        _ => format!("{origin} does not answer: {detail}"),
    }
}

fn is_certificate(detail: &str) -> bool {
    detail.to_ascii_lowercase().contains("certificate")
}

#[cfg(test)]
mod tests {
    use super::{explain, other_origin, probe};
    use crate::appliance::Address;
    use std::io::{self, Read, Write};
    use std::net::TcpListener;
    use std::thread;
    use ureq::Error;

    fn answering(answer: &'static str) -> Address {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}", listener.local_addr().expect("its address"));
        thread::spawn(move || {
            if let Ok((mut stream, _)) = listener.accept() {
                let _ = stream.read(&mut [0; 1024]);
                let _ = stream.write_all(answer.as_bytes());
            }
        });
        address.parse().expect("an address")
    }

    #[test]
    fn any_status_is_an_answer() {
        for answer in [
            "HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n",
            "HTTP/1.1 302 Found\r\nlocation: https://elsewhere.example/\r\ncontent-length: 0\r\n\r\n",
        ] {
            assert!(probe(&answering(answer), false).is_ok(), "{answer}");
        }
    }

    #[test]
    fn nobody_there_is_one_line() {
        let port = crate::ports::any().expect("a port");
        let address = format!("http://127.0.0.1:{port}").parse().expect("an address");
        let error = probe(&address, false).expect_err("nobody listens").to_string();
        assert!(error.starts_with(&format!("http://127.0.0.1:{port} does not answer")), "{error}");
        assert!(!error.contains('\n'));
    }

    #[test]
    fn a_certificate_is_named_with_what_to_do() {
        let error = || Error::Io(io::Error::other("invalid peer certificate: UnknownIssuer"));
        assert!(explain("https://a", &error(), false).contains("add --insecure"));
        assert!(!explain("https://a", &error(), true).contains("add --insecure"));
        assert!(explain("https://a", &Error::HostNotFound, false).contains("no machine of that name"));
    }

    #[test]
    fn redirects_that_leave() {
        assert_eq!(other_origin("http://a", "https://a/login").as_deref(), Some("https://a"));
        assert_eq!(other_origin("https://a", "https://a:443/login"), None);
        assert_eq!(other_origin("https://a", "/login"), None);
    }
}
