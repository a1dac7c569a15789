//! Nothing on the page moves under the eyes of the person who reads it.

use matryoshka_e2e::{Page, Setup, scenario};

/// What has moved so far, as browsers count it.
async fn shift(page: &Page) -> f64 {
    // What was counted before comes with the first frames; what a frame moves is counted when it has been drawn.
    let script = "const done = arguments[0]
        let sum = 0
        const count = entries => { for (const entry of entries) if (!entry.hadRecentInput) sum += entry.value }
        const observer = new PerformanceObserver(list => count(list.getEntries()))
        observer.observe({type: 'layout-shift', buffered: true})
        const frames = left => requestAnimationFrame(() => {
            if (left > 0) return frames(left - 1)
            count(observer.takeRecords())
            done(sum)
        })
        frames(3)";
    page.run_async(script).await.as_f64().expect("a number")
}

fn is_calm(width: u32, height: u32) {
    Setup::default().window(width, height).visit(async |page| {
        for view in ["list", "tree", "map"] {
            page.open(&format!("?sample={}&view={view}", scenario::hash("paging-85"))).await;
            page.file_count().says("85 files").await;
            page.any("progressbar").is_gone().await;
            page.painted().await;
            let shift = shift(page).await;
            assert!(shift < 0.01, "{view} at {width} pixels: {shift}");
        }
        page.open("").await;
        let shift = shift(page).await;
        assert!(shift < 0.01, "start page: {shift}");
    });
}

#[test]
fn nothing_moves_while_a_sample_opens() {
    is_calm(1440, 900);
}

#[test]
fn nothing_moves_on_a_narrow_screen() {
    is_calm(500, 800);
}
