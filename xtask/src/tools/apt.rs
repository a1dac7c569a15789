//! Programs of the system's: found where they are, or installed with apt-get where that is there and may be used.

use super::search;
use crate::process;
use anyhow::{Context, Result, bail};
use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where distributions put programs, for those who run with a short PATH.
const USUAL: &[&str] = &[
    "/usr/bin",
    "/usr/sbin",
    "/usr/lib/chromium",
    "/usr/lib/chromium-browser",
    "/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1",
    "/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1",
];

/// A program that belongs to the system.
pub struct Program {
    /// The names under which it may be found, the likeliest first.
    pub names: &'static [&'static str],
    /// The variable that names another one.
    pub variable: &'static str,
    /// The package of Debian that has it.
    pub package: &'static str,
    /// Whether Debian also starts it.
    pub is_service: bool,
}

impl Program {
    /// Where it is, if it is there.
    pub fn find(&self) -> Result<Option<PathBuf>> {
        if let Some(named) = env::var_os(self.variable).filter(|value| !value.is_empty()).map(PathBuf::from) {
            if !named.is_file() {
                bail!("{} names {}, which is no file", self.variable, named.display());
            }
            return Ok(Some(named));
        }
        let path = env::var_os("PATH").unwrap_or_default();
        let usual = env::join_paths(USUAL).unwrap_or_default();
        Ok(self.names.iter().find_map(|name| search(name, &path).or_else(|| search(name, &usual))))
    }
}

/// Finds all of `programs`, and installs what is missing; `purpose` says what for.
pub fn bring<const N: usize>(programs: [&Program; N], purpose: &str) -> Result<[PathBuf; N]> {
    let mut missing = Vec::new();
    for program in programs {
        if program.find()?.is_none() {
            missing.push(program);
        }
    }
    if !missing.is_empty() {
        install(&missing, purpose)?;
    }
    let mut found = [const { PathBuf::new() }; N];
    for (place, program) in found.iter_mut().zip(programs) {
        *place = program.find()?.with_context(|| {
            format!("{} was installed but is not found: name it with {}", program.package, program.variable)
        })?;
    }
    Ok(found)
}

fn install(programs: &[&Program], purpose: &str) -> Result<()> {
    let list = |word: fn(&Program) -> &'static str, between: &str| {
        programs.iter().map(|program| word(program)).collect::<Vec<_>>().join(between)
    };
    let what = || {
        format!(
            "{purpose} need {}. On Debian: apt-get install {}. What is elsewhere is named with {}",
            list(|program| program.names[0], " and "),
            list(|program| program.package, " "),
            list(|program| program.variable, " and "),
        )
    };
    let path = env::var_os("PATH").unwrap_or_default();
    let Some(sudo) = search("apt-get", &path).and_then(|_| privilege(&path)) else {
        bail!(what());
    };
    println!(
        "Installing {} with apt-get, for {purpose}. This takes up to a minute, once.",
        list(|program| program.package, ", ")
    );
    let apt = |arguments: &[&str]| {
        let mut words = sudo.iter().copied().chain(["apt-get"]);
        let mut command = Command::new(words.next().unwrap_or("apt-get"));
        command.args(words).args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        process::run(&mut command)
    };
    // Lists that cannot all be brought up to date may still be good enough.
    if let Err(error) = apt(&["update"]) {
        eprintln!("warning: {error:#}");
    }
    let packages = programs.iter().map(|program| program.package);
    apt(&["install", "-y", "--no-install-recommends"].into_iter().chain(packages).collect::<Vec<_>>())
        .with_context(what)?;
    let services: Vec<_> =
        programs.iter().filter(|program| program.is_service).map(|program| program.names[0]).collect();
    if !services.is_empty() && Path::new("/run/systemd/system").exists() {
        println!(
            "The system has started what it may serve: sudo systemctl disable --now {} ends that.",
            services.join(" ")
        );
    }
    Ok(())
}

/// What to put before apt-get: nothing for root, sudo where it asks for no password, else there is no way.
fn privilege(path: &OsString) -> Option<&'static [&'static str]> {
    if process::output(Command::new("id").arg("-u"))?.trim() == "0" {
        return Some(&[]);
    }
    search("sudo", path)?;
    process::output(Command::new("sudo").args(["-n", "true"])).map(|_| &["sudo", "-n"][..])
}
