//! Installing a tool into the cache.

use super::pinned::{Source, Tool};
use crate::{process, project};
use anyhow::{Context, Result, bail};
use std::env::consts::EXE_EXTENSION;
use std::fs::{self, File};
use std::path::Path;
use std::process::Command;

/// What belongs to the build of this project and must not reach the build of a tool.
const PROJECT_ONLY: &[&str] = &[
    "CARGO_TARGET_DIR",
    "CARGO_BUILD_TARGET",
    "CARGO_BUILD_TARGET_DIR",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_MANIFEST_DIR",
    "RUSTFLAGS",
    "RUSTDOCFLAGS",
    "RUSTC_WRAPPER",
];

/// Installs it, unless another run did so while this one waited for its turn.
pub fn install(tool: &Tool, cache: &Path) -> Result<()> {
    fs::create_dir_all(cache).with_context(|| format!("cannot make the folder {}", cache.display()))?;
    let _turn = take_turn(cache)?;
    let there = cache.join(tool.folder());
    if tool.is_in(&there.join(tool.programs_in())) {
        return Ok(());
    }
    println!(
        "Installing {} {} into {}, {}. This takes about {} at most, once.",
        tool.name,
        tool.version,
        cache.display(),
        tool.purpose,
        tool.takes
    );
    // Under another name until it is whole: what was interrupted must not be taken for installed.
    let part = cache.join(format!("{}.part", tool.folder()));
    clear(&part)?;
    fetch(tool, &part, cache).with_context(|| format!("{} could not be installed", tool.name))?;
    if !tool.is_in(&part.join(tool.programs_in())) {
        bail!("{} was installed but brought no {}", tool.name, tool.files.join(", "));
    }
    clear(&there)?;
    fs::rename(&part, &there).with_context(|| format!("cannot rename {}", part.display()))
}

/// Holds the lock file: two commands started at once must not install at the same time. The lock ends with the file's
/// handle, so also when the process is killed.
fn take_turn(cache: &Path) -> Result<File> {
    let path = cache.join(".lock");
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    if file.try_lock().is_err() {
        println!("Waiting for another cargo xtask that is installing tools.");
        file.lock().with_context(|| format!("cannot lock {}", path.display()))?;
    }
    Ok(file)
}

fn clear(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}

/// Installs it into a folder: as a ready-made program if that can be had, else from source.
fn fetch(tool: &Tool, into: &Path, neutral: &Path) -> Result<()> {
    if let Source::Crate { release, .. } = tool.source {
        if has_binstall() && has_come(tool, binstall(tool, into, neutral), into)? {
            return Ok(());
        }
        if let Some((release, archive)) = release.and_then(|release| Some((release, release.here()?)))
            && has_come(tool, release.fetch(archive, tool.files, &into.join(tool.programs_in())), into)?
        {
            return Ok(());
        }
    }
    process::run(clean(&mut installer(tool, into)?, neutral))
}

fn binstall(tool: &Tool, into: &Path, neutral: &Path) -> Result<()> {
    let mut binstall = Command::new("cargo");
    binstall.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]).arg(into);
    process::run(clean(binstall.arg(format!("{}@{}", tool.name, tool.version)), neutral))
}

/// Whether a ready-made program has come that runs on this machine. Where none has, a word says why and nothing of it stays.
fn has_come(tool: &Tool, done: Result<()>, into: &Path) -> Result<bool> {
    let program = into.join(tool.programs_in()).join(tool.files[0]).with_extension(EXE_EXTENSION);
    let says = done.map(|()| process::output(Command::new(&program).arg("--version")).unwrap_or_default());
    let why = match says {
        Ok(says) if tool.is_version(&says) => return Ok(true),
        Ok(_) => format!("{} does not run here", tool.files[0]),
        Err(error) => format!("{error:#}"),
    };
    println!("No ready-made {}: {why}.", tool.name);
    clear(into)?;
    Ok(false)
}

/// Whether `cargo binstall` is there.
fn has_binstall() -> bool {
    process::output(Command::new("cargo").args(["binstall", "-V"])).is_some()
}

fn installer(tool: &Tool, into: &Path) -> Result<Command> {
    let version = format!("{}@{}", tool.name, tool.version);
    Ok(match tool.source {
        Source::Crate { default_features, optimised, .. } => {
            let mut cargo = Command::new("cargo");
            cargo.args(["install", "--locked", &version, "--root"]).arg(into);
            // Not in the project's folder, where its .cargo/config.toml would apply, and still with its compiler.
            cargo.env("RUSTUP_TOOLCHAIN", project::toolchain()?);
            // Each runs for seconds, so compiling it quickly pays more than a quick program.
            cargo.envs([
                ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
                ("CARGO_PROFILE_RELEASE_LTO", "off"),
                ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
            ]);
            if !default_features {
                cargo.arg("--no-default-features");
            }
            for name in optimised {
                cargo.arg("--config").arg(format!("profile.release.package.{name}.opt-level=1"));
            }
            cargo
        }
        Source::Npm | Source::NpmFiles => {
            fs::create_dir_all(into)?;
            let mut npm = Command::new(if cfg!(windows) { "npm.cmd" } else { "npm" });
            npm.args(["install", "--no-audit", "--no-fund", "--save-exact", &version, "--prefix"]).arg(into);
            npm
        }
    })
}

/// The command without what belongs to the build of this project.
fn clean<'a>(command: &'a mut Command, neutral: &Path) -> &'a mut Command {
    command.current_dir(neutral);
    for name in PROJECT_ONLY {
        command.env_remove(name);
    }
    command
}
