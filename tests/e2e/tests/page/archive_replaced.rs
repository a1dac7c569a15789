//! An archive that takes the place of another one.

use matryoshka_e2e::{scenario, visit};

use crate::in_archive::{bar, download};

/// What is found in an archive is never taken for what is in another one.
#[test]
fn a_check_ends_when_another_archive_takes_the_place() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open_tree(&hash).await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        let large = scenario::hash(&format!("archive:{}", 256 << 20));
        let drop = format!(
            "const done = arguments[arguments.length - 1]
            fetch('api/samples/{large}/unpacked/').then(answer => answer.blob()).then(archive => {{
                const data = new DataTransfer()
                data.items.add(new File([archive], 'large.zip'))
                document.body.dispatchEvent(new DragEvent('drop', {{dataTransfer: data, bubbles: true, cancelable: true}}))
                done()
            }})"
        );
        page.run_async(&drop).await;
        page.part("progressbar", "Working on it").is_there().await;
        bar(page).mentions("An archive from disk, 256 MiB.").await;
        download(page, "As served").await;
        bar(page).mentions("The archive is here").await;
        page.any("progressbar").is_gone().await;
        let text = bar(page).text().await;
        assert!(!text.contains("match"), "{text}");
    });
}
