//! Tar archives.

use bytes::Bytes;

use super::{Budget, Inside, relative};

pub fn unpack(content: &Bytes, budget: &mut Budget) -> Vec<Inside> {
    let mut archive = ::tar::Archive::new(&content[..]);
    let Ok(entries) = archive.entries() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for entry in entries {
        // After a damaged header nothing that follows can be trusted.
        let Ok(entry) = entry else { break };
        if !entry.header().entry_type().is_file() {
            continue;
        }
        let Some(path) = relative(&String::from_utf8_lossy(&entry.path_bytes())) else { continue };
        if let Some(content) = budget.read(entry) {
            found.push(Inside { path, content });
        }
    }
    found
}
