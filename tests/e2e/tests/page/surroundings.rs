//! What a browser does around the page: it is left and brought back, stands behind another, shown in forced colours, and given neither
//! storage nor a service worker nor the clipboard.

use matryoshka_e2e::{Asked, Key, Page, Setup, scenario, visit};

/// The first row of the list is there and answers to the keys.
async fn goes_on(page: &Page) {
    page.list().until("has rows", |rows| !rows.is_empty()).await;
    page.part("searchbox", "Filter").fill("unpacked_files").await;
    page.file_count().says("38 of 85 files").await;
    page.tab("Tree").click().await;
    page.tree().until("has rows", |rows| !rows.is_empty()).await;
    page.no_alert().await;
}

#[test]
fn a_page_that_is_brought_back_goes_on() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        // Another document: the page is kept in the back/forward cache, or begins anew from its address.
        page.run("location.href = 'about:blank'", &[]).await;
        page.until_script("has left", "return !document.querySelector('main')", true.into()).await;
        page.back().await;
        page.until_script("is back", "return !!document.querySelector('main')", true.into()).await;
        goes_on(page).await;
    });
}

#[test]
fn a_tab_in_the_background_loads_on() {
    Setup::working("200,1,4").visit(async |page| {
        page.open_sample(&scenario::hash("generated:4000")).await;
        page.button("Load all").click().await;
        page.part("progressbar", "Loading files").is_there().await;
        page.in_background(async || {
            // Nothing is drawn there, and timers are held back.
            page.until("the last row is asked for".to_owned(), async || {
                let last =
                    |asked: &Asked| asked.page.zip(asked.page_size).is_some_and(|(page, size)| page * size >= 4000);
                if page.asked().iter().any(|asked| last(asked) && asked.over) {
                    Ok(())
                } else {
                    Err("not yet".to_owned())
                }
            })
            .await;
        })
        .await;
        page.part("progressbar", "Loading files").is_gone().await;
        page.file_count().says("4,000 files").await;
        page.tab("Tree").click().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        page.no_alert().await;
    });
}

#[test]
fn without_storage_service_worker_and_clipboard_the_page_does_all_of_it() {
    visit(async |page| {
        page.run_early(
            "const denied = () => { throw new DOMException('denied', 'SecurityError') }
            for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
                Object.defineProperty(window, name, { get: denied })
            for (const name of ['serviceWorker', 'clipboard', 'storage']) delete Navigator.prototype[name]
            document.execCommand = command => {
                window.copied = command === 'copy' && document.activeElement.value
                return true
            }",
        )
        .await;
        let hash = scenario::hash("paging-85");
        let entry = page.entries(&hash).await.swap_remove(0);
        page.open_sample(&hash).await;
        page.file_count().says("85 files").await;
        page.list().enter().await;
        page.press(Key::Home).await;
        page.press(Key::Enter).await;
        page.button("Copy SHA-1").inside(&page.part("complementary", "File details")).click().await;
        page.until_script("was copied", "return window.copied", entry.sample("sha1").into()).await;
        let archive = page.archive(&hash).await;
        crate::archive::ask(page).await;
        crate::archive::is_saved(page, &hash, &archive).await;
        goes_on(page).await;
    });
}

#[test]
fn in_forced_colours_focus_and_verdicts_are_seen() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        page.forced_colors().await;
        page.list().enter().await;
        page.until_script("forced", "return matchMedia('(forced-colors: active)').matches", true.into()).await;
        // Both the ring around a row and the sign of its verdict differ from what is behind them.
        let seen = "const ring = getComputedStyle(document.activeElement)
            const sign = document.querySelector('[data-verdict=goodware] .verdict')
            const behind = getComputedStyle(document.body).backgroundColor
            return ring.outlineStyle === 'solid' && parseFloat(ring.outlineWidth) >= 2 && ring.outlineColor !== behind
                && getComputedStyle(sign, '::before').backgroundColor !== behind";
        page.until_script("focus and verdict", seen, true.into()).await;
        let tab = "const tab = document.querySelector('[role=tab][aria-selected=true]')
            const other = document.querySelector('[role=tab][aria-selected=false]')
            return getComputedStyle(tab).backgroundColor !== getComputedStyle(other).backgroundColor";
        page.until_script("the tab that is chosen", tab, true.into()).await;
    });
}
