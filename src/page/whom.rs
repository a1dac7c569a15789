//! Whom to ask: what was kept for this tab, what `config.json` says, and what the person decides.

use super::flow;
use super::state::{Alert, Retry, State};
use super::words::connection as words;
use crate::appliance::asking::Asking;
use crate::appliance::client::Client;
use crate::appliance::config::{Arrival, Config};
use crate::appliance::credentials::{Access, Credentials};
use crate::appliance::endpoint::{Endpoint, EndpointFault};
use crate::appliance::failure::Words;
use crate::browser::storage::{self, Shelf};
use crate::browser::{config, history, timing};
use crate::listing::escape::visible;
use futures_util::future::{Either, select};
use leptos::task::spawn_local;
use std::pin::pin;

/// Where the tokens that the person wants to keep for the tab are.
const TOKENS: &str = "matryoshka.token";

/// Where the appliance that the person wants to keep for the tab is.
const ENDPOINT: &str = "matryoshka.appliance";

/// After how many seconds the page goes on without `config.json`.
const PATIENCE: i32 = 3;

/// What is known of whom to ask, besides the client itself.
#[derive(Debug, Default)]
pub struct Whom {
    /// Whether anything may be asked yet.
    pub asking: Asking,
    /// What an administrator has written down.
    pub config: Config,
    /// The tokens that were entered.
    pub credentials: Credentials,
}

/// The endpoint that was kept for this tab.
fn kept_endpoint() -> Option<Result<Endpoint, EndpointFault>> {
    let text = storage::get(Shelf::Tab, ENDPOINT)?;
    Some(Endpoint::read(&text, &history::origin()))
}

/// The tokens that were kept for this tab.
pub fn kept_tokens() -> Credentials {
    let earlier = match kept_endpoint() {
        None => Some(history::origin()),
        Some(endpoint) => endpoint.ok().map(|endpoint| endpoint.origin().clone()),
    };
    Credentials::from_text(&storage::get(Shelf::Tab, TOKENS).unwrap_or_default(), earlier.as_ref())
}

/// Keeps tokens and an endpoint for this tab; what is not there is removed.
pub fn keep(tokens: &Credentials, endpoint: Option<&Endpoint>) {
    if tokens.is_empty() {
        storage::remove(Shelf::Tab, TOKENS);
    } else {
        storage::set(Shelf::Tab, TOKENS, &tokens.to_text());
    }
    match endpoint {
        Some(endpoint) => storage::set(Shelf::Tab, ENDPOINT, &endpoint.entry(&history::origin())),
        None => storage::remove(Shelf::Tab, ENDPOINT),
    }
}

/// Takes up what was kept for this tab, then what `config.json` says.
pub fn remember(state: State) {
    let credentials = kept_tokens();
    let kept = kept_endpoint().and_then(Result::ok);
    let endpoint =
        kept.clone().unwrap_or_else(|| state.client.with_untracked(|client| client.access.endpoint().clone()));
    state.client.set(Client { access: Access::new(endpoint, &credentials) });
    state.whom.update(|whom| whom.credentials = credentials);
    flow::follow(state);
    spawn_local(async move {
        let arriving = pin!(config::arrival());
        let arrival = match select(arriving, pin!(timing::sleep(PATIENCE * 1_000))).await {
            Either::Left((arrival, _)) => arrival,
            Either::Right(((), arriving)) => {
                late(state);
                arriving.await
            }
        };
        arrived(state, kept, &arrival);
    });
}

/// `config.json` has not come for a while: the page goes on without it.
fn late(state: State) {
    let before = state.whom.with_untracked(|whom| whom.asking);
    let after = before.late();
    if after != before {
        tell(state, words::config_late(PATIENCE), Vec::new(), next_step(state, after));
        state.whom.update(|whom| whom.asking = after);
    }
}

/// `config.json` has come, or will not come any more.
fn arrived(state: State, kept: Option<Endpoint>, arrival: &Arrival) {
    let (config, faults) = Config::judge(arrival, &history::origin());
    let before = state.whom.with_untracked(|whom| whom.asking);
    let after = before.arrived(faults.is_empty());
    if after != Asking::Chosen {
        // Of one with faults none is taken unasked: the first that can be used may not be the first that is meant.
        let first = config.appliances.first().filter(|_| faults.is_empty()).map(|named| named.endpoint.clone());
        let endpoint = kept.or(first).unwrap_or_else(|| Endpoint::own(&history::origin()));
        let access = state.whom.with_untracked(|whom| config.access(endpoint, &whom.credentials));
        state.client.set(Client { access });
    }
    if faults.is_empty() {
        if before == Asking::Held {
            state.alert.set(None);
        }
    } else if after == Asking::Held || state.alert.with_untracked(Option::is_none) {
        let why = faults.iter().map(ToString::to_string).collect();
        tell(state, words::CONFIG.to_owned(), why, next_step(state, after));
    }
    state.whom.update(|whom| {
        whom.config = config;
        whom.asking = after;
    });
}

/// The person has pressed Open, or what does the same.
pub fn press_open(state: State) {
    state.whom.update(|whom| whom.asking = whom.asking.open());
}

/// What happens next without a good `config.json`: whom Open asks, or that nothing is asked.
fn next_step(state: State, asking: Asking) -> String {
    let endpoint = state.client.with_untracked(|client| visible(&client.access.endpoint().base()).into_owned());
    if asking.may_ask() { words::goes_on(&endpoint) } else { words::asks_nothing(&endpoint) }
}

fn tell(state: State, what: String, why: Vec<String>, next: String) {
    state.alert.set(Some(Alert { words: Words { what, why, next }, retry: Retry::No }));
}
