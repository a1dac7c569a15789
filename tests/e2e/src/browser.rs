//! A browser session: fresh profile, folder for downloads of its own, everything logged.

use std::env;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use serde_json::json;
use thirtyfour::prelude::*;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::driver;

/// More at once only makes each of them slower.
static SEATS: Semaphore = Semaphore::const_new(2);

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

/// A browser that one test has to itself.
pub struct Browser {
    pub driver: WebDriver,
    pub seat: SemaphorePermit<'static>,
}

/// Starts a browser whose window is `window` wide and high and that saves files to `downloads`. Where `any_certificate`,
/// it accepts certificates that nobody vouches for.
///
/// # Errors
///
/// `ChromeDriver` or the browser does not start.
pub async fn start(window: (u32, u32), downloads: &Path, any_certificate: bool) -> anyhow::Result<Browser> {
    let seat = SEATS.acquire().await?;
    let mut wanted = DesiredCapabilities::chrome();
    if let Ok(chrome) = env::var("CHROME") {
        wanted.set_binary(&chrome)?;
    }
    for argument in ARGUMENTS {
        wanted.add_arg(argument)?;
    }
    wanted.add_arg(&format!("--window-size={},{}", window.0, window.1))?;
    if any_certificate {
        // Not the capability acceptInsecureCerts: with that, service workers are refused.
        wanted.add_arg("--ignore-certificate-errors")?;
    }
    let downloads = downloads.to_str().context("the folder for downloads has no name in UTF-8")?;
    wanted.add_experimental_option(
        "prefs",
        json!({
            "download.default_directory": downloads,
            "download.prompt_for_download": false,
            "profile.default_content_setting_values.automatic_downloads": 1,
        }),
    )?;
    wanted.set_browser_log_level(thirtyfour::LoggingPrefsLogLevel::All)?;
    let driver = WebDriver::builder(driver::address()?, wanted)
        .request_timeout(Duration::from_secs(90))
        .connect()
        .await
        .context("the browser does not start; CHROME says where it is")?;
    driver.set_script_timeout(Duration::from_mins(1)).await?;
    Ok(Browser { driver, seat })
}
