//! A browser session: fresh profile, folder for downloads of its own, everything logged.

mod chromium;
mod firefox;
mod webkit;

use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use thirtyfour::prelude::*;

use crate::console::Console;
use crate::driver::Seat;
use crate::engine::Engine;

/// A browser that one test has to itself.
pub struct Browser {
    pub driver: WebDriver,
    pub console: Console,
    pub seat: Seat,
}

/// What a test asks of its browser.
pub struct Wanted<'w> {
    /// Width and height of the window.
    pub window: (u32, u32),
    /// Where files are saved.
    pub downloads: &'w Path,
    /// Whether certificates are accepted that nobody vouches for.
    pub any_certificate: bool,
}

/// Starts a browser.
///
/// # Errors
///
/// The driver or the browser does not start.
pub async fn start(wanted: Wanted<'_>) -> anyhow::Result<Browser> {
    let seat = Seat::take().await?;
    let capabilities: Capabilities = match Engine::here() {
        Engine::Chromium => chromium::capabilities(&wanted)?,
        Engine::Firefox => firefox::capabilities(&wanted)?,
        Engine::Webkit => webkit::capabilities(&wanted)?,
    };
    let driver = WebDriver::builder(seat.address(), capabilities)
        .request_timeout(Duration::from_secs(90))
        .connect()
        .await
        .context("the browser does not start")?;
    driver.set_script_timeout(Duration::from_mins(1)).await?;
    if Engine::here() != Engine::Chromium {
        driver.set_window_rect(0, 0, wanted.window.0, wanted.window.1).await?;
    }
    let console = Console::of(&driver).await?;
    Ok(Browser { driver, console, seat })
}
