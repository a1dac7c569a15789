//! What can be chosen about the kinds of file: each has a default, so that one press is enough.

use crate::components::checkbox::Checkbox;
use crate::platform::intl;
use crate::views::selection::KINDS;
use crate::words::export as words;
use leptos::prelude::*;
use matryoshka_core::export::NameStyle;
use matryoshka_core::export::csv::Separator;
use matryoshka_core::export::grouping::Grouping;
use matryoshka_core::export::hash_format::HashFormat;
use matryoshka_core::export::kind::ExportKind;
use matryoshka_core::export::options::ExportOptions;
use matryoshka_core::hash::HashKind;

/// What is chosen: places in the lists of choices.
#[derive(Clone, Copy, Debug)]
pub struct Choices {
    /// In [`KINDS`].
    hash: RwSignal<usize>,
    format: RwSignal<usize>,
    template: RwSignal<String>,
    separator: RwSignal<usize>,
    grouping: RwSignal<usize>,
    defanged: RwSignal<bool>,
}

impl Choices {
    /// The defaults; the separator is the one of the reader's language.
    pub fn new() -> Self {
        let separator = if intl::has_decimal_comma() { Separator::Semicolon } else { Separator::Comma };
        Self {
            hash: RwSignal::new(0),
            format: RwSignal::new(0),
            template: RwSignal::new(String::new()),
            separator: RwSignal::new(separator as usize),
            grouping: RwSignal::new(0),
            defanged: RwSignal::new(false),
        }
    }

    /// What is chosen for a kind of file; to be read where a change of it matters.
    pub fn options(self, kind: ExportKind) -> ExportOptions {
        ExportOptions {
            kind,
            hash: KINDS[self.hash.get().min(KINDS.len() - 1)],
            format: HashFormat::ALL.get(self.format.get()).copied().unwrap_or_default(),
            template: self.template.get(),
            separator: Separator::ALL.get(self.separator.get()).copied().unwrap_or_default(),
            grouping: Grouping::ALL.get(self.grouping.get()).copied().unwrap_or_default(),
            names: if self.defanged.get() { NameStyle::Defanged } else { NameStyle::Shown },
            sample: String::new(),
            title: String::new(),
            date: String::new(),
            now: 0,
        }
    }
}

/// The choices.
#[component]
pub fn ChoicesView(
    /// What is chosen.
    choices: Choices,
) -> impl IntoView {
    view! {
        <Choice id="export-hash" label=words::HASH options=KINDS.map(HashKind::name).to_vec() chosen=choices.hash/>
        <Checkbox
            label=words::DEFANGED
            checked=choices.defanged
            on_change=move |on| choices.defanged.set(on)
        />
        <details>
            <summary>{words::CHOICES}</summary>
            <Choice id="export-format" label=words::FORMAT options=words::FORMATS.to_vec() chosen=choices.format/>
            <label for="export-template">{words::TEMPLATE}</label>
            <input
                id="export-template"
                type="text"
                autocomplete="off"
                placeholder=words::TEMPLATE_HINT
                disabled=move || HashFormat::ALL.get(choices.format.get()) != Some(&HashFormat::Template)
                on:input:target=move |event| choices.template.set(event.target().value())
            />
            <Choice
                id="export-separator"
                label=words::SEPARATOR
                options=words::SEPARATORS.to_vec()
                chosen=choices.separator
            />
            <Choice id="export-objects" label=words::OBJECTS options=words::GROUPINGS.to_vec() chosen=choices.grouping/>
        </details>
    }
}

/// One of a few.
#[component]
fn Choice(
    /// The `id` of the list.
    id: &'static str,
    /// What is chosen.
    label: &'static str,
    /// From what.
    options: Vec<&'static str>,
    /// The place of what is chosen.
    chosen: RwSignal<usize>,
) -> impl IntoView {
    let choose = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
        chosen.set(usize::try_from(event.target().selected_index()).unwrap_or(0));
    };
    let options = options
        .into_iter()
        .enumerate()
        .map(|(at, label)| view! { <option selected=move || { chosen.get() == at }>{label}</option> })
        .collect_view();
    view! {
        <label for=id>{label}</label>
        <select id=id on:change:target=choose>
            {options}
        </select>
    }
}
