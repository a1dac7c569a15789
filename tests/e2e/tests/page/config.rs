//! `config.json` beside the page, in which an administrator names appliances.

use std::fs;
use std::time::Duration;

use matryoshka_e2e::{
    Cors, DEMO_TOKEN, Engine, Folder, Key, Options, Page, Setup, built_page, is_accessible, scenario, start,
};
use serde_json::json;

use crate::connection::shown_token;

/// The built page in a folder of its own, with that `config.json`.
fn page_with(config: &str) -> Folder {
    let folder = Folder::copy_of(&built_page().expect("a built page")).expect("a copy of it");
    folder.replace("config.json", config).expect("a file");
    folder
}

fn visit(config: &str, test: impl AsyncFnOnce(&Page)) {
    let folder = page_with(config);
    Setup::with_page(folder.path()).visit(test);
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

/// Nothing is asked although the address names a sample, until Open is pressed.
async fn asks_nothing_until_open_is_pressed(page: &Page, words: &[&str]) {
    page.alert_says(words).await;
    page.stays(Duration::from_millis(500), async || match page.asked().as_slice() {
        [] => Ok(()),
        asked => Err(format!("{asked:?}")),
    })
    .await;
    page.button("Open").click().await;
    page.file_count().says("85 files").await;
}

#[test]
fn one_that_cannot_be_used_stops_before_anything_is_asked() {
    for (config, reason) in [
        ("{\"appliances\": [", "EOF"),
        ("{\"appliances\": 5}", "“appliances”"),
        ("<!doctype html><p>Sign in", "web page"),
        ("{\"appliances\": [{\"name\": \"Lab\", \"url\": \"ftp://lab\"}]}", "Entry 1 of “appliances”, “Lab”"),
        ("{\"appliances\": [{\"name\": \"Lab\", \"url\": \"\"}, {\"name\": \"B\"}]}", "Entry 2"),
    ] {
        visit(config, async |page| {
            page.open_sample(&scenario::hash("paging-85")).await;
            asks_nothing_until_open_is_pressed(page, &["config.json", reason]).await;
        });
    }
}

#[test]
fn connect_decides_too() {
    visit("{\"appliances\": 5}", async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        page.alert_says(&["config.json"]).await;
        page.button("Connection").click().await;
        assert_eq!(page.asked(), []);
        page.button("Connect").click().await;
        page.file_count().says("85 files").await;
        page.no_alert().await;
    });
}

#[test]
fn a_page_without_one_works() {
    let folder = page_with("");
    fs::remove_file(folder.path().join("config.json")).expect("removed");
    Setup::with_page(folder.path()).visit(async |page| {
        page.allow("404 (Not Found)");
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        page.no_alert().await;
    });
}

/// Has the page get what a script says, in the place of an answer for its `config.json`.
async fn answered_by(page: &Page, answer: &str) {
    // The browser fetches it beforehand, which then was for nothing.
    page.allow("preload");
    let script = format!(
        "const real = globalThis.fetch
        globalThis.fetch = (asked, ...more) =>
            String(asked.url ?? asked).endsWith('/config.json') ? {answer} : real.call(globalThis, asked, ...more)"
    );
    page.run_early(&script).await;
}

#[test]
fn one_that_does_not_come_stops_before_anything_is_asked() {
    for (answer, reason) in [
        ("Promise.resolve(new Response('no', {status: 503}))", "503"),
        ("Promise.resolve(new Response('no', {status: 403}))", "403"),
        ("Promise.reject(new TypeError('Failed to fetch'))", "no answer"),
        ("new Promise(() => {})", "3 seconds"),
    ] {
        visit("{}", async |page| {
            answered_by(page, answer).await;
            page.open_sample(&scenario::hash("paging-85")).await;
            asks_nothing_until_open_is_pressed(page, &["config.json", reason]).await;
        });
    }
}

#[test]
fn while_one_hangs_open_works_after_a_few_seconds() {
    visit("{}", async |page| {
        answered_by(page, "new Promise(() => {})").await;
        page.open("").await;
        page.type_and_open(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        page.alert_says(&["config.json", "3 seconds"]).await;
    });
}

#[test]
fn one_that_comes_after_connect_changes_nothing_that_was_chosen() {
    visit("{}", async |page| {
        let late = "new Promise(come => {
            globalThis.come = () => come(new Response('{\"appliances\": [{\"name\": \"Late\", \"url\": \"https://late.example\"}]}'))
        })";
        answered_by(page, late).await;
        page.open("").await;
        page.button("Connection").click().await;
        page.button("Connect").click().await;
        page.part("dialog", "Connection").is_gone().await;
        page.run("come()", &[]).await;
        page.button("Connection").click().await;
        page.button("Late").is_there().await;
        page.textbox("Appliance address").has("value", "").await;
        page.button("Close").click().await;
        page.type_and_open(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        page.no_alert().await;
    });
}

#[test]
fn a_choice_of_another_appliance_empties_the_token() {
    let config = "{\"appliances\": [{\"name\": \"Own\", \"url\": \"/\"}, {\"name\": \"Path\", \"url\": \"/a1000/\"}, {\"name\": \"Other\", \"url\": \"a1000.example.com\"}]}";
    visit(config, async |page| {
        page.open("").await;
        page.button("Connection").click().await;
        page.button("Own").is_there().await;
        page.textbox("API token").fill(DEMO_TOKEN).await;
        page.button("Path").click().await;
        page.textbox("Appliance address").has("value", "/a1000").await;
        assert_eq!(shown_token(page).await, DEMO_TOKEN);
        page.button("Other").click().await;
        page.textbox("Appliance address").has("value", "https://a1000.example.com").await;
        assert_eq!(shown_token(page).await, "");
        page.button("Own").click().await;
        assert_eq!(shown_token(page).await, "", "it was never confirmed");
    });
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

#[test]
fn links_lead_to_the_tools_that_an_administrator_names_and_nowhere_else() {
    let config = json!({"appliances": [], "links": [
        {"name": "Sample in the lab", "url": "https://lab.example/files/{sha1}"},
        {"name": "By MD5", "url": "https://lab.example/?md5={md5}"},
    ]});
    visit(&config.to_string(), async |page| {
        let hash = scenario::hash("paging-85");
        let entry = page.entries(&hash).await.swap_remove(0);
        page.open(&format!("?sample={hash}&row={}", entry.id)).await;
        let details = page.part("complementary", "File details");
        for (name, address) in [
            ("Sample in the lab", format!("https://lab.example/files/{}", entry.sample("sha1"))),
            ("By MD5", format!("https://lab.example/?md5={}", entry.sample("md5"))),
        ] {
            let link = page.part("link", name).inside(&details);
            let found = link.call("function() { return [this.href, this.rel, this.target] }").await;
            assert_eq!(found, json!([address, "noopener noreferrer", "_blank"]));
        }
        is_accessible(page).await;
        page.list().enter().await;
        page.press(" ").await;
        // By key as well.
        page.button("Links").focus().await;
        page.press(Key::Enter).await;
        page.part("link", "By MD5").inside(&page.part("region", "Links")).is_there().await;
        // Firefox keeps the background of a popover that is open when only the root's style changes, as it does for this.
        if Engine::here() != Engine::Firefox {
            is_accessible(page).await;
        }
        page.press(Key::Tab).await;
        page.part("link", "Sample in the lab").inside(&page.part("region", "Links")).is_focused().await;
        page.press(Key::Escape).await;
        page.part("region", "Links").is_gone().await;
        page.button("Links").is_focused().await;
    });
}

#[test]
fn a_link_that_could_lead_elsewhere_is_refused() {
    let config = json!({"links": [{"name": "Lab", "url": "http://{sha1}.example/"}]});
    visit(&config.to_string(), async |page| {
        page.open("").await;
        page.alert_says(&["Entry 1 of “links”", "https"]).await;
    });
}
