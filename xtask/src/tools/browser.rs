//! Chromium and its driver, for the tests that need a browser.

use super::apt::{self, Program};
use anyhow::Result;
use std::path::PathBuf;

pub(super) const CHROME: Program = Program {
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    variable: "CHROME",
    package: "chromium",
    is_service: false,
};

/// Of the same version as the browser.
const DRIVER: Program =
    Program { names: &["chromedriver"], variable: "CHROMEDRIVER", package: "chromium-driver", is_service: false };

/// A browser and its driver.
pub struct Browser {
    /// The browser's program.
    pub chrome: PathBuf,
    /// The driver's program, which speaks `WebDriver`.
    pub driver: PathBuf,
}

impl Browser {
    /// Finds them (`CHROME` and `CHROMEDRIVER` go first), or installs them where apt-get may.
    pub fn bring() -> Result<Self> {
        let [chrome, driver] = apt::bring([&CHROME, &DRIVER], "the tests in the browser")?;
        Ok(Self { chrome, driver })
    }
}
