//! What a filter can say, by examples that can be pressed.

use crate::listing::filter::{EXAMPLES, Field};
use crate::page::element::{El, button, el};
use crate::page::rest;
use crate::page::state::state;
use crate::page::words::filter as words;

/// The button and the place of what it opens.
pub fn button_and_place() -> [El; 2] {
    let popover = el("div", "id=filter-help;class=popover wide;popover=auto;role=region");
    let popover = popover.set("aria-label", words::WHAT_IT_SAYS);
    let opens = "class=quiet;popovertarget=filter-help";
    let [open, popover] = rest::opener("?", opens, popover, |rest| (rest.filter_help)());
    [open.set("aria-label", words::HELP).set("title", words::WHAT_IT_SAYS), popover]
}

/// What the button opens.
pub fn help() -> Vec<El> {
    let state = state();
    let example = |(text, says): &(&'static str, &'static str)| {
        let text = *text;
        let take = button("", "class=link;popovertarget=filter-help;popovertargetaction=hide", move || {
            super::set(state, text.to_owned());
        });
        el("li", "").with(&[take.with(&[el("code", "").text(text)]), el("span", "").text(says)])
    };
    let examples: Vec<El> = EXAMPLES.iter().map(example).collect();
    let field = |field: Field| {
        let name = el("dt", "").with(&[el("code", "").text(field.word()).text(":")]);
        [name, el("dd", "").text(field.says())]
    };
    let fields: Vec<El> = Field::ALL.into_iter().flat_map(field).collect();
    vec![
        el("p", "").text(words::ABOUT),
        el("ul", "class=examples").with(&examples),
        el("dl", "class=fields").with(&fields),
    ]
}
