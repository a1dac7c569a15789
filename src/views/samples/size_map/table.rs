//! What stands beside the map of differences: the way to its branch, and the branch as a table.

use super::drawing::Swatch;
use super::sheet::{Line, Sheet};
use crate::words::{differences as words, map, more};
use leptos::prelude::*;
use matryoshka_core::table::{NO_ROW, Row};

/// How many nodes the table has at most.
const MOST: usize = 50;

/// How many branches around the one that is shown are named at most.
const MOST_AROUND: usize = 8;

/// The way to the branch that fills the map.
#[component]
pub fn Way(sheet: Sheet) -> impl IntoView {
    let around = move || {
        let branch = sheet.branch.get();
        let nodes = sheet.read(|compared, _| {
            let mut nodes: Vec<Row> = compared.comparison.parents().ancestors(branch).take(MOST_AROUND).collect();
            nodes.insert(0, branch);
            nodes
        });
        nodes.unwrap_or_default().into_iter().rev().filter(|node| *node != NO_ROW).collect::<Vec<_>>()
    };
    let step = move |node: Row| {
        let current = (node == sheet.branch.get_untracked()).then_some("true");
        view! { <li aria-current=current><NodeButton sheet node/></li> }
    };
    view! {
        <nav class="map-way" aria-label=map::BRANCH>
            <ol>
                <li><NodeButton sheet node=NO_ROW/></li>
                {move || around().into_iter().map(step).collect_view()}
            </ol>
        </nav>
    }
}

/// What is in the branch, that which differs most first.
#[component]
pub fn Largest(sheet: Sheet) -> impl IntoView {
    let rows = move || {
        let branch = sheet.branch.get();
        let nodes = sheet.read(|compared, sizes| {
            let nodes = sizes.heaviest(&compared.comparison, Some(branch));
            nodes.into_iter().filter(|node| sizes.weights().of(*node) > 0).collect::<Vec<Row>>()
        });
        let nodes = nodes.unwrap_or_default();
        let beyond = nodes.len().saturating_sub(MOST);
        let is_none = nodes.is_empty();
        view! {
            {nodes.into_iter().take(MOST).map(|node| line(sheet, node)).collect_view()}
            {(beyond > 0).then(|| view! { <tr><td colspan="3">{more(beyond)}</td></tr> })}
            {is_none.then(|| view! { <tr><td colspan="3">{words::NO_SIZE}</td></tr> })}
        }
    };
    view! {
        <table class="size-table">
            <caption>{words::LARGEST}</caption>
            <thead><tr>{words::SIZE_COLUMNS.map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn line(sheet: Sheet, node: Row) -> impl IntoView + use<> {
    let Line { was, is, weight, change } = sheet.said(node)?;
    let became = (!was.is_empty() && !is.is_empty()).then(|| words::became(&was, &is));
    Some(view! {
        <tr>
            <td><NodeButton sheet node/></td>
            <td><Swatch change/><span>{words::size_change(change)}</span>" "{became}</td>
            <td class="number">{weight}</td>
        </tr>
    })
}

/// Goes into a branch, or to what has nothing in it in the tree.
#[component]
fn NodeButton(sheet: Sheet, node: Row) -> impl IntoView {
    let press = move |_| {
        if !sheet.enter(node) && node != sheet.branch.get_untracked() {
            sheet.show_in_tree(node);
        }
    };
    view! { <button type="button" class="link" on:click=press><bdi>{sheet.name(node)}</bdi></button> }
}
