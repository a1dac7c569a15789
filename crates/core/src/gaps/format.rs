//! What a file is by the bytes at its beginning, and whether that contradicts what the appliance calls it.
//!
//! A type contradicts only where it names a format, or text, that begins otherwise. What it says in other words is left alone: the
//! appliance knows more formats than there are here.

use crate::gaps::signatures::Container;
use serde::{Deserialize, Serialize};

/// A format of files that hold no others, with a beginning that cannot be mistaken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each says what it is")]
pub enum Format {
    Pe,
    Elf,
    MachO,
    Pdf,
    Png,
    Jpeg,
    Gif,
    Wasm,
    Shortcut,
}

/// What a file is by its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Magic {
    /// A format.
    Format(Format),
    /// Something that can hold other files.
    Container(Container),
}

impl Magic {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Container(container) => container.name(),
            Self::Format(format) => match format {
                Format::Pe => "program of Windows (PE)",
                Format::Elf => "program of Linux (ELF)",
                Format::MachO => "program of macOS (Mach-O)",
                Format::Pdf => "PDF",
                Format::Png => "PNG image",
                Format::Jpeg => "JPEG image",
                Format::Gif => "GIF image",
                Format::Wasm => "WebAssembly module",
                Format::Shortcut => "shortcut of Windows (LNK)",
            },
        }
    }
}

/// The beginnings, but for programs of Windows, in which another place is looked at.
static STARTS: [(Format, &[u8]); 12] = [
    (Format::Elf, b"\x7fELF"),
    (Format::MachO, b"\xfe\xed\xfa\xce"),
    (Format::MachO, b"\xfe\xed\xfa\xcf"),
    (Format::MachO, b"\xce\xfa\xed\xfe"),
    (Format::MachO, b"\xcf\xfa\xed\xfe"),
    (Format::Pdf, b"%PDF-"),
    (Format::Png, b"\x89PNG\r\n\x1a\n"),
    (Format::Jpeg, b"\xff\xd8\xff"),
    (Format::Gif, b"GIF87a"),
    (Format::Gif, b"GIF89a"),
    (Format::Wasm, b"\0asm\x01\0\0\0"),
    (Format::Shortcut, b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46"),
];

/// What a file is by its first bytes.
pub fn at_start(head: &[u8]) -> Option<Format> {
    if head.starts_with(b"MZ") {
        let at = head.get(0x3c..0x40)?.try_into().map(u32::from_le_bytes).ok()? as usize;
        return (head.get(at..at.checked_add(4)?)? == b"PE\0\0").then_some(Format::Pe);
    }
    STARTS.iter().find(|(_, bytes)| head.starts_with(bytes)).map(|(format, _)| *format)
}

/// Words of the appliance's types that name a format, without the digits behind them, each with what such a file can be by its
/// bytes.
#[rustfmt::skip]
static NAMED: [(&str, &[Magic]); 47] = {
    use Container as C;
    use Format as F;
    use Magic::{Container as Holds, Format as Is};
    [
        ("pe", &[Is(F::Pe)]),
        ("elf", &[Is(F::Elf)]),
        ("macho", &[Is(F::MachO)]),
        ("pdf", &[Is(F::Pdf)]),
        ("png", &[Is(F::Png)]),
        ("jpeg", &[Is(F::Jpeg)]),
        ("jpg", &[Is(F::Jpeg)]),
        ("gif", &[Is(F::Gif)]),
        ("webassembly", &[Is(F::Wasm)]),
        ("wasm", &[Is(F::Wasm)]),
        ("lnk", &[Is(F::Shortcut)]),
        ("zip", &[Holds(C::Zip)]),
        ("jar", &[Holds(C::Zip)]),
        ("apk", &[Holds(C::Zip)]),
        ("docx", &[Holds(C::Zip), Holds(C::Ole)]),
        ("xlsx", &[Holds(C::Zip), Holds(C::Ole)]),
        ("pptx", &[Holds(C::Zip), Holds(C::Ole)]),
        ("ooxml", &[Holds(C::Zip), Holds(C::Ole)]),
        ("rar", &[Holds(C::Rar)]),
        ("7z", &[Holds(C::SevenZip)]),
        ("7zip", &[Holds(C::SevenZip)]),
        ("cab", &[Holds(C::Cab)]),
        ("ole", &[Holds(C::Ole)]),
        ("msi", &[Holds(C::Ole)]),
        ("gzip", &[Holds(C::Gzip)]),
        ("gz", &[Holds(C::Gzip)]),
        ("bzip", &[Holds(C::Bzip2)]),
        ("bz", &[Holds(C::Bzip2)]),
        ("xz", &[Holds(C::Xz)]),
        ("zstd", &[Holds(C::Zstd)]),
        ("lz", &[Holds(C::Lz4)]),
        ("tar", &[Holds(C::Tar)]),
        ("deb", &[Holds(C::Ar)]),
        ("cpio", &[Holds(C::Cpio)]),
        ("rpm", &[Holds(C::Rpm)]),
        ("arj", &[Holds(C::Arj)]),
        ("ace", &[Holds(C::Ace)]),
        ("lzh", &[Holds(C::Lha)]),
        ("lha", &[Holds(C::Lha)]),
        ("vhd", &[Holds(C::Vhd)]),
        ("vhdx", &[Holds(C::Vhdx)]),
        ("vmdk", &[Holds(C::Vmdk)]),
        ("qcow", &[Holds(C::Qcow)]),
        ("wim", &[Holds(C::Wim)]),
        ("squashfs", &[Holds(C::Squashfs)]),
        ("chm", &[Holds(C::Chm)]),
        ("dmg", &[Holds(C::Dmg)]),
    ]
};

/// Whether a file that is so by its bytes cannot be what the appliance's type says.
pub fn contradicts(magic: Magic, kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    let mut words = kind.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    // All that is text by its type begins with none of these.
    if words.clone().next() == Some("text") {
        return true;
    }
    let named = |word: &str| {
        let bare = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        NAMED.iter().find(|(name, _)| *name == word || *name == bare).map(|(_, magics)| *magics)
    };
    let Some(first) = words.by_ref().find_map(named) else { return false };
    !std::iter::once(first).chain(words.filter_map(named)).any(|magics| magics.contains(&magic))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn beginnings_are_known_and_too_few_bytes_are_not() {
        let program = include_bytes!("signatures/fixtures/w32.head");
        assert_eq!(at_start(program), Some(Format::Pe));
        assert_eq!(at_start(&program[..0x40]), None);
        assert_eq!(at_start(b"MZ is how a text may begin, and this one is long enough to be asked more of it"), None);
        for (format, bytes) in STARTS {
            assert_eq!(at_start(&[bytes, b"more"].concat()), Some(format));
            assert_eq!(at_start(&bytes[..bytes.len() - 1]), None);
        }
    }

    #[test]
    fn types_contradict_where_they_name_another_format() {
        let (pe, zip, ole) =
            (Magic::Format(Format::Pe), Magic::Container(Container::Zip), Magic::Container(Container::Ole));
        for (magic, kind) in [
            (pe, "Text/HTML"),
            (pe, "Document/PDF"),
            (pe, "Image/None/PNG"),
            (pe, "ELF64 Little/Exe"),
            (zip, "PE+/Dll"),
            (zip, "Binary/Archive/RAR"),
            (zip, "text"),
            (Magic::Container(Container::Rar), "Binary/Archive/ZIP"),
            (Magic::Container(Container::SevenZip), "Document/OOXML/Word"),
        ] {
            assert!(contradicts(magic, kind), "{} is {kind}", magic.name());
        }
        for (magic, kind) in [
            (pe, "PE/Exe"),
            (pe, "PE32+/Exe"),
            (pe, "PE/Exe/RAR SFX"),
            (pe, "Binary/None"),
            (pe, ""),
            (zip, "Document/ODF/Text"),
            (zip, "Document/OOXML/Word"),
            (ole, "Document/OOXML/Excel"),
            (zip, "Binary/Archive/JAR"),
            (Magic::Container(Container::SevenZip), "Binary/Archive/7ZIP"),
            (Magic::Container(Container::SevenZip), "Binary/Archive/7z"),
            (Magic::Container(Container::Bzip2), "Binary/Archive/BZIP2"),
            (Magic::Container(Container::Lz4), "Binary/Archive/LZ4"),
            (Magic::Format(Format::Elf), "ELF64 Little/SO"),
            (Magic::Format(Format::MachO), "MachO64 Little/Dylib"),
        ] {
            assert!(!contradicts(magic, kind), "{} is {kind}", magic.name());
        }
    }

    proptest! {
        #[test]
        fn any_bytes_and_any_type_are_looked_at(bytes in prop::collection::vec(any::<u8>(), 0..120), kind: String, at in 0_u8..130) {
            let mut program = b"MZ".to_vec();
            program.extend(&bytes);
            if let Some(byte) = program.get_mut(0x3c) {
                *byte = at;
            }
            let _ = (at_start(&bytes), at_start(&program));
            // A word more can only take a contradiction away.
            let more = [&kind, "/PE"].concat();
            let is_text = more.to_ascii_lowercase().split(|c: char| !c.is_ascii_alphanumeric()).find(|word| !word.is_empty()) == Some("text");
            prop_assert_eq!(contradicts(Magic::Format(Format::Pe), &more), is_text);
        }
    }
}
