//! The tests in a browser without a server, by wasm-pack.

use super::Steps;
use crate::project;
use crate::tools::{self, BINDGEN, Engine, Toolbox, WASM_PACK};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// Runs the layer.
pub fn run(steps: &mut Steps) -> Result<()> {
    tools::wasm_target()?;
    let tools = Toolbox::bring(&[&BINDGEN, &WASM_PACK])?;
    for (engine, programs) in steps.engines(&[Engine::Chromium, Engine::Firefox])? {
        let program = |variable: &str| {
            let found = programs.iter().find(|(name, _)| *name == variable).map(|(_, program)| program);
            found.with_context(|| format!("{variable} was not brought"))
        };
        let (flag, driver_flag, driver, browser) = match engine {
            Engine::Firefox => ("--firefox", "--geckodriver", program("GECKODRIVER")?, program("FIREFOX")?),
            _ => ("--chrome", "--chromedriver", program("CHROMEDRIVER")?, program("CHROME")?),
        };
        let mut tests = tools.command("wasm-pack")?;
        tests
            .args(["test", "--headless", flag, "--mode", "no-install", driver_flag])
            .arg(driver)
            .args(["--", "--test", "web", "--locked"])
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities(engine, browser)?);
        if let Some(filter) = steps.filter {
            // After a second `--`: what stands before it also goes to wasm-pack's own `cargo build`, which has no filter.
            tests.args(["--", filter]);
        }
        steps.command(&format!("tests in {engine}"), &mut tests)?;
    }
    Ok(())
}

/// The project's `webdriver.json` with this machine's browser in it, as a file of its own.
fn capabilities(engine: Engine, browser: &Path) -> Result<PathBuf> {
    let source = project::root().join("webdriver.json");
    let text = fs::read_to_string(&source).with_context(|| format!("cannot read {}", source.display()))?;
    let text = with_browser(&text, engine, browser).with_context(|| format!("{} is broken", source.display()))?;
    let file = project::generated("web")?.join(format!("{}.json", engine.name()));
    fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}

/// What of it is for that engine, with the browser's program.
fn with_browser(text: &str, engine: Engine, browser: &Path) -> Result<String> {
    let key = if engine == Engine::Firefox { "moz:firefoxOptions" } else { "goog:chromeOptions" };
    let mut all: Value = serde_json::from_str(text)?;
    let options = all.get_mut(key).and_then(Value::as_object_mut).with_context(|| format!("it has no {key}"))?;
    let browser = browser.to_str().context("the browser's path is no text")?;
    options.insert("binary".to_owned(), browser.into());
    Ok(serde_json::to_string_pretty(&json!({ key: options }))?)
}

#[cfg(test)]
mod tests {
    use super::with_browser;
    use crate::tools::Engine;
    use std::path::Path;

    #[test]
    fn the_browser_is_named() {
        let before = r#"{"goog:chromeOptions": {"args": ["--headless=new"]}, "moz:firefoxOptions": {}}"#;
        let named = |text: &str, engine| with_browser(text, engine, Path::new("/opt/browser"));
        let after = named(before, Engine::Chromium).expect("capabilities");
        let after: serde_json::Value = serde_json::from_str(&after).expect("JSON");
        assert_eq!(after["goog:chromeOptions"]["binary"], "/opt/browser");
        assert_eq!(after["goog:chromeOptions"]["args"][0], "--headless=new");
        assert!(after.get("moz:firefoxOptions").is_none(), "each driver refuses what is the other's");
        let after = named(before, Engine::Firefox).expect("capabilities");
        assert!(after.contains("moz:firefoxOptions") && !after.contains("goog:chromeOptions"), "{after}");
        assert!(named("{}", Engine::Chromium).is_err());
        assert!(named("", Engine::Firefox).is_err());
    }
}
