//! Addresses as people write them, and the parser against the one of the `url` crate, which is that of browsers.

use crate::api::endpoint::*;
use proptest::prelude::*;

fn page() -> Origin {
    Origin::of_page("https://page.example")
}

fn base(text: &str) -> Result<String, EndpointFault> {
    Endpoint::read(text, &page()).map(|endpoint| endpoint.base())
}

#[test]
fn addresses_are_read_as_people_write_them() {
    for (text, wanted) in [
        ("", "https://page.example"),
        ("  ", "https://page.example"),
        ("/", "https://page.example"),
        ("/a1000/", "https://page.example/a1000"),
        ("host:8443/", "https://host:8443"),
        ("host:8443", "https://host:8443"),
        ("10.0.0.5:8443/", "https://10.0.0.5:8443"),
        ("10.0.0.5", "https://10.0.0.5"),
        ("[::1]:8443/", "https://[::1]:8443"),
        ("[0:0::0:1]", "https://[::1]"),
        ("[::ffff:10.0.0.5]", "https://[::ffff:a00:5]"),
        ("localhost:8443/", "https://localhost:8443"),
        ("localhost", "https://localhost"),
        ("a1000.example.com", "https://a1000.example.com"),
        (" HTTPS://A1000.Example.COM/ ", "https://a1000.example.com"),
        ("https://a1000.example.com:443", "https://a1000.example.com"),
        ("http://a1000.example.com:80/", "http://a1000.example.com"),
        ("http://a1000.example.com:443/", "http://a1000.example.com:443"),
        ("https://a1000.example.com:/", "https://a1000.example.com"),
        ("https://gw.example.com/a1000/", "https://gw.example.com/a1000"),
        ("gw.example.com/lab/a1000", "https://gw.example.com/lab/a1000"),
        ("gw.example.com:8443/a1000/", "https://gw.example.com:8443/a1000"),
        ("https://gw.example.com/api/a1000/", "https://gw.example.com/api/a1000"),
        ("https://gw.example.com/apiary/", "https://gw.example.com/apiary"),
        ("https://page.example/a1000", "https://page.example/a1000"),
    ] {
        assert_eq!(base(text).as_deref(), Ok(wanted), "{text:?}");
    }
}

#[test]
fn what_is_no_address_is_refused_with_its_reason() {
    use EndpointFault::{Api, NotAnAddress, NotAscii, Number, Path, Query, Scheme, User};
    for (text, wanted) in [
        ("ftp://a1000.example.com", Scheme),
        ("javascript://a1000.example.com", Scheme),
        ("https://user:secret@a1000.example.com", User),
        ("https://a1000.example.com@evil.example", User),
        ("http://", NotAnAddress),
        ("https://:8443", NotAnAddress),
        ("https:a1000.example.com", NotAnAddress),
        ("a1000 example", NotAnAddress),
        ("https://a1000.example.com:0", NotAnAddress),
        ("https://a1000.example.com:65536", NotAnAddress),
        ("https://a1000.example.com:+443", NotAnAddress),
        ("https://a1000..example.com", NotAnAddress),
        ("::1", NotAnAddress),
        ("[::1", NotAnAddress),
        ("[::1]8443", NotAnAddress),
        ("[fe80::1%25eth0]", NotAnAddress),
        ("https://a1000%2eexample.com", NotAnAddress),
        ("https://a1000.exämple.com", NotAscii),
        ("127.1", Number),
        ("0x7f.0.0.0x1", Number),
        ("10.0.0.05", Number),
        ("2130706433", Number),
        ("https://a1000.example.com/?page=1", Query),
        ("https://a1000.example.com?page=1", Query),
        ("https://a1000.example.com/#/dashboard", Query),
        ("https://a1000.example.com/api", Api),
        ("https://a1000.example.com/api/", Api),
        ("https://gw.example.com/a1000/api/", Api),
        ("https://a1000.example.com/api/samples/v2/", Api),
        ("/api/", Api),
        ("//evil.example", Path),
        ("https://gw.example.com//a1000", Path),
        ("https://gw.example.com/a/../b", Path),
        ("https://gw.example.com/a/%2E%2e/b", Path),
        ("https://gw.example.com/a b", Path),
        ("https://gw.example.com/a%2", Path),
        ("https://gw.example.com\\a1000", Path),
    ] {
        assert_eq!(base(text), Err(wanted), "{text:?}");
    }
}

#[test]
fn a_path_belongs_to_the_requests_and_not_to_the_origin() {
    let endpoint = Endpoint::read("https://gw.example.com/a1000/", &page()).expect("an address");
    assert_eq!(endpoint.origin().as_str(), "https://gw.example.com");
    assert_eq!(endpoint.url("/api/samples/"), "https://gw.example.com/a1000/api/samples/");
    assert_eq!(endpoint.entry(&page()), "https://gw.example.com/a1000");
    let own = Endpoint::read("https://page.example/a1000/", &page()).expect("an address");
    assert_eq!(own.entry(&page()), "/a1000");
    assert_eq!(Endpoint::own(&page()).entry(&page()), "");
}

#[test]
fn an_origin_is_read_back_only_as_it_was_written() {
    assert_eq!(Origin::read("https://[::1]:8443").as_ref().map(Origin::as_str), Some("https://[::1]:8443"));
    for text in ["", "/", "a.example", "https://a.example/", "https://A.example", "https://a.example/b", "null"] {
        assert_eq!(Origin::read(text), None, "{text:?}");
    }
}

#[test]
fn mixed_content_is_known_beforehand() {
    let mixed = |text: &str, page: &str| {
        let page = Origin::of_page(page);
        Endpoint::read(text, &page).expect("an address").is_mixed_content(&page)
    };
    for text in ["http://a1000.example.com", "http://10.0.0.5:8080", "http://[::2]", "http://localhost.example"] {
        assert!(mixed(text, "https://page.example"), "{text}");
        assert!(!mixed(text, "http://page.example"), "{text}");
    }
    for text in ["https://a1000.example.com", "", "http://localhost:8080", "http://127.0.0.9", "http://[::1]:1"] {
        assert!(!mixed(text, "https://page.example"), "{text}");
    }
}

/// Texts that look like addresses, and others.
fn text() -> impl Strategy<Value = String> {
    let scheme = prop_oneof![
        Just(String::new()),
        Just("https://".into()),
        Just("http://".into()),
        Just("HTTP://".into()),
        "[a-z:/\\\\]{0,8}"
    ];
    let host = prop_oneof![
        "[a-zA-Z0-9._-]{1,20}",
        "xn--[a-z0-9-]{1,12}",
        any::<[u8; 4]>().prop_map(|[a, b, c, d]| format!("{a}.{b}.{c}.{d}")),
        "(0x)?[0-9a-f]{1,9}(\\.(0x)?[0-9a-f]{1,4}){0,4}",
        any::<[u16; 8]>().prop_map(|segments| format!("[{}]", std::net::Ipv6Addr::from(segments))),
        proptest::array::uniform8(prop_oneof![Just(0_u16), Just(0xffff), any::<u16>()])
            .prop_map(|segments| format!("[{}]", std::net::Ipv6Addr::from(segments))),
        "\\PC{0,12}",
    ];
    let port = prop_oneof![Just(String::new()), any::<u16>().prop_map(|port| format!(":{port}")), ":[0-9a-f+]{0,6}"];
    let path = prop_oneof![Just(String::new()), "(/[a-zA-Z0-9._~!$&'()*+,;=:@%-]{0,6}){0,4}", "\\PC{0,12}"];
    prop_oneof![
        (scheme, host, port, path).prop_map(|(scheme, host, port, path)| format!("{scheme}{host}{port}{path}")),
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    /// A token is sent to what the browser makes of an address: that has to be what was read.
    #[test]
    fn browsers_understand_the_same(text in text()) {
        let Ok(endpoint) = Endpoint::read(&text, &page()) else { return Ok(()) };
        // What a browser refuses is not sent anywhere.
        let Ok(url) = url::Url::parse(&endpoint.url("/api/samples/")) else { return Ok(()) };
        prop_assert_eq!(url.origin().ascii_serialization(), endpoint.origin().as_str());
        prop_assert_eq!(url.as_str(), endpoint.url("/api/samples/"));
        prop_assert_eq!(Endpoint::read(&endpoint.entry(&page()), &page()), Ok(endpoint.clone()));
        prop_assert_eq!(Origin::read(endpoint.origin().as_str()), Some(endpoint.origin().clone()));
    }
}
