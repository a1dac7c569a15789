//! The rules that match a file, in its details: what they say of themselves, and where their strings are.

use crate::services::contents::view;
use crate::state::use_app_state;
use crate::words::{more, yara as own};
use leptos::prelude::*;
use matryoshka_core::contents::hex_line;
use matryoshka_core::table::Row;
use matryoshka_core::table::escape::{shortened, visible};
use matryoshka_core::yara::wire::{Match, Rule};

/// Most rules that are described.
const RULES: usize = 50;

/// Letters of a text that a rule says of itself.
const TEXT: usize = 500;

/// The rules that match the file of a row.
#[component]
pub fn YaraMatches(
    /// The row.
    row: Row,
) -> impl IntoView {
    let state = use_app_state();
    let found = Memo::new(move |_| {
        let found = state.dataset.with_marks(|dataset| {
            let (matches, left_out) = dataset.table.yara.of(row)?;
            let matches: Vec<(Rule, Match)> = matches.map(|(rule, one)| (rule.clone(), one.clone())).collect();
            let left_out = u64::from(left_out) + matches.len().saturating_sub(RULES) as u64;
            Some((matches.into_iter().take(RULES).collect::<Vec<_>>(), left_out))
        });
        found.flatten()
    });
    move || {
        found.get().map(|(matches, left_out)| {
            let rules = matches.into_iter().map(|(rule, one)| view! { <RuleMatch row rule one/> }).collect_view();
            view! {
                <section class="related" role="group" aria-label=own::MATCHES>
                    <h3>{own::MATCHES}</h3>
                    {rules}
                    {(left_out > 0).then(|| view! { <p class="hint">{own::more_rules(left_out)}</p> })}
                </section>
            }
        })
    }
}

/// A rule that matches.
#[component]
fn RuleMatch(row: Row, rule: Rule, one: Match) -> impl IntoView {
    let state = use_app_state();
    let text = |text: &str| shortened(text, TEXT).into_owned();
    let tags = (!rule.tags.is_empty()).then(|| own::tags(&visible(&rule.tags.join(" "))));
    let meta = rule.meta.iter().map(|(name, value)| view! { <dt>{text(name)}</dt><dd><bdi>{text(value)}</bdi></dd> });
    let meta = meta.collect_view();
    let more_places = one.count.saturating_sub(one.places.len() as u64);
    let place = move |(string, offset, length): (String, u64, u32)| {
        let label = own::place(&visible(&string), &hex_line::offset(offset));
        view! {
            <button
                type="button"
                class="quiet"
                aria-haspopup="dialog"
                on:click=move |_| view(state, row, Some((offset, length.into())))
            >
                <code>{label}</code>
            </button>
        }
    };
    let places = one.places.into_iter().map(|found| place((found.string, found.offset, found.length))).collect_view();
    view! {
        <div class="rule-match" role="group" aria-label=text(&rule.name)>
            <h4><bdi>{text(&rule.name)}</bdi></h4>
            {tags.map(|tags| view! { <p class="hint"><bdi>{tags}</bdi></p> })}
            {(!rule.meta.is_empty()).then(|| view! { <dl class="fields">{meta}</dl> })}
            <div class="chips">{places}</div>
            {(more_places > 0).then(|| view! { <p class="hint">{more(more_places as usize)}</p> })}
        </div>
    }
}
