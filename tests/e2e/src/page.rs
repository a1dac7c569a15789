//! The page as a whole.

use std::cell::RefCell;
use std::panic::Location;
use std::time::{Duration, Instant};

use matryoshka_appliance::Running;
use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::capability::{Capability, needs};
use crate::engine::Engine;
use crate::grid::Grid;
use crate::part::Part;
use crate::saved;
use crate::tree::{self, protocol};
use crate::wait::{self, PATIENCE};

/// The page in a browser, and the demo appliance behind it.
pub struct Page {
    pub(crate) browser: Browser,
    /// The appliance that also serves the page.
    pub appliance: Running,
    /// Address of the folder that the page is served from, without a slash at its end.
    pub(crate) base: String,
    /// Origins besides the page's own that it may ask.
    pub(crate) others: RefCell<Vec<String>>,
    /// What the console may say, as parts of its messages.
    pub(crate) allowed: RefCell<Vec<String>>,
}

impl Page {
    /// Opens the page with a query string (`?sample=..`, or nothing for the start page).
    pub async fn open(&self, query: &str) {
        let address = format!("{}/{query}", self.base);
        self.browser.driver.goto(address).await.expect("the browser opens addresses");
        self.has_started().await;
    }

    /// Opens the page at a sample.
    pub async fn open_sample(&self, hash: &str) {
        self.open(&format!("?sample={hash}")).await;
    }

    /// Opens the page at the tree of a sample.
    pub async fn open_tree(&self, hash: &str) {
        self.open(&format!("?sample={hash}&view=tree")).await;
    }

    /// Types a text where the hash belongs and presses Open.
    pub async fn type_and_open(&self, text: &str) {
        self.textbox("Sample hash").fill(text).await;
        self.button("Open").click().await;
    }

    /// Back, as the browser's button does it.
    pub async fn back(&self) {
        self.browser.driver.back().await.expect("the browser goes back");
    }

    /// Forward, as the browser's button does it.
    pub async fn forward(&self) {
        self.browser.driver.forward().await.expect("the browser goes forward");
    }

    /// Loads the page anew.
    pub async fn reload(&self) {
        if Engine::here() == Engine::Firefox {
            // What geckodriver does goes past the service worker, as no key or button does.
            self.run("window.isBefore = true; location.reload()", &[]).await;
            self.until_script("another document", "return window.isBefore ?? false", Value::Bool(false)).await;
        } else {
            self.browser.driver.refresh().await.expect("the browser reloads");
        }
        self.has_started().await;
    }

    /// Waits until the page can be used: there is a field for the hash, or the dialog that stands before it.
    async fn has_started(&self) {
        self.until("the page to start".to_owned(), async || {
            let started =
                self.textbox("Sample hash").exists().await || self.part("dialog", "Connection").exists().await;
            if started { Ok(()) } else { Err("neither field nor dialog".to_owned()) }
        })
        .await;
        saved::prepare(&self.browser.driver).await.unwrap_or_else(|error| panic!("{error}"));
    }

    /// The address now.
    pub async fn address(&self) -> String {
        self.browser.driver.current_url().await.expect("a page has an address").to_string()
    }

    /// Waits until a parameter of the address has a value; `None`: until it is not there.
    #[track_caller]
    pub fn has_parameter(&self, name: &str, value: Option<&str>) -> impl Future<Output = ()> {
        let what = format!("{name} = {value:?} in the address");
        self.until(what, async move || {
            let script = "return new URLSearchParams(location.search).get(arguments[0])";
            let found = self.try_run(script, &[json!(name)]).await?;
            if found.as_str() == value { Ok(()) } else { Err(self.address().await) }
        })
    }

    /// A part by its role and name.
    #[track_caller]
    pub fn part(&self, role: &'static str, name: &str) -> Part<'_> {
        Part::new(self, role, Some(name), Location::caller())
    }

    /// A part by its role alone.
    #[track_caller]
    pub fn any(&self, role: &'static str) -> Part<'_> {
        Part::new(self, role, None, Location::caller())
    }

    /// A button.
    #[track_caller]
    pub fn button(&self, name: &str) -> Part<'_> {
        self.part("button", name)
    }

    /// A text field.
    #[track_caller]
    pub fn textbox(&self, name: &str) -> Part<'_> {
        self.part("textbox", name)
    }

    /// A tab of View.
    #[track_caller]
    pub fn tab(&self, name: &str) -> Part<'_> {
        self.part("tab", name)
    }

    /// The list.
    #[track_caller]
    pub fn list(&self) -> Grid<'_> {
        Grid(self.part("table", "Extracted files"))
    }

    /// The tree.
    #[track_caller]
    pub fn tree(&self) -> Grid<'_> {
        Grid(self.part("treegrid", "Parent relationships"))
    }

    /// The number of files, in words.
    #[track_caller]
    pub fn file_count(&self) -> Part<'_> {
        self.part("status", "File count")
    }

    /// The texts of all alerts that say something, now.
    ///
    /// # Errors
    ///
    /// The page can't be asked just now.
    pub async fn alerts(&self) -> Result<Vec<String>, String> {
        let mut texts = Vec::new();
        for node in tree::find(&self.browser.driver, None, "alert", None).await? {
            let text =
                tree::call(&self.browser.driver, &node, "function() { return this.innerText.trim() }", &[]).await?;
            texts.extend(text.as_str().filter(|text| !text.is_empty()).map(str::to_owned));
        }
        Ok(texts)
    }

    /// Waits until an alert contains each of `words`, in any case.
    #[track_caller]
    pub fn alert_says(&self, words: &[&str]) -> impl Future<Output = String> {
        self.until(format!("an alert with {words:?}"), async move || {
            let alerts = self.alerts().await?;
            let fits = |alert: &&String| words.iter().all(|word| alert.to_lowercase().contains(&word.to_lowercase()));
            alerts.iter().find(fits).cloned().ok_or_else(|| format!("alerts: {alerts:?}"))
        })
    }

    /// Waits until no alert says anything.
    #[track_caller]
    pub fn no_alert(&self) -> impl Future<Output = ()> {
        self.until("no alert".to_owned(), async || {
            let alerts = self.alerts().await?;
            if alerts.is_empty() { Ok(()) } else { Err(format!("alerts: {alerts:?}")) }
        })
    }

    /// Waits until `look` finds what it wants.
    #[track_caller]
    pub fn until<T>(&self, what: String, look: impl AsyncFn() -> Result<T, String>) -> impl Future<Output = T> {
        let at = Location::caller();
        async move { wait::until(&what, at, PATIENCE, look).await }
    }

    /// Looks again and again for as long as `time` whether something stays as it is: for what must never come.
    pub async fn stays(&self, time: Duration, look: impl AsyncFn() -> Result<(), String>) {
        let start = Instant::now();
        while start.elapsed() < time {
            look().await.unwrap_or_else(|seen| panic!("after {} ms: {seen}", start.elapsed().as_millis()));
            tokio::time::sleep(wait::PAUSE).await;
        }
    }

    /// Waits until a script returns a value.
    #[track_caller]
    pub fn until_script(&self, what: &str, script: &str, wanted: Value) -> impl Future<Output = ()> {
        self.until(what.to_owned(), async move || {
            let found = self.try_run(script, &[]).await?;
            if found == wanted { Ok(()) } else { Err(found.to_string()) }
        })
    }

    /// Presses keys, one after the other: `Key::Down`, or text.
    pub async fn press(&self, keys: impl Into<TypingData>) {
        self.browser.driver.action_chain().send_keys(keys).perform().await.expect("the browser takes keys");
    }

    /// Presses a key while Shift is held.
    pub async fn press_with_shift(&self, key: Key) {
        let keys = self.browser.driver.action_chain().key_down(Key::Shift).send_keys(key).key_up(Key::Shift);
        keys.perform().await.expect("the browser takes keys");
    }

    /// Presses at a place, moves to another one, and lets go.
    pub async fn drag(&self, from: (i64, i64), to: (i64, i64)) {
        let half = (i64::midpoint(from.0, to.0), i64::midpoint(from.1, to.1));
        let chain = self.browser.driver.action_chain().move_to(from.0, from.1).click_and_hold();
        let chain = chain.move_to(half.0, half.1).move_to(to.0, to.1).release();
        chain.perform().await.expect("the browser takes a pointer");
    }

    /// Presses twice at a place.
    pub async fn press_twice_at(&self, place: (i64, i64)) {
        let chain = self.browser.driver.action_chain().move_to(place.0, place.1).double_click();
        chain.perform().await.expect("the browser takes a pointer");
    }

    /// Runs a script in the page, as the body of a function.
    pub async fn run(&self, script: &str, arguments: &[Value]) -> Value {
        self.try_run(script, arguments).await.unwrap_or_else(|error| panic!("{error}\nin the script {script:.300}"))
    }

    pub(crate) async fn try_run(&self, script: &str, arguments: &[Value]) -> Result<Value, String> {
        let result = self.browser.driver.execute(script, arguments.to_vec()).await;
        result.map(|result| result.json().clone()).map_err(|error| error.to_string())
    }

    /// Runs a script that calls its last argument when it is done.
    pub async fn run_async(&self, script: &str) -> Value {
        let result = self.browser.driver.execute_async(script, vec![]).await;
        result.map_or_else(|error| panic!("{error}"), |result| result.json().clone())
    }

    /// Waits until what has been changed is on screen.
    pub async fn painted(&self) {
        let twice = "const done = arguments[arguments.length - 1]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.run_async(twice).await;
    }

    /// The page as text, as a screen reader is told of it: roles, names, and the states that are said aloud.
    /// Chromium alone tells it.
    pub async fn outline(&self) -> String {
        const SAID: [&str; 9] =
            ["busy", "checked", "disabled", "expanded", "invalid", "level", "modal", "pressed", "selected"];
        needs(Capability::AccessibilityTree);
        let outline = protocol::outline(&self.browser.driver, |name| SAID.contains(&name)).await;
        outline.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Says that the page may ask this origin, too.
    pub fn may_ask(&self, origin: &str) {
        self.others.borrow_mut().push(origin.to_owned());
    }

    /// Says that the browser's console may have messages with `part` in them, which the test provokes.
    pub fn allow(&self, part: &str) {
        self.allowed.borrow_mut().push(part.to_owned());
    }
}

impl std::fmt::Debug for Page {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Page").field("appliance", &self.appliance).finish_non_exhaustive()
    }
}
