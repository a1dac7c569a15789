//! Programs of others in Python, each in a virtual environment of its own in the build folder. Shared by the tests that
//! need one; the first time they need the network. With `MATRYOSHKA_NO_PYTHON=1` those tests are left out.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether tests that need Python are left out.
pub fn is_left_out() -> bool {
    let left_out = std::env::var("MATRYOSHKA_NO_PYTHON").is_ok_and(|value| value == "1");
    if left_out {
        println!("left out: MATRYOSHKA_NO_PYTHON=1");
    }
    left_out
}

/// Runs a command. Gives all that it printed.
///
/// # Panics
///
/// It does not run, or fails.
pub fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| {
        panic!("{command:?}: {error}. This test needs python3; MATRYOSHKA_NO_PYTHON=1 leaves it out.")
    });
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?} failed. MATRYOSHKA_NO_PYTHON=1 leaves this test out.\n{text}");
    text
}

/// The Python of a virtual environment in which `packages` (`name==version`) are installed, in a folder below `folder`.
///
/// # Panics
///
/// They can't be installed.
pub fn with(packages: &[&str], folder: &str) -> PathBuf {
    let name = packages.first().and_then(|package| package.split("==").next()).unwrap_or("empty");
    let environment = Path::new(folder).join(name);
    let python = environment.join("bin/python3");
    let (installed, wanted) = (environment.join("installed"), packages.join("\n"));
    if std::fs::read_to_string(&installed).ok().as_ref() != Some(&wanted) {
        run(Command::new("python3").args(["-m", "venv"]).arg(&environment));
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        run(Command::new(&python).args(pip).args(packages));
        std::fs::write(&installed, wanted).expect("a note that the packages are there");
    }
    python
}
