//! The browsers that the page is tested in, one for each engine.

use super::apt::{self, Program};
use super::pinned::GECKODRIVER;
use super::{Browser, Toolbox};
use anyhow::Result;
use clap::ValueEnum;
use std::env;
use std::fmt;
use std::path::PathBuf;

const FIREFOX: Program =
    Program { names: &["firefox-esr", "firefox"], variable: "FIREFOX", package: "firefox-esr", is_service: false };

const WEBKIT: [Program; 3] = [
    Program { names: &["MiniBrowser"], variable: "MINIBROWSER", package: "libwebkit2gtk-4.1-0", is_service: false },
    Program { names: &["WebKitWebDriver"], variable: "WEBKIT_DRIVER", package: "webkit2gtk-driver", is_service: false },
    // It has no way to run without a screen.
    Program { names: &["Xvfb"], variable: "XVFB", package: "xvfb", is_service: false },
];

/// What draws the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Of Chromium, Chrome, Edge and others.
    Chromium,
    /// Of Firefox.
    Firefox,
    /// Of Safari; on Linux that of `WebKitGTK`.
    Webkit,
}

impl Engine {
    /// All of them, the one that most tests were written with first.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// What `MATRYOSHKA_BROWSER` calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }

    /// Finds its browser and driver, or installs them where that can be done. Each program comes with the variable by which
    /// the tests find it.
    pub fn bring(self) -> Result<Vec<(&'static str, PathBuf)>> {
        const PURPOSE: &str = "the tests in the browser";
        Ok(match self {
            Self::Chromium => {
                let browser = Browser::bring()?;
                vec![("CHROME", browser.chrome), ("CHROMEDRIVER", browser.driver)]
            }
            Self::Firefox => {
                let [firefox] = apt::bring([&FIREFOX], PURPOSE)?;
                vec![("FIREFOX", firefox), ("GECKODRIVER", geckodriver()?)]
            }
            Self::Webkit => {
                let [browser, driver, screen] = &WEBKIT;
                let found = apt::bring([browser, driver, screen], PURPOSE)?;
                WEBKIT.iter().map(|program| program.variable).zip(found).collect()
            }
        })
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::Webkit => "WebKit",
        })
    }
}

/// The one that `GECKODRIVER` names, else that of the pinned version.
fn geckodriver() -> Result<PathBuf> {
    match env::var_os("GECKODRIVER").filter(|named| !named.is_empty()) {
        Some(named) => Ok(named.into()),
        None => Toolbox::bring(&[&GECKODRIVER])?.find(GECKODRIVER.name),
    }
}
