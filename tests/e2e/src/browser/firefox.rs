//! Firefox.

use std::env;
use std::path::Path;

use anyhow::Context;
use serde_json::json;
use thirtyfour::prelude::*;

use super::Wanted;

pub fn capabilities(wanted: Wanted<'_>, downloads: &Path) -> anyhow::Result<Capabilities> {
    let mut firefox = DesiredCapabilities::firefox();
    if let Ok(program) = env::var("FIREFOX") {
        firefox.set_firefox_binary(&program)?;
    }
    firefox.add_arg("-headless")?;
    let downloads = downloads.to_str().context("the folder for downloads has no name in UTF-8")?;
    firefox.set_browser_option(
        "prefs",
        json!({
            "browser.download.folderList": 2,
            "browser.download.dir": downloads,
            "browser.download.alwaysOpenPanel": false,
            "browser.helperApps.neverAsk.saveToDisk":
                "application/zip,application/octet-stream,application/json,application/stix+json,text/csv,text/plain,image/svg+xml,image/png",
            "intl.accept_languages": "en-US",
            "intl.locale.requested": "en-US",
            // Else no more than one file is kept from a page without a click before each.
            "dom.block_download_insecure": false,
            // A page is shown as it is, and asks nobody but its test.
            "network.captive-portal-service.enabled": false,
            "network.connectivity-service.enabled": false,
            "datareporting.policy.dataSubmissionEnabled": false,
        }),
    )?;
    if wanted.any_certificate {
        firefox.accept_insecure_certs(true)?;
    }
    firefox.enable_bidi()?;
    Ok(firefox.into())
}
