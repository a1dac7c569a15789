//! What kind of file something is, in the vendor's notation, from its first bytes and its name.

/// A file type as rows show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileType {
    /// `type_display`: `PE/Exe`, `Text/Rust`, `Binary/Archive/ZIP`.
    pub display: &'static str,
    /// `category`: `application`, `archive`, `document`, `image`, `media`, `text`, `other`.
    pub category: &'static str,
}

impl FileType {
    /// The type of a file with this name and content. The content wins.
    pub fn of(name: &str, bytes: &[u8]) -> &'static Self {
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
        let named = || BY_EXTENSION.iter().find(|(end, _)| *end == extension).map(|(_, kind)| kind);
        if let Some((_, _, kind)) =
            BY_MAGIC.iter().find(|(at, magic, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic)))
        {
            // Many formats are zip archives inside: their name says which.
            return match named() {
                Some(better) if kind.display == ZIP.display && ZIP_BASED.contains(&extension.as_str()) => better,
                _ => kind,
            };
        }
        let looks_like_text = !bytes.is_empty()
            && std::str::from_utf8(&bytes[..bytes.len().min(4_000)])
                .map_or_else(|error| error.error_len().is_none(), |text| !text.contains('\0'));
        match named() {
            Some(kind) if looks_like_text || !kind.display.starts_with("Text") => kind,
            _ if looks_like_text => &TEXT,
            _ => &NONE,
        }
    }

    /// `file_type`: the part of the display before the first slash.
    pub fn file_type(&self) -> &'static str {
        self.display.split('/').next().unwrap_or_default()
    }

    /// `file_subtype`: the part after the first slash.
    pub fn file_subtype(&self) -> &'static str {
        self.display.split('/').nth(1).unwrap_or("None")
    }
}

const fn kind(display: &'static str, category: &'static str) -> FileType {
    FileType { display, category }
}

const ZIP: FileType = kind("Binary/Archive/ZIP", "archive");
const TEXT: FileType = kind("Text/None", "text");
const NONE: FileType = kind("Binary/None", "other");
const ZIP_BASED: &[&str] = &["jar", "docx", "xlsx", "pptx", "apk", "odt", "epub", "whl"];

/// Offset, magic bytes, type.
static BY_MAGIC: &[(usize, &[u8], FileType)] = &[
    (0, b"PK\x03\x04", ZIP),
    (0, b"PK\x05\x06", ZIP),
    (0, b"\x1f\x8b", kind("Binary/Archive/GZIP", "archive")),
    (0, b"BZh", kind("Binary/Archive/BZIP2", "archive")),
    (0, b"\xfd7zXZ\0", kind("Binary/Archive/XZ", "archive")),
    (0, b"7z\xbc\xaf\x27\x1c", kind("Binary/Archive/7ZIP", "archive")),
    (257, b"ustar", kind("Binary/Archive/TAR", "archive")),
    (0, b"MZ", kind("PE/Exe", "application")),
    (0, b"\x7fELF", kind("ELF/Exe", "application")),
    (0, b"\0asm", kind("Binary/WebAssembly", "application")),
    (0, b"\x89PNG\r\n\x1a\n", kind("Image/PNG", "image")),
    (0, b"\xff\xd8\xff", kind("Image/JPEG", "image")),
    (0, b"GIF8", kind("Image/GIF", "image")),
    (0, b"%PDF-", kind("Document/PDF", "document")),
    (0, b"wOF2", kind("Binary/Font/WOFF2", "other")),
    (0, b"\xd0\xcf\x11\xe0", kind("Document/OLE", "document")),
];

static BY_EXTENSION: &[(&str, FileType)] = &[
    ("rs", kind("Text/Rust", "text")),
    ("toml", kind("Text/TOML", "text")),
    ("lock", kind("Text/TOML", "text")),
    ("md", kind("Text/Markdown", "text")),
    ("css", kind("Text/CSS", "text")),
    ("js", kind("Text/JavaScript", "text")),
    ("mjs", kind("Text/JavaScript", "text")),
    ("json", kind("Text/JSON", "text")),
    ("html", kind("Text/HTML", "text")),
    ("xml", kind("Text/XML", "text")),
    ("svg", kind("Image/SVG", "image")),
    ("py", kind("Text/Python", "text")),
    ("sh", kind("Text/Shell", "text")),
    ("yml", kind("Text/YAML", "text")),
    ("yaml", kind("Text/YAML", "text")),
    ("csv", kind("Text/CSV", "text")),
    ("ini", kind("Text/INI", "text")),
    ("conf", kind("Text/Config", "text")),
    ("br", kind("Binary/Archive/Brotli", "archive")),
    ("jar", kind("Binary/Archive/JAR", "archive")),
    ("apk", kind("Binary/Archive/APK", "archive")),
    ("whl", kind("Binary/Archive/Wheel", "archive")),
    ("docx", kind("Document/OOXML/Word", "document")),
    ("xlsx", kind("Document/OOXML/Excel", "document")),
    ("pptx", kind("Document/OOXML/PowerPoint", "document")),
    ("odt", kind("Document/ODF/Text", "document")),
    ("epub", kind("Document/EPUB", "document")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_and_name_decide() {
        assert_eq!(FileType::of("lib.rs", b"fn main() {}").display, "Text/Rust");
        assert_eq!(FileType::of("lib.rs", b"PK\x03\x04").display, "Binary/Archive/ZIP");
        assert_eq!(FileType::of("a.docx", b"PK\x03\x04").display, "Document/OOXML/Word");
        assert_eq!(FileType::of("0", b"\0asm\x01").display, "Binary/WebAssembly");
        assert_eq!(FileType::of("x.png", b"\x89PNG\r\n\x1a\n").file_subtype(), "PNG");
        assert_eq!(FileType::of("notes", b"plain words").display, "Text/None");
        assert_eq!(FileType::of("x.rs", b"\0\0\0").display, "Binary/None");
        assert_eq!(FileType::of("", b"").file_type(), "Binary");
    }
}
