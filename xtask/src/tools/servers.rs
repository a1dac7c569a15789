//! The web servers that `hosting/` has recipes for, and the archiver that a saved archive is opened with.

use super::apt::{self, Program};
use anyhow::Result;
use std::path::PathBuf;

const PROGRAMS: [&Program; 4] = [
    &Program { names: &["nginx"], variable: "NGINX", package: "nginx-light", is_service: true },
    // Without the package apache2, which would start it as a service.
    &Program { names: &["apache2", "httpd"], variable: "APACHE", package: "apache2-bin", is_service: false },
    &Program { names: &["caddy"], variable: "CADDY", package: "caddy", is_service: true },
    &Program { names: &["7z", "7zz"], variable: "SEVEN_ZIP", package: "p7zip-full", is_service: false },
];

/// Finds nginx, Apache httpd, Caddy and 7-Zip, or installs them where apt-get may. Each comes with the variable by which
/// the tests find it.
pub fn bring() -> Result<Vec<(&'static str, PathBuf)>> {
    let found = apt::bring(PROGRAMS, "the tests of the whole page")?;
    Ok(PROGRAMS.iter().map(|program| program.variable).zip(found).collect())
}
