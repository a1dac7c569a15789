//! What the browser's processes hold, as the kernel tells.

use crate::browser::Session;
use anyhow::{Context, Result, ensure};
use serde_json::json;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

/// Bytes of the page: what its scripts hold.
pub fn page(session: &Session<'_>) -> Result<f64> {
    // The second time frees what the finalizers of the first let go of.
    for _ in 0..2 {
        session.cdp("HeapProfiler.collectGarbage", &json!({}))?;
    }
    let usage = session.cdp("Runtime.getHeapUsage", &json!({}))?;
    let number = |name: &str| usage[name].as_f64().unwrap_or(0.0);
    let wasm = session.ask("bench.wasm()")?.as_f64().unwrap_or(0.0);
    // WebAssembly memory is not among the buffers.
    Ok(number("usedSize") + number("embedderHeapUsedSize") + number("backingStorageSize") + wasm)
}

/// A process of the browser's.
struct Process {
    id: u32,
    parent: u32,
    command: String,
}

/// The processes of the browser with this profile.
fn processes(profile: &str) -> Result<Vec<Process>> {
    let mut all = Vec::new();
    for entry in fs::read_dir("/proc").context("there is no /proc to ask about processes")? {
        let Some(id) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
        // Processes may end while they are looked at.
        let Ok(command) = fs::read(format!("/proc/{id}/cmdline")) else { continue };
        let Some(parent) = status(id, "PPid:") else { continue };
        let command = String::from_utf8_lossy(&command).replace('\0', " ");
        all.push(Process { id, parent: parent as u32, command });
    }
    let mut found: Vec<u32> = all
        .iter()
        .filter(|process| process.command.contains(profile) && !process.command.contains("--type="))
        .map(|process| process.id)
        .collect();
    let mut at = 0;
    while let Some(parent) = found.get(at).copied() {
        found.extend(all.iter().filter(|process| process.parent == parent).map(|process| process.id));
        at += 1;
    }
    Ok(all.into_iter().filter(|process| found.contains(&process.id)).collect())
}

/// A number from the status of a process.
fn status(id: u32, name: &str) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    number(&text, name)
}

fn number(text: &str, name: &str) -> Option<u64> {
    text.lines().find_map(|line| line.strip_prefix(name)?.split_whitespace().next()?.parse().ok())
}

/// How often processes are looked at.
const LOOK: Duration = Duration::from_millis(100);

/// Looks again and again, until it is dropped.
struct Watch {
    over: Arc<AtomicBool>,
}

impl Watch {
    fn by(mut look: impl FnMut() + Send + 'static) -> Self {
        let over = Arc::new(AtomicBool::new(false));
        let watch = Self { over: over.clone() };
        thread::spawn(move || {
            while !over.load(Ordering::Relaxed) {
                look();
                thread::sleep(LOOK);
            }
        });
        watch
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

/// Watches what the process that renders the page holds. Chromium sets the kernel's own record back now and then, so
/// that is read again and again.
pub struct Renderer {
    peak: Arc<AtomicU64>,
    _watch: Watch,
}

impl Renderer {
    /// Watches the renderers of a browser: the one of the page, and a spare one that is smaller.
    pub fn watch(session: &Session<'_>) -> Result<Self> {
        let processes = processes(session.profile())?.into_iter();
        let renderers = processes.filter(|process| process.command.contains("--type=renderer"));
        let renderers: Vec<u32> = renderers.map(|process| process.id).collect();
        ensure!(!renderers.is_empty(), "no process renders the page");
        let peak = Arc::new(AtomicU64::new(0));
        let seen = peak.clone();
        let watch = Watch::by(move || {
            let most = renderers.iter().filter_map(|id| status(*id, "VmHWM:")).max();
            seen.fetch_max(most.unwrap_or(0), Ordering::Relaxed);
        });
        Ok(Self { peak, _watch: watch })
    }

    /// The most bytes that it held so far.
    pub fn peak(&self) -> f64 {
        self.peak.load(Ordering::Relaxed) as f64 * 1024.0
    }
}

/// Watches by how much the browser's processes grow.
pub struct Growth {
    before: (u64, u64),
    most: Arc<(AtomicU64, AtomicU64)>,
    _watch: Watch,
}

impl Growth {
    /// Watches from now on.
    pub fn watch(session: &Session<'_>) -> Result<Self> {
        let processes = processes(session.profile())?;
        let before = sizes(&processes);
        let most = Arc::new((AtomicU64::new(before.0), AtomicU64::new(before.1)));
        let seen = most.clone();
        let watch = Watch::by(move || {
            let (renderer, all) = sizes(&processes);
            seen.0.fetch_max(renderer, Ordering::Relaxed);
            seen.1.fetch_max(all, Ordering::Relaxed);
        });
        Ok(Self { before, most, _watch: watch })
    }

    /// Bytes by which the largest renderer, and all processes together, have grown at most.
    pub fn most(&self) -> (f64, f64) {
        let bytes = |most: &AtomicU64, before: u64| (most.load(Ordering::Relaxed) - before) as f64 * 1024.0;
        (bytes(&self.most.0, self.before.0), bytes(&self.most.1, self.before.1))
    }
}

/// KiB that the largest renderer holds, and all processes. Files that are mapped count for neither: the kernel takes those
/// pages back whenever it likes.
fn sizes(processes: &[Process]) -> (u64, u64) {
    let own =
        |process: &Process| status(process.id, "RssAnon:").unwrap_or(0) + status(process.id, "RssShmem:").unwrap_or(0);
    let renderers = processes.iter().filter(|process| process.command.contains("--type=renderer"));
    (renderers.map(own).max().unwrap_or(0), processes.iter().map(own).sum())
}

/// Bytes of all the browser's processes together, what they share counted once.
pub fn browser(session: &Session<'_>) -> Result<f64> {
    let share = |process: &Process| {
        let text = fs::read_to_string(format!("/proc/{}/smaps_rollup", process.id)).unwrap_or_default();
        number(&text, "Pss:").unwrap_or(0)
    };
    Ok(processes(session.profile())?.iter().map(share).sum::<u64>() as f64 * 1024.0)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_are_found_by_their_names() {
        let text = "Name:\tchromium\nPPid:\t12\nVmHWM:\t  918000 kB\n";
        assert_eq!(number(text, "PPid:"), Some(12));
        assert_eq!(number(text, "VmHWM:"), Some(918_000));
        assert_eq!(number(text, "VmRSS:"), None);
    }
}
