//! One measurement: a visit to a page, from its address to the last sort; and one that opens the sample from the start page.

use crate::browser::Session;
use crate::measures::{Load, Measures, Scroll, Sorted};
use crate::served::Served;
use crate::{memory, transfer, watch, wheel};
use anyhow::{Context, Result, ensure};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::path::Path;
use std::thread;
use std::time::Duration;

/// What is typed into the filter, letter by letter.
pub const WORDS: &[&str] = &["setup", "kernel", "e", "lib/x"];

/// How long is scrolled, in milliseconds.
pub const SCROLL: u32 = 5_000;

/// Opens the sample from the start page, after it stood for a while, and loads all of it. Gives the time from pressing Open to
/// the complete tree, in milliseconds.
pub fn open(session: &Session<'_>, page: &Served, pause: Duration) -> Result<f64> {
    let rows = page.rows();
    watch::put_in(session)?;
    session.open(&page.start_page())?;
    session.ask("bench.start()")?;
    thread::sleep(pause);
    ask(session, &format!("bench.open('{}', {rows})", page.sample())).context("Open")
}

/// Visits a page that is served from `folder`; its first rows stand for a while before the others are asked for.
pub fn visit(session: &Session<'_>, page: &Served, folder: &Path, pause: Duration, open: f64) -> Result<Measures> {
    let rows = page.rows();
    watch::put_in(session)?;
    session.open(&page.address())?;
    let first: f64 = ask(session, "bench.first()")?;
    let files: Vec<String> = ask(session, "bench.files()")?;
    let transfer = transfer::bytes(folder, &files)?;

    thread::sleep(pause);
    let renderer = memory::Renderer::watch(session)?;
    let load: Load = ask(session, &format!("bench.load({rows})")).context("Load all")?;
    ensure!(
        load.roots == load.siblings,
        "of {} files at the top of the tree {} are shown when it is complete",
        load.siblings,
        load.roots
    );
    let heap = memory::page(session)?;
    let browser = memory::browser(session)?;
    let peak = renderer.peak();

    let expand = ask(session, &format!("bench.expand({rows})")).context("Expand all")?;
    let scroll: Scroll = ask(session, &format!("bench.scroll({SCROLL})")).context("scrolling")?;
    let wheel = wheel::turn(session).context("turning the wheel")?;
    let (keys, counts) = filter(session).context("Filter")?;
    let name: Sorted = ask(session, "bench.sort('Name')").context("sort by name")?;
    let size: Sorted = ask(session, "bench.sort('Size')").context("sort by size")?;
    ensure!(name.rows != size.rows, "sorting by name and by size gives the same rows");

    Ok(Measures {
        transfer,
        open,
        first,
        load,
        expand,
        keys,
        counts,
        sort_name: name.time,
        sort_size: size.time,
        scroll,
        wheel,
        heap,
        browser,
        peak,
        peak_after: renderer.peak(),
        elements: ask(session, "bench.elements()")?,
    })
}

/// Types the words. Gives the time of each key, and what the page counts under each word.
fn filter(session: &Session<'_>) -> Result<(Vec<f64>, Vec<String>)> {
    let mut times = Vec::new();
    let mut counts = Vec::new();
    for word in WORDS {
        let before = session.ask("bench.focus()")?;
        ensure!(before == json!(""), "the filter holds {before} before anything is typed");
        let mut status = Value::Null;
        for letter in word.chars() {
            session.ask("bench.arm()")?;
            let text = letter.to_string();
            press(session, &json!({ "key": text, "text": text }))?;
            let key = session.ask("bench.key()").with_context(|| format!("{letter} of {word}"))?;
            times.push(key["time"].as_f64().context("a key without a time")?);
            status = key["status"].clone();
        }
        counts.push(status.as_str().unwrap_or_default().to_owned());
        clear(session)?;
    }
    Ok((times, counts))
}

/// Empties the filter as one does with the keyboard.
fn clear(session: &Session<'_>) -> Result<()> {
    press(session, &json!({ "key": "a", "code": "KeyA", "modifiers": 2, "commands": ["selectAll"] }))?;
    session.ask("bench.arm()")?;
    press(session, &json!({ "key": "Backspace", "code": "Backspace", "windowsVirtualKeyCode": 8 }))?;
    session.ask("bench.key()").map(|_| ())
}

fn press(session: &Session<'_>, key: &Value) -> Result<()> {
    for kind in ["keyDown", "keyUp"] {
        let mut event = key.clone();
        event["type"] = json!(kind);
        session.cdp("Input.dispatchKeyEvent", &event)?;
    }
    Ok(())
}

/// What an expression gives in the page.
pub fn ask<T: DeserializeOwned>(session: &Session<'_>, expression: &str) -> Result<T> {
    let answer = session.ask(expression)?;
    serde_json::from_value(answer.clone()).with_context(|| format!("{expression} gives {answer}"))
}
