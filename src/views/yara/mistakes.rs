//! What is wrong with the rules of the last scan, by line and column.

use crate::state::use_app_state;
use crate::words::{more, yara as own};
use leptos::prelude::*;
use matryoshka_core::table::escape::{shortened, visible};
use matryoshka_core::yara::wire::Mistake;

/// Letters of the name of a file.
const NAME: usize = 120;

/// The mistakes, at once; and the warnings, for who wants to see them.
#[component]
pub fn Mistakes() -> impl IntoView {
    let yara = use_app_state().yara;
    let lines = move |warnings: bool| {
        let (compiled, asked) = (yara.compiled.get(), yara.asked.get());
        let line = |mistake: &Mistake| {
            let name = asked.get(mistake.file as usize).map(|file| file.name.as_str()).filter(|name| !name.is_empty());
            let name = name.map_or_else(|| own::TYPED.to_owned(), |name| shortened(name, NAME).into_owned());
            own::mistake(&name, mistake.line, mistake.column, &visible(&mistake.words))
        };
        let mut lines: Vec<String> =
            compiled.mistakes.iter().filter(|mistake| mistake.is_warning == warnings).map(line).collect();
        if compiled.left_out > 0 && !lines.is_empty() {
            lines.push(more(compiled.left_out as usize));
        }
        lines
    };
    let items = |lines: Vec<String>| lines.into_iter().map(|line| view! { <li><bdi>{line}</bdi></li> }).collect_view();
    view! {
        {move || {
            let lines = lines(false);
            (!lines.is_empty()).then(|| view! {
                <div class="why" role="alert"><p>{own::MISTAKES}</p><ul class="mistakes">{items(lines)}</ul></div>
            })
        }}
        {move || {
            let lines = lines(true);
            (!lines.is_empty()).then(|| view! {
                <details><summary>{own::WARNINGS}</summary><ul class="mistakes">{items(lines)}</ul></details>
            })
        }}
    }
}
