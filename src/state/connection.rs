//! Which appliance is asked, and with which token.

use crate::platform::history;
use leptos::prelude::*;
use matryoshka_core::api::asking::Asking;
use matryoshka_core::api::config::Config;
use matryoshka_core::api::credentials::{Access, Credentials};
use matryoshka_core::api::endpoint::Endpoint;

/// The connection.
#[derive(Clone, Copy, Debug)]
pub struct ConnectionState {
    /// The appliance that new samples are asked of, with the token that was entered for its origin.
    pub access: RwSignal<Access>,
    /// Whether anything may be asked yet.
    pub asking: RwSignal<Asking>,
    /// What an administrator has written down.
    pub config: RwSignal<Config>,
    /// The tokens that were entered, each for its origin.
    pub credentials: RwSignal<Credentials>,
    /// Why the dialog is open: what an appliance said, or nothing where the person opened it. None while it is closed.
    pub dialog: RwSignal<Option<String>>,
}

impl ConnectionState {
    /// The page's own origin, without a token.
    pub fn new() -> Self {
        Self {
            access: RwSignal::new(Access::without_token(Endpoint::own(&history::page_origin()))),
            asking: RwSignal::new(Asking::default()),
            config: RwSignal::new(Config::default()),
            credentials: RwSignal::new(Credentials::default()),
            dialog: RwSignal::new(None),
        }
    }

    /// Whether requests may go out, not tracked.
    pub fn may_ask(&self) -> bool {
        self.asking.get_untracked().may_ask()
    }
}

impl Default for ConnectionState {
    fn default() -> Self {
        Self::new()
    }
}
