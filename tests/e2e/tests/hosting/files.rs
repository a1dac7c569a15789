//! The page's files: types, compression, how long they are kept, what browsers are told about them.

use std::fs;

use matryoshka_e2e::built_page;

use crate::ask::{Answer, ask, begin, get};
use crate::host::{Host, stage};
use crate::recipe::Server;

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Names of the files, without those that are compressed.
fn names() -> Vec<String> {
    let folder = built_page().unwrap_or_else(|error| panic!("{error:#}"));
    let names = fs::read_dir(folder).expect("the built page").map(|entry| entry.expect("a file").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let mut names: Vec<_> = names.filter(|name| !matches!(ending(name), "gz" | "br")).collect();
    names.sort();
    names
}

fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

fn type_of(name: &str) -> &'static str {
    match ending(name) {
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        _ => panic!("{name}: the page has files of this kind now, and the recipes must know their type"),
    }
}

fn is_hashed(name: &str) -> bool {
    // trunk writes no leading zeros.
    let digits = |part: &str| (12..=16).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    name.split(['-', '.', '_']).any(digits)
}

fn content(host: &Host, name: &str) -> Vec<u8> {
    fs::read(host.file(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What every answer about the page carries.
fn is_guarded(answer: &Answer) {
    let policy = answer.header("content-security-policy").expect("a policy");
    assert!(policy.contains("frame-ancestors 'none'") && policy.contains("connect-src 'self';"), "{policy}");
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
}

pub fn types_and_compression(server: Server) {
    let host = stage(server).host;
    // nginx sends brotli only where it has the module.
    let kinds: &[(&str, &str)] = match server {
        Server::Nginx => &[("gzip", "gz")],
        Server::Apache | Server::Caddy => &[("gzip", "gz"), ("br", "br")],
    };
    let names = names();
    assert!(names.len() > 5, "{names:?}");
    for name in &names {
        let path = format!("/matryoshka/{name}");
        let plain = get(&host, &path);
        assert_eq!((plain.status, plain.header("content-encoding")), (200, None), "{name}");
        let kind = plain.header("content-type").unwrap_or_default();
        assert_eq!(kind.split(';').next(), Some(type_of(name)), "{name}");
        assert!(plain.body == content(&host, name), "{name} comes as it is");
        is_guarded(&plain);

        for (coding, suffix) in kinds {
            let small = ask(&host, "GET", &path, &[("accept-encoding", coding)]);
            let kind = small.header("content-type").unwrap_or_default();
            assert_eq!(kind.split(';').next(), Some(type_of(name)), "{name} in {coding}");
            is_guarded(&small);
            if name == "config.json" {
                assert_eq!(small.header("content-encoding"), None, "{name} is edited in place");
                assert!(small.body == plain.body);
            } else {
                assert_eq!(small.header("content-encoding"), Some(*coding), "{name}");
                assert!(small.body == content(&host, &format!("{name}.{suffix}")), "{name} comes as it was compressed");
                let vary = small.header("vary").unwrap_or_default();
                assert!(vary.eq_ignore_ascii_case("accept-encoding"), "{name}: {vary:?}");
            }
        }
    }
}

pub fn what_a_browser_wants_is_sent_smallest(server: Server) {
    let host = stage(server).host;
    let best = if server == Server::Nginx { "gzip" } else { "br" };
    let page = ask(&host, "GET", "/matryoshka/?sample=0", &[("accept-encoding", "gzip, deflate, br, zstd")]);
    assert_eq!((page.status, page.header("content-encoding")), (200, Some(best)));
    let kind = page.header("content-type").unwrap_or_default();
    assert_eq!(kind.split(';').next(), Some("text/html"));
    is_guarded(&page);
}

pub fn kept_for_ever_or_not_at_all(server: Server) {
    let host = stage(server).host;
    let mut hashed = Vec::new();
    for name in names() {
        for coding in ["identity", "gzip"] {
            let path = format!("/matryoshka/{name}");
            let answer = ask(&host, "GET", &path, &[("accept-encoding", coding)]);
            let wanted = if is_hashed(&name) { FOR_EVER } else { "no-cache" };
            assert_eq!(answer.header("cache-control"), Some(wanted), "{name}");
            // Asked for again, it is not sent again.
            let known = answer.header("etag").unwrap_or_else(|| panic!("{name} has no ETag"));
            let again = ask(&host, "GET", &path, &[("accept-encoding", coding), ("if-none-match", known)]);
            assert_eq!((again.status, again.body.len()), (304, 0), "{name}");
            assert_eq!(again.header("cache-control"), Some(wanted), "{name}");
        }
        hashed.extend(Some(name).filter(|name| is_hashed(name)));
    }
    assert!(hashed.len() >= 3, "{hashed:?}");
    for must in ["index.html", "boot.js", "worker.js", "sw.js", "config.json", "app.webmanifest", "icon.svg"] {
        assert!(!hashed.iter().any(|name| name == must));
    }
    // A file that is not there today may be there tomorrow.
    let missing = get(&host, "/matryoshka/matryoshka-0123456789abcdef.js");
    assert_eq!(missing.status, 404);
    let cached = missing.header("cache-control");
    assert!(cached.is_none_or(|cached| !cached.contains("immutable")), "{cached:?}");
    is_guarded(&missing);
}

pub fn an_edited_config_is_served_at_once(server: Server) {
    let host = stage(server).host;
    let edited = "{ \"appliances\": [{ \"name\": \"Lab\", \"url\": \"\" }] }";
    fs::write(host.file("config.json"), edited).expect("a file");
    let answer = ask(&host, "GET", "/matryoshka/config.json", &[("accept-encoding", "gzip, br")]);
    assert_eq!(answer.text(), edited);
}

pub fn the_ways_to_the_page(server: Server) {
    let host = stage(server).host;
    for (path, status, to) in [
        ("/", 302, "/matryoshka/"),
        ("/matryoshka", 308, "/matryoshka/"),
        ("/matryoshka?sample=00ff", 308, "/matryoshka/?sample=00ff"),
    ] {
        let answer = get(&host, path);
        let location = answer.header("location").unwrap_or_default();
        // Some servers make the whole address of it, or leave a question mark.
        assert_eq!(
            (answer.status, location.trim_start_matches(&host.origin).trim_end_matches('?')),
            (status, to),
            "{path}"
        );
    }
    // By http there is nothing but the way to https.
    for path in ["/matryoshka/?sample=00ff", "/api/samples/"] {
        let plain = begin(&host, "GET", &format!("http://127.0.0.1:{}{path}", host.http), &[]);
        assert!([301, 308].contains(&plain.status().as_u16()), "{}", plain.status());
        assert_eq!(plain.headers()["location"], format!("{}{path}", host.origin));
    }
}

pub fn nothing_else_is_served(server: Server) {
    let host = stage(server).host;
    for path in ["/other", "/matryoshka/nothing", "/matryoshka/../recipe", "/matryoshka/%2e%2e/recipe", "/host.key"] {
        let answer = get(&host, path);
        assert!([400, 403, 404].contains(&answer.status), "{path}: {}", answer.status);
        assert!(!answer.text().contains("a1000") && !answer.text().contains("PRIVATE KEY"), "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "PROPFIND", "TRACE"] {
        let answer = ask(&host, method, "/matryoshka/", &[]);
        assert!([404, 405, 501].contains(&answer.status), "{method}: {}", answer.status);
    }
}
