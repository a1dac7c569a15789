//! Which tools, in which version, from where.

use std::path::{Path, PathBuf};

/// One tool.
pub struct Tool {
    /// The name of its package.
    pub name: &'static str,
    /// The version, exactly.
    pub version: &'static str,
    /// Where the package comes from.
    pub source: Source,
    /// The files that must be there; the first one is asked for its version.
    pub files: &'static [&'static str],
    /// What it is needed for, as the end of a sentence.
    pub purpose: &'static str,
    /// About how long installing it takes, from source on two cores.
    pub takes: &'static str,
    /// Which of the crates that it is made of are optimised; the others are compiled as quickly as can be.
    pub optimised: &'static [&'static str],
}

/// Where a tool's package comes from, and so how it is installed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The registry of crates, by `cargo install`.
    Crate,
    /// npm: programs, found in `node_modules/.bin`.
    Npm,
    /// npm: files, found in the package's own folder.
    NpmFiles,
}

/// Must be the same version as the crate `wasm-bindgen` in `Cargo.lock`.
pub const BINDGEN: Tool = Tool {
    name: "wasm-bindgen-cli",
    version: "0.2.128",
    source: Source::Crate,
    files: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    purpose: "to join the page's WebAssembly and JavaScript",
    takes: "2 minutes",
    // What reads and writes WebAssembly. Without them it takes 25 seconds for the page and not 7.
    optimised: &[
        "gimli",
        "hashbrown",
        "id-arena",
        "indexmap",
        "leb128fmt",
        "walrus",
        "wasm-bindgen-cli-support",
        "wasm-encoder",
        "wasmparser",
    ],
};

/// The last version that this project's compiler builds.
pub const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    source: Source::Crate,
    files: &["trunk"],
    purpose: "to build and serve the page",
    takes: "4 minutes",
    // What hashes the files of the page.
    optimised: &["seahash", "sha2"],
};

/// Runs the tests that need a browser but no server.
pub const WASM_PACK: Tool = Tool {
    name: "wasm-pack",
    version: "0.15.1",
    source: Source::Crate,
    files: &["wasm-pack"],
    purpose: "to run the tests in the browser",
    takes: "2 minutes",
    optimised: &[],
};

/// Steers Firefox in the tests; no distribution has it.
pub const GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    version: "0.37.1",
    source: Source::Crate,
    files: &["geckodriver"],
    purpose: "to steer Firefox in the tests",
    takes: "3 minutes",
    optimised: &[],
};

/// `wasm-opt`. What distributions ship is often too old for what the compiler writes.
pub const WASM_OPT: Tool = Tool {
    name: "binaryen",
    version: "132.0.0",
    source: Source::Npm,
    files: &["wasm-opt"],
    purpose: "to make the WebAssembly small",
    takes: "10 seconds",
    optimised: &[],
};

/// The accessibility checks.
pub const AXE: Tool = Tool {
    name: "axe-core",
    version: "4.14.1",
    source: Source::NpmFiles,
    files: &["axe.min.js"],
    purpose: "to test that the page is accessible",
    takes: "5 seconds",
    optimised: &[],
};

/// Since when browsers have what.
pub const COMPAT: Tool = Tool {
    name: "@mdn/browser-compat-data",
    version: "8.1.9",
    source: Source::NpmFiles,
    files: &["data.json"],
    purpose: "to test that the page uses nothing newer than the browsers it is made for",
    takes: "10 seconds",
    optimised: &[],
};

impl Tool {
    /// The name of its folder in the cache.
    pub fn folder(&self) -> String {
        let version = self.version.strip_suffix(".0.0").unwrap_or(self.version);
        format!("{}-{version}", self.name)
    }

    /// Where in its folder the files are.
    pub fn programs_in(&self) -> PathBuf {
        match self.source {
            Source::Crate => PathBuf::from("bin"),
            Source::Npm => Path::new("node_modules").join(".bin"),
            Source::NpmFiles => Path::new("node_modules").join(self.name),
        }
    }

    /// Whether it is something to run, so that the one on PATH would do.
    pub fn is_a_program(&self) -> bool {
        self.source != Source::NpmFiles
    }

    /// Whether all its files are in `folder`.
    pub fn is_in(&self, folder: &Path) -> bool {
        self.files.iter().all(|file| {
            let mut file = folder.join(file);
            if self.source == Source::Crate {
                file.set_extension(std::env::consts::EXE_EXTENSION);
            }
            file.is_file()
        })
    }

    /// Whether what `--version` printed is the pinned version. `wasm-opt` prints only the first of three numbers.
    pub fn is_version(&self, printed: &str) -> bool {
        let short = self.version.strip_suffix(".0.0").unwrap_or(self.version);
        printed
            .lines()
            .next()
            .is_some_and(|line| line.split_whitespace().any(|word| word == self.version || word == short))
    }
}

#[cfg(test)]
mod tests {
    use super::{AXE, BINDGEN, TRUNK, WASM_OPT};

    #[test]
    fn versions_as_the_tools_print_them() {
        assert!(BINDGEN.is_version("wasm-bindgen 0.2.128\n"));
        assert!(BINDGEN.is_version("wasm-bindgen 0.2.128 (27c7a4d06)"));
        assert!(!BINDGEN.is_version("wasm-bindgen 0.2.12"));
        assert!(TRUNK.is_version("trunk 0.21.14"));
        assert!(!TRUNK.is_version("trunk 0.21.1"));
        assert!(WASM_OPT.is_version("wasm-opt version 132 (version_132)"));
        assert!(!WASM_OPT.is_version("wasm-opt version 108"));
        assert!(!TRUNK.is_version(""));
    }

    #[test]
    fn folders_in_the_cache() {
        assert_eq!(BINDGEN.folder(), "wasm-bindgen-cli-0.2.128");
        assert_eq!(WASM_OPT.folder(), "binaryen-132");
        assert!(AXE.programs_in().ends_with("node_modules/axe-core"));
    }

    #[test]
    fn wasm_bindgen_is_the_version_of_the_lock_file() {
        let lock = std::fs::read_to_string(crate::project::root().join("Cargo.lock")).expect("Cargo.lock");
        let entry = format!("name = \"wasm-bindgen\"\nversion = \"{}\"", BINDGEN.version);
        assert!(lock.contains(&entry), "the pinned wasm-bindgen-cli must be the version of the crate in Cargo.lock");
    }
}
