//! Takes a file apart: zip and what is built on it, tar, gzip and bzip2, told by their first bytes and not by name.
//! Folders and links are no files and are left out.

mod stream;
mod tar;
mod zip;

use bytes::Bytes;
use std::io::Read;

/// How much may still be unpacked. Keeps a bomb from filling the memory: what does not fit is left out.
#[derive(Debug)]
pub struct Budget {
    /// Bytes.
    pub bytes: u64,
    /// Files.
    pub files: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { bytes: 1 << 30, files: 60_000 }
    }
}

impl Budget {
    /// Reads one file to its end and takes its size off the budget. `None`: it can't be read or is too big.
    fn read(&mut self, from: impl Read) -> Option<Bytes> {
        let mut content = Vec::new();
        from.take(self.bytes + 1).read_to_end(&mut content).ok()?;
        self.bytes = self.bytes.checked_sub(content.len() as u64)?;
        self.files = self.files.checked_sub(1)?;
        Some(content.into())
    }
}

/// A file found directly inside another.
#[derive(Debug, PartialEq, Eq)]
pub struct Inside {
    /// Path relative to the file it was found in, with `/`, never empty.
    pub path: String,
    pub content: Bytes,
}

/// The files directly inside `content`, in the archive's order. Empty where it is no archive; what is damaged,
/// encrypted or beyond the budget is left out.
pub fn unpack(content: &Bytes, budget: &mut Budget) -> Vec<Inside> {
    if content.starts_with(b"PK\x03\x04") {
        zip::unpack(content, budget)
    } else if content.get(257..262) == Some(b"ustar") {
        tar::unpack(content, budget)
    } else if content.starts_with(b"\x1f\x8b") {
        stream::gzip(content, budget)
    } else if content.starts_with(b"BZh") {
        stream::bzip2(content, budget)
    } else {
        Vec::new()
    }
}

/// An archive's own name for a member as a relative path with `/`. `None` where nothing is left of it.
fn relative(name: &str) -> Option<String> {
    let name = name.replace('\\', "/");
    let parts: Vec<_> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_relative_paths() {
        assert_eq!(relative("/etc/./passwd").as_deref(), Some("etc/passwd"));
        assert_eq!(relative(r"a\b").as_deref(), Some("a/b"));
        assert_eq!(relative("./"), None);
    }

    #[test]
    fn what_is_no_archive_holds_nothing() {
        for content in [&b""[..], b"plain text", b"PK\x03\x04 but not really", b"\x1f\x8b", b"BZh9"] {
            assert_eq!(unpack(&Bytes::from_static(content), &mut Budget::default()), [], "{content:?}");
        }
    }

    #[test]
    fn a_bomb_is_left_out() {
        let zeros = crate::default_sample::pack::gzip(None, &vec![0; 100_000]);
        let mut small = Budget { bytes: 50_000, files: 10 };
        assert_eq!(unpack(&zeros.clone().into(), &mut small), []);
        assert_eq!(unpack(&zeros.into(), &mut Budget::default())[0].content.len(), 100_000);
    }
}
