//! Connection: the token, what it opens, and where it must not be.

use matryoshka_e2e::{DEMO_TOKEN, Key, Page, Part, Setup, scenario};

fn visit(test: impl AsyncFnOnce(&Page)) {
    Setup::with_token().visit(async |page| {
        // A refusal stands in the browser's console whatever a page does.
        page.allow("403 (Forbidden)");
        test(page).await;
    });
}

fn dialog(page: &Page) -> Part<'_> {
    page.part("dialog", "Connection")
}

/// Opens a sample without a token, and answers the dialog with one.
async fn connect(page: &Page, token: &str, keep: bool) {
    page.open_sample(&scenario::hash("paging-85")).await;
    dialog(page).is_there().await;
    enter(page, token, keep).await;
}

async fn enter(page: &Page, token: &str, keep: bool) {
    page.textbox("API token").fill(token).await;
    if keep {
        page.part("checkbox", "Keep for this tab").click().await;
    }
    page.button("Connect").click().await;
}

/// Everything that a page can keep something in, as text.
async fn everything(page: &Page) -> String {
    let everything = "return JSON.stringify([
        location.href, document.title, document.documentElement.outerHTML, history.state, document.cookie,
        {...localStorage}, performance.getEntries().map(entry => entry.name), window.name,
        [...document.querySelectorAll('input')].map(input => input.value)])";
    page.run(everything, &[]).await.to_string()
}

#[test]
fn a_refusal_opens_the_dialog_with_the_appliances_words() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        dialog(page).mentions("Authentication credentials were not provided.").await;
        dialog(page).mentions("403").await;
        let asked = page.asked();
        assert!(asked.iter().all(|asked| asked.token.is_none()), "without a token there is no header: {asked:?}");
    });
}

#[test]
fn a_wrong_token_is_said_and_the_right_one_opens() {
    visit(async |page| {
        connect(page, &"0".repeat(40), false).await;
        dialog(page).mentions("Invalid token.").await;
        enter(page, DEMO_TOKEN, false).await;
        page.file_count().says("85 files").await;
        dialog(page).is_gone().await;
        page.no_alert().await;
        assert_eq!(page.asked().last().expect("requests").token.as_deref(), Some(DEMO_TOKEN));
    });
}

#[test]
fn a_token_that_is_kept_survives_a_reload() {
    visit(async |page| {
        connect(page, DEMO_TOKEN, true).await;
        page.file_count().says("85 files").await;
        page.reload().await;
        page.file_count().says("85 files").await;
        assert!(!dialog(page).exists().await);
    });
}

#[test]
fn a_token_that_is_not_kept_is_asked_for_after_a_reload() {
    visit(async |page| {
        connect(page, DEMO_TOKEN, false).await;
        page.file_count().says("85 files").await;
        page.until_script("nothing kept", "return JSON.stringify({...sessionStorage}).includes('7e57')", false.into())
            .await;
        page.reload().await;
        dialog(page).is_there().await;
    });
}

#[test]
fn forget_takes_the_token_back() {
    visit(async |page| {
        connect(page, DEMO_TOKEN, true).await;
        page.file_count().says("85 files").await;
        page.until_script("kept", "return JSON.stringify({...sessionStorage}).includes('7e57')", true.into()).await;
        page.button("Connection").click().await;
        page.button("Forget").click().await;
        page.until_script("forgotten", "return JSON.stringify({...sessionStorage}).includes('7e57')", false.into())
            .await;
        page.textbox("API token").has("value", "").await;
        page.reload().await;
        dialog(page).is_there().await;
        assert_eq!(page.asked().last().expect("requests").token, None);
    });
}

#[test]
fn the_token_is_never_in_the_address_the_document_or_local_storage() {
    visit(async |page| {
        connect(page, DEMO_TOKEN, true).await;
        page.file_count().says("85 files").await;
        page.tab("Tree").click().await;
        page.tree().until("has rows", |rows| !rows.is_empty()).await;
        let everything = everything(page).await;
        assert!(!everything.contains(DEMO_TOKEN), "{everything}");
        assert!(page.appliance.requests().iter().all(|request| !request.query.contains(DEMO_TOKEN)));
    });
}

#[test]
fn the_token_is_not_in_the_words_of_a_failure() {
    visit(async |page| {
        page.allow("500");
        connect(page, DEMO_TOKEN, false).await;
        page.file_count().says("85 files").await;
        page.type_and_open(&scenario::hash("error-500")).await;
        page.alert_says(&["500"]).await;
        let everything = everything(page).await;
        assert!(!everything.contains(DEMO_TOKEN), "{everything}");
    });
}

#[test]
fn escape_closes_the_dialog_and_the_focus_goes_back() {
    visit(async |page| {
        page.open("").await;
        page.button("Connection").click().await;
        dialog(page).is_there().await;
        // However far one goes with Tab, the focus stays in the dialog or goes to the browser.
        for _ in 0..12 {
            page.press(Key::Tab).await;
            let inside =
                "return document.activeElement === document.body || document.activeElement.closest('dialog') !== null";
            assert_eq!(page.run(inside, &[]).await, true);
        }
        page.press(Key::Escape).await;
        dialog(page).is_gone().await;
        page.button("Connection").is_focused().await;
        assert_eq!(page.asked(), []);
    });
}

#[test]
fn an_address_that_is_none_is_refused() {
    visit(async |page| {
        page.open("").await;
        page.button("Connection").click().await;
        for (address, reason) in [
            ("ftp://a1000.example.com", "https or http"),
            ("https://user:secret@a1000.example.com", "password"),
            ("http://", "no address"),
            ("https://a1000.example.com/api", "/api"),
            ("https://a1000.example.com/?page=1", "?"),
        ] {
            // What was said of the address before is gone, so that what is said now is of this one.
            page.textbox("Appliance address").fill(address).await;
            page.no_alert().await;
            page.button("Connect").click().await;
            page.alert_says(&[reason]).await;
            dialog(page).is_there().await;
        }
        assert_eq!(page.asked(), []);
    });
}

#[test]
fn a_sample_that_nobody_may_see_asks_for_another_token() {
    visit(async |page| {
        connect(page, DEMO_TOKEN, false).await;
        page.file_count().says("85 files").await;
        page.type_and_open(&scenario::hash("forbidden")).await;
        dialog(page).mentions("You do not have permission to perform this action.").await;
        page.press(Key::Escape).await;
        page.alert_says(&["403", "permission"]).await;
        page.list().until("still has its rows", |rows| !rows.is_empty()).await;
    });
}

/// What stands in the field for the token.
pub async fn shown_token(page: &Page) -> String {
    let value = page.textbox("API token").call("function() { return this.value }").await;
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_token_is_taken_as_people_paste_it() {
    for pasted in [format!("Authorization: Token {DEMO_TOKEN}"), format!(" \"token {DEMO_TOKEN}\" ")] {
        visit(async |page| {
            connect(page, &pasted, false).await;
            page.file_count().says("85 files").await;
            assert_eq!(page.asked().last().expect("requests").token.as_deref(), Some(DEMO_TOKEN));
        });
    }
}

#[test]
fn the_token_field_is_emptied_for_another_origin() {
    visit(async |page| {
        connect(page, DEMO_TOKEN, true).await;
        page.file_count().says("85 files").await;
        page.button("Connection").click().await;
        assert_eq!(shown_token(page).await, DEMO_TOKEN);
        for other in ["https://a1000.example.com", "a1000.example.com:8443/", "https://localhost", "http://"] {
            page.textbox("Appliance address").fill(other).await;
            assert_eq!(shown_token(page).await, "", "{other}");
        }
        page.textbox("API token").fill("of-the-other").await;
        // The page's own origin has its own token, and so has a path of it.
        page.textbox("Appliance address").fill("").await;
        assert_eq!(shown_token(page).await, DEMO_TOKEN);
        page.textbox("Appliance address").fill("/a1000/").await;
        assert_eq!(shown_token(page).await, DEMO_TOKEN);
        page.press(Key::Escape).await;
        // What was kept for the tab comes back for its origin only.
        page.reload().await;
        page.file_count().says("85 files").await;
        page.button("Connection").click().await;
        assert_eq!(shown_token(page).await, DEMO_TOKEN);
        page.textbox("Appliance address").fill("https://a1000.example.com").await;
        assert_eq!(shown_token(page).await, "");
    });
}

#[test]
fn an_appliance_under_a_path_is_asked_there() {
    visit(async |page| {
        page.allow("404 (Not Found)");
        page.open("").await;
        page.button("Connection").click().await;
        page.textbox("Appliance address").fill("/a1000/").await;
        page.textbox("API token").fill(DEMO_TOKEN).await;
        page.button("Connect").click().await;
        page.type_and_open(&scenario::hash("paging-85")).await;
        page.alert_says(&["404"]).await;
        let requests = page.appliance.requests();
        let asked: Vec<_> = requests.iter().filter(|request| request.path.contains("/api/")).collect();
        assert!(!asked.is_empty());
        for request in asked {
            assert!(request.path.starts_with("/a1000/api/samples/"), "{}", request.path);
            assert_eq!(request.header("authorization"), Some(&*format!("Token {DEMO_TOKEN}")));
        }
    });
}
