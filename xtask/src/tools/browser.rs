//! Chromium and its driver, for the tests that need a browser.

use super::search;
use crate::process;
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;

const BROWSERS: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVERS: &[&str] = &["chromedriver"];
/// Where distributions put them, for those who run with a short PATH.
const USUAL: &[&str] = &["/usr/bin", "/usr/lib/chromium", "/usr/lib/chromium-browser"];

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
        if let Some(found) = Self::find()? {
            return Ok(found);
        }
        install()?;
        Self::find()?.context("Chromium was installed but is not found: name it with CHROME and CHROMEDRIVER")
    }

    fn find() -> Result<Option<Self>> {
        let chrome = named("CHROME")?.or_else(|| first(BROWSERS));
        let driver = named("CHROMEDRIVER")?.or_else(|| first(DRIVERS));
        Ok(chrome.zip(driver).map(|(chrome, driver)| Self { chrome, driver }))
    }
}

/// The program that the variable names.
fn named(variable: &str) -> Result<Option<PathBuf>> {
    let Some(path) = env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from) else {
        return Ok(None);
    };
    if !path.is_file() {
        bail!("{variable} names {}, which is no file", path.display());
    }
    Ok(Some(path))
}

fn first(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let usual = env::join_paths(USUAL).unwrap_or_default();
    names.iter().find_map(|name| search(name, &path).or_else(|| search(name, &usual)))
}

fn install() -> Result<()> {
    const WHAT: &str = "the browser tests need Chromium and ChromeDriver of the same version: install them \
                        (Debian: apt-get install chromium chromium-driver), or name them with CHROME and CHROMEDRIVER";
    let path = env::var_os("PATH").unwrap_or_default();
    let Some(sudo) = search("apt-get", &path).and_then(|_| privilege(&path)) else {
        bail!(WHAT);
    };
    println!(
        "Installing Chromium and ChromeDriver with apt-get, for the tests in the browser. This takes about a minute, once."
    );
    let apt = |arguments: &[&str]| {
        let mut words = sudo.iter().copied().chain(["apt-get"]);
        let mut command = Command::new(words.next().unwrap_or("apt-get"));
        command.args(words).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        process::run(&mut command)
    };
    // Lists that cannot all be brought up to date may still be good enough.
    if let Err(error) = apt(&["update"]) {
        eprintln!("warning: {error:#}");
    }
    apt(&["install", "-y", "--no-install-recommends", "chromium", "chromium-driver"]).context(WHAT)
}

/// What to put before apt-get: nothing for root, sudo where it asks for no password, else there is no way.
fn privilege(path: &OsString) -> Option<&'static [&'static str]> {
    if process::output(Command::new("id").arg("-u"))?.trim() == "0" {
        return Some(&[]);
    }
    search("sudo", path)?;
    process::output(Command::new("sudo").args(["-n", "true"])).map(|_| &["sudo", "-n"][..])
}
