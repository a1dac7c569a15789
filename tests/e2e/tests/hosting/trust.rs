//! Who is believed: the appliance by its certificate, a request by where it comes from, the proxy with the token.

use matryoshka_e2e::{DEMO_TOKEN, scenario};

use crate::ask::{ask, get};
use crate::host::{Setup, stage};
use crate::recipe::{Server, Variant};

fn path() -> String {
    format!("/api/samples/v2/{}/extracted-files/?page_size=10&page=1", scenario::hash("paging-85"))
}

const TOKEN: &[(&str, &str)] = &[("authorization", "Token de30a991a9ce0000000000000000000000007e57")];

/// What a host answers that does not trust the appliance.
fn untrusted(server: Server) -> u16 {
    if server == Server::Apache { 500 } else { 502 }
}

pub fn an_appliance_of_another_authority_is_refused(server: Server) {
    let stage = Setup { other_authority: true, ..Setup::default() }.start(server);
    let answer = ask(&stage.host, "GET", &path(), TOKEN);
    assert_eq!(answer.status, untrusted(server), "{}", stage.host.logs());
    assert_eq!(stage.secure.seen().len(), 0, "and the token is not told");
}

pub fn an_appliance_of_another_name_is_refused(server: Server) {
    let stage = Setup { certificate_of: "a1000.example.net", ..Setup::default() }.start(server);
    let answer = ask(&stage.host, "GET", &path(), TOKEN);
    assert_eq!(answer.status, untrusted(server), "{}", stage.host.logs());
    assert_eq!(stage.secure.seen().len(), 0, "and the token is not told");
}

pub fn the_variant_that_does_not_check(server: Server) {
    let unchecked = Setup { variant: Variant::Unchecked, certificate_of: "a1000.example.net", ..Setup::default() };
    let stage = Setup { other_authority: true, ..unchecked }.start(server);
    let answer = ask(&stage.host, "GET", &path(), TOKEN);
    assert_eq!(answer.status, 200, "{}", stage.host.logs());
}

pub fn other_sites_and_links_are_no_way_to_the_appliance(server: Server) {
    let stage = stage(server);
    for (from, status) in [("cross-site", 403), ("same-site", 403), ("none", 403), ("same-origin", 200)] {
        stage.secure.forget();
        let answer = ask(&stage.host, "GET", &path(), &[TOKEN[0], ("sec-fetch-site", from)]);
        assert_eq!(answer.status, status, "{from}");
        assert_eq!(stage.secure.seen().len(), usize::from(status == 200), "{from}");
    }
}

pub fn the_proxy_adds_the_token(server: Server) {
    let stage = Setup { variant: Variant::TokenFromProxy("127.0.0.1"), ..Setup::default() }.start(server);
    for headers in [&[][..], &[("authorization", "Token 0000")]] {
        stage.secure.forget();
        let answer = ask(&stage.host, "GET", &path(), headers);
        assert_eq!(answer.status, 200, "{}", answer.text());
        let seen = stage.secure.seen();
        let tokens: Vec<_> = seen[0].headers.iter().filter(|(name, _)| name == "authorization").collect();
        let [(_, token)] = &tokens[..] else { panic!("one token: {tokens:?}") };
        assert_eq!(*token, format!("Token {DEMO_TOKEN}"));
    }
    assert!(!stage.host.logs().contains(DEMO_TOKEN), "the token is in no log");
}

pub fn the_token_of_the_proxy_is_not_for_everybody(server: Server) {
    let stage = Setup { variant: Variant::TokenFromProxy("192.0.2.0/24"), ..Setup::default() }.start(server);
    assert_eq!(get(&stage.host, &path()).status, 403);
    assert_eq!(stage.secure.seen().len(), 0);
    assert_eq!(get(&stage.host, "/matryoshka/").status, 200, "the page itself is for everybody");
}
