//! `cargo xtask bench --inside MIB`: how fast the page looks into the files of an archive, and what that costs in memory, beside
//! native programs over a folder with the same files.
//!
//! In the page, one after another in one browser: the check (which hashes), a search, YARA with one rule and with many, the
//! examination; each to the words that say what came of it. What native programs are not there is left out.

use crate::beside::Beside;
use crate::browser::Session;
use crate::machine::Machine;
use crate::memory::Growth;
use crate::served::{Served, TOKEN};
use crate::watch;
use crate::webdriver::Driver;
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use xtask::tools::Browser;
use xtask::{process, project};

/// What the appliance's archives of any size begin their hash with; twelve decimal digits follow.
const SIZED: &str = "617263686976652062797465733a";

const MIB: f64 = 1_048_576.0;

/// A text that is in no file: each is read to its end.
const TEXT: &str = "matryoshka bench";

/// An expression of the same kind.
const EXPRESSION: &str = "https?://[a-z0-9.-]{8,}/[a-z]+[.]exe";

/// How many rules are many.
const RULES: u32 = 300;

/// How fast something was done.
struct Done {
    name: String,
    /// Megabytes (of a million bytes) a second.
    rate: f64,
    /// What the renderer and all of the browser's processes grew by at most, in MiB; nothing outside of a browser.
    growth: Option<(f64, f64)>,
}

/// Measures with an archive of `mib` MiB and prints a table.
pub fn run(mib: u32, runs: u32, page: &Path, browser: &Browser, program: &Path, beside: &Beside) -> Result<()> {
    let served = Served::start(program, page, 100, beside)?;
    let driver = Driver::start(&browser.driver, beside)?;
    let bytes = u64::from(mib) << 20;
    let hash = format!("{SIZED}{bytes:012}");
    let folder = project::generated("bench")?.join("inside");
    let rules = [rules(1), rules(RULES)];
    let size = unpack(&format!("{}/api/samples/{hash}/unpacked/", served.origin), &folder)?;
    let engine = engine()?;
    println!("\nAn archive of {mib} MiB, {runs} runs in turn.");
    let mut all: Vec<Done> = Vec::new();
    let mut version = String::new();
    for run in 1..=runs {
        println!("run {run} of {runs}");
        let session = Session::start(&driver, browser)?;
        session.version().clone_into(&mut version);
        all.extend(in_page(&session, &served, &hash, size, &rules)?);
        drop(session);
        all.extend(native(&folder, size, &rules, &engine)?);
    }
    fs::remove_dir_all(&folder).context("the unpacked files stay")?;
    println!(
        "\n{mib} MiB, medians of {runs} runs. {}.\n",
        Machine::here(format!("Chromium {version} headless")).line()
    );
    println!("| what | MB/s | renderer grows by, MiB | browser grows by, MiB |\n| --- | ---: | ---: | ---: |");
    let mut names: Vec<&str> = all.iter().map(|done| done.name.as_str()).collect();
    let mut seen = Vec::new();
    names.retain(|name| {
        !seen.contains(name) && {
            seen.push(*name);
            true
        }
    });
    for name in names {
        let of: Vec<&Done> = all.iter().filter(|done| done.name == name).collect();
        let rate = crate::table::median(&of, |done| done.rate).unwrap_or_default();
        let grown = |value: fn((f64, f64)) -> f64| {
            let is_known = of.iter().all(|done| done.growth.is_some());
            let median = crate::table::median(&of, |done| done.growth.map_or(0.0, value)).unwrap_or_default();
            if is_known { format!("{median:.0}") } else { String::new() }
        };
        println!("| {name} | {rate:.0} | {} | {} |", grown(|(renderer, _)| renderer), grown(|(_, all)| all));
    }
    Ok(())
}

/// All that is measured in the page.
fn in_page(session: &Session<'_>, served: &Served, hash: &str, size: u64, rules: &[String; 2]) -> Result<Vec<Done>> {
    watch::put_in(session)?;
    session.open(&format!("{}/?sample={hash}", served.origin))?;
    session.ask("bench.ready()")?;
    session.ask("bench.archive()").context("the archive")?;
    let search = |words: &str, way: &str| json!(["Search contents", {"Search for": words}, way, "Search"]);
    let scan = |rules: &str| json!(["Scan with YARA", {"Rules": rules}, null, "Scan"]);
    let work: [(&str, Value); 6] = [
        ("page: check against the listing (SHA-1)", json!([null, {}, null, "Check against the listing"])),
        ("page: search for a text", search(TEXT, "Text")),
        ("page: search for an expression", search(EXPRESSION, "Regular expression")),
        ("page: YARA, 1 rule", scan(&rules[0])),
        ("page: YARA, 300 rules", scan(&rules[1])),
        ("page: examine", json!(["Open questions", {}, null, "Examine all files"])),
    ];
    let mut all = Vec::new();
    for (name, given) in work {
        let growth = Growth::watch(session)?;
        let time = session.ask(&format!("bench.inside(...{given})")).context(name)?;
        let time = time.as_f64().context("no time")?;
        let (renderer, browser) = growth.most();
        let growth = Some((renderer / MIB, browser / MIB));
        all.push(told(Done { name: name.to_owned(), rate: size as f64 / 1000.0 / time, growth }));
    }
    Ok(all)
}

/// The same by native programs.
fn native(folder: &Path, size: u64, rules: &[String; 2], engine: &Path) -> Result<Vec<Done>> {
    let mut all = Vec::new();
    let mut measure = |name: &str, program: &Path, arguments: &[&str], last: &Path| {
        let mut command = Command::new(program);
        command.args(arguments).arg(last).stdout(Stdio::null()).stderr(Stdio::null()).env("LC_ALL", "C");
        let begun = Instant::now();
        // One that finds nothing says that by how it ends.
        if command.status().is_ok() {
            let rate = size as f64 / 1e6 / begun.elapsed().as_secs_f64();
            all.push(told(Done { name: name.to_owned(), rate, growth: None }));
        } else {
            println!("  {name}: left out, it is not there");
        }
    };
    for (name, program) in [("grep", "grep"), ("ripgrep, one thread", "rg")] {
        let threads: &[&str] = if program == "rg" { &["-j1", "-uuu"] } else { &["-r"] };
        let fixed = [threads, &["-c", "-a", "-F", TEXT]].concat();
        measure(&format!("{name}: a text"), Path::new(program), &fixed, folder);
        let expression: &[&str] =
            if program == "rg" { &["-c", "-a", EXPRESSION] } else { &["-c", "-a", "-E", EXPRESSION] };
        measure(&format!("{name}: an expression"), Path::new(program), &[threads, expression].concat(), folder);
    }
    let file = folder.with_extension("yar");
    let path = file.to_str().context("a path that is no text")?;
    for (rules, name) in rules.iter().zip(["1 rule", "300 rules"]) {
        fs::write(&file, rules).context("rules")?;
        measure(&format!("yara, one thread: {name}"), Path::new("yara"), &["-w", "-r", "-p", "1", path], folder);
        measure(&format!("the page's engine, native: {name}"), engine, &[path], folder);
    }
    fs::remove_file(&file)?;
    Ok(all)
}

fn told(done: Done) -> Done {
    let grown = done.growth.map(|(renderer, all)| format!(", renderer {renderer:.0} MiB, browser {all:.0} MiB"));
    println!("  {}: {:.0} MB/s{}", done.name, done.rate, grown.unwrap_or_default());
    done
}

/// The page's engine as a native program.
fn engine() -> Result<PathBuf> {
    const PROFILE: &str = "worker";
    println!("Building the engine for this machine.");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--locked", "--profile", PROFILE, "--package", "matryoshka-yara", "--example", "scan"]);
    process::run(cargo.current_dir(project::root()))?;
    Ok(project::target().join(PROFILE).join("examples/scan"))
}

/// Rules of the kinds that people write; none matches.
fn rules(count: u32) -> String {
    let mut text = String::new();
    for number in 0..count {
        let mixed = number.wrapping_mul(0x9e37_79b9).rotate_left(7);
        let [a, b, c, d] = mixed.to_be_bytes();
        let string = match number % 4 {
            0 => format!("\"loader-{mixed:08x}.dll\" wide ascii"),
            1 => format!("{{ {a:02x} {b:02x} {c:02x} {d:02x} ?? [2-6] {d:02x} {b:02x} 55 8b ec }}"),
            2 => format!("\"Software\\\\Vendor{mixed:08x}\" nocase"),
            _ => format!("/[a-z]{{4}}{mixed:08x}\\.(exe|scr)/"),
        };
        // Writing to a String does not fail.
        let _ = writeln!(text, "rule r{number} {{ strings: $a = {string} condition: $a }}");
    }
    text
}

/// Fetches an archive of stored members and writes them into a folder. Gives how many bytes they have.
fn unpack(url: &str, folder: &Path) -> Result<u64> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    let archive = folder.with_extension("zip");
    let mut curl = Command::new("curl");
    curl.args(["--silent", "--fail", "--header", &format!("Authorization: Token {TOKEN}"), url, "--output"]);
    process::run(curl.arg(&archive)).context("curl does not get the archive")?;
    let mut from = BufReader::new(File::open(&archive)?);
    let (mut all, mut number) = (0, 0_u32);
    loop {
        let mut head = [0; 30];
        from.read_exact(&mut head)?;
        if !head.starts_with(b"PK\x03\x04") {
            break;
        }
        ensure!(head[8..10] == [0, 0], "a member is compressed");
        let size = u32::from_le_bytes([head[18], head[19], head[20], head[21]]);
        let between = u16::from_le_bytes([head[26], head[27]]) + u16::from_le_bytes([head[28], head[29]]);
        std::io::copy(&mut from.by_ref().take(between.into()), &mut std::io::sink())?;
        let mut file = File::create(folder.join(format!("{number:08}.bin")))?;
        std::io::copy(&mut from.by_ref().take(size.into()), &mut file)?;
        (all, number) = (all + u64::from(size), number + 1);
    }
    fs::remove_file(&archive)?;
    Ok(all)
}
