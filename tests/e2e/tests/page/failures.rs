//! Every failure has its own words, and the last good data stays.

use std::time::{Duration, Instant};

use matryoshka_e2e::{Asked, Engine, scenario, visit};

use crate::small::saves_data;

/// Opens a good sample, then the one of a scenario, which must say `words`; then Back, then another good one.
fn says(name: &str, allowed: &[&str], words: &[&str]) {
    visit(async |page| {
        for part in allowed {
            page.allow(part);
        }
        let good = scenario::hash("paging-85");
        page.open_sample(&good).await;
        let rows = page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.type_and_open(&scenario::hash(name)).await;
        let alert = page.alert_says(words).await;
        assert!(alert.len() > 40, "what happened, why, and what to do: {alert}");
        let kept = page.list().rows().await;
        assert_eq!(kept.first().map(|row| &row.id), rows.first().map(|row| &row.id), "the last good data stays");
        page.back().await;
        page.has_parameter("sample", Some(&good)).await;
        page.file_count().says("85 files").await;
        page.no_alert().await;
        page.button("Next page").click().await;
        page.list()
            .until("has the second page", |rows| rows.len() == 35 || rows.iter().all(|row| row.id != kept[0].id))
            .await;
        // The failure again, and from there straight to something good.
        page.type_and_open(&scenario::hash(name)).await;
        page.alert_says(words).await;
        page.type_and_open(&scenario::hash("nulls")).await;
        page.file_count().says("90 files").await;
        page.no_alert().await;
    });
}

#[test]
fn an_unknown_sample_is_said() {
    says("unknown", &["404 (Not Found)"], &["404", "does not know this sample"]);
}

#[test]
fn a_refused_request_is_said() {
    says("error-400", &["400 (Bad Request)"], &["400"]);
}

#[test]
fn an_internal_error_is_said() {
    says("error-500", &["500 (Internal"], &["500", "Internal server error."]);
}

#[test]
fn a_message_in_the_place_of_rows_is_said() {
    says("message-200", &[], &["200", "Hash not found."]);
}

#[test]
fn a_log_in_page_in_the_place_of_rows_is_said() {
    says("html-200", &[], &["200", "web page", "log in"]);
}

#[test]
fn a_redirect_is_said_and_the_token_does_not_follow() {
    visit(async |page| {
        page.open_sample(&scenario::hash("redirect")).await;
        page.alert_says(&["another address", "token"]).await;
        let other = page.appliance.other_url();
        let followed = page
            .appliance
            .requests()
            .into_iter()
            .filter(|request| request.header("host").is_some_and(|host| other.ends_with(host)));
        assert_eq!(followed.count(), 0);
    });
    says("redirect", &[], &["another address"]);
}

#[test]
fn json_that_is_none_is_said() {
    says("broken-json", &[], &["200", "can't be read"]);
}

#[test]
fn being_asked_to_wait_an_hour_is_said_and_not_obeyed() {
    for (name, allowed, status) in
        [("throttled-long", "429 (Too Many", "429"), ("error-502-long", "502 (Bad Gateway)", "502")]
    {
        visit(async |page| {
            page.allow(allowed);
            page.open_sample(&scenario::hash(name)).await;
            page.alert_says(&[status, "3600 seconds"]).await;
            assert_eq!(page.asked().len(), 1);
        });
    }
}

/// What passes is asked for again three times, and then said.
fn is_tried_again(name: &str, allowed: &str, words: &[&str]) {
    visit(async |page| {
        page.allow(allowed);
        page.open_sample(&scenario::hash(name)).await;
        page.alert_says(words).await;
        let statuses: Vec<_> = page.asked().iter().map(|asked| asked.status).collect();
        assert_eq!(statuses.len(), 4, "once, and three times again: {statuses:?}");
        page.button("Retry").click().await;
        page.until_asked("once more", |asked| asked.len() > 4).await;
    });
}

#[test]
fn a_bad_gateway_is_tried_again_and_then_said() {
    is_tried_again("error-502", "502 (Bad Gateway)", &["502"]);
}

#[test]
fn an_appliance_in_maintenance_is_tried_again_and_then_said() {
    is_tried_again("error-503", "503 (Service", &["503", "maintenance mode"]);
}

#[test]
fn a_gateway_that_times_out_is_tried_again_and_then_said() {
    is_tried_again("error-504", "504 (Gateway", &["504"]);
}

#[test]
fn a_body_that_breaks_off_is_tried_again_and_then_said() {
    // In WebKit it is chance whether such an answer ends like any other.
    let words = if Engine::here() == Engine::Webkit { " off " } else { "broke off" };
    is_tried_again("cut-off", "ERR_", &[words]);
    is_tried_again("cut-off-chunked", "ERR_", &[words]);
}

/// The appliance asks to wait, twice, and then answers.
fn is_waited_out(name: &str, least: Duration) {
    visit(async |page| {
        page.allow("429 (Too Many");
        let start = Instant::now();
        page.open_sample(&scenario::hash(name)).await;
        page.file_count().within(Duration::from_secs(20)).says("85 files").await;
        assert!(start.elapsed() >= least, "after {} ms", start.elapsed().as_millis());
        page.no_alert().await;
        let statuses: Vec<_> = page.asked().iter().map(|asked| asked.status).collect();
        assert_eq!(statuses[..3], [429, 429, 200]);
        assert!(statuses[3..].iter().all(|status| matches!(status, 0 | 200)), "the rest behind it: {statuses:?}");
    });
}

#[test]
fn being_asked_to_wait_is_obeyed() {
    is_waited_out("throttled", Duration::from_secs(2));
}

#[test]
fn being_asked_to_wait_until_a_time_is_obeyed() {
    // Dates have whole seconds, so that two seconds ahead are one and something.
    is_waited_out("throttled-date", Duration::from_secs(2));
}

#[test]
fn what_fails_once_comes_by_itself() {
    visit(async |page| {
        page.allow("503 (Service");
        page.open_tree(&scenario::hash("flaky")).await;
        page.file_count().within(Duration::from_secs(20)).says("300 files").await;
        page.any("progressbar").is_gone().await;
        page.no_alert().await;
    });
}

/// The rows that an answer held, counted from 0.
fn rows_of(asked: &Asked) -> std::ops::Range<u64> {
    let (page, size) = (asked.page.unwrap_or(1), asked.page_size.unwrap_or(u64::MAX));
    (page - 1).saturating_mul(size)..page.saturating_mul(size)
}

/// Which of `count` rows no answer has held.
fn missing(asked: &[Asked], count: u64) -> Vec<u64> {
    let came: Vec<_> = asked.iter().filter(|asked| asked.status == 200).map(rows_of).collect();
    (0..count).filter(|row| came.iter().all(|rows| !rows.contains(row))).collect()
}

#[test]
fn a_page_that_can_not_be_had_is_named_and_retry_asks_for_it_alone() {
    visit(async |page| {
        page.allow("500 (Internal");
        page.open_tree(&scenario::hash("missing-page")).await;
        let alert = page.alert_says(&["500", "missing"]).await;
        page.any("progressbar").is_gone().await;
        let missing = missing(&page.asked(), 2_000);
        let named = |row: u64| {
            alert.replace(',', "").split(|c: char| !c.is_ascii_digit()).any(|number| number == row.to_string())
        };
        assert!(named(missing[0] + 1) && named(missing[missing.len() - 1] + 1), "from first to last: {alert}");
        let came = 2_000 - missing.len();
        page.file_count().mentions("2,000 files").await;
        page.file_count()
            .mentions(&if came >= 1_000 { format!("{},{:03}", came / 1_000, came % 1_000) } else { came.to_string() })
            .await;
        page.tree().until("shows what has come", |rows| !rows.is_empty()).await;
        page.appliance.clear_requests();
        page.button("Retry").click().await;
        page.until_asked("again", |asked| asked.iter().any(|asked| asked.status == 500)).await;
        page.alert_says(&["500", "missing"]).await;
        for asked in page.asked() {
            assert!(missing.iter().any(|row| rows_of(&asked).contains(row)), "only what is missing: {asked:?}");
        }
    });
}

#[test]
fn a_page_of_the_list_that_can_not_be_had_leaves_the_others_usable() {
    visit(async |page| {
        page.allow("500 (Internal");
        let hash = scenario::hash("missing-page");
        // Else the rest comes by itself behind the first page, and which of the two meets the failure is chance.
        page.open("").await;
        saves_data(page).await;
        page.type_and_open(&hash).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.part("combobox", "Rows per page").choose("500").await;
        page.list().until("has all rows of the page", |rows| rows.len() == 500).await;
        page.button("Next page").click().await;
        page.alert_says(&["500", "Internal server error."]).await;
        page.button("Next page").click().await;
        page.part("navigation", "Pages").mentions("Page 3 of 4").await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        page.no_alert().await;
        page.button("First page").click().await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
    });
}
