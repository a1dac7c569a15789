//! A fresh browser for each measurement.

use crate::engine::{Installed, Scheme};
use crate::webdriver::{Driver, PATIENCE};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use xtask::tools::Browser;

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
    "--window-size=1280,1100",
    "--enable-precise-memory-info",
    "--js-flags=--expose-gc",
];

/// A browser with a profile of its own. Dropping it ends it.
pub struct Session<'a> {
    driver: &'a Driver,
    path: String,
    version: String,
    profile: String,
}

impl<'a> Session<'a> {
    /// Starts Chromium.
    pub fn start(driver: &'a Driver, browser: &Browser) -> Result<Self> {
        let options = json!({ "binary": browser.chrome, "args": ARGUMENTS });
        Self::with(driver, &json!({ "browserName": "chrome", "goog:chromeOptions": options }))
    }

    /// Starts the browser of an engine.
    pub fn of(installed: &Installed, scheme: Scheme, driver: &'a Driver) -> Result<Self> {
        Self::with(driver, &installed.capabilities(scheme, ARGUMENTS)?)
    }

    fn with(driver: &'a Driver, wanted: &Value) -> Result<Self> {
        let made = driver
            .post("/session", &json!({ "capabilities": { "alwaysMatch": wanted } }))
            .context("the browser does not start; CHROME and CHROMEDRIVER, FIREFOX and GECKODRIVER, MINIBROWSER and WEBKIT_DRIVER say where each and its driver are")?;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let id = text(&made["sessionId"]).context("the driver gives a session no id")?;
        let session = Self {
            driver,
            path: format!("/session/{id}"),
            version: text(&made["capabilities"]["browserVersion"]).unwrap_or_default(),
            profile: text(&made["capabilities"]["chrome"]["userDataDir"]).unwrap_or_default(),
        };
        let patience = u64::try_from(PATIENCE.as_millis())?;
        session.post("/timeouts", &json!({ "script": patience, "pageLoad": patience }))?;
        Ok(session)
    }

    /// The browser's version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The folder of the profile, by which the browser's processes are known.
    pub fn profile(&self) -> &str {
        &self.profile
    }

    /// Opens an address.
    pub fn open(&self, address: &str) -> Result<()> {
        self.post("/url", &json!({ "url": address })).map(|_| ())
    }

    /// The value of an expression in the page; of a promise, what becomes of it.
    pub fn ask(&self, expression: &str) -> Result<Value> {
        // An answer of its own for failures: the driver's words for them leave the reason out.
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => ({expression}))().then(value => done({{ value }}), error => done({{ failure: String(error) }}))"
        );
        let mut answer = self.post("/execute/async", &json!({ "script": script, "args": [] }))?;
        if let Some(failure) = answer["failure"].as_str() {
            anyhow::bail!("{expression}: {failure}");
        }
        Ok(answer["value"].take())
    }

    /// Makes the window so large that the page has that room.
    pub fn resize(&self, width: u32, height: u32) -> Result<()> {
        let mut outer = (width, height);
        for _ in 0..3 {
            self.post("/window/rect", &json!({ "x": 0, "y": 0, "width": outer.0, "height": outer.1 }))?;
            let inner = self.ask("[innerWidth, innerHeight]")?;
            let missing = |at: usize, wanted: u32| i64::from(wanted) - inner[at].as_i64().unwrap_or(wanted.into());
            let (more, taller) = (missing(0, width), missing(1, height));
            if (more, taller) == (0, 0) {
                return Ok(());
            }
            outer = (
                outer.0.saturating_add_signed(i32::try_from(more)?),
                outer.1.saturating_add_signed(i32::try_from(taller)?),
            );
        }
        Ok(())
    }

    /// Presses keys together, and lets them go.
    pub fn press(&self, keys: &[char]) -> Result<()> {
        let down = keys.iter().map(|key| json!({ "type": "keyDown", "value": key }));
        let up = keys.iter().rev().map(|key| json!({ "type": "keyUp", "value": key }));
        let actions: Vec<Value> = down.chain(up).collect();
        let keyboard = json!({ "type": "key", "id": "keyboard", "actions": actions });
        self.post("/actions", &json!({ "actions": [keyboard] })).map(|_| ())
    }

    /// A picture of what is seen, as PNG in Base64.
    pub fn picture(&self) -> Result<String> {
        let picture = self.driver.get(&format!("{}/screenshot", self.path))?;
        picture.as_str().map(str::to_owned).context("no picture")
    }

    /// A command of the Chrome `DevTools` Protocol.
    pub fn cdp(&self, command: &str, parameters: &Value) -> Result<Value> {
        self.post("/goog/cdp/execute", &json!({ "cmd": command, "params": parameters }))
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value> {
        self.driver.post(&format!("{}{path}", self.path), body)
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        // A browser that does not end by itself is ended with its driver.
        let _ = self.driver.delete(&self.path);
    }
}
