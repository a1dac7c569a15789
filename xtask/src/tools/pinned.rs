//! Which tools, in which version, from where.

use super::release::{Archive, Release};
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
}

/// Where a tool's package comes from, and so how it is installed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The registry of crates, by `cargo install`.
    Crate {
        /// What its makers release, where that is known.
        release: Option<Release>,
        /// Whether it is compiled with what it has by default.
        default_features: bool,
        /// Which of the crates that it is made of are optimised; the others are compiled as quickly as can be.
        optimised: &'static [&'static str],
    },
    /// npm: programs, found in `node_modules/.bin`.
    Npm,
    /// npm: files, found in the package's own folder.
    NpmFiles,
}

/// Must be the same version as the crate `wasm-bindgen` in `Cargo.lock`.
pub const BINDGEN: Tool = Tool {
    name: "wasm-bindgen-cli",
    version: "0.2.128",
    source: Source::Crate {
        release: Some(BINDGEN_RELEASE),
        // That is TLS, for drivers of browsers on other machines.
        default_features: false,
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
    },
    files: &["wasm-bindgen", "wasm-bindgen-test-runner"],
    purpose: "to join the page's WebAssembly and JavaScript",
    takes: "2 minutes",
};

/// The last version that this project's compiler builds.
pub const TRUNK: Tool = Tool {
    name: "trunk",
    version: "0.21.14",
    source: Source::Crate {
        release: Some(TRUNK_RELEASE),
        default_features: true,
        // What hashes the files of the page.
        optimised: &["seahash", "sha2"],
    },
    files: &["trunk"],
    purpose: "to build and serve the page",
    takes: "4 minutes",
};

/// Runs the tests that need a browser but no server.
pub const WASM_PACK: Tool = Tool {
    name: "wasm-pack",
    version: "0.15.1",
    source: Source::Crate { release: None, default_features: true, optimised: &[] },
    files: &["wasm-pack"],
    purpose: "to run the tests in the browser",
    takes: "2 minutes",
};

/// Steers Firefox in the tests; no distribution has it.
pub const GECKODRIVER: Tool = Tool {
    name: "geckodriver",
    version: "0.37.1",
    source: Source::Crate { release: Some(GECKODRIVER_RELEASE), default_features: true, optimised: &[] },
    files: &["geckodriver"],
    purpose: "to steer Firefox in the tests",
    takes: "3 minutes",
};

/// `wasm-opt`. What distributions ship is often too old for what the compiler writes.
pub const WASM_OPT: Tool = Tool {
    name: "binaryen",
    version: "132.0.0",
    source: Source::Npm,
    files: &["wasm-opt"],
    purpose: "to make the WebAssembly small",
    takes: "10 seconds",
};

/// The accessibility checks.
pub const AXE: Tool = Tool {
    name: "axe-core",
    version: "4.14.1",
    source: Source::NpmFiles,
    files: &["axe.min.js"],
    purpose: "to test that the page is accessible",
    takes: "5 seconds",
};

/// Since when browsers have what.
pub const COMPAT: Tool = Tool {
    name: "@mdn/browser-compat-data",
    version: "8.1.9",
    source: Source::NpmFiles,
    files: &["data.json"],
    purpose: "to test that the page uses nothing newer than the browsers it is made for",
    takes: "10 seconds",
};

// The sums are those that the makers publish beside their archives, compared with what other public projects pin.

const BINDGEN_RELEASE: Release = Release {
    folder: "https://github.com/wasm-bindgen/wasm-bindgen/releases/download/0.2.128/",
    archives: &[
        Archive {
            platform: ("linux", "x86_64"),
            name: "wasm-bindgen-0.2.128-x86_64-unknown-linux-musl.tar.gz",
            sha256: "b51f0208fdff83515a787bd8ab9ac5865ed84dabb66d0c709957bb59793c645f",
        },
        Archive {
            platform: ("macos", "aarch64"),
            name: "wasm-bindgen-0.2.128-aarch64-apple-darwin.tar.gz",
            sha256: "67ba17f260977725c0b541b516dbb5153538140f079a900329fb6077661b47ab",
        },
        Archive {
            platform: ("macos", "x86_64"),
            name: "wasm-bindgen-0.2.128-x86_64-apple-darwin.tar.gz",
            sha256: "59d9af11d0a61b8019898d555de31153c3a50e7f1797e9849fb38589d16add43",
        },
    ],
};

const TRUNK_RELEASE: Release = Release {
    folder: "https://github.com/trunk-rs/trunk/releases/download/v0.21.14/",
    archives: &[
        Archive {
            platform: ("linux", "x86_64"),
            name: "trunk-x86_64-unknown-linux-gnu.tar.gz",
            sha256: "f2b4680cd239693a646a2795e4633c625328d7b2a044fbe749fa3a2fe9e7036b",
        },
        Archive {
            platform: ("linux", "aarch64"),
            name: "trunk-aarch64-unknown-linux-gnu.tar.gz",
            sha256: "b1d8e60e454f7fc182d9a4d95d1506ffbae947d8ba90f8f6f02da93b60f980f9",
        },
        Archive {
            platform: ("macos", "aarch64"),
            name: "trunk-aarch64-apple-darwin.tar.gz",
            sha256: "764e299dd50d89442a4e96a236349f57961984b701e74d3dbdb39cd1c9f5101e",
        },
        Archive {
            platform: ("macos", "x86_64"),
            name: "trunk-x86_64-apple-darwin.tar.gz",
            sha256: "f1ba0e3bbe24e0ae219c6d22c33e24e2825c1608dd27c2556e323495110f1a95",
        },
    ],
};

const GECKODRIVER_RELEASE: Release = Release {
    folder: "https://github.com/mozilla/geckodriver/releases/download/v0.37.1/",
    archives: &[Archive {
        platform: ("linux", "x86_64"),
        name: "geckodriver-v0.37.1-linux64.tar.gz",
        sha256: "e815130ea95983e162ae91843b48d3a3ce991735635fce83a647afde21e09f7e",
    }],
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
            Source::Crate { .. } => PathBuf::from("bin"),
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
            if matches!(self.source, Source::Crate { .. }) {
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
    use super::{AXE, BINDGEN, GECKODRIVER, Source, TRUNK, WASM_OPT};

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
    fn releases_are_those_of_the_pinned_versions() {
        let mut releases = 0;
        for tool in [BINDGEN, TRUNK, GECKODRIVER] {
            let Source::Crate { release: Some(release), .. } = tool.source else { panic!("{} has none", tool.name) };
            assert!(release.folder.ends_with(&format!("{}/", tool.version)), "{} is in {}", tool.name, release.folder);
            for archive in release.archives {
                let has_digits = archive.sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
                assert!(has_digits && archive.sha256.len() == 64, "{}", archive.name);
                releases += 1;
            }
        }
        assert_eq!(releases, 8);
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
