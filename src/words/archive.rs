//! The archive, once it is here.

use matryoshka_core::archive::code_page::CodePage;

pub const ARCHIVE: &str = "Archive";
pub const CHECK: &str = "Check against the listing";
pub const SAVE_RESULT: &str = "Save the result";
pub const ODD: &str = "Members that do not fit";
pub const NAMES: &str = "Name encoding";
pub const NAMES_HINT: &str = "Names that are not in UTF-8 do not say their encoding: this is a guess";

/// What a code page of names is called.
pub const fn code_page(page: CodePage) -> &'static str {
    match page {
        CodePage::Cp437 => "CP437 (DOS, Western)",
        CodePage::Windows1252 => "Windows-1252 (Western)",
        CodePage::ShiftJis => "Shift-JIS (Japanese)",
        CodePage::Gbk => "GBK (Chinese)",
    }
}

pub const PASSWORD: &str = "Password of the archive";
pub const TRY: &str = "Try";
pub const WORKING: &str = "Working on it";
pub const STOPPED: &str = "Stopped. Nothing was saved.";
pub const FAILED: &str = "The archive could not be processed.";
pub const MEMBER: &str = "In the archive";
pub const SAVE: &str = "Save this file";
pub const SAVE_HINT: &str = "Live malware, as it is, without a password";
pub const OTHER_FILE: &str =
    "The archive holds something else here than the listing says. The result of the check names all that differ.";

pub fn other_file(hash: &str) -> String {
    format!("What was saved is not the file of this row: its SHA-1 is {hash}.")
}

pub fn here(served: bool, size: &str) -> String {
    format!("{}, {size}.", if served { "The archive is here" } else { "An archive from disk" })
}
