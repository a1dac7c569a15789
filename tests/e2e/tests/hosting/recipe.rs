//! A recipe as somebody would set it up: the example names replaced, one of its variants taken.

use std::fs;
use std::path::Path;

use crate::secure;

/// A server that `hosting/` has a recipe for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    Nginx,
    Apache,
    Caddy,
}

/// What a recipe offers besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variant {
    /// As it stands.
    None,
    /// The proxy adds the token; these may ask (`127.0.0.1`).
    TokenFromProxy(&'static str),
    /// The appliance's certificate is not checked.
    Unchecked,
}

/// Where things are.
pub struct Places<'a> {
    /// Holds `www/`, `host.pem`, `host.key`, `appliance.pem`, `token`.
    pub folder: &'a Path,
    /// The host's ports for https and http.
    pub ports: (u16, u16),
    /// The appliance's port.
    pub appliance: u16,
}

impl Server {
    pub const ALL: [Self; 3] = [Self::Nginx, Self::Apache, Self::Caddy];

    /// The name of its file in `hosting/`.
    pub fn file(self) -> &'static str {
        match self {
            Self::Nginx => "nginx.conf",
            Self::Apache => "apache.conf",
            Self::Caddy => "Caddyfile",
        }
    }

    /// The recipe as it stands.
    pub fn text(self) -> String {
        hosting(self.file())
    }

    /// What the token's file holds.
    pub fn token(self, token: &str) -> String {
        match self {
            Self::Nginx => format!("proxy_set_header Authorization \"Token {token}\";\n"),
            Self::Apache => format!("RequestHeader set Authorization \"Token {token}\"\n"),
            Self::Caddy => format!("header_up Authorization \"Token {token}\"\n"),
        }
    }

    /// The recipe set up at these places.
    pub fn set_up(self, places: &Places<'_>, variant: Variant) -> String {
        let mut text = self.text();
        let Places { folder, ports: (https, http), appliance } = places;
        for (before, after) in self.variant(variant).iter().map(|(before, after)| (*before, after.clone())) {
            replace(&mut text, before, &after);
        }
        // Ports are nobody's to replace: outside of tests they are the usual ones.
        let ports: &[(&str, String)] = match self {
            Self::Nginx => &[
                ("listen 80;", format!("listen 127.0.0.1:{http};")),
                ("listen 443 ssl http2;", format!("listen 127.0.0.1:{https} ssl http2;")),
                ("https://matryoshka.example.com", format!("https://matryoshka.example.com:{https}")),
                ("server a1000.example.com:443;", format!("server 127.0.0.1:{appliance};")),
            ],
            Self::Apache => &[
                ("*:80>", format!("127.0.0.1:{http}>")),
                ("*:443>", format!("127.0.0.1:{https}>")),
                ("https://matryoshka.example.com", format!("https://matryoshka.example.com:{https}")),
                ("https://a1000.example.com", format!("https://a1000.example.com:{appliance}")),
            ],
            Self::Caddy => &[
                ("\nmatryoshka.example.com {", format!("\nmatryoshka.example.com:{https} {{")),
                ("https://a1000.example.com", format!("https://a1000.example.com:{appliance}")),
            ],
        };
        for (before, after) in ports {
            replace(&mut text, before, after);
        }
        let folder = folder.to_str().expect("a path in UTF-8");
        for (before, after) in [
            ("matryoshka.example.com", "127.0.0.1"),
            ("a1000.example.com", secure::NAME),
            ("/etc/ssl/matryoshka", folder),
            ("/srv/www/matryoshka", &format!("{folder}/www")),
        ] {
            replace(&mut text, before, after);
        }
        // Only where the variant takes it.
        for token in
            ["/etc/nginx/matryoshka-token.conf", "/etc/apache2/matryoshka-token.conf", "/etc/caddy/matryoshka-token"]
        {
            text = text.replace(token, &format!("{folder}/token"));
        }
        text = text.replace("/etc/apache2/matryoshka.lua", &format!("{folder}/matryoshka.lua"));
        text
    }

    /// What the variant changes.
    fn variant(self, variant: Variant) -> Vec<(&'static str, String)> {
        let same = |changes: &[(&'static str, &str)]| changes.iter().map(|&(a, b)| (a, b.to_owned())).collect();
        match (self, variant) {
            (_, Variant::None) => Vec::new(),
            (Self::Nginx, Variant::TokenFromProxy(who)) => vec![
                ("        proxy_set_header Authorization $http_authorization;\n", String::new()),
                ("# include /etc/nginx", "include /etc/nginx".to_owned()),
                ("# allow 192.0.2.0/24; deny all;", format!("allow {who}; deny all;")),
            ],
            (Self::Apache, Variant::TokenFromProxy(who)) => vec![
                ("# Include /etc/apache2", "Include /etc/apache2".to_owned()),
                ("# Require ip 192.0.2.0/24", format!("Require ip {who}")),
            ],
            (Self::Caddy, Variant::TokenFromProxy(who)) => vec![
                ("# import /etc/caddy", "import /etc/caddy".to_owned()),
                ("# @others not remote_ip 192.0.2.0/24", format!("@others not remote_ip {who}")),
                ("# respond @others 403", "respond @others 403".to_owned()),
            ],
            (Self::Nginx, Variant::Unchecked) => same(&[("proxy_ssl_verify on;", "proxy_ssl_verify off;")]),
            (Self::Apache, Variant::Unchecked) => same(&[
                ("SSLProxyVerify require", "SSLProxyVerify none"),
                ("SSLProxyCheckPeerName on", "SSLProxyCheckPeerName off"),
                ("SSLProxyCheckPeerExpire on", "SSLProxyCheckPeerExpire off"),
            ]),
            (Self::Caddy, Variant::Unchecked) => {
                same(&[("tls_trusted_ca_certs /etc/ssl/matryoshka/appliance.pem", "tls_insecure_skip_verify")])
            }
        }
    }
}

/// A file of `hosting/`.
pub fn hosting(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../hosting").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn replace(text: &mut String, before: &str, after: &str) {
    assert!(text.contains(before), "the recipe has no {before:?} any more");
    *text = text.replace(before, after);
}
