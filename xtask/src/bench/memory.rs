//! What the browser's processes hold, as the kernel tells.

use super::browser::Session;
use anyhow::{Context, Result};
use serde_json::json;
use std::fs;

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

/// Most bytes that the process which renders the page ever held.
pub fn renderer_peak(session: &Session<'_>) -> Result<f64> {
    let processes = processes(session.profile())?;
    let renderers = processes.iter().filter(|process| process.command.contains("--type=renderer"));
    // The browser keeps a spare renderer, which is smaller.
    let peak = renderers.filter_map(|process| status(process.id, "VmHWM:")).max();
    Ok(peak.context("no process renders the page")? as f64 * 1024.0)
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
