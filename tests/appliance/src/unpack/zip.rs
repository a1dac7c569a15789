//! Zip archives, and with them jar, docx and other formats that are zip archives inside.

use std::io::Cursor;

use bytes::Bytes;

use super::{Budget, Inside, relative};

pub fn unpack(content: &Bytes, budget: &mut Budget) -> Vec<Inside> {
    let Ok(mut archive) = ::zip::ZipArchive::new(Cursor::new(content)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for index in 0..archive.len() {
        let Ok(member) = archive.by_index(index) else { continue };
        if !member.is_file() {
            continue;
        }
        let Some(path) = relative(member.name()) else { continue };
        if let Some(content) = budget.read(member) {
            found.push(Inside { path, content });
        }
    }
    found
}
