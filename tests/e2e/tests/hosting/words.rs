//! What the recipes must say alike, and like the page.

use std::fs;
use std::path::Path;

use crate::recipe::{Server, hosting};

/// The policy that the page has in its `<meta>`, as a host is to send it: no other host to talk to, and nowhere in a frame.
fn policy() -> String {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../index.html");
    let page = fs::read_to_string(page).expect("index.html");
    let (_, policy) = page.split_once("http-equiv=\"Content-Security-Policy\" content=\"").expect("a policy");
    let (policy, _) = policy.split_once('"').expect("its end");
    let directives = policy
        .split("; ")
        .map(|directive| if directive.starts_with("connect-src ") { "connect-src 'self'" } else { directive });
    directives.chain(["frame-ancestors 'none'"]).collect::<Vec<_>>().join("; ")
}

#[test]
fn every_recipe_has_the_policy_of_the_page() {
    let policy = policy();
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval'; "), "{policy}");
    for server in Server::ALL {
        assert!(server.text().contains(&format!("\"{policy}\"")), "{} has another policy than {policy}", server.file());
    }
}

#[test]
fn every_recipe_names_its_example_names_at_its_top() {
    for server in Server::ALL {
        let text = server.text();
        let (top, rest) = text.split_once("\n\n").expect("paragraphs");
        let (top, rest) = (format!("{top}\n{}", rest.split("\n\n").next().unwrap_or_default()), rest);
        for name in ["matryoshka.example.com", "/etc/ssl/matryoshka/", "/srv/www/matryoshka", "a1000.example.com"] {
            assert!(top.contains(name) && rest.contains(name), "{}: {name}", server.file());
        }
    }
}

#[test]
fn the_readme_speaks_of_every_recipe() {
    let readme = hosting("README.md");
    for server in Server::ALL {
        assert!(readme.contains(&format!("]({})", server.file())), "{}", server.file());
    }
    assert!(readme.contains(&policy()), "a host without a recipe needs the policy, too: {}", policy());
}

#[test]
fn every_recipe_has_a_marked_line_that_keeps_browsers_to_https() {
    for server in Server::ALL {
        let text = server.text();
        let marked =
            text.lines().any(|line| line.trim_start().starts_with("# ") && line.contains("Strict-Transport-Security"));
        let says = text.contains("By https only, for a year: take the # away");
        assert!(marked && says, "{}", server.file());
    }
}

#[test]
fn old_protocols_are_spoken_with_nobody() {
    // Caddy speaks none below TLS 1.2.
    let wanted = [
        (Server::Nginx, ["ssl_protocols TLSv1.2 TLSv1.3;", "proxy_ssl_protocols TLSv1.2 TLSv1.3;"]),
        (Server::Apache, ["SSLProtocol -all +TLSv1.2 +TLSv1.3", "SSLProxyProtocol -all +TLSv1.2 +TLSv1.3"]),
    ];
    for (server, lines) in wanted {
        let text = server.text();
        assert!(lines.iter().all(|wanted| text.lines().any(|line| line.trim() == *wanted)), "{}", server.file());
    }
}
