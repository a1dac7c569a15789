//! What of a request reaches the appliance.

use matryoshka_e2e::scenario;

use crate::api::{TOKEN, listing};
use crate::ask::ask;
use crate::host::stage;
use crate::recipe::Server;

/// Headers by which servers behind a proxy take a request for another one, or for another person's, and what browsers send.
const TURNED: [&str; 15] = [
    "x-http-method-override",
    "x-http-method",
    "x-method-override",
    "x-original-url",
    "x-rewrite-url",
    "x-original-uri",
    "x-original-method",
    "x-host",
    "remote-user",
    "x-remote-user",
    "x-authenticated-user",
    "x-script-name",
    "x-some-path",
    "x-forwarded-host",
    "x-nobody-knows-it",
];

pub fn only_what_is_named_reaches_the_appliance(server: Server) {
    let stage = stage(server);
    let path = listing(&scenario::hash("paging-85"));
    let usual = [
        ("accept", "application/json"),
        ("accept-encoding", "gzip"),
        ("accept-language", "de"),
        ("authorization", TOKEN),
        ("cache-control", "no-cache"),
        ("cookie", "sessionid=1"),
        ("dnt", "1"),
        ("forwarded", "for=1.2.3.4;host=evil.example"),
        ("if-none-match", "\"x\""),
        ("origin", "https://evil.example"),
        ("pragma", "no-cache"),
        ("range", "bytes=0-1"),
        ("referer", "https://evil.example/"),
        ("sec-fetch-mode", "cors"),
        ("sec-fetch-site", "same-origin"),
        ("user-agent", "Mozilla/5.0"),
        ("via", "1.1 proxy"),
        ("x-forwarded-for", "1.2.3.4"),
        ("x-forwarded-proto", "http"),
        ("x-real-ip", "1.2.3.4"),
        ("x-requested-with", "XMLHttpRequest"),
    ];
    // The servers' own: how the connection goes, and one says which library it is made of.
    let is_named = |name: &str| {
        matches!(name, "host" | "connection" | "accept" | "authorization" | "accept-encoding" | "user-agent")
    };
    let answer = ask(&stage.host, "GET", &path, &usual);
    assert_eq!(answer.status, 200, "what browsers send is refused nowhere: {}", answer.text());
    let seen = stage.secure.seen();
    let others: Vec<_> = seen[0].headers.iter().filter(|(name, _)| !is_named(name)).collect();
    assert!(others.is_empty(), "{others:?}");
    assert_ne!(seen[0].header("user-agent"), Some("Mozilla/5.0"));
    assert_eq!((seen[0].header("authorization"), seen[0].header("accept")), (Some(TOKEN), Some("application/json")));
    for name in TURNED {
        stage.secure.forget();
        let answer = ask(&stage.host, "GET", &path, &[("authorization", TOKEN), (name, "DELETE")]);
        let seen = stage.secure.seen();
        assert!(seen.iter().all(|seen| seen.header(name).is_none()), "{name}: {seen:?}");
        assert_eq!(answer.status, 200, "{name}");
    }
    // Without a token there is none.
    stage.secure.forget();
    ask(&stage.host, "GET", &path, &[]);
    assert_eq!(stage.secure.seen()[0].header("authorization"), None);
}

pub fn no_body_reaches_the_appliance(server: Server) {
    let stage = stage(server);
    let address = format!("{}{}", stage.host.origin, listing(&scenario::hash("paging-85")));
    let request = || stage.host.agent.get(&address).header("authorization", TOKEN).force_send_body();
    // With a length, and in chunks. A server may close before it has read all of it.
    let _ = request().send("page=evil");
    let in_chunks = request().send(ureq::SendBody::from_reader(&mut &b"page=evil"[..]));
    let is_answered = in_chunks.is_ok_and(|answer| answer.status().as_u16() == 200);
    for seen in stage.secure.seen() {
        let length = seen.header("content-length").unwrap_or("0");
        // Caddy begins to pass on one in chunks, and breaks off before the first of them.
        let is_broken_off = matches!(server, Server::Caddy) && !is_answered;
        assert!(length == "0" && (seen.header("transfer-encoding").is_none() || is_broken_off), "{seen:?}");
    }
}
