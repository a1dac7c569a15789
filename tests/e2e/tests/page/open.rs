//! Open a sample: what is typed, what is refused, what is asked.

use matryoshka_e2e::{Key, Page, scenario, visit};

const MD5: &str = "0123456789abcdef0123456789abcdef";

/// The number in the words of File count.
async fn files(page: &Page) -> usize {
    let words = page.file_count().text().await;
    let digits: String = words.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("a number of files in {words:?}"))
}

#[test]
fn each_of_the_four_hashes_opens_the_sample() {
    visit(async |page| {
        let sample = page.appliance.sample().clone();
        for hash in [&sample.md5, &sample.sha1, &sample.sha256, &sample.sha512] {
            page.open("").await;
            page.appliance.clear_requests();
            page.type_and_open(hash).await;
            page.list().until("has rows", |rows| !rows.is_empty()).await;
            page.has_parameter("sample", Some(hash)).await;
            assert!(page.asked().iter().all(|asked| asked.is_listing_of(hash)), "{:?}", page.asked());
        }
    });
}

#[test]
fn the_demo_sample_shows_more_than_100_files() {
    visit(async |page| {
        page.open_sample(&page.appliance.sample().sha1).await;
        page.list().until("has rows", |rows| !rows.is_empty()).await;
        let files = files(page).await;
        assert!(files >= 100, "{files} files");
        assert_eq!(files, page.appliance.sample().extracted_files);
    });
}

#[test]
fn the_kind_of_hash_is_shown_as_it_is_typed() {
    visit(async |page| {
        page.open("").await;
        let search = page.part("search", "Open a sample");
        let long = MD5.repeat(4);
        for (digits, kind) in [(32, "MD5"), (40, "SHA-1"), (64, "SHA-256"), (128, "SHA-512")] {
            page.textbox("Sample hash").fill(&long[..digits]).await;
            search.mentions(kind).await;
        }
        page.textbox("Sample hash").fill(&long[..39]).await;
        page.until_script(
            "no kind for 39 digits",
            "return /MD5|SHA-/.test(document.querySelector('[role=search]').innerText)",
            false.into(),
        )
        .await;
        assert_eq!(page.asked(), [], "typing asks for nothing");
    });
}

#[test]
fn upper_case_and_white_space_make_no_difference() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open("").await;
        page.type_and_open(&format!("  {} ", hash.to_uppercase())).await;
        page.file_count().says("85 files").await;
        assert!(page.asked()[0].is_listing_of(&hash), "{:?}", page.asked());
    });
}

#[test]
fn enter_opens_what_was_typed() {
    visit(async |page| {
        page.open("").await;
        page.textbox("Sample hash").fill(&scenario::hash("paging-85")).await;
        page.press(Key::Enter).await;
        page.file_count().says("85 files").await;
    });
}

#[test]
fn what_is_no_hash_is_refused_with_the_reason_and_nothing_is_asked() {
    visit(async |page| {
        page.open("").await;
        for (text, reason) in [
            ("", "hash"),
            ("xyz", "“x”"),
            ("abc", "3 hex digits"),
            (&MD5[..31], "31 hex digits"),
            ("https://a1000.example.com/samples/", "hex"),
        ] {
            page.type_and_open(text).await;
            page.alert_says(&[reason]).await;
            page.textbox("Sample hash").has("invalid", "true").await;
        }
        assert_eq!(page.asked(), []);
        page.has_parameter("sample", None).await;
        // And the reason goes away with the fault.
        page.type_and_open(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        page.no_alert().await;
    });
}

#[test]
fn a_pasted_link_opens_the_hash_in_it() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        for link in [
            format!("https://a1000.example.com/samples/{hash}/extracted-files/"),
            format!("https://www.virustotal.com/gui/file/{}/details", hash.to_uppercase()),
        ] {
            page.open("").await;
            page.type_and_open(&link).await;
            page.file_count().says("85 files").await;
            page.has_parameter("sample", Some(&hash)).await;
        }
    });
}

#[test]
fn the_page_works_at_a_sub_path() {
    let appliance =
        matryoshka_e2e::Options { token: None, page_at: "/tools/matryoshka/".to_owned(), ..Default::default() };
    matryoshka_e2e::Setup { appliance, ..Default::default() }.visit(async |page| {
        page.open("").await;
        page.type_and_open(&scenario::hash("paging-85")).await;
        page.file_count().says("85 files").await;
        page.reload().await;
        page.file_count().says("85 files").await;
    });
}

#[test]
fn open_marks_how_long_it_took() {
    visit(async |page| {
        page.open_sample(&scenario::hash("paging-85")).await;
        assert_eq!(page.mark("open-sample").await["rows"], 50);
    });
}

#[test]
fn a_hash_over_several_lines_is_pasted_whole() {
    visit(async |page| {
        let hash = scenario::hash("paging-85");
        page.open("").await;
        let bytes: Vec<String> = (0..20).map(|at| hash[2 * at..2 * at + 2].to_uppercase()).collect();
        for text in [
            format!("{}\r\n{}", &hash[..25], &hash[25..]),
            format!("SHA1 hash of x.exe:\n{}\nCertUtil: done", bytes.join(" ")),
            format!("MD5: {}\nSHA-1: {hash}", "0a".repeat(16)),
        ] {
            page.textbox("Sample hash").fill("").await;
            page.textbox("Sample hash").send_paste(&text).await;
            page.textbox("Sample hash").has("value", hash.clone()).await;
        }
        // Two hashes stay two.
        page.textbox("Sample hash").fill("").await;
        page.textbox("Sample hash").send_paste(&format!("{}\n{}", "ab".repeat(16), "cd".repeat(16))).await;
        page.textbox("Sample hash").has("value", format!("{} {}", "ab".repeat(16), "cd".repeat(16))).await;
        page.part("search", "Open a sample").mentions("several").await;
    });
}
