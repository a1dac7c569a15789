//! A panic, if one ever happens, shows the person a readable page and not a dead one.

use crate::browser::document;
use std::panic::PanicHookInfo;

/// Has a panic shown.
pub fn install() {
    std::panic::set_hook(Box::new(show));
}

fn show(info: &PanicHookInfo<'_>) {
    let document = document();
    let Some(body) = document.body() else { return };
    let Ok(section) = document.create_element("section") else { return };
    section.set_class_name("panic");
    let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
    let parts = [
        ("h1", "This page has stopped"),
        ("p", "A fault in the page itself, not in the appliance or your sample. Nothing was sent anywhere."),
        (
            "p",
            "Reload to go on: the address above still names the sample and the view. If it happens again, tell whoever runs this page what you did, and this place in its code:",
        ),
        ("code", &place),
    ];
    for (name, text) in parts {
        if let Ok(part) = document.create_element(name) {
            part.set_text_content(Some(text));
            // If even this fails there is nothing left to say.
            let _ = section.append_child(&part);
        }
    }
    let _ = section.set_attribute("role", "alert");
    let _ = body.insert_before(&section, body.first_child().as_ref());
}
