//! Authentication, paging, methods, paths, headers, CORS, the page: whatever the sample is.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use matryoshka_appliance::{Cors, Options, scenario};
use serde_json::Value;

use crate::asking::Asking;

fn listing_path(name: &str) -> String {
    format!("/api/samples/v2/{}/extracted-files/", scenario::hash(name))
}

#[test]
fn only_the_token_opens() {
    let asking = Asking::new();
    let path = listing_path("generated:5");
    let with = |headers: &[(&str, &str)]| asking.ask("GET", &path, headers).detail();
    assert_eq!(with(&[]), (403, "Authentication credentials were not provided.".to_owned()));
    assert_eq!(with(&[("authorization", "Token wrong")]), (403, "Invalid token.".to_owned()));
    assert_eq!(asking.get(&path).status, 200);

    let open = Asking::with(Options { token: None, ..Options::default() });
    assert_eq!(open.ask("GET", &path, &[]).status, 200);
    assert_eq!(open.ask("GET", &path, &[("authorization", "Token wrong")]).status, 200);
}

#[test]
fn pages_tile_the_listing() {
    let asking = Asking::new();
    let all = asking.rows("generated:85");
    let mut pages = Vec::new();
    for page in 1..=9 {
        let answer = asking.listing("generated:85", &format!("?page_size=10&page={page}"));
        assert_eq!(answer.json()["count"], 85);
        assert_eq!(answer.json()["next"].is_null(), page == 9);
        assert_eq!(answer.json()["previous"].is_null(), page == 1);
        pages.extend(answer.rows());
    }
    assert_eq!(pages, all);
}

#[test]
fn links_name_the_host_that_was_asked() {
    let asking = Asking::new();
    let token = format!("Token {}", matryoshka_appliance::DEMO_TOKEN);
    let path = format!("{}?page_size=10&page=3", listing_path("generated:85"));
    let answer = asking.ask("GET", &path, &[("authorization", &token), ("host", "a1000.example.com")]).json();
    let base = format!("http://a1000.example.com{}", listing_path("generated:85"));
    assert_eq!(answer["next"], format!("{base}?page=4&page_size=10"));
    assert_eq!(answer["previous"], format!("{base}?page=2&page_size=10"));
}

#[test]
fn bad_pages_are_refused() {
    let asking = Asking::new();
    let status = |query| asking.listing("generated:85", query).status;
    assert_eq!(status("?page=1"), 400);
    assert_eq!(status("?page_size=0"), 400);
    assert_eq!(status("?page_size=many"), 400);
    assert_eq!(status("?page_size=10&page=last"), 404);
    let beyond = asking.listing("generated:85", "?page_size=10&page=10");
    assert_eq!(beyond.detail(), (404, "Invalid page.".to_owned()));
}

#[test]
fn other_methods_paths_and_hashes_have_their_own_answers() {
    let asking = Asking::new();
    let token = format!("Token {}", matryoshka_appliance::DEMO_TOKEN);
    let path = listing_path("generated:5");
    let post = asking.ask("POST", &path, &[("authorization", &token)]);
    assert_eq!((post.status, &post.json()["code"]), (405, &Value::from(405)));
    assert_eq!(post.json()["message"], "Method not allowed");

    let slashless = asking.get(&format!("{}?page_size=2", path.trim_end_matches('/')));
    assert_eq!(slashless.status, 301);
    assert_eq!(slashless.header("location"), Some(format!("{path}?page_size=2").as_str()));

    assert_eq!(asking.get("/api/nothing/").detail(), (404, "Not found.".to_owned()));
    assert_eq!(asking.get("/api/samples/v2/abc/extracted-files/").status, 400);
    let unknown = asking.get(&format!("/api/samples/v2/{}/extracted-files/", "0".repeat(64))).json();
    assert_eq!((&unknown["code"], &unknown["message"]), (&Value::from(404), &Value::from("Sample not found.")));
    assert_eq!(asking.get(&format!("/api/samples/{}/unpacked/", "0".repeat(64))).status, 404);
}

#[test]
fn requests_are_written_down() {
    let asking = Asking::new();
    asking.get("/api/nothing/?a=b");
    asking.ask("POST", &listing_path("empty"), &[("x-test", "1")]);
    asking.listing("generated:50000", "");
    let requests = asking.appliance.requests();
    assert_eq!(requests.len(), 3);
    assert_eq!((requests[0].method.as_str(), requests[0].path.as_str()), ("GET", "/api/nothing/"));
    assert_eq!((requests[0].query.as_str(), requests[0].status), ("a=b", 404));
    assert!(requests[0].header("authorization").is_some_and(|token| token.starts_with("Token ")));
    assert_eq!((requests[1].header("x-test"), requests[1].status), (Some("1"), 403));
    assert!(requests.iter().all(|request| request.finished), "{requests:?}");
    asking.appliance.clear_requests();
    assert!(asking.appliance.requests().is_empty());
}

#[test]
fn an_answer_that_nobody_reads_to_the_end_is_not_finished() {
    use std::io::{Read, Write};

    let asking = Asking::new();
    let mut connection = std::net::TcpStream::connect(asking.appliance.addr()).expect("a connection");
    let path = listing_path("generated:500000");
    let token = matryoshka_appliance::DEMO_TOKEN;
    write!(connection, "GET {path} HTTP/1.1\r\nhost: x\r\nauthorization: Token {token}\r\n\r\n").expect("sent");
    connection.read_exact(&mut [0; 1000]).expect("the beginning");
    drop(connection);
    std::thread::sleep(Duration::from_millis(300));
    let requests = asking.appliance.requests();
    assert_eq!((requests[0].status, requests[0].finished), (200, false));
}

#[test]
fn cross_origin_requests_are_allowed_only_when_asked_for() {
    let path = listing_path("forbidden");
    let origin = ("origin", "http://page.example");
    let preflight =
        [origin, ("access-control-request-method", "GET"), ("access-control-request-headers", "authorization")];

    let closed = Asking::new();
    assert_eq!(closed.ask("GET", &path, &[origin]).header("access-control-allow-origin"), None);
    assert_eq!(closed.ask("OPTIONS", &path, &preflight).header("access-control-allow-origin"), None);

    let one = Cors::AllowOrigin("http://page.example".to_owned());
    for (cors, allowed) in [(one, "http://page.example"), (Cors::Any, "*")] {
        let open = Asking::with(Options { cors, ..Options::default() });
        let answer = open.ask("OPTIONS", &path, &preflight);
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("access-control-allow-origin"), Some(allowed));
        assert_eq!(answer.header("access-control-allow-headers"), Some("authorization"));
        let refused = open.ask("GET", &path, &[origin]);
        assert_eq!((refused.status, refused.header("access-control-allow-origin")), (403, Some(allowed)));
        let methods: Vec<_> = open.appliance.requests().into_iter().map(|request| request.method).collect();
        assert_eq!(methods, ["OPTIONS", "GET"]);
    }
}

#[test]
fn the_page_is_served_beside_the_api() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    fs::create_dir_all(&folder).expect("a folder");
    for (name, content) in [("index.html", "<p>page"), ("a.wasm", "raw"), ("a.wasm.br", "squeezed"), ("a.js", "1")] {
        fs::write(folder.join(name), content).expect("a file");
    }
    let options = Options { page: Some(folder), page_at: "/tools/matryoshka/".to_owned(), ..Options::default() };
    let asking = Asking::with(options.clone());
    assert_eq!(&*asking.get("/tools/matryoshka/").text(), "<p>page");
    assert_eq!(asking.get("/tools/matryoshka").header("location"), Some("/tools/matryoshka/"));
    assert_eq!(asking.get("/index.html").status, 404);
    assert_eq!(asking.get("/tools/matryoshka/nothing").status, 404);
    assert_eq!(asking.get("/tools/matryoshka/../../Cargo.toml").status, 404);
    let wasm = asking.ask("GET", "/tools/matryoshka/a.wasm", &[("accept-encoding", "br")]);
    assert_eq!((wasm.header("content-type"), &*wasm.text()), (Some("application/wasm"), "squeezed"));
    assert_eq!(&*asking.get("/tools/matryoshka/a.wasm").text(), "raw");
    assert!(
        asking.get("/tools/matryoshka/a.js").header("content-type").is_some_and(|kind| kind.contains("javascript"))
    );

    let at_root = Asking::with(Options { page_at: "/".to_owned(), ..options });
    assert_eq!(&*at_root.get("/").text(), "<p>page");
    assert_eq!(at_root.get(&listing_path("generated:5")).status, 200);
}

#[test]
fn stopping_frees_the_port() {
    let asking = Asking::new();
    let address = asking.appliance.addr();
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(asking.appliance.stop());
    assert!(std::net::TcpListener::bind(address).is_ok());
}

#[test]
fn a_pace_slows_bodies_down() {
    let asking = Asking::with(Options { pace: Some(200_000), ..Options::default() });
    let begin = std::time::Instant::now();
    let answer = asking.listing("generated:100", "");
    assert!(answer.whole && answer.rows().len() == 100);
    assert!(begin.elapsed() > Duration::from_millis(150), "{:?}", begin.elapsed());
}

#[test]
fn answers_take_what_they_are_said_to_and_wait_for_a_worker() {
    let work = "40,0.5,2".parse().expect("what answers take");
    let asking = Asking::with(Options { work: Some(work), ..Options::default() });
    let path = format!("/api/samples/v2/{}/extracted-files/?page_size=100&page=1", scenario::hash("generated:1000"));
    let start = Instant::now();
    assert_eq!(asking.get(&path).status, 200);
    assert!(start.elapsed() >= Duration::from_millis(90), "{:?}", start.elapsed());
    let start = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| assert_eq!(asking.get(&path).status, 200));
        }
    });
    assert!(start.elapsed() >= Duration::from_millis(180), "two at once: {:?}", start.elapsed());
}
