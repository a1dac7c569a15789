//! The dialog before a download: the warning, and in what form the archive is saved.

use super::{Form, start, to_disk};
use crate::page::archive::CONVENTION;
use crate::page::element::{El, button, checkbox, close_dialog, el, open_dialog};
use crate::page::flow;
use crate::page::slot::worked_out;
use crate::page::state::State;
use crate::page::words::{CLOSE, download as words};
use leptos::task::spawn_local;
use std::cell::RefCell;

thread_local! {
    static DIALOG: RefCell<Option<El>> = const { RefCell::new(None) };
}

/// Opens the dialog, which is made when it is first opened.
pub fn ask() {
    open_dialog(&crate::page::once(&DIALOG, dialog));
}

/// What can be chosen, with the words for it.
fn form(name: &str, checked: bool) -> (El, El) {
    let radio = el("input", "type=radio;name=form");
    let radio = if checked { radio.attributes("checked") } else { radio };
    (radio.clone(), el("label", "class=check").with(&[radio]).text(name))
}

/// The dialog with the warning.
fn dialog(state: State) -> El {
    let dialog = el("dialog", "class=dialog;aria-labelledby=download-title");
    let (_, protected) = form(words::PROTECTED, true);
    let (plain, as_served) = form(words::AS_SERVED, false);
    let (disk, to_file) = form(words::TO_DISK, false);
    let password = el("input", "id=zip-password;type=text;autocomplete=off;spellcheck=false").set("value", CONVENTION);
    let selected = worked_out(move || {
        state.revision.track();
        state.with_case(|case| case.picked.len()).unwrap_or(0)
    });
    let picked_label = checkbox("", || false, |_| {}).says(move || words::only_selected(selected.get()));
    let picked = picked_label.first_box();
    let is_picked = picked.clone();
    let more = el("div", "class=form-more").with(&[
        el("p", "class=hint").text(words::PROTECTED_HINT),
        el("label", "for=zip-password").text(words::PASSWORD),
        password.clone(),
        picked_label.flag("hidden", move || selected.get() == 0),
    ]);
    let mut forms = el("fieldset", "class=forms").with(&[
        el("legend", "class=offscreen").text(words::FORM),
        protected,
        more,
        as_served,
        el("p", "class=hint form-more").text(words::AS_SERVED_HINT),
    ]);
    if to_disk::is_possible() {
        forms = forms.with(&[to_file, el("p", "class=hint form-more").text(words::TO_DISK_HINT)]);
    }
    let (closing, saving) = (dialog.clone(), dialog.clone());
    let actions = el("div", "class=actions").with(&[
        el("span", "class=spring"),
        button(CLOSE, "", move || close_dialog(&closing)),
        el("button", "type=submit;class=primary").text(words::SAVE),
    ]);
    let warning = el("p", "class=warning").with(&[el("b", "").text(words::LIVE)]).text(words::WHERE);
    let title = el("h2", "id=download-title").text(words::TITLE);
    let content = el("form", "").with(&[title, warning, forms, actions]).on("submit", move |event| {
        event.prevent_default();
        close_dialog(&saving);
        if plain.is_checked() {
            start(state, Form::AsServed);
        } else if disk.is_checked() {
            choose_file(state);
        } else {
            let password = Some(password.entry()).filter(|text| !text.is_empty());
            let password = password.unwrap_or_else(|| CONVENTION.to_owned());
            let picked = is_picked.is_checked() && selected.get_untracked() > 0;
            start(state, Form::Protected { password, picked });
        }
    });
    dialog.with(&[content])
}

/// Has the person choose a file, then downloads into it. Browsers let a page ask only while a press is fresh.
fn choose_file(state: State) {
    let Some(desk) = state.desk() else { return };
    let chosen = to_disk::choose(&super::file_name(&desk.label()));
    spawn_local(async move {
        match chosen.await {
            Ok(Some(file)) => start(state, Form::ToDisk(file)),
            Ok(None) => {}
            Err(_) => flow::tell(state, words::NO_PLACE, words::OTHER_PLACE),
        }
    });
}
