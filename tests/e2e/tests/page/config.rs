//! `config.json` beside the page, in which an administrator names appliances.

use matryoshka_e2e::{Cors, Folder, Options, Page, Setup, built_page, scenario, start};

/// The built page in a folder of its own, with that `config.json`.
fn page_with(config: &str) -> Folder {
    let folder = Folder::copy_of(&built_page().expect("a built page")).expect("a copy of it");
    folder.replace("config.json", config).expect("a file");
    folder
}

fn visit(config: &str, test: impl AsyncFnOnce(&Page)) {
    let folder = page_with(config);
    let appliance = Options { token: None, page: Some(folder.path().to_owned()), ..Options::default() };
    Setup { appliance, ..Setup::default() }.visit(test);
}

#[test]
fn a_broken_config_is_said_and_ignored() {
    for config in ["{\"appliances\": [", "{\"appliances\": 5}", "<!doctype html><p>Sign in"] {
        visit(config, async |page| {
            page.open("").await;
            page.alert_says(&["config.json"]).await;
            page.type_and_open(&scenario::hash("paging-85")).await;
            page.file_count().says("85 files").await;
        });
    }
}

#[test]
fn the_first_appliance_of_the_config_is_asked() {
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let options = Options { cors: Cors::Any, token: None, ..Options::default() };
    let other = runtime.block_on(start(options)).expect("a second appliance");
    let config = serde_json::json!({"appliances": [{"name": "Laboratory", "url": other.url()}]}).to_string();
    visit(&config, async |page| {
        page.may_ask(&other.url());
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        assert_eq!(page.asked(), [], "the page's own origin is not asked");
        page.button("Connection").click().await;
        page.textbox("Appliance address").has("value", other.url()).await;
        page.button("Laboratory").is_there().await;
        page.no_alert().await;
    });
    assert!(!other.requests().is_empty());
}

#[test]
fn where_the_proxy_adds_the_token_none_is_asked_for() {
    let config = "{\"appliances\": [{\"name\": \"Lab\", \"url\": \"\", \"tokenFromProxy\": true}, {\"name\": \"Other\", \"url\": \"https://a1000.example.com\"}]}";
    visit(config, async |page| {
        page.open("").await;
        page.button("Connection").click().await;
        let dialog = page.part("dialog", "Connection");
        dialog.mentions("adds the token").await;
        page.textbox("API token").is_gone().await;
        page.button("Other").click().await;
        page.textbox("API token").is_there().await;
        page.button("Lab").click().await;
        page.textbox("API token").is_gone().await;
        page.button("Connect").click().await;
        page.type_and_open(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        assert!(page.asked().iter().all(|asked| asked.token.is_none()), "no token is sent");
    });
}

#[test]
fn a_sample_to_try_is_offered_where_one_is_named() {
    let hash = scenario::hash("paging-85");
    visit(&format!("{{\"example\": \"{hash}\"}}"), async |page| {
        page.open("").await;
        page.button("Try the demo sample").click().await;
        page.has_parameter("sample", Some(&hash)).await;
        page.file_count().says("85 files").await;
    });
}
