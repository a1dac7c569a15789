//! Where things are: the project's top folder, its build folder, the cache of tools.

use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

/// The top folder of the project, whatever folder the command was started in.
pub fn root() -> PathBuf {
    // Cargo sets it for `cargo run`, to the folder of the package that runs; the compiled-in one is for a program started
    // by itself.
    let package =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let is_root = |folder: &&Path| folder.join("xtask").join("Cargo.toml").is_file();
    package.ancestors().find(is_root).unwrap_or(&package).to_owned()
}

/// Cargo's build folder, which is also where generated files go.
pub fn target() -> PathBuf {
    // A relative CARGO_TARGET_DIR is relative to the folder that cargo runs in, and here that is always the top one.
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// A folder under the build folder for what `command` generates. It exists when this returns.
pub fn generated(command: &str) -> Result<PathBuf> {
    let dir = target().join("xtask").join(command);
    fs::create_dir_all(&dir).with_context(|| format!("cannot make the folder {}", dir.display()))?;
    Ok(dir)
}

/// The cache of tools, shared by all clones of the project: `$XDG_CACHE_HOME/matryoshka/tools`.
pub fn tool_cache() -> Result<PathBuf> {
    let absolute = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let cache = absolute("XDG_CACHE_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".cache")))
        .context("neither XDG_CACHE_HOME nor HOME is set, so there is no folder to keep tools in")?;
    Ok(cache.join("matryoshka").join("tools"))
}

/// The compiler that `rust-toolchain.toml` names.
pub fn toolchain() -> Result<String> {
    let file = root().join("rust-toolchain.toml");
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    channel(&text).with_context(|| format!("{} names no channel", file.display()))
}

/// The channel in the text of a `rust-toolchain.toml`.
fn channel(text: &str) -> Option<String> {
    let table: toml::Table = text.parse().ok()?;
    Some(table.get("toolchain")?.get("channel")?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{channel, root, toolchain};

    #[test]
    fn the_channel_is_read() {
        assert_eq!(channel("[toolchain]\nchannel = \"1.95.0\"\n").as_deref(), Some("1.95.0"));
        assert_eq!(channel("[toolchain]\n"), None);
        assert_eq!(channel("1.95.0"), None);
    }

    #[test]
    fn this_project_is_found() {
        assert!(root().join("xtask/Cargo.toml").is_file());
        assert!(toolchain().is_ok());
    }
}
