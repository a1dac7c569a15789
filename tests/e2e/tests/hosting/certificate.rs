//! Certificates that nobody but themselves vouches for, as appliances have them.

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// A certificate and its key.
pub struct Certificate(CertifiedKey<rcgen::KeyPair>);

impl Certificate {
    /// One for a host with that name or address.
    pub fn of(name: &str) -> Self {
        Self(generate_simple_self_signed([name.to_owned()]).expect("a certificate"))
    }

    /// As it stands in a file.
    pub fn pem(&self) -> String {
        self.0.cert.pem()
    }

    /// The key as it stands in a file.
    pub fn key_pem(&self) -> String {
        self.0.signing_key.serialize_pem()
    }

    /// In binary.
    pub fn der(&self) -> CertificateDer<'static> {
        self.0.cert.der().clone()
    }

    /// The key in binary.
    pub fn key_der(&self) -> PrivateKeyDer<'static> {
        PrivateKeyDer::try_from(self.0.signing_key.serialize_der()).expect("a key")
    }
}
