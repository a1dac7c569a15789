//! Connection: which appliance, and what opens it.
//!
//! The token is held in memory. Only when asked is it kept in `sessionStorage`, for this tab; it is never written
//! anywhere else.

use super::element::{El, button as press, checkbox, close_dialog, el, open_dialog};
use super::flow;
use super::live::follow;
use super::slot::Slot;
use super::state::{State, state};
use super::words::{CLOSE, connection as words};
use crate::appliance::client::Client;
use crate::browser::config::{self, Config, Named};
use crate::browser::storage::{self, Shelf};
use crate::browser::{history, timing};
use crate::listing::escape::visible;
use leptos::prelude::untrack;
use leptos::task::spawn_local;
use std::cell::RefCell;

const TOKEN: &str = "matryoshka.token";
const BASE: &str = "matryoshka.appliance";

/// Takes up what was kept for this tab and what an administrator has written down, then follows the address.
pub fn remember(state: State) {
    let token = storage::get(Shelf::Tab, TOKEN).filter(|token| !token.is_empty());
    let base = storage::get(Shelf::Tab, BASE);
    state.client.set(Client { base: base.clone().unwrap_or_default(), token });
    spawn_local(async move {
        match config::load().await {
            Ok(config) => {
                if base.is_none()
                    && let Some(first) = config.appliances.first()
                    && let Ok(url) = read_base(&first.url)
                {
                    state.client.update(|client| client.base = url);
                }
                state.config.set(config);
            }
            Err(why) => flow::tell(state, &words::config(&visible(&why)), words::CONFIG_NEXT),
        }
        // Whom to ask is known only now.
        flow::follow(state);
    });
}

/// Reads an appliance address: scheme and host, perhaps a port. Empty is the page's own origin.
///
/// # Errors
/// Words for what is wrong.
pub fn read_base(text: &str) -> Result<String, &'static str> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    let with_scheme =
        if text.contains(':') && text.contains('/') { text.to_owned() } else { format!("https://{text}") };
    let Ok(url) = web_sys::Url::new(&with_scheme) else {
        return Err(words::NO_ADDRESS);
    };
    if !matches!(url.protocol().as_str(), "http:" | "https:") {
        return Err(words::NO_SCHEME);
    }
    if !url.username().is_empty() || !url.password().is_empty() {
        return Err(words::NO_USER);
    }
    if url.pathname() != "/" || !url.search().is_empty() || !url.hash().is_empty() {
        return Err(words::NO_PATH);
    }
    Ok(if url.origin() == history::origin() { String::new() } else { url.origin() })
}

/// The button that opens the dialog.
pub fn button() -> El {
    let state = state();
    press("", "class=connection;aria-haspopup=dialog", move || state.connection.set(Some(String::new())))
        .class("on", move || state.client.with(|client| client.token.is_some()))
        .text(words::TITLE)
}

/// The fields of the dialog.
#[derive(Clone)]
struct Fields {
    base: El,
    token: El,
    keep: El,
    /// What stands in the field for the address, so that the rest of the dialog fits it.
    typed: Slot<String>,
    /// What is wrong with what was entered.
    wrong: Slot<Option<&'static str>>,
}

impl Fields {
    /// Puts in what is in use.
    fn fill(&self, state: State) {
        let (base, token) = state.client.with_untracked(|client| (client.base.clone(), client.token.clone()));
        self.base.field().set_value(&base);
        self.token.field().set_value(&token.unwrap_or_default());
        self.keep.field().set_checked(storage::get(Shelf::Tab, TOKEN).is_some());
        self.typed.set(base);
        self.wrong.set(None);
    }

    /// Takes up what was entered, and keeps it for this tab only when asked.
    fn take(&self, state: State) -> Result<Client, &'static str> {
        let base = read_base(&self.base.entry())?;
        // Where the proxy adds the token, none is sent, whatever was entered for another appliance.
        let text = if untrack(|| by_proxy(state, self.typed)) { String::new() } else { self.token.entry() };
        let text = text.trim().trim_start_matches("Token ").trim().to_owned();
        if text.chars().any(|c| !c.is_ascii_graphic()) {
            return Err(words::NO_TOKEN);
        }
        if self.keep.is_checked() {
            storage::set(Shelf::Tab, TOKEN, &text);
            storage::set(Shelf::Tab, BASE, &base);
        } else {
            storage::remove(Shelf::Tab, TOKEN);
            storage::remove(Shelf::Tab, BASE);
        }
        // The password field keeps nothing either.
        self.token.field().set_value("");
        Ok(Client { base, token: Some(text).filter(|text| !text.is_empty()) })
    }

    /// Removes the token everywhere.
    fn forget(&self, state: State) {
        storage::remove(Shelf::Tab, TOKEN);
        storage::remove(Shelf::Tab, BASE);
        self.token.field().set_value("");
        self.keep.field().set_checked(false);
        state.client.update(|client| client.token = None);
        state.say(words::FORGOTTEN);
    }
}

/// Whether the proxy in front of the appliance at an address adds the token.
fn by_proxy(state: State, typed: Slot<String>) -> bool {
    let base = typed.with(|typed| read_base(typed));
    state.config.with(|config| {
        let named = config.appliances.iter().find(|named| read_base(&named.url) == base);
        named.is_some_and(|named| named.token_from_proxy)
    })
}

thread_local! {
    static DIALOG: RefCell<Option<El>> = const { RefCell::new(None) };
}

/// Makes the dialog, once. It opens by its signal.
pub fn prepare() {
    super::once(&DIALOG, dialog);
}

fn dialog(state: State) -> El {
    let keep_label = checkbox(words::KEEP, || false, |_| {});
    let (typed, wrong) = (Slot::new(String::new()), Slot::new(None));
    let fields = Fields {
        base: el("input", "id=appliance-address;type=text;inputmode=url;autocomplete=off;spellcheck=false;aria-describedby=appliance-hint")
            .set("placeholder", &history::origin()),
        token: el("input", "id=api-token;type=password;autocomplete=off;spellcheck=false;aria-describedby=token-hint"),
        keep: keep_label.first_box(),
        typed,
        wrong,
    };
    let base = fields.base.clone();
    let address = fields.base.clone().on("input", move |_| typed.set(base.entry()));
    let is_by_proxy = move || by_proxy(state, typed);
    let known = fields.base.clone();
    let token = el("div", "class=token").flag("hidden", is_by_proxy).with(&[
        el("label", "for=api-token").text(words::TOKEN),
        fields.token.clone(),
        el("p", "class=hint;id=token-hint").text(words::TOKEN_HINT),
        keep_label,
    ]);
    let form = el("form", "")
        .with(&[el("h2", "id=connection-title").text(words::TITLE)])
        .part(move || {
            let why = state.connection.get().filter(|why| !why.is_empty());
            why.into_iter().map(|why| el("p", "class=why").text(&why)).collect()
        })
        .with(&[
            el("label", "for=appliance-address").text(words::ADDRESS),
            address,
            el("p", "class=hint;id=appliance-hint").text(words::ADDRESS_HINT),
        ])
        .part(move || chooser(state, &known, typed))
        .with(&[el("p", "class=hint").text(words::TOKEN_BY_PROXY).flag("hidden", move || !is_by_proxy()), token])
        .part(move || wrong.get().into_iter().map(|why| el("p", "class=refused;role=alert").text(why)).collect());
    let dialog =
        el("dialog", "class=dialog;aria-labelledby=connection-title").on("close", move |_| state.connection.set(None));
    let (forgetting, closing) = (fields.clone(), dialog.clone());
    let actions = el("div", "class=actions").with(&[
        press(words::FORGET, "class=quiet", move || forgetting.forget(state)),
        el("span", "class=spring"),
        press(CLOSE, "", move || close_dialog(&closing)),
        el("button", "type=submit;class=primary").text(words::CONNECT),
    ]);
    let (connecting, closing) = (fields.clone(), dialog.clone());
    let form = form.with(&[actions]).on("submit", move |event| {
        event.prevent_default();
        match connecting.take(state) {
            Ok(client) => {
                state.client.set(client);
                close_dialog(&closing);
                state.alert.set(None);
                if let Some(sample) = state.address.with_untracked(|address| address.sample.clone()) {
                    flow::open(state, sample, timing::now());
                }
            }
            Err(why) => wrong.set(Some(why)),
        }
    });
    let opening = dialog.clone();
    follow(move || {
        if state.connection.with(Option::is_some) && !opening.has_attribute("open") {
            fields.fill(state);
            open_dialog(&opening);
        }
    });
    dialog.with(&[form])
}

/// The appliances that an administrator has named.
fn chooser(state: State, base: &El, typed: Slot<String>) -> Vec<El> {
    let Config { appliances, .. } = state.config.get();
    if appliances.is_empty() {
        return Vec::new();
    }
    let chip = |named: &Named| {
        let (base, url) = (base.clone(), named.url.clone());
        press(&visible(&named.name), "class=chip", move || {
            base.field().set_value(&url);
            typed.set(url.clone());
        })
    };
    let chips: Vec<El> = appliances.iter().map(chip).collect();
    vec![el("div", "class=chips;role=group").set("aria-label", words::KNOWN).with(&chips)]
}
