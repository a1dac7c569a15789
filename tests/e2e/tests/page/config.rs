//! `config.json` beside the page, in which an administrator names appliances.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use matryoshka_e2e::{Cors, Options, Page, Setup, scenario, start};

/// The built page in a folder of its own, with that `config.json`.
fn page_with(name: &str, config: &str) -> PathBuf {
    let built = env::var_os("MATRYOSHKA_DIST").expect("cargo xtask test e2e sets MATRYOSHKA_DIST");
    let folder = env::temp_dir().join(format!("matryoshka-e2e-config-{}-{name}", std::process::id()));
    copy(Path::new(&built), &folder);
    fs::write(folder.join("config.json"), config).expect("a file");
    for compressed in ["config.json.br", "config.json.gz"] {
        // Where the built page has none there is nothing to remove.
        let _ = fs::remove_file(folder.join(compressed));
    }
    folder
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the built page") {
        let entry = entry.expect("a file of the built page");
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
        }
    }
}

fn visit(name: &str, config: &str, test: impl AsyncFnOnce(&Page)) {
    let folder = page_with(name, config);
    let appliance = Options { token: None, page: Some(folder.clone()), ..Options::default() };
    Setup { appliance, ..Setup::default() }.visit(test);
    // What stays is the system's to clear away.
    let _ = fs::remove_dir_all(folder);
}

#[test]
fn a_broken_config_is_said_and_ignored() {
    for (name, config) in
        [("none", "{\"appliances\": ["), ("wrong", "{\"appliances\": 5}"), ("html", "<!doctype html><p>Sign in")]
    {
        visit(name, config, async |page| {
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
    visit("first", &config, async |page| {
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
    visit("proxy", config, async |page| {
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
    visit("example", &format!("{{\"example\": \"{hash}\"}}"), async |page| {
        page.open("").await;
        page.button("Try the demo sample").click().await;
        page.has_parameter("sample", Some(&hash)).await;
        page.file_count().says("85 files").await;
    });
}
