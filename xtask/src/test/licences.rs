//! Licences: whatever the page or its tests are built with may be used and passed on freely.

use super::cargo;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use spdx::{Expression, ParseMode};

/// Licences that ask for no more than their text.
const ACCEPTED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-3-Clause",
    "BSL-1.0",
    "bzip2-1.0.6",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
}

/// Checks all packages of the lock file. Gives how many there are.
pub fn check() -> Result<usize> {
    let output = cargo(["metadata", "--format-version", "1", "--locked"]).output().context("cargo does not run")?;
    let metadata: Metadata = serde_json::from_slice(&output.stdout).context("cargo metadata says nothing")?;
    let refused: Vec<String> = metadata.packages.iter().filter_map(refusal).collect();
    if refused.is_empty() { Ok(metadata.packages.len()) } else { bail!("{}", refused.join("\n")) }
}

/// Why a package can't be used, if it can't.
fn refusal(package: &Package) -> Option<String> {
    let Package { name, version, license } = package;
    let Some(license) = license else { return Some(format!("{name} {version} names no licence")) };
    let is_accepted = Expression::parse_mode(license, ParseMode::LAX)
        .is_ok_and(|licence| licence.evaluate(|one| one.license.id().is_some_and(|id| ACCEPTED.contains(&id.name))));
    (!is_accepted).then(|| format!("{name} {version} is under {license}"))
}

#[cfg(test)]
mod tests {
    use super::{Package, refusal};

    fn refused(license: Option<&str>) -> bool {
        refusal(&Package { name: "a".into(), version: "1.0.0".into(), license: license.map(str::to_owned) }).is_some()
    }

    #[test]
    fn one_of_several_is_enough_and_all_of_several_are_needed() {
        assert!(!refused(Some("MIT/Apache-2.0")));
        assert!(!refused(Some("MIT OR LGPL-2.1-or-later")));
        assert!(refused(Some("MIT AND LGPL-2.1-or-later")));
        assert!(!refused(Some("(MIT OR Apache-2.0) AND Unicode-3.0")));
        assert!(refused(Some("GPL-3.0-only")));
        assert!(refused(None));
    }
}
