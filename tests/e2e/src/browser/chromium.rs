//! Chromium.

use std::env;
use std::path::Path;

use anyhow::Context;
use serde_json::json;
use thirtyfour::prelude::*;

use super::Wanted;

const ARGUMENTS: &[&str] = &[
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Small shared memory in containers ends tabs without a word.
    "--disable-dev-shm-usage",
    "--lang=en-US",
];

pub fn capabilities(wanted: Wanted<'_>, downloads: &Path) -> anyhow::Result<Capabilities> {
    let mut chromium = DesiredCapabilities::chrome();
    if let Ok(chrome) = env::var("CHROME") {
        chromium.set_binary(&chrome)?;
    }
    for argument in ARGUMENTS {
        chromium.add_arg(argument)?;
    }
    chromium.add_arg(&format!("--window-size={},{}", wanted.window.0, wanted.window.1))?;
    if wanted.any_certificate {
        // Not the capability acceptInsecureCerts: with that, service workers are refused.
        chromium.add_arg("--ignore-certificate-errors")?;
    }
    let downloads = downloads.to_str().context("the folder for downloads has no name in UTF-8")?;
    chromium.add_experimental_option(
        "prefs",
        json!({
            "download.default_directory": downloads,
            "download.prompt_for_download": false,
            "profile.default_content_setting_values.automatic_downloads": 1,
        }),
    )?;
    chromium.set_browser_log_level(thirtyfour::LoggingPrefsLogLevel::All)?;
    Ok(chromium.into())
}
