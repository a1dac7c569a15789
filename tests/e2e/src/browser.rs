//! A browser: a profile of its own, a folder for what it saves, everything logged.

mod chromium;
mod firefox;
mod webkit;

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Error, ensure};
use serde_json::json;
use thirtyfour::prelude::*;

use crate::console::Console;
use crate::engine::Engine;
use crate::files::Folder;
use crate::tree::protocol;

/// What a test asks of its browser.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'w> {
    /// Scheme, host and port of the page.
    pub origin: &'w str,
    /// Width and height of the window.
    pub window: (u32, u32),
    /// Whether certificates are accepted that nobody vouches for.
    pub any_certificate: bool,
}

/// A browser that runs. One test at a time has it.
pub struct Browser {
    pub driver: WebDriver,
    pub console: Console,
    pub downloads: Folder,
    /// Whether it accepts certificates that nobody vouches for.
    any_certificate: bool,
    /// Where the pages of its tests were. A browser keeps for each origin what a page stores.
    origins: Vec<String>,
}

impl Browser {
    /// Tests that a browser is kept for. What they leave in its profile and its memory ends with it. `MiniBrowser` starts in a
    /// second, and has ended by itself among tests that shared it.
    fn tests() -> usize {
        if Engine::here() == Engine::Webkit { 1 } else { 40 }
    }

    /// Starts a browser at a driver.
    ///
    /// # Errors
    ///
    /// It does not start.
    pub async fn start(address: &str, wanted: Wanted<'_>) -> anyhow::Result<Self> {
        let downloads = Folder::new()?;
        let capabilities = capabilities(wanted, downloads.path())?;
        let driver = WebDriver::builder(address, capabilities)
            .request_timeout(Duration::from_secs(90))
            .connect()
            .await
            .context("the browser does not start")?;
        driver.set_script_timeout(Duration::from_mins(1)).await?;
        if Engine::here() != Engine::Chromium {
            set_window(&driver, wanted.window).await?;
        }
        let console = Console::of(&driver).await?;
        let origins = vec![wanted.origin.to_owned()];
        Ok(Self { driver, console, downloads, any_certificate: wanted.any_certificate, origins })
    }

    /// Whether the next test can have it that asks for this.
    pub fn suits(&self, wanted: Wanted<'_>) -> bool {
        let is_new_there = self.origins.iter().all(|origin| origin != wanted.origin);
        self.any_certificate == wanted.any_certificate && is_new_there && self.origins.len() < Self::tests()
    }

    /// Makes it ready for the next test, which it [suits](Self::suits): in a new tab, with nothing saved and nothing said. What a
    /// test has the browser pretend belongs to its tab, and what a page stores to its origin.
    ///
    /// # Errors
    ///
    /// The browser has ended, or a test has left more than one tab.
    pub async fn renew(&mut self, wanted: Wanted<'_>) -> anyhow::Result<()> {
        let old = self.driver.window().await?;
        let new = self.driver.new_tab().await?;
        self.driver.switch_to_window(old).await?;
        self.driver.close_window().await?;
        self.driver.switch_to_window(new).await?;
        ensure!(self.driver.windows().await?.len() == 1, "a test has left a tab open");
        set_window(&self.driver, wanted.window).await?;
        if Engine::here() == Engine::Chromium {
            // A page behind another one is never told that it has the focus.
            protocol::send(&self.driver, "Page.bringToFront", json!({})).await.map_err(Error::msg)?;
        }
        self.downloads.clear()?;
        self.console.clear().await;
        self.origins.push(wanted.origin.to_owned());
        Ok(())
    }
}

async fn set_window(driver: &WebDriver, (width, height): (u32, u32)) -> anyhow::Result<()> {
    Ok(driver.set_window_rect(0, 0, width, height).await?)
}

fn capabilities(wanted: Wanted<'_>, downloads: &Path) -> anyhow::Result<Capabilities> {
    match Engine::here() {
        Engine::Chromium => chromium::capabilities(wanted, downloads),
        Engine::Firefox => firefox::capabilities(wanted, downloads),
        Engine::Webkit => webkit::capabilities(wanted),
    }
}
