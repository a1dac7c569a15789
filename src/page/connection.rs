//! Connection: which appliance, and what opens it.
//!
//! The token is held in memory. Only when asked is it kept in `sessionStorage`, for this tab; it is never written
//! anywhere else.

use super::flow;
use super::state::{State, state};
use crate::appliance::client::Client;
use crate::browser::config::{self, Config};
use crate::browser::storage::{self, Shelf};
use crate::browser::{history, timing};
use crate::page::live::{act, follow, part};
use crate::page::slot::Slot;
use leptos::html::{Dialog, Input};
use leptos::prelude::*;
use leptos::task::spawn_local;

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
            Err(why) => flow::tell(
                state,
                &format!(
                    "config.json beside this page is broken and is ignored: {}",
                    crate::listing::escape::visible(&why)
                ),
                "The page uses its own origin, or what is entered under Connection. Its administrator can mend the file.",
            ),
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
        return Err("This is no address. It should look like https://a1000.example.com.");
    };
    if !matches!(url.protocol().as_str(), "http:" | "https:") {
        return Err("An appliance is reached by https or http.");
    }
    if !url.username().is_empty() || !url.password().is_empty() {
        return Err("Leave the user name and password out: the token is entered below.");
    }
    if url.pathname() != "/" || !url.search().is_empty() || !url.hash().is_empty() {
        return Err("Only scheme, host and port, without a path: https://a1000.example.com.");
    }
    Ok(if url.origin() == history::origin() { String::new() } else { url.origin() })
}

/// The button that opens the dialog.
#[component]
pub fn ConnectionButton() -> impl IntoView {
    let state = state();
    let has_token = move || state.client.with(|client| client.token.is_some());
    view! {
        <button type="button" class="connection" class:on=has_token aria-haspopup="dialog" on:click=act(move |_| state.connection.set(Some(String::new())))>
            <span class="dot" aria-hidden="true"></span>
            "Connection"
        </button>
    }
}

/// The dialog.
#[component]
pub fn ConnectionDialog() -> impl IntoView {
    let state = state();
    let dialog = NodeRef::<Dialog>::new();
    let (base, token, keep) = (NodeRef::<Input>::new(), NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let wrong = Slot::new(None::<&'static str>);
    follow(move || {
        let Some(dialog) = dialog.get() else { return };
        if state.connection.with(Option::is_some) && !dialog.open() {
            if let (Some(base), Some(token), Some(keep)) =
                (base.get_untracked(), token.get_untracked(), keep.get_untracked())
            {
                base.set_value(&state.client.with_untracked(|client| client.base.clone()));
                token.set_value(&state.client.with_untracked(|client| client.token.clone().unwrap_or_default()));
                keep.set_checked(storage::get(Shelf::Tab, TOKEN).is_some());
            }
            wrong.set(None);
            // Refused only when it is open already.
            let _ = dialog.show_modal();
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let connect = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (Some(base), Some(token), Some(keep)) = (base.get_untracked(), token.get_untracked(), keep.get_untracked())
        else {
            return;
        };
        let base = match read_base(&base.value()) {
            Ok(base) => base,
            Err(why) => {
                wrong.set(Some(why));
                return;
            }
        };
        let text = token.value().trim().trim_start_matches("Token ").trim().to_owned();
        if text.chars().any(|c| !c.is_ascii_graphic()) {
            wrong.set(Some("A token has no spaces and only plain characters, usually 40 hex digits."));
            return;
        }
        if keep.checked() {
            storage::set(Shelf::Tab, TOKEN, &text);
            storage::set(Shelf::Tab, BASE, &base);
        } else {
            storage::remove(Shelf::Tab, TOKEN);
            storage::remove(Shelf::Tab, BASE);
        }
        // The password field keeps nothing either.
        token.set_value("");
        state.client.set(Client { base, token: Some(text).filter(|text| !text.is_empty()) });
        close();
        state.alert.set(None);
        if let Some(sample) = state.address.with_untracked(|address| address.sample.clone()) {
            flow::open(state, sample, timing::now());
        }
    };
    let forget = move |_| {
        storage::remove(Shelf::Tab, TOKEN);
        storage::remove(Shelf::Tab, BASE);
        if let (Some(token), Some(keep)) = (token.get_untracked(), keep.get_untracked()) {
            token.set_value("");
            keep.set_checked(false);
        }
        state.client.update(|client| client.token = None);
        state.say("Token forgotten.");
    };
    let chooser = move || {
        let Config { appliances } = state.config.get();
        (!appliances.is_empty()).then(|| {
            let buttons = appliances.into_iter().map(|named| {
                let url = named.url.clone();
                view! {
                    <button type="button" class="chip" on:click=act(move |_| {
                        if let Some(base) = base.get_untracked() {
                            base.set_value(&url);
                        }
                    })>{crate::listing::escape::visible(&named.name).into_owned()}</button>
                }
            });
            view! { <div class="chips" role="group" aria-label="Known appliances">{buttons.collect_view()}</div> }
        })
    };
    let why = move || state.connection.get().filter(|why| !why.is_empty());
    view! {
        <dialog node_ref=dialog class="dialog" aria-labelledby="connection-title" on:close=act(move |_| state.connection.set(None))>
            <form on:submit=connect>
                <h2 id="connection-title">"Connection"</h2>
                {part(move || why().map(|why| view! { <p class="why">{why}</p> }))}
                <label for="appliance-address">"Appliance address"</label>
                <input node_ref=base id="appliance-address" type="text" inputmode="url" autocomplete="off" spellcheck="false"
                    placeholder=history::origin() aria-describedby="appliance-hint"/>
                <p class="hint" id="appliance-hint">"Empty: this page’s own address, where a proxy passes /api/ on."</p>
                {chooser}
                <label for="api-token">"API token"</label>
                <input node_ref=token id="api-token" type="password" autocomplete="off" spellcheck="false" aria-describedby="token-hint"/>
                <p class="hint" id="token-hint">"Sent to this appliance and nowhere else. Empty: the proxy or your session there opens it."</p>
                <label class="check"><input node_ref=keep type="checkbox"/>"Keep for this tab"</label>
                {part(move || wrong.get().map(|why| view! { <p class="refused" role="alert">{why}</p> }))}
                <div class="actions">
                    <button type="button" class="quiet" on:click=forget>"Forget"</button>
                    <span class="spring"></span>
                    <button type="button" on:click=act(move |_| close())>"Close"</button>
                    <button type="submit" class="primary">"Connect"</button>
                </div>
            </form>
        </dialog>
    }
}
