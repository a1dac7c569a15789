//! What the names of members mean: which letters they are made of, and whether they name a folder.

use crate::zip::directory::Entry;
use crate::zip::directory::kind::Kind;
use crate::zip::directory::names::in_437;
use matryoshka_core::archive::code_page::CodePage;

/// Turns the bytes of a name into text, as a browser does it.
pub type Decode<'a> = &'a dyn Fn(CodePage, &[u8]) -> String;

/// Reads the names that are in a code page: in the one given, else in the likeliest. Gives which that is; `None` where there
/// is no such name.
pub fn read_names(entries: &mut [Entry], chosen: Option<CodePage>, decode: Decode<'_>) -> Option<CodePage> {
    let mut doubtful = entries.iter().filter_map(|entry| entry.doubtful.as_deref()).peekable();
    doubtful.peek()?;
    let page = chosen.unwrap_or_else(|| CodePage::guess(&doubtful));
    for entry in entries {
        if let Some(name) = &entry.doubtful {
            entry.name = if page == CodePage::Cp437 { in_437(name) } else { decode(page, name) };
        }
    }
    Some(page)
}

/// Whether an entry is a folder: nothing that has content is, whatever it says.
pub fn is_folder(entry: &Entry) -> bool {
    if entry.size != 0 || entry.crc != 0 {
        return false;
    }
    // The byte of a backslash may be the second half of a letter.
    let is_letter = entry.doubtful.as_deref().is_some_and(|name| matches!(name, [.., 0x80..=0xff, b'\\']));
    let is_named = entry.name.ends_with('/') || entry.name.ends_with('\\') && !is_letter;
    is_named || entry.kind == Kind::Folder
}
