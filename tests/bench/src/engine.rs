//! A browser of each engine, with its driver, started so that it looks as a person's would in one colour scheme.

use crate::beside::Beside;
use crate::webdriver::Driver;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use xtask::ports;
use xtask::process::Group;
use xtask::tools::Engine;

/// What a person's system is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// Dark letters on light.
    Light,
    /// Light letters on dark.
    Dark,
}

impl Scheme {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// Its name in style sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// A browser that can be had here.
pub struct Installed {
    /// What draws the page in it.
    pub engine: Engine,
    programs: Vec<(&'static str, PathBuf)>,
}

impl Installed {
    /// Finds the browser of an engine, or installs it.
    pub fn bring(engine: Engine) -> Result<Self> {
        Ok(Self { engine, programs: engine.bring()? })
    }

    fn program(&self, variable: &str) -> Result<&Path> {
        let found = self.programs.iter().find(|(name, _)| *name == variable);
        found.map(|(_, program)| program.as_path()).with_context(|| format!("{variable} was not brought"))
    }

    /// Starts the driver.
    pub fn driver(&self, scheme: Scheme, beside: &Beside) -> Result<Driver> {
        match self.engine {
            Engine::Chromium => Driver::start(self.program("CHROMEDRIVER")?, beside),
            Engine::Firefox => {
                let port = ports::any()?;
                let mut command = Command::new(self.program("GECKODRIVER")?);
                command.arg(format!("--port={port}")).arg("--log=fatal");
                Driver::start_at(port, &mut command, beside)
            }
            Engine::Webkit => {
                let port = ports::any()?;
                let theme = if scheme == Scheme::Dark { "Adwaita:dark" } else { "Adwaita" };
                let mut command = Command::new(self.program("WEBKIT_DRIVER")?);
                command
                    .arg(format!("--port={port}"))
                    .env("DISPLAY", screen(self.program("XVFB")?, beside)?)
                    .env("GTK_THEME", theme)
                    .env("LC_ALL", "en_US.UTF-8")
                    .env("LANGUAGE", "en_US")
                    .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
                Driver::start_at(port, &mut command, beside)
            }
        }
    }

    /// What a session asks of the driver; `arguments` are those of Chromium.
    pub fn capabilities(&self, scheme: Scheme, arguments: &[&str]) -> Result<Value> {
        Ok(match self.engine {
            Engine::Chromium => {
                let options = json!({ "binary": self.program("CHROME")?, "args": arguments });
                json!({ "browserName": "chrome", "goog:chromeOptions": options })
            }
            Engine::Firefox => {
                // 0 is dark, 1 is light.
                let scheme = i32::from(scheme == Scheme::Light);
                let prefs = json!({
                    "layout.css.prefers-color-scheme.content-override": scheme,
                    "intl.accept_languages": "en-US",
                });
                let options = json!({ "binary": self.program("FIREFOX")?, "args": ["-headless"], "prefs": prefs });
                json!({ "browserName": "firefox", "moz:firefoxOptions": options })
            }
            Engine::Webkit => {
                let options = json!({ "binary": self.program("MINIBROWSER")?, "args": ["--automation"] });
                json!({ "browserName": "MiniBrowser", "webkitgtk:browserOptions": options })
            }
        })
    }
}

/// Starts a screen that nobody sees, and gives its name.
fn screen(program: &Path, beside: &Beside) -> Result<String> {
    let mut command = Command::new(program);
    command.args(["-displayfd", "1", "-screen", "0", "2560x1600x24", "-nolisten", "tcp"]).stdout(Stdio::piped());
    let mut group = Group::start(&mut command)?;
    let mut number = String::new();
    BufReader::new(group.stdout().context("no output")?).read_line(&mut number)?;
    beside.keep(group);
    match number.trim() {
        "" => bail!("{} ended before it said its number", program.display()),
        number => Ok(format!(":{number}")),
    }
}
