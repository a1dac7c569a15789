//! The form in the dialog of the connection.

use crate::components::checkbox::Checkbox;
use crate::components::dialog::DialogHandle;
use crate::platform::{history, scheduler};
use crate::services::{connect, open_sample};
use crate::state::use_app_state;
use crate::words::{CLOSE, connection as words};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use matryoshka_core::api::config::Named;
use matryoshka_core::api::credentials::TokenField;
use matryoshka_core::api::endpoint::Endpoint;
use matryoshka_core::table::escape::visible;

/// What is entered.
#[derive(Clone, Copy)]
struct Entered {
    /// The appliance's address as text.
    address: RwSignal<String>,
    /// The token as text. Empty while the dialog is closed.
    token: RwSignal<String>,
    /// Keep it for this tab.
    keep: RwSignal<bool>,
    /// Which origin the text of the token belongs to.
    owner: RwSignal<TokenField>,
    /// What is wrong with what was entered.
    fault: RwSignal<Option<String>>,
}

impl Entered {
    fn new() -> Self {
        Self {
            address: RwSignal::new(String::new()),
            token: RwSignal::new(String::new()),
            keep: RwSignal::new(false),
            owner: RwSignal::new(TokenField::default()),
            fault: RwSignal::new(None),
        }
    }

    /// Nothing of a token stays in the form.
    fn clear_token(&self) {
        self.token.set(String::new());
        self.owner.set(TokenField::default());
    }
}

/// The form. Whenever the dialog is opened, it begins with what is in use.
#[component]
pub fn ConnectionForm(
    dialog: DialogHandle,
    /// Grows with each opening.
    opened: RwSignal<u32>,
) -> impl IntoView {
    let state = use_app_state();
    let connection = state.connection;
    let entered = Entered::new();
    let Entered { address, token, keep, owner, fault } = entered;
    let endpoint = move || address.with(|text| Endpoint::read(text, &history::page_origin()));
    // A token is not shown for another origin than its own.
    let set_address = move |text: String| {
        address.set(text);
        // What was wrong with another one says nothing of this one.
        fault.set(None);
        let endpoint = untrack(endpoint).ok();
        let origin = endpoint.as_ref().map(Endpoint::origin);
        let mut belongs = owner.get_untracked();
        if let Some(text) = connection.credentials.with_untracked(|held| belongs.follow(origin, held)) {
            token.set(text);
            keep.set(origin.is_some_and(|origin| connect::kept_tokens().of(origin).is_some()));
            owner.set(belongs);
        }
    };
    Effect::new(move || {
        opened.track();
        owner.set(TokenField::default());
        fault.set(None);
        set_address(connection.access.with_untracked(|access| access.endpoint().entry(&history::page_origin())));
    });
    Effect::new(move || {
        if connection.dialog.with(Option::is_none) {
            entered.clear_token();
        }
    });
    let is_by_proxy = Memo::new(move |_| {
        endpoint().is_ok_and(|endpoint| connection.config.with(|config| config.is_by_proxy(&endpoint)))
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let could_ask = connection.may_ask();
        let outcome = untrack(endpoint).map_err(|fault| fault.to_string()).and_then(|endpoint| {
            let is_own = owner.with_untracked(|owner| owner.is_for(endpoint.origin()));
            let text = if is_own { token.get_untracked() } else { String::new() };
            connect::connect(state, endpoint, &text, keep.get_untracked())
        });
        if let Err(why) = outcome {
            fault.set(Some(why));
            return;
        }
        entered.clear_token();
        dialog.close();
        state.alerts.clear();
        // What could not be asked before follows by itself.
        if let Some(sample) = state.route.with_untracked(|url| url.sample.clone()).filter(|_| could_ask) {
            open_sample::open(state, sample, scheduler::now());
        }
    };
    let forget = move |_| {
        connect::forget(state);
        token.set(String::new());
        keep.set(false);
    };
    let why = move || connection.dialog.get().filter(|why| !why.is_empty());
    view! {
        <form on:submit=submit>
            <h2 id="connection-title">{words::TITLE}</h2>
            {move || why().map(|why| view! { <p class="why">{why}</p> })}
            <label for="appliance-address">{words::ADDRESS}</label>
            <input
                id="appliance-address"
                type="text"
                inputmode="url"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="appliance-hint"
                placeholder=history::page_origin().as_str().to_owned()
                prop:value=address
                on:input:target=move |event| set_address(event.target().value())
            />
            <p class="hint" id="appliance-hint">{words::ADDRESS_HINT}</p>
            <KnownAppliances on_choose=move |endpoint: &Endpoint| set_address(endpoint.entry(&history::page_origin()))/>
            <p class="hint" hidden=move || !is_by_proxy.get()>{words::TOKEN_BY_PROXY}</p>
            <div class="token" hidden=is_by_proxy>
                <label for="api-token">{words::TOKEN}</label>
                <input
                    id="api-token"
                    type="password"
                    // Password managers heed no "off": they leave alone what is good for one time, and what is marked for
                    // them.
                    autocomplete="one-time-code"
                    data-1p-ignore
                    data-bwignore
                    data-lpignore="true"
                    spellcheck="false"
                    aria-describedby="token-hint"
                    prop:value=token
                    on:input:target=move |event| token.set(event.target().value())
                />
                <p class="hint" id="token-hint">{words::TOKEN_HINT}</p>
                <Checkbox label=words::KEEP checked=keep on_change=move |on| keep.set(on)/>
            </div>
            {move || fault.get().map(|why| view! { <p class="refused" role="alert">{why}</p> })}
            <div class="actions">
                <button type="button" class="quiet" on:click=forget>{words::FORGET}</button>
                <span class="spring"></span>
                <button type="button" on:click=move |_| dialog.close()>{CLOSE}</button>
                <button type="submit" class="primary">{words::CONNECT}</button>
            </div>
        </form>
    }
}

/// The appliances that an administrator has named.
#[component]
fn KnownAppliances(on_choose: impl Fn(&Endpoint) + Copy + Send + 'static) -> impl IntoView {
    let config = use_app_state().connection.config;
    let chip = move |Named { name, endpoint, .. }: Named| {
        let label = visible(&name).into_owned();
        view! { <button type="button" class="chip" on:click=move |_| on_choose(&endpoint)>{label}</button> }
    };
    move || {
        let appliances = config.with(|config| config.appliances.clone());
        (!appliances.is_empty()).then(|| {
            view! {
                <div class="chips" role="group" aria-label=words::KNOWN>
                    {appliances.into_iter().map(chip).collect_view()}
                </div>
            }
        })
    }
}
