//! A token belongs to the origin it was entered for, whatever happens in between.

use crate::api::credentials::*;
use proptest::prelude::*;

const TOKEN: &str = "de30a991a9ce0000000000000000000000007e57";

fn page() -> Origin {
    Origin::of_page("https://page.example")
}

fn endpoint(text: &str) -> Endpoint {
    Endpoint::read(text, &page()).expect("an address")
}

fn origin(text: &str) -> Origin {
    endpoint(text).origin().clone()
}

fn token(text: &str) -> Token {
    Token::read(text).expect("no fault").expect("a token")
}

#[test]
fn tokens_are_read_as_people_paste_them() {
    for text in [
        "de30a991a9ce0000000000000000000000007e57",
        "  de30a991a9ce0000000000000000000000007e57\r\n",
        "\"de30a991a9ce0000000000000000000000007e57\"",
        "'de30a991a9ce0000000000000000000000007e57'",
        "“de30a991a9ce0000000000000000000000007e57”",
        "Token de30a991a9ce0000000000000000000000007e57",
        "token de30a991a9ce0000000000000000000000007e57",
        "TOKEN\tde30a991a9ce0000000000000000000000007e57",
        "Token: de30a991a9ce0000000000000000000000007e57",
        "token=de30a991a9ce0000000000000000000000007e57",
        "Authorization: Token de30a991a9ce0000000000000000000000007e57",
        "authorization:token de30a991a9ce0000000000000000000000007e57",
        "\"Authorization: Token de30a991a9ce0000000000000000000000007e57\"",
        "Authorization: \"Token de30a991a9ce0000000000000000000000007e57\"",
        "Token \"de30a991a9ce0000000000000000000000007e57\"",
        "\u{feff}\u{a0}de30a991a9ce0000000000000000000000007e57\u{200b}",
    ] {
        assert_eq!(Token::read(text), Ok(Some(token(TOKEN))), "{text:?}");
    }
    assert_eq!(token("tokenizer").as_str(), "tokenizer");
    for text in ["", "  ", "\"\""] {
        assert_eq!(Token::read(text), Ok(None), "{text:?}");
    }
    for text in [
        "two words",
        "Token",
        "Authorization: Token ",
        "Bearer de30a991",
        "{\"token\":\"de30a991\"}",
        "de30a991\u{202e}",
        "dé30",
        "a\nb",
    ] {
        assert_eq!(Token::read(text), Err(TokenFault), "{text:?}");
    }
}

#[test]
fn a_token_is_not_in_debug_output() {
    let mut credentials = Credentials::default();
    credentials.hold(&origin("a.example"), Some(token(TOKEN)));
    let access = Access::new(endpoint("a.example"), &credentials);
    assert!(!format!("{credentials:?} {access:?}").contains(TOKEN));
}

#[test]
fn an_access_has_the_token_of_its_own_origin_only() {
    let mut credentials = Credentials::default();
    credentials.hold(&origin("gw.example"), Some(token(TOKEN)));
    let authorization = |text: &str| Access::new(endpoint(text), &credentials).authorization();
    for text in ["gw.example", "https://GW.example:443/", "gw.example/a1000/"] {
        assert_eq!(authorization(text), Some(format!("Token {TOKEN}")), "{text}");
    }
    for text in ["", "/a1000/", "http://gw.example", "gw.example:8443", "a.gw.example", "gw.example.evil.example"] {
        assert_eq!(authorization(text), None, "{text}");
    }
    assert_eq!(Access::without_token(endpoint("gw.example")).authorization(), None);
}

#[test]
fn another_token_replaces_the_one_of_its_origin_and_forget_removes_all() {
    let mut credentials = Credentials::default();
    let (a, b) = (origin("a.example"), origin("b.example"));
    credentials.hold(&a, Some(token("one")));
    credentials.hold(&b, Some(token("two")));
    credentials.hold(&a, Some(token("three")));
    assert_eq!(credentials.of(&a), Some(&token("three")));
    credentials.hold(&b, None);
    assert_eq!(credentials.of(&b), None);
    credentials.forget();
    assert!(credentials.is_empty());
}

#[test]
fn what_was_kept_comes_back_for_its_origin_only() {
    let mut credentials = Credentials::default();
    credentials.hold(&origin("a.example"), Some(token("one")));
    credentials.hold(&page(), Some(token("two")));
    assert_eq!(Credentials::from_text(&credentials.to_text(), Some(&origin("b.example"))), credentials);
    // An earlier version kept the token alone.
    let earlier = Credentials::from_text(TOKEN, Some(&origin("b.example")));
    assert_eq!(earlier.of(&origin("b.example")), Some(&token(TOKEN)));
    assert_eq!(earlier.of(&page()), None);
    assert!(Credentials::from_text(TOKEN, None).is_empty());
    for text in ["", "\n", "a.example one", "https://a.example/b one", "https://a.example", "null one two"] {
        assert!(Credentials::from_text(text, Some(&page())).is_empty(), "{text:?}");
    }
}

#[test]
fn the_field_is_emptied_when_the_origin_is_another_one() {
    let mut held = Credentials::default();
    let (a, b) = (origin("a.example"), origin("b.example"));
    held.hold(&a, Some(token("one")));
    let mut field = TokenField::default();
    assert_eq!(field.follow(Some(&a), &held).as_deref(), Some("one"));
    assert_eq!(field.follow(Some(&a), &held), None, "what is typed for an origin stays");
    assert_eq!(field.follow(None, &held).as_deref(), Some(""), "what is no address has no token");
    assert_eq!(field.follow(None, &held).as_deref(), Some(""));
    assert_eq!(field.follow(Some(&b), &held).as_deref(), Some(""));
    assert!(field.is_for(&b) && !field.is_for(&a));
    assert_eq!(field.follow(Some(&a), &held).as_deref(), Some("one"));
}

/// One of a few addresses; some share an origin, one is none.
fn address() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "",
        "/x",
        "a.example",
        "https://a.example/x/",
        "http://a.example",
        "a.example:1",
        "ftp://",
    ])
}

#[derive(Clone, Debug)]
enum Step {
    UrlState(&'static str),
    Token(String),
    Connect,
    Forget,
    Reload,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => address().prop_map(Step::UrlState),
        3 => "[a-zA-Z0-9._~+/=-]{1,40}".prop_map(Step::Token),
        2 => Just(Step::Connect),
        1 => Just(Step::Forget),
        1 => Just(Step::Reload),
    ]
}

proptest! {
    /// A dialog that is used in any way: a token is sent only to the origin that was in the address field when it was
    /// entered.
    #[test]
    fn no_token_reaches_an_origin_it_was_not_entered_for(steps in prop::collection::vec(step(), 1..40)) {
        let read = |text: &str| Endpoint::read(text, &page()).ok();
        let (mut held, mut field) = (Credentials::default(), TokenField::default());
        let (mut address, mut shown) = ("", String::new());
        let mut entered: Vec<(Option<Origin>, String)> = Vec::new();
        for step in steps {
            match step {
                Step::UrlState(text) => address = text,
                Step::Token(text) => {
                    entered.push((read(address).map(|endpoint| endpoint.origin().clone()), text.clone()));
                    shown = text;
                }
                Step::Connect => if let Some(endpoint) = read(address) {
                    prop_assert!(field.is_for(endpoint.origin()) || shown.is_empty());
                    if let Ok(token) = Token::read(&shown) {
                        held.hold(endpoint.origin(), token);
                    }
                    let access = Access::new(endpoint.clone(), &held);
                    if let Some(header) = access.authorization() {
                        let is_entered = entered.iter().any(|(origin, text)| {
                            let token = Token::read(text).ok().flatten();
                            origin.as_ref() == Some(endpoint.origin())
                                && token.is_some_and(|token| header == format!("Token {}", token.as_str()))
                        });
                        prop_assert!(is_entered, "{} for {}", header, endpoint.origin());
                    }
                },
                Step::Forget => {
                    held.forget();
                    entered.clear();
                    shown.clear();
                }
                Step::Reload => {
                    held = Credentials::from_text(&held.to_text(), Some(&page()));
                    field = TokenField::default();
                }
            }
            let endpoint = read(address);
            if let Some(text) = field.follow(endpoint.as_ref().map(Endpoint::origin), &held) {
                shown = text;
            }
        }
    }

    /// Whatever lies in the storage of the tab, and whatever is pasted, is read without a fault of the page.
    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        let _ = Credentials::from_text(&text, Some(&page()));
        let _ = Token::read(&text);
    }
}
