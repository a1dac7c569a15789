//! What a test may need of an engine and its driver that not all of them have.

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::panic::resume_unwind;

use crate::engine::Engine;

/// Something that a test asks of the browser, and that one browser can't give. The page has nothing to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capability {
    /// Fingers on the glass.
    Touch,
    /// The whole tree that a screen reader is given, to be compared line by line.
    AccessibilityTree,
    /// What the page says in the console.
    Console,
    /// Files of gigabytes that are saved to a folder without a question.
    LargeDownloads,
    /// A script that runs before those of the page.
    EarlyScripts,
    /// A page narrower than the narrowest window, or zoomed in.
    Viewport,
    /// A time zone of the test's own.
    TimeZone,
    /// Colours that the system forces on every page.
    ForcedColors,
}

impl Capability {
    /// Why an engine's driver can't give it; nothing where it can.
    pub fn lack(self, engine: Engine) -> Option<&'static str> {
        match (engine, self) {
            (Engine::Chromium, _) => None,
            (Engine::Firefox, Self::Touch) => {
                Some("geckodriver moves a mouse or nothing where a page was not made for touch")
            }
            (_, Self::AccessibilityTree) => Some("WebDriver tells role and name of one element at a time"),
            (_, Self::ForcedColors) => {
                Some("only the system or its settings before it starts force colours on this browser")
            }
            (Engine::Firefox, _) => None,
            (Engine::Webkit, Self::Touch) => Some("MiniBrowser's automation takes no touch"),
            (Engine::Webkit, Self::Console) => Some("WebKitWebDriver does not pass on the console"),
            (Engine::Webkit, Self::LargeDownloads) => {
                Some("MiniBrowser asks where to save, and gigabytes are not taken out of the page")
            }
            (Engine::Webkit, Self::EarlyScripts) => Some("WebKitWebDriver runs scripts only in pages that are there"),
            (Engine::Webkit, Self::Viewport) => Some("the page is as wide as MiniBrowser's window"),
            (Engine::Webkit, Self::TimeZone) => Some("WebKitWebDriver keeps to the system's time zone"),
        }
    }
}

/// What ends a test in an engine that lacks what it needs.
#[derive(Debug)]
pub struct LeftOut;

/// Goes on where the engine at hand has this capability, and leaves out the rest of the test where it has not.
pub fn needs(capability: Capability) {
    if is_left_out(capability) {
        resume_unwind(Box::new(LeftOut));
    }
}

/// Whether the engine at hand lacks this capability. If so it is written down that the test was left out.
pub fn is_left_out(capability: Capability) -> bool {
    let engine = Engine::here();
    let Some(reason) = capability.lack(engine) else { return false };
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    eprintln!("{test} is left out in {engine}: {capability:?}: {reason}");
    if let Some(file) = env::var_os("MATRYOSHKA_LEFT_OUT") {
        let line = format!("{test}\t{capability:?}\t{reason}\n");
        let file = OpenOptions::new().create(true).append(true).open(file);
        let written = file.and_then(|mut file| file.write_all(line.as_bytes()));
        written.expect("MATRYOSHKA_LEFT_OUT names a file that can be written");
    }
    true
}
