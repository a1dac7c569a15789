//! The tests in a browser without a server, by wasm-pack.

use super::Steps;
use crate::project;
use crate::tools::{self, BINDGEN, Browser, Toolbox, WASM_PACK};
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs the layer.
pub fn run(steps: &mut Steps) -> Result<()> {
    tools::wasm_target()?;
    let tools = Toolbox::bring(&[&BINDGEN, &WASM_PACK])?;
    let browser = Browser::bring()?;
    let mut tests = tools.command("wasm-pack")?;
    tests
        .args(["test", "--headless", "--chrome", "--mode", "no-install", "--chromedriver"])
        .arg(&browser.driver)
        .args(["--", "--test", "web", "--locked"])
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(&browser.chrome)?);
    if let Some(filter) = steps.filter {
        // After a second `--`: what stands before it also goes to wasm-pack's own `cargo build`, which has no filter.
        tests.args(["--", filter]);
    }
    steps.command("tests in Chromium", &mut tests)
}

/// The project's `webdriver.json` with this machine's browser in it, as a file of its own.
fn capabilities(chrome: &Path) -> Result<PathBuf> {
    let source = project::root().join("webdriver.json");
    let text = fs::read_to_string(&source).with_context(|| format!("cannot read {}", source.display()))?;
    let text = with_browser(&text, chrome).with_context(|| format!("{} is broken", source.display()))?;
    let file = project::generated("web")?.join("webdriver.json");
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}

fn with_browser(text: &str, chrome: &Path) -> Result<String> {
    let mut capabilities: Value = serde_json::from_str(text)?;
    let options = capabilities
        .get_mut("goog:chromeOptions")
        .and_then(Value::as_object_mut)
        .context("it has no goog:chromeOptions")?;
    let chrome = chrome.to_str().context("the browser's path is no text")?;
    options.insert("binary".to_owned(), chrome.into());
    Ok(serde_json::to_string_pretty(&capabilities)?)
}

#[cfg(test)]
mod tests {
    use super::with_browser;
    use std::path::Path;

    #[test]
    fn the_browser_is_named() {
        let before = r#"{"goog:chromeOptions": {"args": ["--headless=new"]}}"#;
        let after = with_browser(before, Path::new("/opt/chrome")).expect("capabilities");
        let after: serde_json::Value = serde_json::from_str(&after).expect("JSON");
        assert_eq!(after["goog:chromeOptions"]["binary"], "/opt/chrome");
        assert_eq!(after["goog:chromeOptions"]["args"][0], "--headless=new");
        assert!(with_browser("{}", Path::new("/opt/chrome")).is_err());
        assert!(with_browser("", Path::new("/opt/chrome")).is_err());
    }
}
