//! Columns are made wider and narrower and put in another order, by pointer and by keyboard, and stay so on this machine.

use matryoshka_e2e::{Key, Page, scenario, visit};

use crate::list::shows;

/// Left and width of the header of a column, in CSS pixels.
async fn header(page: &Page, name: &str) -> (f64, f64) {
    let place = "const header = [...document.querySelectorAll('[role=columnheader]')].find(header => header.innerText.trim() === arguments[0])
        const {left, width} = header.getBoundingClientRect()
        return [left, width]";
    let place = page.run(place, &[name.into()]).await;
    (place[0].as_f64().expect("a left side"), place[1].as_f64().expect("a width"))
}

/// The middle of a header, and its right edge.
async fn places(page: &Page, name: &str) -> ((i64, i64), (i64, i64)) {
    let (left, width) = header(page, name).await;
    let top =
        page.run("return document.querySelector('[role=columnheader]').getBoundingClientRect().top + 17", &[]).await;
    let top = top.as_f64().expect("a place") as i64;
    (((left + width / 2.0) as i64, top), ((left + width) as i64 - 1, top))
}

async fn order(page: &Page) -> Vec<String> {
    let headers = "return [...document.querySelectorAll('[role=columnheader]')].map(header => header.innerText.trim())";
    serde_json::from_value(page.run(headers, &[]).await).expect("texts")
}

fn is_near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 2.0
}

async fn open(page: &Page) {
    page.open_sample(&scenario::hash("paging-85")).await;
    page.list().until("has rows", |rows| !rows.is_empty()).await;
    page.any("progressbar").is_gone().await;
}

#[test]
fn a_column_is_made_wider_with_the_keyboard_and_stays_so() {
    visit(async |page| {
        open(page).await;
        let before = header(page, "Type").await;
        let edge = page.part("separator", "Width of Type");
        let says = async |width: f64| {
            let now = "return document.activeElement.getAttribute('aria-valuenow')";
            page.until_script("says its width", now, format!("{}", width.round()).into()).await;
        };
        edge.focus().await;
        page.press(Key::Right + Key::Right).await;
        says(before.1 + 32.0).await;
        let after = header(page, "Type").await;
        assert!(is_near(after.1, before.1 + 32.0) && is_near(after.0, before.0), "{before:?} {after:?}");
        page.press(Key::Left).await;
        says(before.1 + 16.0).await;
        page.reload().await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        assert!(is_near(header(page, "Type").await.1, before.1 + 16.0));
        // Within limits.
        page.part("separator", "Width of Type").focus().await;
        page.press(Key::Home).await;
        says(48.0).await;
        page.press(Key::Left).await;
        says(48.0).await;
        page.press(Key::End).await;
        says(1600.0).await;
        page.press(Key::Down).await;
        page.part("separator", "Width of Size").is_focused().await;
        // And back.
        page.button("Columns").click().await;
        page.button("Reset columns").click().await;
        page.until("as on the first visit".to_owned(), async || {
            let width = header(page, "Type").await.1;
            if is_near(width, before.1) { Ok(()) } else { Err(width.to_string()) }
        })
        .await;
    });
}

#[test]
fn an_edge_is_dragged_and_a_double_press_fits_what_is_in_the_column() {
    visit(async |page| {
        open(page).await;
        let before = header(page, "Type").await;
        let (_, edge) = places(page, "Type").await;
        page.drag(edge, (edge.0 + 90, edge.1 + 3)).await;
        page.painted().await;
        let after = header(page, "Type").await;
        assert!(is_near(after.1, before.1 + 90.0) && is_near(after.0, before.0), "{before:?} {after:?}");
        page.has_parameter("sort", None).await;
        let (_, edge) = places(page, "Name").await;
        page.drag(edge, (edge.0 - 120, edge.1)).await;
        page.painted().await;
        let (_, edge) = places(page, "Name").await;
        page.press_twice_at(edge).await;
        page.painted().await;
        let cut = "const cells = [...document.querySelectorAll('[data-entry-id]')].map(row => row.querySelector('[role=cell]'))
            const range = document.createRange()
            const end = cell => { range.selectNodeContents(cell); return range.getBoundingClientRect().right }
            return cells.filter(cell => end(cell) > cell.getBoundingClientRect().right).length";
        page.until_script("no name is cut", cut, 0.into()).await;
        let fitted = header(page, "Name").await.1;
        page.reload().await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        assert!(is_near(header(page, "Name").await.1, fitted));
    });
}

#[test]
fn columns_are_put_in_another_order_with_the_keyboard() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        let entries = page.entries(&hash).await;
        page.open(&format!("?sample={hash}&page_size=100")).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.button("Columns").click().await;
        let left = page.button("Move Size left");
        left.focus().await;
        page.press(Key::Enter).await;
        page.until_script(
            "moved",
            "return document.querySelectorAll('[role=columnheader]')[2].innerText.trim()",
            "Size".into(),
        )
        .await;
        left.is_focused().await;
        page.any("log").mentions("Size is column 3 of 11.").await;
        page.press(Key::Enter).await;
        page.button("Move Name right").click().await;
        let wanted = ["Size", "Name", "Path", "Type", "Files"];
        assert_eq!(order(page).await[..5], wanted);
        page.press(Key::Escape).await;
        page.reload().await;
        let rows = shows(page, &entries).await;
        assert_eq!(order(page).await[..5], wanted);
        for (row, entry) in rows.iter().zip(&entries) {
            assert_eq!(row.cell("Name"), entry.value["filename"], "{row:?}");
            assert_eq!(row.cell("Path"), entry.value["path"], "{row:?}");
        }
        page.tab("Tree").click().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        assert_eq!(order(page).await[..3], ["Size", "Name", "Type"]);
        page.button("Columns").click().await;
        page.button("Reset columns").click().await;
        assert_eq!(order(page).await[..3], ["Name", "Type", "Size"]);
    });
}

#[test]
fn a_header_is_dragged_to_another_place_and_that_sorts_nothing() {
    visit(async |page| {
        open(page).await;
        let (size, _) = places(page, "Size").await;
        let (name, _) = places(page, "Name").await;
        page.drag(size, (name.0 - 60, name.1)).await;
        page.painted().await;
        assert_eq!(order(page).await[..4], ["Size", "Name", "Path", "Type"]);
        page.has_parameter("sort", None).await;
        // A press sorts as ever, by key and by pointer.
        page.button("Size").focus().await;
        page.press(Key::Enter).await;
        page.has_parameter("sort", Some("size")).await;
        page.button("Size").click().await;
        page.has_parameter("sort", Some("-size")).await;
    });
}

/// Whatever is kept on this machine: each column is there once, and can be arranged.
#[test]
fn a_damaged_arrangement_is_read_as_far_as_it_goes() {
    visit(async |page| {
        open(page).await;
        let damaged = "localStorage.setItem('matryoshka.columns', 'size:1e9 size:70 name:-5 ::: \u{202e} type:NaN')";
        page.run(damaged, &[]).await;
        page.reload().await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        let wanted = ["Size", "Path", "Name", "Type", "Files", "Classification", "Risk", "Threat"];
        let wanted = [&wanted[..], &["SHA-1", "First seen", "Last seen"]].concat();
        assert_eq!(order(page).await, wanted);
        assert!(is_near(header(page, "Size").await.1, 1600.0) && is_near(header(page, "Name").await.1, 48.0));
        page.button("Columns").click().await;
        page.button("Reset columns").click().await;
        page.until_script("forgotten", "return localStorage.getItem('matryoshka.columns')", serde_json::Value::Null)
            .await;
        assert_eq!(order(page).await[..3], ["Name", "Path", "Type"]);
    });
}
