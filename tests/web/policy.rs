//! `src/platform/policy.rs`.

use js_sys::Function;
use matryoshka::platform::policy;
use matryoshka_core::api::endpoint::Origin;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// The event that a browser makes when its policy keeps a page from an address.
fn violation(directive: &str, url: &str) {
    let event = "document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', {
        effectiveDirective: directive, violatedDirective: directive, blockedURI: url,
        documentURI: location.href, originalPolicy: '', disposition: 'enforce', statusCode: 0}))";
    let dispatch = Function::new_with_args("directive, url", event);
    dispatch.call2(&JsValue::NULL, &directive.into(), &url.into()).expect("heard");
}

#[wasm_bindgen_test]
async fn what_the_policy_forbids_to_ask_is_known_by_its_origin() {
    policy::watch();
    let origin = |url: &str| Origin::of_page(url);
    violation("connect-src", "https://forbidden.example:8443/api/samples/?page=1");
    violation("img-src", "https://picture.example/");
    violation("connect-src", "inline");
    assert!(policy::forbids(&origin("https://forbidden.example:8443")).await);
    assert!(!policy::forbids(&origin("https://forbidden.example")).await, "another port is another origin");
    assert!(!policy::forbids(&origin("https://picture.example")).await);
}
