//! A part of the page, found by its role and accessible name.

use std::panic::Location;
use std::time::Duration;

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::page::Page;
use crate::tree::{self, Node};
use crate::wait::{self, PATIENCE};

/// A part of the page: looked up anew each time it is used, and waited for.
#[derive(Debug, Clone)]
pub struct Part<'p> {
    page: &'p Page,
    role: &'static str,
    name: Option<String>,
    inside: Option<Box<Part<'p>>>,
    patience: Duration,
    at: &'static Location<'static>,
}

/// Text as a person sees it.
const TEXT: &str = "function() { return (this.innerText ?? this.textContent).replace(/\\s+/g, ' ').trim() }";

impl<'p> Part<'p> {
    pub(crate) fn new(page: &'p Page, role: &'static str, name: Option<&str>, at: &'static Location<'static>) -> Self {
        Self { page, role, name: name.map(str::to_owned), inside: None, patience: PATIENCE, at }
    }

    /// The same, but inside another part.
    #[must_use]
    pub fn inside(mut self, outer: &Part<'p>) -> Self {
        self.inside = Some(Box::new(outer.clone()));
        self
    }

    /// The same, with more or less patience than usual.
    #[must_use]
    pub fn within(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    pub(crate) fn page(&self) -> &'p Page {
        self.page
    }

    /// `button “Open”`.
    pub fn description(&self) -> String {
        let own = match &self.name {
            Some(name) => format!("{} “{name}”", self.role),
            None => self.role.to_owned(),
        };
        match &self.inside {
            Some(outer) => format!("{own} in {}", outer.description()),
            None => own,
        }
    }

    /// All nodes that fit, now.
    pub(crate) async fn nodes(&self) -> Result<Vec<Node>, String> {
        let mut root = None;
        if let Some(outer) = &self.inside {
            match Box::pin(outer.nodes()).await?.first() {
                Some(node) => root = Some(node.handle.clone()),
                None => return Ok(Vec::new()),
            }
        }
        tree::find(&self.page.browser.driver, root.as_ref(), self.role, self.name.as_deref()).await
    }

    async fn node(&self) -> Result<Node, String> {
        let nodes = self.nodes().await?.into_iter();
        nodes.into_iter().next().ok_or_else(|| format!("there is no {}", self.description()))
    }

    /// Waits until `look` is content with the part.
    pub(crate) async fn until<T>(&self, what: &str, look: impl AsyncFn(Node) -> Result<T, String>) -> T {
        let what = format!("{} {what}", self.description());
        wait::until(&what, self.at, self.patience, async || look(self.node().await?).await).await
    }

    /// Waits until it is there.
    pub async fn is_there(&self) {
        self.until("is there", async |_| Ok(())).await;
    }

    /// Waits until it is not there any more.
    pub async fn is_gone(&self) {
        let what = format!("no {}", self.description());
        let look = async || match self.nodes().await?.first() {
            None => Ok(()),
            Some(node) => {
                Err(format!("it is still there: {:?}", tree::call(&self.page.browser.driver, node, TEXT, &[]).await))
            }
        };
        wait::until(&what, self.at, self.patience, look).await;
    }

    /// Whether it is there, now.
    pub async fn exists(&self) -> bool {
        self.nodes().await.is_ok_and(|nodes| !nodes.is_empty())
    }

    /// Calls a JavaScript function whose `this` is its element.
    pub async fn call(&self, function: &str) -> Value {
        self.until("can be asked", async |node| tree::call(&self.page.browser.driver, &node, function, &[]).await).await
    }

    /// Its text, as soon as it is there.
    pub async fn text(&self) -> String {
        self.call(TEXT).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until its text is `text`.
    pub async fn says(&self, text: &str) {
        self.says_so(&format!("says “{text}”"), |seen| seen == text).await;
    }

    /// Waits until its text contains `text`.
    pub async fn mentions(&self, text: &str) {
        self.says_so(&format!("mentions “{text}”"), |seen| seen.contains(text)).await;
    }

    async fn says_so(&self, what: &str, fits: impl Fn(&str) -> bool) {
        self.until(what, async |node| {
            let text = tree::call(&self.page.browser.driver, &node, TEXT, &[]).await?;
            if text.as_str().is_some_and(&fits) { Ok(()) } else { Err(format!("its text is {text}")) }
        })
        .await;
    }

    /// Waits until a computed state has a value: `.has("expanded", true)`.
    pub async fn has(&self, state: &str, value: impl Into<Value>) {
        let value = value.into();
        self.until(&format!("has {state} = {value}"), async |node| {
            let found = if state == "value" { node.value.clone() } else { node.property(state) };
            // A state that is off, or empty, is often not told at all.
            if found == value || found.is_null() && (value == false || value == "") {
                Ok(())
            } else {
                Err(format!("{state} = {found}"))
            }
        })
        .await;
    }

    /// Waits until it has the keyboard's focus.
    pub async fn is_focused(&self) {
        self.has("focused", true).await;
    }

    /// Its value, as soon as it is there.
    pub async fn value(&self) -> Value {
        self.until("is there", async |node| Ok(node.value)).await
    }

    /// How far a progress bar is, as soon as it is there; `None`: it does not say.
    pub async fn progress(&self) -> Option<f64> {
        let value = "function() { return this.getAttribute('aria-valuenow') ?? this.getAttribute('value') }";
        self.call(value).await.as_str().and_then(|value| value.parse().ok())
    }

    /// Waits until a progress bar is further than `before`.
    pub async fn is_further_than(&self, before: Option<f64>) {
        wait::until(&format!("{} beyond {before:?}", self.description()), self.at, self.patience, async || {
            let now = self.progress().await;
            if now > before { Ok(()) } else { Err(format!("it is at {now:?}")) }
        })
        .await;
    }

    /// Clicks it, as soon as it can be clicked.
    pub async fn click(&self) {
        self.until("can be clicked", async |node| {
            if node.property("disabled") == true {
                return Err("it is disabled".to_owned());
            }
            tree::element(&self.page.browser.driver, &node).await?.click().await.map_err(|error| error.to_string())
        })
        .await;
    }

    /// Puts `text` in the place of what is in it, key by key.
    pub async fn fill(&self, text: &str) {
        self.until("can be filled", async |node| {
            let element = tree::element(&self.page.browser.driver, &node).await?;
            let filled = async {
                element.send_keys(Key::Control + "a").await?;
                element.send_keys(if text.is_empty() { Key::Delete.into() } else { TypingData::from(text) }).await
            };
            filled.await.map_err(|error| error.to_string())
        })
        .await;
    }

    /// Puts `text` in the place of what is in it, all at once, as pasting does.
    pub async fn paste(&self, text: &str) {
        self.until("can be pasted into", async |node| {
            let paste =
                "function(text) { this.focus(); this.select(); document.execCommand('insertText', false, text) }";
            tree::call(&self.page.browser.driver, &node, paste, &[json!(text)]).await
        })
        .await;
    }

    /// Sends it the event of a text that is pasted, lines and all. What comes of it is the page's to do: the browser adds nothing.
    pub async fn send_paste(&self, text: &str) {
        self.until("hears of what is pasted", async |node| {
            // Firefox takes the text itself, the others what would carry it.
            let send = "function(text) {
                const data = new DataTransfer()
                data.setData('text/plain', text)
                const paste = {clipboardData: data, dataType: 'text/plain', data: text, bubbles: true, cancelable: true}
                this.focus()
                this.dispatchEvent(new ClipboardEvent('paste', paste))
            }";
            tree::call(&self.page.browser.driver, &node, send, &[json!(text)]).await
        })
        .await;
    }

    /// Chooses an option of a combobox by the text it shows.
    pub async fn choose(&self, option: &str) {
        self.until(&format!("offers {option}"), async |node| {
            let choose = "function(wanted) {
                const option = [...this.options].find(option => option.text.trim() === wanted)
                if (!option) return [...this.options].map(option => option.text).join(', ')
                this.value = option.value
                this.dispatchEvent(new Event('input', {bubbles: true}))
                this.dispatchEvent(new Event('change', {bubbles: true}))
                return true
            }";
            match tree::call(&self.page.browser.driver, &node, choose, &[json!(option)]).await? {
                Value::Bool(true) => Ok(()),
                offered => Err(format!("it offers {offered}")),
            }
        })
        .await;
    }

    /// Gives it the keyboard's focus.
    pub async fn focus(&self) {
        self.call("function() { this.focus() }").await;
        self.is_focused().await;
    }
}
