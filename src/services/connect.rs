//! Which appliance is asked: what was kept for this tab, what `config.json` says, and what the person decides.

use super::follow::follow;
use crate::platform::storage::{self, StorageArea};
use crate::platform::{config, history, policy, scheduler};
use crate::state::AppState;
use crate::state::alerts::Retry;
use crate::words::connection as words;
use futures_util::future::{Either, select};
use leptos::prelude::*;
use leptos::task::spawn_local;
use matryoshka_core::api::asking::Asking;
use matryoshka_core::api::config::{Arrival, Config};
use matryoshka_core::api::credentials::{Access, Credentials, Token};
use matryoshka_core::api::endpoint::{Endpoint, EndpointFault};
use matryoshka_core::api::failure::Explanation;
use matryoshka_core::table::escape::visible;
use std::pin::pin;

/// Where the tokens are that the person wants to keep for the tab.
const TOKENS: &str = "matryoshka.token";

/// Where the appliance is that the person wants to keep for the tab.
const ENDPOINT: &str = "matryoshka.appliance";

/// After how many seconds the page goes on without `config.json`.
const CONFIG_TIMEOUT: i32 = 3;

/// The endpoint that was kept for this tab.
fn kept_endpoint() -> Option<Result<Endpoint, EndpointFault>> {
    let text = storage::get(StorageArea::Tab, ENDPOINT)?;
    Some(Endpoint::read(&text, &history::page_origin()))
}

/// The tokens that were kept for this tab.
pub fn kept_tokens() -> Credentials {
    let earlier = match kept_endpoint() {
        None => Some(history::page_origin()),
        Some(endpoint) => endpoint.ok().map(|endpoint| endpoint.origin().clone()),
    };
    Credentials::from_text(&storage::get(StorageArea::Tab, TOKENS).unwrap_or_default(), earlier.as_ref())
}

/// Keeps tokens and an endpoint for this tab; what is not there is removed.
fn keep(tokens: &Credentials, endpoint: Option<&Endpoint>) {
    if tokens.is_empty() {
        storage::remove(StorageArea::Tab, TOKENS);
    } else {
        storage::set(StorageArea::Tab, TOKENS, &tokens.to_text());
    }
    match endpoint {
        Some(endpoint) => storage::set(StorageArea::Tab, ENDPOINT, &endpoint.entry(&history::page_origin())),
        None => storage::remove(StorageArea::Tab, ENDPOINT),
    }
}

/// Takes up what was kept for this tab, then what `config.json` says, and follows the address.
pub fn begin(state: AppState) {
    policy::watch();
    let credentials = kept_tokens();
    let kept = kept_endpoint().and_then(Result::ok);
    let endpoint = kept.clone().unwrap_or_else(|| Endpoint::own(&history::page_origin()));
    state.connection.access.set(Access::new(endpoint, &credentials));
    state.connection.credentials.set(credentials);
    follow(state);
    spawn_local(async move {
        let arriving = pin!(config::arrival());
        let arrival = match select(arriving, pin!(scheduler::sleep(CONFIG_TIMEOUT * 1_000))).await {
            Either::Left((arrival, _)) => arrival,
            Either::Right(((), arriving)) => {
                config_is_late(state);
                arriving.await
            }
        };
        config_arrived(state, kept, &arrival);
    });
}

/// There was no `config.json` for a while: the page goes on without it.
fn config_is_late(state: AppState) {
    let before = state.connection.asking.get_untracked();
    let after = before.late();
    if after != before {
        explain(state, words::config_late(CONFIG_TIMEOUT), Vec::new(), next_step(state, after));
        state.connection.asking.set(after);
    }
}

/// `config.json` was received, or will not come any more.
fn config_arrived(state: AppState, kept: Option<Endpoint>, arrival: &Arrival) {
    let connection = state.connection;
    let (config, faults) = Config::judge(arrival, &history::page_origin());
    let before = connection.asking.get_untracked();
    let after = before.arrived(faults.is_empty());
    if after != Asking::Chosen {
        // Of one with faults none is taken unasked: the first that can be used may not be the first that is meant.
        let first = config.appliances.first().filter(|_| faults.is_empty()).map(|named| named.endpoint.clone());
        let endpoint = kept.or(first).unwrap_or_else(|| Endpoint::own(&history::page_origin()));
        connection
            .access
            .set(connection.credentials.with_untracked(|credentials| config.access(endpoint, credentials)));
    }
    if faults.is_empty() {
        if before == Asking::Held {
            state.alerts.clear();
        }
    } else if after == Asking::Held || state.alerts.alert.with_untracked(Option::is_none) {
        let why = faults.iter().map(ToString::to_string).collect();
        explain(state, words::CONFIG.to_owned(), why, next_step(state, after));
    }
    connection.config.set(config);
    connection.asking.set(after);
}

/// What the page does now, in words.
fn next_step(state: AppState, asking: Asking) -> String {
    let appliance = state.connection.access.with_untracked(|access| visible(&access.endpoint().base()).into_owned());
    if asking.may_ask() { words::goes_on(&appliance) } else { words::asks_nothing(&appliance) }
}

fn explain(state: AppState, what: String, why: Vec<String>, next: String) {
    state.alerts.show(Explanation { what, why, next }, Retry::None);
}

/// The person has pressed Open, or what does the same.
pub fn decide_by_open(state: AppState) {
    state.connection.asking.update(|asking| *asking = asking.open());
}

/// Takes up what was entered in the dialog: an endpoint and, where the text belongs to its origin, a token. It is kept for
/// this tab only when asked.
///
/// # Errors
/// What is wrong with what was entered, in words.
pub fn connect(state: AppState, endpoint: Endpoint, token: &str, keeps: bool) -> Result<(), String> {
    let connection = state.connection;
    let mut kept = kept_tokens();
    // Where the proxy adds the token, none is sent, whatever was entered for another appliance at this origin.
    if !connection.config.with_untracked(|config| config.is_by_proxy(&endpoint)) {
        let token = Token::read(token).map_err(|fault| fault.to_string())?;
        kept.hold(endpoint.origin(), token.clone().filter(|_| keeps));
        connection.credentials.update(|credentials| credentials.hold(endpoint.origin(), token));
    }
    keep(&kept, keeps.then_some(&endpoint));
    let access = connection.config.with_untracked(|config| {
        connection.credentials.with_untracked(|credentials| config.access(endpoint, credentials))
    });
    connection.access.set(access);
    connection.asking.update(|asking| *asking = asking.connect());
    Ok(())
}

/// Removes all tokens, everywhere.
pub fn forget(state: AppState) {
    keep(&Credentials::default(), None);
    state.connection.credentials.update(Credentials::forget);
    state.connection.access.update(Access::forget);
    state.alerts.notify(words::FORGOTTEN);
}
