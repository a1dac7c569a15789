//! What is pressed changes its own thing: nothing moves, and the focus stays where the person is.

use matryoshka_e2e::{Key, Page, Row, Setup, scenario, visit};
use serde_json::Value;

/// How far down the rows are scrolled.
const SCROLLED: &str = "let view = document.querySelector('[role=treegrid]')
    while (!/auto|scroll/.test(getComputedStyle(view).overflowY)) view = view.parentElement
    return Math.round(view.scrollTop)";

/// What the element with the focus says.
const FOCUSED: &str = "return document.activeElement.innerText.trim()";

/// Opens a tree with all its branches and goes down into it. Gives the row with the focus.
async fn far_down(page: &Page) -> Row {
    page.open_tree(&scenario::hash("generated:2000")).await;
    page.file_count().says("2,000 files").await;
    page.button("Expand all").click().await;
    let tree = page.tree();
    tree.enter().await;
    tree.press(Key::End).await;
    tree.press(Key::PageUp).await;
    tree.press(Key::PageUp).await
}

/// The row that Tab leads to.
async fn tab_stop(page: &Page) -> String {
    let rows = page.tree().rows().await;
    let stops: Vec<_> = rows.iter().filter(|row| row.tab_stop).map(|row| row.id.clone()).collect();
    let [stop] = &stops[..] else { panic!("one row is the stop: {stops:?}") };
    stop.clone()
}

#[test]
fn hiding_a_column_moves_no_row_and_takes_no_focus() {
    visit(async |page| {
        let row = far_down(page).await;
        let before = page.run(SCROLLED, &[]).await;
        assert!(before.as_u64().is_some_and(|before| before > 10_000), "{before}");
        page.button("Columns").click().await;
        let threat = page.part("checkbox", "Threat");
        threat.click().await;
        page.part("columnheader", "Threat").is_gone().await;
        assert_eq!(page.run(SCROLLED, &[]).await, before);
        let focused = "const active = document.activeElement; return active.type === 'checkbox' && !active.checked";
        assert_eq!(page.run(focused, &[]).await, Value::Bool(true), "it is still the box that was pressed");
        page.press(Key::Escape).await;
        assert_eq!(page.run(SCROLLED, &[]).await, before);
        assert_eq!(tab_stop(page).await, row.id);
    });
}

#[test]
fn closer_rows_keep_the_row_that_is_looked_at() {
    visit(async |page| {
        let row = far_down(page).await;
        page.button("Columns").click().await;
        page.part("checkbox", "Compact rows").click().await;
        page.press(Key::Escape).await;
        let rows = page.tree().until("shows the row", |rows| rows.iter().any(|other| other.id == row.id)).await;
        assert!(rows.iter().any(|other| other.id == row.id && other.in_view), "{rows:?}");
        assert_eq!(tab_stop(page).await, row.id);
    });
}

#[test]
fn a_facet_that_is_pressed_keeps_the_focus() {
    visit(async |page| {
        page.open_tree(&scenario::hash("generated:2000")).await;
        page.file_count().says("2,000 files").await;
        page.button("Facets").click().await;
        let facet = "const facet = [...document.querySelectorAll('#facets button')].find(it => it.innerText.includes('malicious'))
            facet.focus(); return facet.innerText.trim()";
        let name = page.run(facet, &[]).await;
        let name = name.as_str().and_then(|name| name.split_whitespace().next()).expect("a facet").to_owned();
        page.press(Key::Enter).await;
        page.has_parameter("q", Some("class:malicious")).await;
        let says_its_name = |text: &Value| text.as_str().is_some_and(|text| text.starts_with(&name));
        let focused = page.run(FOCUSED, &[]).await;
        assert!(says_its_name(&focused), "{focused}");
        page.press(Key::Enter).await;
        page.has_parameter("q", None).await;
        let focused = page.run(FOCUSED, &[]).await;
        assert!(says_its_name(&focused), "{focused}");
    });
}

/// Where everything is that can be pressed above the rows, and where these begin.
const PLACES: &str = "const place = it => { const { left, top, height } = it.getBoundingClientRect(); return [it.innerText, left, top, height] }
    return [...document.querySelectorAll('.glance button, .toolbar button, .toolbar input, [role=table]')].map(place).map(([words, ...numbers]) =>
        [words.slice(0, 20).trim(), ...numbers.map(Math.round)])";

#[test]
fn nothing_above_the_rows_moves_when_all_is_loaded() {
    for width in [1280, 1024, 800] {
        Setup::default().window(width, 800).visit(async |page| {
            page.open_sample(&scenario::hash("generated:3000")).await;
            page.file_count().says("3,000 files").await;
            page.list().until("has the rows of a page", |rows| rows.len() == 50).await;
            let before = page.run(PLACES, &[]).await;
            assert!(before.as_array().is_some_and(|places| places.len() > 8), "{before}");
            page.button("Load all").click().await;
            page.part("group", "Verdicts").is_there().await;
            page.until_script("the numbers", "return document.querySelector('.summary').innerText !== ''", true.into())
                .await;
            assert_eq!(page.run(PLACES, &[]).await, before, "at {width} px");
        });
    }
}
