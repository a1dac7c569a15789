//! Connection: which appliance, and what opens it.
//!
//! A token is held in memory, for the origin it was entered for. Only when asked is it kept in `sessionStorage`, for this
//! tab; it is never written anywhere else.

use super::element::{El, button as press, checkbox, close_dialog, el, open_dialog};
use super::flow;
use super::live::follow;
use super::slot::Slot;
use super::state::{State, state};
use super::whom::{keep, kept_tokens};
use super::words::{CLOSE, connection as words};
use crate::appliance::client::Client;
use crate::appliance::config::{Config, Named};
use crate::appliance::credentials::{Access, Credentials, Token, TokenField};
use crate::appliance::endpoint::Endpoint;
use crate::browser::{history, timing};
use crate::listing::escape::visible;
use std::cell::RefCell;

/// The button that opens the dialog.
pub fn button() -> El {
    let state = state();
    press("", "class=connection;aria-haspopup=dialog", move || state.connection.set(Some(String::new())))
        .class("on", move || state.client.with(|client| client.access.has_token()))
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
    /// Which origin the text in the field for the token belongs to.
    owner: Slot<TokenField>,
    /// What is wrong with what was entered.
    wrong: Slot<Option<String>>,
}

impl Fields {
    /// Puts in what is in use.
    fn fill(&self, state: State) {
        self.owner.set(TokenField::default());
        self.write(state, &state.client.with_untracked(|client| client.access.endpoint().clone()));
        self.wrong.set(None);
    }

    /// Writes an address into its field.
    fn write(&self, state: State, endpoint: &Endpoint) {
        self.base.field().set_value(&endpoint.entry(&history::origin()));
        self.follow(state);
    }

    /// Has the field for the token follow the one for the address: a token is not shown for another origin.
    fn follow(&self, state: State) {
        let typed = self.base.entry();
        let endpoint = Endpoint::read(&typed, &history::origin()).ok();
        let origin = endpoint.as_ref().map(Endpoint::origin);
        let mut owner = self.owner.get_untracked();
        if let Some(text) = state.whom.with_untracked(|whom| owner.follow(origin, &whom.credentials)) {
            self.token.field().set_value(&text);
            self.keep.field().set_checked(origin.is_some_and(|origin| kept_tokens().of(origin).is_some()));
            self.owner.set(owner);
        }
        self.typed.set(typed);
    }

    /// Takes up what was entered, and keeps it for this tab only when asked.
    fn take(&self, state: State) -> Result<Access, String> {
        let endpoint = Endpoint::read(&self.base.entry(), &history::origin()).map_err(|fault| fault.to_string())?;
        let origin = endpoint.origin();
        let keeps = self.keep.is_checked();
        let mut kept = kept_tokens();
        // Where the proxy adds the token, none is sent, whatever was entered for another appliance at this origin.
        if !state.whom.with_untracked(|whom| whom.config.is_by_proxy(&endpoint)) {
            let is_own = self.owner.with_untracked(|owner| owner.is_for(origin));
            let text = if is_own { self.token.entry() } else { String::new() };
            let token = Token::read(&text).map_err(|fault| fault.to_string())?;
            kept.hold(origin, token.clone().filter(|_| keeps));
            state.whom.update(|whom| whom.credentials.hold(origin, token));
        }
        keep(&kept, keeps.then_some(&endpoint));
        self.clear();
        Ok(state.whom.with_untracked(|whom| whom.config.access(endpoint, &whom.credentials)))
    }

    /// The password field keeps nothing while the dialog is closed.
    fn clear(&self) {
        self.token.field().set_value("");
        self.owner.set(TokenField::default());
    }

    /// Removes all tokens, everywhere.
    fn forget(&self, state: State) {
        keep(&Credentials::default(), None);
        self.token.field().set_value("");
        self.keep.field().set_checked(false);
        state.whom.update(|whom| whom.credentials.forget());
        state.client.update(|client| client.access.forget());
        state.say(words::FORGOTTEN);
    }
}

/// Whether the proxy in front of the appliance at an address adds the token.
fn by_proxy(state: State, typed: Slot<String>) -> bool {
    let endpoint = typed.with(|typed| Endpoint::read(typed, &history::origin()));
    endpoint.is_ok_and(|endpoint| state.whom.with(|whom| whom.config.is_by_proxy(&endpoint)))
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
            .set("placeholder", history::origin().as_str()),
        token: el("input", "id=api-token;type=password;autocomplete=off;spellcheck=false;aria-describedby=token-hint"),
        keep: keep_label.first_box(),
        typed,
        owner: Slot::new(TokenField::default()),
        wrong,
    };
    let typing = fields.clone();
    let address = fields.base.clone().on("input", move |_| typing.follow(state));
    let is_by_proxy = move || by_proxy(state, typed);
    let known = fields.clone();
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
        .part(move || chooser(state, &known))
        .with(&[el("p", "class=hint").text(words::TOKEN_BY_PROXY).flag("hidden", move || !is_by_proxy()), token])
        .part(move || wrong.get().into_iter().map(|why| el("p", "class=refused;role=alert").text(&why)).collect());
    let dialog = el("dialog", "class=dialog;aria-labelledby=connection-title");
    let (closed, own) = (fields.clone(), dialog.clone());
    let dialog = dialog.on("close", move |_| {
        // The event comes a moment later, when the dialog may have been opened again.
        if !own.has_attribute("open") {
            closed.clear();
            state.connection.set(None);
        }
    });
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
            Ok(access) => {
                let could_ask = state.whom.with_untracked(|whom| whom.asking.may_ask());
                state.client.set(Client { access });
                close_dialog(&closing);
                state.alert.set(None);
                state.whom.update(|whom| whom.asking = whom.asking.connect());
                // What could not be asked before follows by itself.
                if let Some(sample) =
                    state.address.with_untracked(|address| address.sample.clone()).filter(|_| could_ask)
                {
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
fn chooser(state: State, fields: &Fields) -> Vec<El> {
    let Config { appliances, .. } = state.whom.with(|whom| whom.config.clone());
    if appliances.is_empty() {
        return Vec::new();
    }
    let chip = |named: Named| {
        let fields = fields.clone();
        press(&visible(&named.name), "class=chip", move || fields.write(state, &named.endpoint))
    };
    let chips: Vec<El> = appliances.into_iter().map(chip).collect();
    vec![el("div", "class=chips;role=group").set("aria-label", words::KNOWN).with(&chips)]
}
