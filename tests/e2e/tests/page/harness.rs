//! The harness itself, on a small page of its own: that parts are found as assistive technology finds them, and that a
//! test can fail.

use std::fs;
use std::panic::catch_unwind;
use std::path::PathBuf;

use matryoshka_e2e::{Capability, Options, Page, Setup, is_left_out};

/// A folder with a page whose body is `body`.
fn page(name: &str, body: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("matryoshka-e2e-harness-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let head = "<!doctype html><html lang=en><title>Harness</title><link rel=icon href='data:,'>";
    fs::write(folder.join("index.html"), format!("{head}<input aria-label='Sample hash'>{body}")).expect("a file");
    folder
}

fn visit(name: &str, body: &str, test: impl AsyncFnOnce(&Page)) {
    let page = page(name, body);
    let appliance = Options { page: Some(page.clone()), ..Options::default() };
    Setup { appliance, ..Setup::default() }.visit(test);
    // What stays is the system's to clear away.
    let _ = fs::remove_dir_all(page);
}

/// What a test that fails says.
fn failure(name: &str, body: &str, test: impl AsyncFnOnce(&Page) + std::panic::UnwindSafe) -> String {
    let panic = catch_unwind(|| visit(name, body, test)).expect_err("this test has to fail");
    panic.downcast::<String>().map(|words| *words).unwrap_or_default()
}

#[test]
fn parts_are_found_by_role_and_name() {
    let body = "<button hidden>Open</button><button aria-label=Open onclick='this.textContent += 1'>x</button>
        <dialog id=d aria-labelledby=t><h2 id=t>Connection</h2><button>Cancel</button></dialog><button>Cancel</button>
        <label>Rows <select><option>25<option>50</select></label><div role=alert></div>
        <progress aria-label='Loading files' value=3 max=10></progress>
        <button aria-expanded=false>More</button>";
    visit("parts", body, async |page| {
        page.open("").await;
        page.button("Open").click().await;
        page.button("Open").says("x1").await;
        page.textbox("Sample hash").fill("abc").await;
        page.textbox("Sample hash").fill("def").await;
        page.textbox("Sample hash").has("value", "def").await;
        page.part("combobox", "Rows").choose("50").await;
        page.part("combobox", "Rows").has("value", "50").await;
        page.part("dialog", "Connection").is_gone().await;
        page.run("document.querySelector('dialog').showModal()", &[]).await;
        let dialog = page.part("dialog", "Connection");
        page.button("Cancel").inside(&dialog).is_focused().await;
        assert!(!page.button("Open").exists().await, "behind a modal dialog nothing can be reached");
        page.run("document.querySelector('dialog').close()", &[]).await;
        page.button("More").has("expanded", false).await;
        page.no_alert().await;
        page.run("document.querySelector('[role=alert]').textContent = 'Not found (404)'", &[]).await;
        page.alert_says(&["404", "not FOUND"]).await;
        assert_eq!(page.part("progressbar", "Loading files").value().await, 3);
    });
}

#[test]
fn words_in_the_console_fail_a_test() {
    if is_left_out(Capability::Console) {
        return;
    }
    // Not every browser says of files that they are missing.
    let body = "<img src=missing.png alt=''><script>console.error('404 in words')</script>";
    let words = failure("console", body, async |page| page.open("").await);
    assert!(words.contains("404"), "{words}");
    visit("allowed", body, async |page| {
        page.allow("404");
        page.open("").await;
    });
}

#[test]
fn requests_to_other_hosts_fail_a_test() {
    // The appliance under another name.
    let body = "<script>fetch(location.origin.replace('127.0.0.1', 'localhost'), {mode: 'no-cors'})
        .catch(() => {}).finally(() => document.title = 'Asked')</script>";
    let words = failure("hosts", body, async |page| {
        page.allow("ERR_");
        page.open("").await;
        page.until_script("has asked", "return document.title", "Asked".into()).await;
    });
    assert!(words.contains("another host: http://localhost:"), "{words}");
}
