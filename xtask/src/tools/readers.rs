//! Programs that read what is exported, or find the same in the same files. A test without its program is left out with a word, so none of them has to be there.

use super::apt::{self, Program};
use super::browser::CHROME;
use std::path::PathBuf;

const PROGRAMS: [&Program; 8] = [
    &Program { names: &["ssconvert"], variable: "SSCONVERT", package: "gnumeric", is_service: false },
    &Program { names: &["bsdtar"], variable: "BSDTAR", package: "libarchive-tools", is_service: false },
    // UNZIP is a variable of its own, for options.
    &Program { names: &["unzip"], variable: "INFO_ZIP", package: "unzip", is_service: false },
    &Program { names: &["7z", "7zz"], variable: "SEVEN_ZIP", package: "p7zip-full", is_service: false },
    &Program { names: &["yara"], variable: "YARA", package: "yara", is_service: false },
    &Program { names: &["jq"], variable: "JQ", package: "jq", is_service: false },
    // Prints the report that is then read by the next one.
    &CHROME,
    &Program { names: &["pdftotext"], variable: "PDFTOTEXT", package: "poppler-utils", is_service: false },
];

/// Finds them, or installs them where apt-get may. Each that is there comes with the variable by which the tests find it.
pub fn bring() -> Vec<(&'static str, PathBuf)> {
    if let Err(error) = apt::bring(PROGRAMS, "the tests beside other programs") {
        println!("Tests beside programs that are not there are left out: {error:#}");
    }
    PROGRAMS.iter().filter_map(|program| Some((program.variable, program.find().ok()??))).collect()
}
