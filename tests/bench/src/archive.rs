//! `cargo xtask bench --archive MIB`: how fast an archive comes, and what that costs in memory.
//!
//! Three ways in turn, each in a browser of its own: our page with all its checks and its progress, a bare
//! `response.blob()` in the same page, and curl, which shows what the appliance can send.

use crate::beside::Beside;
use crate::browser::Session;
use crate::machine::Machine;
use crate::memory::Growth;
use crate::served::{Served, TOKEN};
use crate::watch;
use crate::webdriver::Driver;
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::path::Path;
use std::process::Command;
use xtask::process;
use xtask::tools::Browser;

/// What the appliance's archives of any size begin their hash with; twelve decimal digits follow.
const SIZED: &str = "617263686976652062797465733a";

const MIB: f64 = 1_048_576.0;

/// One download.
#[derive(Clone, Copy)]
struct Came {
    /// Megabytes (of a million bytes) a second.
    rate: f64,
    /// What the renderer grew by at most, in MiB.
    renderer: f64,
    /// What all the browser's processes grew by at most, in MiB.
    browser: f64,
}

/// Measures archives of `mib` MiB and prints a table.
pub fn run(mib: u32, runs: u32, folder: &Path, browser: &Browser, program: &Path, beside: &Beside) -> Result<()> {
    let served = Served::start(program, folder, 100, beside)?;
    let driver = Driver::start(&browser.driver, beside)?;
    let bytes = u64::from(mib) << 20;
    let hash = format!("{SIZED}{bytes:012}");
    let url = format!("{}/api/samples/{hash}/unpacked/", served.origin);
    println!("\nAn archive of {mib} MiB, {runs} runs of each way, in turn.");
    let [mut ours, mut blob, mut curl] = [const { Vec::new() }; 3];
    let mut version = String::new();
    for run in 1..=runs {
        println!("run {run} of {runs}");
        ours.push(in_page(&driver, browser, &served, &hash, bytes, "bench.archive()", &mut version)?);
        let bare = format!("bench.blob({})", json!(url));
        blob.push(in_page(&driver, browser, &served, &hash, bytes, &bare, &mut version)?);
        curl.push(by_curl(&url, bytes)?);
    }
    println!(
        "\n{mib} MiB, medians of {runs} runs. {}.\n",
        Machine::here(format!("Chromium {version} headless")).line()
    );
    println!("| way | MB/s | renderer grows by, MiB | browser grows by, MiB |\n| --- | ---: | ---: | ---: |");
    for (name, came) in [("our page", &ours), ("response.blob()", &blob), ("curl", &curl)] {
        let of = |value: fn(&Came) -> f64| crate::table::median(came, value).unwrap_or_default();
        println!("| {name} | {:.0} | {:.0} | {:.0} |", of(|c| c.rate), of(|c| c.renderer), of(|c| c.browser));
    }
    let rate = |came: &[Came]| crate::table::median(came, |came| came.rate).unwrap_or(1.0);
    println!("\nour page to response.blob(): {:.2}x", rate(&ours) / rate(&blob));
    Ok(())
}

fn in_page(
    driver: &Driver,
    browser: &Browser,
    served: &Served,
    hash: &str,
    bytes: u64,
    way: &str,
    version: &mut String,
) -> Result<Came> {
    let session = Session::start(driver, browser)?;
    session.version().clone_into(version);
    watch::put_in(&session)?;
    session.open(&format!("{}/?sample={hash}", served.origin))?;
    session.ask("bench.ready()")?;
    let growth = Growth::watch(&session)?;
    let came = session.ask(way).with_context(|| way.to_owned())?;
    let (milliseconds, size) = (came["time"].as_f64().context("no time")?, came["bytes"].as_f64().context("no size")?);
    ensure!(size as u64 == bytes, "{size} bytes of {bytes} came");
    let (renderer, all) = growth.most();
    let came = Came { rate: size / 1000.0 / milliseconds, renderer: renderer / MIB, browser: all / MIB };
    println!("  {way:.16}: {:.0} MB/s, renderer {:.0} MiB, browser {:.0} MiB", came.rate, came.renderer, came.browser);
    Ok(came)
}

fn by_curl(url: &str, bytes: u64) -> Result<Came> {
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--fail", "--output", "/dev/null", "--write-out", "%{time_total} %{size_download}"]);
    curl.args(["--header", &format!("Authorization: Token {TOKEN}"), url]);
    let said = process::output(&mut curl).context("curl does not get the archive")?;
    let mut said = said.split(' ').map(str::parse::<f64>);
    let mut next = || said.next().and_then(Result::ok).context("curl says no time");
    let (seconds, size) = (next()?, next()?);
    ensure!(size as u64 == bytes, "{size} bytes of {bytes} came");
    println!("  curl: {:.0} MB/s", size / 1e6 / seconds);
    Ok(Came { rate: size / 1e6 / seconds, renderer: 0.0, browser: 0.0 })
}
