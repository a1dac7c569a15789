//! The appliance behind the host: the two endpoints and nothing else of it.

use std::io::Read;

use matryoshka_e2e::{DEMO_TOKEN, Options, scenario};

use crate::ask::{Answer, ask, begin, get};
use crate::host::{Setup, Stage, appliance, stage};
use crate::recipe::Server;
use crate::secure::NAME;

pub const TOKEN: &str = "Token de30a991a9ce0000000000000000000000007e57";

pub fn listing(hash: &str) -> String {
    format!("/api/samples/v2/{hash}/extracted-files/")
}

fn archive(hash: &str) -> String {
    format!("/api/samples/{hash}/unpacked/")
}

/// What the appliance itself answers.
fn direct(stage: &Stage, path: &str) -> Vec<u8> {
    let request = ureq::get(format!("{}{path}", stage.appliance.url())).header("authorization", TOKEN);
    let mut answer = request.call().expect("the appliance answers");
    answer.body_mut().with_config().limit(1 << 30).read_to_vec().expect("all of it")
}

/// What every answer of the appliance's carries when it has come through.
fn is_guarded(answer: &Answer) {
    for (name, value) in [
        ("cache-control", "no-store"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; sandbox"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
    assert_eq!(answer.header("set-cookie"), None, "no session of the appliance's begins here");
    assert_eq!(answer.header("access-control-allow-origin"), None, "no other page reads along");
    for obeyed in ["x-accel-redirect", "x-accel-buffering"] {
        assert_eq!(answer.header(obeyed), None, "what an appliance says to proxies ends here");
    }
}

pub fn both_endpoints(server: Server) {
    let stage = stage(server);
    let sample = stage.appliance.sample();
    for hash in [&sample.md5, &sample.sha1, &sample.sha256, &sample.sha512, &sample.sha1.to_ascii_uppercase()] {
        let paged = listing(hash) + "?page_size=10&page=1";
        // An archive is made anew for each request, and that takes a while.
        let archive = (*hash == sample.sha512).then(|| archive(hash));
        for path in [listing(hash), paged].into_iter().chain(archive) {
            stage.secure.forget();
            let answer = ask(&stage.host, "GET", &path, &[("authorization", TOKEN), ("cookie", "sessionid=1")]);
            assert_eq!(answer.status, 200, "{path}: {}", answer.text());
            // Links in a listing are made of the Host that the appliance saw, the rest is the same to the byte.
            let expected = direct(&stage, &path);
            if path.contains("unpacked") {
                assert!(answer.body == expected, "{path} comes as it was sent");
                assert_eq!(answer.header("content-length"), Some(&*expected.len().to_string()));
            } else {
                let links = |text: &str| text.matches(&format!("http://{NAME}")).count();
                assert_eq!(answer.text().matches("\"sample\"").count(), text(&expected).matches("\"sample\"").count());
                assert_eq!(links(&answer.text()), text(&expected).matches("http://").count());
            }
            is_guarded(&answer);

            let seen = stage.secure.seen();
            let [seen] = &seen[..] else { panic!("{path} is asked once: {seen:?}") };
            assert_eq!(seen.line, format!("GET {path} HTTP/1.1"));
            assert_eq!(seen.server_name.as_deref(), Some(NAME), "by its own name in TLS");
            let host = seen.header("host").unwrap_or_default();
            assert_eq!(host.split(':').next(), Some(NAME), "and in the Host");
            assert_eq!(seen.header("authorization"), Some(TOKEN));
            assert_eq!(seen.header("cookie"), None);
        }
    }
    assert!(!stage.host.logs().contains(DEMO_TOKEN), "the token is in no log");
}

fn text(bytes: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

pub fn a_refusal_comes_through(server: Server) {
    let stage = stage(server);
    let refused = get(&stage.host, &listing(&scenario::hash("paging-85")));
    assert_eq!(refused.status, 403);
    assert!(refused.text().contains("Authentication credentials were not provided."));
    is_guarded(&refused);
    let headers = [("authorization", TOKEN)];
    for (name, status) in
        [("unknown", 404), ("throttled-long", 429), ("error-500", 500), ("error-502", 502), ("gone", 410)]
    {
        let path = if name == "gone" { archive(&scenario::hash(name)) } else { listing(&scenario::hash(name)) };
        let answer = ask(&stage.host, "GET", &path, &headers);
        assert_eq!(answer.status, status, "{name}");
        assert!(answer.body == direct_refusal(&stage, &path), "{name}: in the appliance's words");
        is_guarded(&answer);
        if name == "throttled-long" {
            assert_eq!(answer.header("retry-after"), Some("3600"));
        }
    }
}

fn direct_refusal(stage: &Stage, path: &str) -> Vec<u8> {
    let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
    let request = agent.get(format!("{}{path}", stage.appliance.url())).header("authorization", TOKEN);
    request.call().and_then(|mut answer| answer.body_mut().read_to_vec()).expect("the appliance answers")
}

pub fn redirects_are_not_followed(server: Server) {
    let stage = stage(server);
    let path = listing(&scenario::hash("redirect"));
    let answer = ask(&stage.host, "GET", &path, &[("authorization", TOKEN)]);
    assert_eq!(answer.status, 302);
    assert_eq!(answer.header("location"), Some(&*format!("{}{path}", stage.appliance.other_url())));
    let there = stage.appliance.other_url();
    let there = there.trim_start_matches("http://");
    let asked = stage.appliance.requests();
    assert!(asked.iter().all(|request| request.header("host") != Some(there)), "nobody went there");
    assert_eq!(stage.secure.seen().len(), 1);
}

pub fn no_other_path_reaches_the_appliance(server: Server) {
    let stage = stage(server);
    let hash = scenario::hash("paging-85");
    let other = |digits: usize| "a".repeat(digits);
    let mut paths = vec![
        "/api".to_owned(),
        "/api/".to_owned(),
        "/api-token-auth/".to_owned(),
        "/api/uploads/".to_owned(),
        "/api/samples/".to_owned(),
        format!("/api/samples/{hash}/"),
        format!("/api/samples/v2/{hash}/"),
        format!("/api/samples/v3/{hash}/extracted-files/"),
        format!("/api/samples/{hash}/extracted-files/"),
        format!("/api/samples/v2/{hash}/unpacked/"),
        format!("/api/samples/{hash}/unpacked"),
        format!("/api/samples/v2/{hash}/extracted-files"),
        format!("/api/samples/{hash}/unpacked/x"),
        format!("/api/samples/{hash}/unpacked//"),
        format!("/api/samples/{hash}/unpacked/%0a"),
        format!("/api/samples/{hash}/unpacked/%3Fx=/"),
        format!("/api/samples/{hash}/unpacked/;x"),
        format!("/api/samples/{hash}/download/"),
        format!("/API/samples/{hash}/unpacked/"),
        format!("/api/samples/{hash}%2funpacked/"),
        format!("/api/samples/{hash}%00/unpacked/"),
        format!("/api/uploads/../samples/{hash}/unpacked/"),
        format!("/api/uploads/%2e%2e/samples/{hash}/unpacked/"),
        format!("/api/uploads/..%2fsamples/{hash}/unpacked/"),
        format!("/api/samples/{hash}/unpacked/../../../uploads/"),
        format!("/api/samples/{hash}/unpacked/%2e%2e/%2e%2e/%2e%2e/uploads/"),
        format!("//api/samples/{hash}/unpacked/"),
        format!("/api//samples/{hash}/unpacked/"),
        format!("/%61pi/samples/{hash}/unpacked/"),
        format!("/matryoshka/../api/samples/{hash}/unpacked/"),
        format!("/matryoshka/../api/uploads/"),
        format!("/matryoshka/%2e%2e/api/uploads/"),
        "/api/samples/gggggggggggggggggggggggggggggggg/unpacked/".to_owned(),
    ];
    for digits in [0, 1, 31, 33, 39, 41, 63, 65, 96, 127, 129] {
        paths.extend([archive(&other(digits)), listing(&other(digits))]);
    }
    for path in &paths {
        let answer = ask(&stage.host, "GET", path, &[("authorization", TOKEN)]);
        // Whatever else a server takes for the same path, the appliance sees the one spelling of it.
        for seen in stage.secure.seen() {
            assert_eq!(seen.target(), archive(&hash), "{path}");
            assert_eq!(answer.status, 200, "{path}");
        }
        let refused = [301, 308, 400, 403, 404, 405].contains(&answer.status);
        assert!(refused != stage.secure.seen().iter().any(|_| true), "{path}: {}", answer.status);
        stage.secure.forget();
    }
}

pub fn the_query_is_passed_on_for_listings_only(server: Server) {
    let stage = stage(server);
    let hash = scenario::hash("paging-85");
    for query in
        ["?page_size=2&page=1", "?page=%31&page_size=3&x=a%26b%2Fc%3D..", "?", "?a=b?c=d", "?page_size=5&&page=2"]
    {
        stage.secure.forget();
        ask(&stage.host, "GET", &format!("{}{query}", listing(&hash)), &[("authorization", TOKEN)]);
        let seen = stage.secure.seen();
        let target = seen.first().unwrap_or_else(|| panic!("{query} is asked")).target();
        // An empty query may go.
        assert_eq!(
            target.trim_end_matches('?'),
            format!("{}{query}", listing(&hash)).trim_end_matches('?'),
            "as it was"
        );
    }
    stage.secure.forget();
    let answer = ask(&stage.host, "GET", &format!("{}?delete=1", archive(&hash)), &[("authorization", TOKEN)]);
    assert_eq!(answer.status, 200);
    assert_eq!(stage.secure.seen()[0].target(), archive(&hash));
}

pub fn nothing_but_get(server: Server) {
    let stage = stage(server);
    let hash = scenario::hash("paging-85");
    for method in ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get"] {
        for path in [listing(&hash), archive(&hash), "/api/uploads/".to_owned()] {
            let answer = ask(&stage.host, method, &path, &[("authorization", TOKEN)]);
            assert!([400, 404, 405, 501].contains(&answer.status), "{method} {path}: {}", answer.status);
            // Apache says nothing there.
            let allowed = answer.header("allow").unwrap_or_default();
            assert!(allowed.is_empty() || allowed == "GET", "{method} {path}: {allowed}");
        }
    }
    assert_eq!(stage.secure.seen().len(), 0, "{:?}", stage.secure.seen());
}

pub fn a_long_answer_comes_as_it_is_made(server: Server) {
    // A megabyte a second: long before its end, its beginning is here, and it has not gone to a disk in between.
    let appliance = appliance(Options { pace: Some(1 << 20), ..Options::default() });
    let (host, _secure) = Setup::default().before(&appliance, server);
    let answer = begin(&host, "GET", &archive(&scenario::hash("archive:33554432")), &[("authorization", TOKEN)]);
    assert_eq!(answer.status(), 200);
    let mut first = vec![0; 100_000];
    answer.into_body().into_reader().read_exact(&mut first).expect("its beginning");
    assert_eq!(&first[..2], b"PK");
    assert!(appliance.requests().iter().all(|request| !request.finished), "it is still being sent");
}
