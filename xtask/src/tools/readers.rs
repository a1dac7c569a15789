//! Programs that read what is exported. A test without its program is left out with a word, so none of them has to be there.

use super::apt::{self, Program};
use std::path::PathBuf;

const PROGRAMS: [&Program; 5] = [
    &Program { names: &["ssconvert"], variable: "SSCONVERT", package: "gnumeric", is_service: false },
    &Program { names: &["bsdtar"], variable: "BSDTAR", package: "libarchive-tools", is_service: false },
    &Program { names: &["unzip"], variable: "UNZIP", package: "unzip", is_service: false },
    &Program { names: &["7z", "7zz"], variable: "SEVEN_ZIP", package: "p7zip-full", is_service: false },
    &Program { names: &["pdftotext"], variable: "PDFTOTEXT", package: "poppler-utils", is_service: false },
];

/// Finds them, or installs them where apt-get may. Each that is there comes with the variable by which the tests find it.
pub fn bring() -> Vec<(&'static str, PathBuf)> {
    let mut found = Vec::new();
    for program in PROGRAMS {
        match apt::bring([program], "the tests of exports") {
            Ok([path]) => found.push((program.variable, path)),
            Err(error) => println!("Tests with {} are left out: {error:#}", program.names[0]),
        }
    }
    found
}
