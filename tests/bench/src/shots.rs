//! `cargo xtask shots`: a picture of each state of the page, at each width, in both schemes.
//!
//! They are for looking at: before a change is kept, and to show what the page is. Nothing is compared.

use crate::beside::Beside;
use crate::browser::Session;
use crate::engine::{Installed, Scheme};
use crate::served::{self, Served, TOKEN};
use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::Args;
use serde_json::{Value, json};
use sha1::{Digest, Sha1};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};
use xtask::tools::Engine;
use xtask::{dist, project};

/// What `shots` can be told.
#[derive(Args)]
pub struct Options {
    /// Only states whose name contains this.
    only: Option<String>,
    /// A page that is built already, instead of building one.
    #[arg(long, value_name = "DIR")]
    page: Option<PathBuf>,
    /// The browser that is to show it.
    #[arg(long, value_enum)]
    browser: Option<Engine>,
}

/// A state of the page.
struct State {
    name: &'static str,
    /// The scenario of the demo appliance; empty for the start page.
    scenario: &'static str,
    /// The rest of the address.
    query: &'static str,
    /// What is done once the rows are there.
    then: &'static str,
    /// Whether the picture is of something that goes on.
    under_way: bool,
    /// How often it is waited for what was done last: some of it takes several steps.
    pauses: u32,
}

const fn state(name: &'static str, scenario: &'static str, query: &'static str, then: &'static str) -> State {
    State { name, scenario, query, then, under_way: false, pauses: 1 }
}

/// Presses the button with a name.
macro_rules! press {
    ($name:literal) => {
        concat!(
            "[...document.querySelectorAll('button')].find(b => (b.getAttribute('aria-label') ?? b.textContent).trim() === '",
            $name,
            "').click()"
        )
    };
}

const STATES: &[State] = &[
    state("start", "", "", ""),
    state("list", "paging-85", "", ""),
    state("list-details", "paging-85", "", "document.querySelector('.row').click()"),
    state("tree", "paging-85", "&view=tree", press!("Expand all")),
    state("tree-filtered", "paging-85", "&view=tree&q=class:malicious", ""),
    state("tree-hostile", "hostile-names", "&view=tree", press!("Expand all")),
    state("tree-facets", "paging-85", "&view=tree", press!("Facets")),
    state(
        "tree-selected",
        "paging-85",
        "&view=tree",
        "document.querySelectorAll('.pick').forEach((box, at) => at < 3 && box.click())",
    ),
    state("map", "paging-85", "&view=map", ""),
    state("map-large", "generated:1000", "&view=map", ""),
    state("filter-nothing", "paging-85", "&q=name:nothing-is-called-this", ""),
    state("filter-mistake", "paging-85", "&q=size:%3E%3D", ""),
    state("filter-help", "paging-85", "", press!("Filter help")),
    state("columns", "paging-85", "", press!("Columns")),
    state("export", "paging-85", "", press!("Export")),
    state("download", "paging-85", "", press!("Download archive")),
    state("connection", "paging-85", "", press!("Connection")),
    state("keys", "paging-85", "", press!("Keys")),
    state("partial", "generated:100000", "&view=tree", ""),
    State { pauses: 10, ..state("archive-checked", "paging-85", "", CHECKED) },
    state("from-file", "", "", DROPPED),
    state("offline", "paging-85", "", CUT_OFF),
    state("nothing", "empty", "", ""),
    state("unknown", "unknown", "", ""),
    state("odd-tree", "cycles", "&view=tree", press!("Expand all")),
    State { under_way: true, ..state("loading", "slow-body", "&view=tree", "") },
];

/// Has the archive downloaded as it is served, and checked.
const CHECKED: &str = "const press = (name) => [...document.querySelectorAll('button')].find(b => b.textContent === name && b.checkVisibility())?.click();
    const later = (act, wait) => setTimeout(act, wait);
    press('Download archive');
    later(() => [...document.querySelectorAll('dialog label')].find(l => l.textContent === 'As served').click(), 600);
    later(() => press('Save'), 700);
    later(() => press('Check against the listing'), 1500)";

/// Drops a listing on the page.
const DROPPED: &str = "const sample = (at) => ({type_display: 'PE/Exe', file_size: at * 12345, extracted_file_count: 0, classification: at % 3 ? 'unknown' : 'malicious', riskscore: at % 11, sha1: String(at).padStart(40, '0')});
    const entry = (_, at) => ({id: at + 1, parent_relationship: at ? 1 : null, path: `dropper/part${at}.bin`, filename: `part${at}.bin`, sample: sample(at)});
    const data = new DataTransfer();
    data.items.add(new File([JSON.stringify(Array.from({length: 24}, entry))], 'sent by a colleague.json'));
    document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}))";

/// Opens another sample when there is no network any more.
const CUT_OFF: &str = "Object.defineProperty(navigator, 'onLine', {value: false});
    globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'));
    const field = document.querySelector('[role=search] input');
    field.value = 'd41d8cd98f00b204e9800998ecf8427e';
    field.dispatchEvent(new Event('input', {bubbles: true}));
    [...document.querySelectorAll('button')].find(b => b.textContent === 'Open').click()";

const WIDTHS: [(u32, u32); 4] = [(1440, 900), (800, 900), (390, 844), (320, 640)];

/// How long a state may take to come about.
const PATIENCE: Duration = Duration::from_secs(20);

/// Takes the pictures.
pub fn run(options: &Options) -> Result<()> {
    let page = match &options.page {
        Some(page) => page.clone(),
        None => {
            let page = project::generated("shots")?.join("dist");
            dist::build(&page, &[])?;
            page
        }
    };
    let engine = options.browser.unwrap_or(Engine::Chromium);
    let folder = project::generated("shots")?.join(format!("pictures-{}", engine.name()));
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let installed = Installed::bring(engine)?;
    let program = served::build()?;
    let beside = Beside::listen()?;
    let done = take_all(options, &page, &folder, &installed, &program, &beside);
    beside.end();
    done?;
    println!("Pictures: {}", folder.display());
    Ok(())
}

fn take_all(
    options: &Options,
    page: &Path,
    folder: &Path,
    installed: &Installed,
    program: &Path,
    beside: &Beside,
) -> Result<()> {
    let served = Served::start(program, page, 0, beside)?;
    let wanted = |state: &&State| options.only.as_ref().is_none_or(|only| state.name.contains(only.as_str()));
    for scheme in Scheme::ALL {
        let driver = installed.driver(scheme, beside)?;
        let session = Session::of(installed, scheme, &driver)?;
        session.open(&served.origin)?;
        session.ask(&format!("sessionStorage.setItem('matryoshka.token', '{TOKEN}')"))?;
        for (width, height) in WIDTHS {
            look(&session, installed.engine, scheme, (width, height))?;
            for state in STATES.iter().filter(wanted) {
                let file = folder.join(format!("{}-{width}-{}.png", state.name, scheme.name()));
                take(&session, &served.origin, state, &file).with_context(|| state.name)?;
            }
        }
        println!("{}", scheme.name());
    }
    Ok(())
}

/// Gives the page its room and its colour scheme.
fn look(session: &Session<'_>, engine: Engine, scheme: Scheme, (width, height): (u32, u32)) -> Result<()> {
    if engine != Engine::Chromium {
        // The scheme was said when the browser was started. Some windows become no narrower than some 450 pixels.
        return session.resize(width, height);
    }
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    session.cdp("Emulation.setDeviceMetricsOverride", &size)?;
    let feature = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme.name() }] });
    session.cdp("Emulation.setEmulatedMedia", &feature).map(|_| ())
}

fn take(session: &Session<'_>, origin: &str, state: &State, file: &Path) -> Result<()> {
    let address = match state.scenario {
        "" => format!("{origin}/"),
        scenario => format!("{origin}/?sample={}{}", hash(scenario), state.query),
    };
    session.open(&address)?;
    let is_ready = if state.under_way {
        "document.querySelector('progress') !== null"
    } else {
        "document.querySelector('main')?.getAttribute('aria-busy') === 'false' && !document.querySelector('progress')"
    };
    let since = Instant::now();
    while session.ask(is_ready)? != Value::Bool(true) && since.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(50));
    }
    pause(session)?;
    if !state.then.is_empty() {
        session.ask(&format!("(() => {{ {} }})()", state.then))?;
        for _ in 0..state.pauses {
            pause(session)?;
        }
    }
    let bytes = STANDARD.decode(session.picture()?)?;
    fs::write(file, bytes).with_context(|| format!("cannot write {}", file.display()))
}

/// Lets what was changed come to the screen.
fn pause(session: &Session<'_>) -> Result<()> {
    let settled = "new Promise(done => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 300)).then(() => true)";
    session.ask(settled).map(|_| ())
}

/// The hash under which the demo appliance has a scenario.
fn hash(scenario: &str) -> String {
    match scenario.strip_prefix("generated:") {
        Some(rows) => served::hash(rows.parse().unwrap_or(0)),
        None => Sha1::digest(format!("matryoshka scenario: {scenario}")).iter().fold(String::new(), |mut out, byte| {
            // Writing to a String cannot fail.
            let _ = write!(out, "{byte:02x}");
            out
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::{STATES, hash};

    #[test]
    fn each_state_has_a_name_of_its_own() {
        let mut names: Vec<&str> = STATES.iter().map(|state| state.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), STATES.len());
    }

    #[test]
    fn hashes_are_those_of_the_demo_appliance() {
        assert_eq!(hash("generated:1000"), "67656e65726174656420726f77733a2000001000");
        assert_eq!(hash("paging-85").len(), 40);
    }
}
