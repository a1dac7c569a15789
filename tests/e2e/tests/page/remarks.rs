//! What stands behind the name of a file: in its row, in its tooltip, and in its details.

use matryoshka_e2e::{scenario, visit};

use crate::in_archive::save;

/// The name keeps its place: how it came out is a sign, with words for those who listen and point.
#[test]
fn the_outcome_of_a_check_is_a_sign() {
    visit(async |page| {
        let hash = page.appliance.sample().sha1.clone();
        save(page, &hash, "As served").await;
        page.until_saved(&format!("{hash}-extracted.zip")).await;
        let names = "return [...document.querySelectorAll('[data-entry-id]')].map(row => {
            const texts = document.createTreeWalker(row.querySelector('[role=gridcell]'), NodeFilter.SHOW_TEXT)
            const range = document.createRange()
            range.selectNodeContents(texts.nextNode())
            const {left, width} = range.getBoundingClientRect()
            return [left, Math.round(width)]
        })";
        let before = page.run(names, &[]).await;
        page.button("Check against the listing").click().await;
        let words = "in archive, hash matches";
        page.tree().until("marks", |rows| rows.iter().all(|row| row.text.contains(words))).await;
        assert_eq!(page.run(names, &[]).await, before);
        let signs = format!(
            "return [...document.querySelectorAll('[data-entry-id] [title=\"{words}\"]')].every(sign => sign.offsetWidth < 24)"
        );
        assert_eq!(page.run(&signs, &[]).await, true);
    });
}

/// What is cut in a narrow row is in the tooltip of its name, and in the details.
#[test]
fn the_words_behind_a_name_are_in_its_tooltip_and_in_the_details() {
    visit(async |page| {
        page.open_tree(&scenario::hash("paging-85")).await;
        let rows =
            page.tree().until("something bad inside", |rows| rows.iter().any(|row| row.text.contains(" inside"))).await;
        let row = rows.iter().find(|row| row.text.contains(" inside")).expect("just seen");
        let tooltip = "const cell = document.querySelector(`[data-entry-id='${arguments[0]}'] [role=gridcell]`)
            cell.dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))
            return cell.title";
        let tooltip = page.run(tooltip, &[(&*row.id).into()]).await;
        let (name, words) = tooltip.as_str().and_then(|text| text.split_once('\n')).expect("two lines");
        assert!(
            words.contains(" inside") && row.text.contains(words) && row.text.starts_with(name),
            "{tooltip} {row:?}"
        );
        page.open(&format!("?sample={}&view=tree&row={}", scenario::hash("paging-85"), row.id)).await;
        page.part("list", "Remarks").mentions(words).await;
    });
}
