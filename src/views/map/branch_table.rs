//! What stands beside the map: the way to its branch, and the branch as a table.

use super::chart::Chart;
use super::swatch::Swatch;
use crate::platform::{document, intl};
use crate::words::{map as words, more};
use leptos::prelude::*;
use matryoshka_core::icicle::picture::name;
use matryoshka_core::icicle::weights::Area;
use matryoshka_core::table::classification::Classification;
use matryoshka_core::table::{NO_ROW, Row, format_size};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// How many rows the table has at most.
const MOST_ROWS: usize = 50;

/// How many branches around the one that is shown are named at most.
const MOST_AROUND: usize = 8;

/// The way to the branch that fills the map.
#[component]
pub fn BranchPath(chart: Chart) -> impl IntoView {
    let around = move || {
        chart.icicle.track();
        let branch = chart.branch.get();
        let around = chart.read(|dataset, _| {
            let mut around: Vec<Row> = dataset.parents().ancestors(branch).take(MOST_AROUND).collect();
            around.insert(0, branch);
            let named = around.into_iter().rev().filter(|row| *row != NO_ROW);
            named.map(|row| (row, name(&dataset.table, row))).collect::<Vec<_>>()
        });
        around.unwrap_or_default()
    };
    let step = move |(row, name): (Row, String)| {
        let current = (row == chart.branch.get_untracked()).then_some("true");
        view! { <li aria-current=current><RowButton chart row name/></li> }
    };
    view! {
        <nav class="map-way" aria-label=words::BRANCH>
            <ol>
                <li><RowButton chart row=NO_ROW name=words::WHOLE.to_owned()/></li>
                {move || around().into_iter().map(step).collect_view()}
            </ol>
        </nav>
    }
}

/// A line of the table.
#[derive(Clone, Debug)]
struct Line {
    row: Row,
    name: String,
    size: String,
    inside: String,
    worst: Classification,
}

/// What is in the branch, the heaviest first.
#[component]
pub fn BranchTable(chart: Chart) -> impl IntoView {
    let lines = move || {
        chart.icicle.track();
        let (branch, area) = (chart.branch.get(), chart.area.get());
        let lines = chart.read(|dataset, weights| {
            let (table, forest) = (&dataset.table, dataset.forest());
            let rows = weights.heaviest(table.positions(), forest, Some(branch));
            let line = |row: &Row| {
                let size = match area {
                    Area::Size => Some(weights.of(*row)),
                    Area::Files => table.size(*row),
                };
                let inside = forest.below(forest.place(*row));
                Line {
                    row: *row,
                    name: name(table, *row),
                    size: size.map(format_size::size).unwrap_or_default(),
                    inside: if inside > 0 { intl::number(inside.into()) } else { String::new() },
                    worst: dataset.rollup().worst(*row),
                }
            };
            let lines: Vec<Line> = rows.iter().take(MOST_ROWS).map(line).collect();
            (lines, rows.len().saturating_sub(MOST_ROWS))
        });
        lines.unwrap_or_default()
    };
    let line = move |Line { row, name, size, inside, worst }: Line| {
        view! {
            <tr>
                <td><RowButton chart row name/></td>
                <td class="number">{size}</td>
                <td class="number">{inside}</td>
                <td><Swatch verdict=worst/></td>
            </tr>
        }
    };
    view! {
        <table>
            <caption>{words::LARGEST}</caption>
            <thead><tr>{words::COLUMNS.map(|name| view! { <th scope="col">{name}</th> }).collect_view()}</tr></thead>
            <tbody>
                {move || {
                    let (lines, beyond) = lines();
                    view! {
                        {lines.into_iter().map(line).collect_view()}
                        {(beyond > 0).then(|| view! { <tr><td colspan="4">{more(beyond)}</td></tr> })}
                    }
                }}
            </tbody>
        </table>
    }
}

/// Goes into a branch, or selects what has nothing in it.
#[component]
fn RowButton(chart: Chart, row: Row, name: String) -> impl IntoView {
    let press = move |_| {
        if row == NO_ROW || chart.is_branch(row) {
            chart.show(row, row);
            // What was pressed is made anew, so the focus goes to the map.
            if let Ok(Some(field)) = document().query_selector(".map-field") {
                // Without the focus nothing is lost.
                let _ = field.unchecked_into::<HtmlElement>().focus();
            }
        } else {
            chart.select(row);
        }
    };
    view! { <button type="button" class="link" on:click=press><bdi>{name}</bdi></button> }
}
