//! The file types of generated rows: about 200, common ones first.

/// A type as it is written into a row.
pub struct Type {
    /// `,"type_display":..` to `file_subtype`, ready to be copied.
    pub fields: String,
    /// With its dot, or empty.
    pub extension: &'static str,
}

/// Types of files with nothing inside.
pub fn leaves() -> Vec<Type> {
    parse(LEAVES)
}

/// Types of files with others inside.
pub fn containers() -> Vec<Type> {
    parse(CONTAINERS)
}

fn parse(table: &'static str) -> Vec<Type> {
    let lines = table.lines().filter_map(|line| line.split_once(": "));
    let types = lines.flat_map(|(category, types)| {
        types.split(", ").map(move |entry| {
            let (display, extension) = entry.split_once(' ').unwrap_or((entry, ""));
            let mut parts = display.split('/');
            let (file_type, subtype) = (parts.next().unwrap_or_default(), parts.next().unwrap_or("None"));
            let fields = format!(
                ",\"type_display\":\"{display}\",\"category\":\"{category}\",\"file_type\":\"{file_type}\",\
                 \"file_subtype\":\"{subtype}\""
            );
            Type { fields, extension }
        })
    });
    types.collect()
}

/// A category, then its types with their extensions.
const LEAVES: &str = "\
text: Text/None .txt, Text/XML .xml, Text/HTML .html, Text/JavaScript .js, Text/JSON .json, Text/CSS .css
image: Image/PNG .png, Image/JPEG .jpg, Image/GIF .gif, Image/Icon .ico, Image/BMP .bmp, Image/SVG .svg
application: PE/Dll .dll, PE/Exe .exe, PE+/Dll .dll, PE+/Exe .exe, ELF64 Little/SO .so, ELF64 Little/Exe
other: Binary/None .bin, Binary/None .dat, Binary/Resource .res, Binary/Certificate .der, Binary/Signature .sig
text: Text/Python .py, Text/C .c, Text/C++ .cpp, Text/C/Header .h, Text/Java .java, Text/PHP .php, Text/Shell .sh
text: Text/PowerShell .ps1, Text/Batch .bat, Text/VBScript .vbs, Text/VBA .bas, Text/Perl .pl, Text/Ruby .rb
text: Text/Go .go, Text/Rust .rs, Text/C# .cs, Text/Kotlin .kt, Text/Swift .swift, Text/Lua .lua, Text/TypeScript .ts
text: Text/YAML .yml, Text/TOML .toml, Text/INI .ini, Text/CSV .csv, Text/Markdown .md, Text/SQL .sql, Text/Log .log
text: Text/PEM .pem, Text/Makefile .mk, Text/CMake .cmake, Text/Gradle .gradle, Text/Properties .properties
text: Text/Manifest .mf, Text/Registry .reg, Text/Desktop .desktop, Text/Unit .service, Text/Rules .rules, Text/Diff .diff
text: Text/Scala .scala, Text/Haskell .hs, Text/Erlang .erl, Text/Elixir .ex, Text/Clojure .clj, Text/R .r, Text/Tcl .tcl
text: Text/Pascal .pas, Text/Fortran .f90, Text/Assembly .asm, Text/Verilog .v, Text/VHDL .vhd, Text/Matlab .m
text: Text/LaTeX .tex, Text/RST .rst, Text/AsciiDoc .adoc, Text/DTD .dtd, Text/XSD .xsd, Text/XSLT .xsl, Text/JSP .jsp
text: Text/ASP .asp, Text/SCSS .scss, Text/Less .less, Text/Vue .vue, Text/Protobuf .proto, Text/Thrift .thrift
text: Text/Gettext .po, Text/Subtitle .srt, Text/Contact .vcf, Text/Calendar .ics, Text/Mail .eml, Text/Patch .patch
image: Image/TIFF .tif, Image/WebP .webp, Image/AVIF .avif, Image/HEIF .heic, Image/Cursor .cur, Image/TGA .tga
image: Image/PSD .psd, Image/XCF .xcf, Image/EMF .emf, Image/WMF .wmf, Image/DDS .dds, Image/PCX .pcx, Image/XPM .xpm
media: Audio/MP3 .mp3, Audio/WAV .wav, Audio/FLAC .flac, Audio/OGG .ogg, Audio/AAC .aac, Audio/MIDI .mid
media: Video/MP4 .mp4, Video/AVI .avi, Video/Matroska .mkv, Video/WebM .webm, Video/MOV .mov, Video/WMV .wmv
application: ELF32 Little/SO .so, ELF32 Little/Exe, ELF32 Big/Exe, ELF64 Big/SO .so, ELF64 Little/Relocatable .o
application: MachO64 Little/Exe, MachO64 Little/Dylib .dylib, MachO32 Little/Exe, MachO/Fat, PE/Driver .sys, PE+/Driver .sys
application: PE/.Net Exe .exe, PE/.Net Dll .dll, PE16/Exe .exe, PE/Screensaver .scr, PE/Control Panel .cpl, PE/OCX .ocx
application: Binary/WebAssembly .wasm, Binary/Java Class .class, Binary/Dalvik .dex, Binary/Dalvik/ODEX .odex
application: Binary/Python Bytecode .pyc, Binary/Lua Bytecode .luac, Binary/Flash .swf, Binary/LLVM Bitcode .bc
application: Binary/Shortcut .lnk, Binary/COM .com, Binary/Boot Sector .img, Binary/UEFI .efi, Binary/Firmware .fw
document: Document/PDF .pdf, Document/RTF .rtf, Document/OLE/Word .doc, Document/OLE/Excel .xls, Document/OneNote .one
document: Document/OLE/PowerPoint .ppt, Document/Help .hlp, Document/PostScript .ps, Document/DjVu .djvu, Document/MOBI .mobi
other: Binary/Font/TrueType .ttf, Binary/Font/OpenType .otf, Binary/Font/WOFF .woff, Binary/Font/WOFF2 .woff2
other: Binary/SQLite .db, Binary/Gettext .mo, Binary/Plist .plist, Binary/Registry Hive .hiv, Binary/Event Log .evtx
other: Binary/Prefetch .pf, Binary/Crash Dump .dmp, Binary/PCAP .pcap, Binary/Key Store .jks, Binary/PKCS12 .p12
other: Binary/Type Library .tlb, Binary/Debug Symbols .pdb, Binary/Static Library .lib, Binary/Object .obj
other: Binary/Shader .cso, Binary/Model .glb, Binary/Map .map, Binary/Dictionary .dic, Binary/Time Zone .tz
other: Binary/ICC Profile .icc, Binary/Torrent .torrent, Binary/Pickle .pkl, Binary/HDF5 .h5, Binary/Parquet .parquet
other: Binary/Resources Table .arsc, Binary/XML .axml, Binary/Version .ver, Binary/String Table .str, Binary/Overlay";

const CONTAINERS: &str = "\
archive: Binary/Archive/ZIP .zip, Binary/Archive/GZIP .gz, Binary/Archive/TAR .tar, Binary/Archive/CAB .cab
application: PE/Exe .exe, PE/Exe/NSIS .exe, PE/Exe/InnoSetup .exe, PE/Dll .dll, PE+/Exe .exe
archive: Binary/Archive/JAR .jar, Binary/Archive/APK .apk, Binary/Archive/7ZIP .7z, Binary/Archive/RAR .rar
document: Document/OOXML/Word .docx, Document/OOXML/Excel .xlsx, Document/OOXML/PowerPoint .pptx, Document/PDF .pdf
archive: Binary/Archive/BZIP2 .bz2, Binary/Archive/XZ .xz, Binary/Archive/ZSTD .zst, Binary/Archive/CPIO .cpio
archive: Binary/Archive/MSI .msi, Binary/Archive/DEB .deb, Binary/Archive/RPM .rpm, Binary/Archive/AR .a
archive: Binary/Archive/ISO .iso, Binary/Archive/WIM .wim, Binary/Archive/VHD .vhd, Binary/Archive/SquashFS .sqsh
archive: Binary/Archive/Wheel .whl, Binary/Archive/NuGet .nupkg, Binary/Archive/XPI .xpi, Binary/Archive/CRX .crx
document: Document/CHM .chm, Document/EPUB .epub, Document/ODF/Text .odt, Document/MSG .msg, Document/MHTML .mht";
