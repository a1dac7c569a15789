//! Files of a test: what the browser saves, and where reports go.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use anyhow::Context;

/// A folder that goes away with its value.
#[derive(Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// Makes an empty folder in the system's place for temporary files.
    ///
    /// # Errors
    ///
    /// It can't be made.
    pub fn new() -> anyhow::Result<Self> {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("matryoshka-e2e-{}-{number}", std::process::id()));
        fs::create_dir_all(&path).with_context(|| format!("can't make the folder {}", path.display()))?;
        Ok(Self(path))
    }

    /// Makes a copy of a folder that goes away with its value.
    ///
    /// # Errors
    ///
    /// Something in it can't be read, or there is no room.
    pub fn copy_of(folder: &Path) -> anyhow::Result<Self> {
        let made = Self::new()?;
        copy(folder, made.path())?;
        Ok(made)
    }

    /// Copies a folder into this one, under a name.
    ///
    /// # Errors
    ///
    /// Something in it can't be read, or there is no room.
    pub fn add_copy_of(&self, folder: &Path, name: &str) -> anyhow::Result<()> {
        copy(folder, &self.0.join(name))
    }

    /// Writes a file in the place of one of a built page, whose compressed copies would be served instead.
    ///
    /// # Errors
    ///
    /// There is no room.
    pub fn replace(&self, name: &str, text: &str) -> anyhow::Result<()> {
        for compressed in ["br", "gz"] {
            // Where the built page has none there is nothing to remove.
            let _ = fs::remove_file(self.0.join(format!("{name}.{compressed}")));
        }
        let file = self.0.join(name);
        let before = file.metadata().and_then(|file| file.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
        fs::write(&file, text).with_context(|| format!("can't write {name}"))?;
        // Browsers ask whether a file is newer than theirs, to the second.
        let after = before.max(SystemTime::now()) + Duration::from_secs(2);
        File::options().write(true).open(&file)?.set_modified(after).with_context(|| format!("can't date {name}"))
    }

    /// Removes the files in it.
    ///
    /// # Errors
    ///
    /// One of them can't be removed.
    pub fn clear(&self) -> anyhow::Result<()> {
        for name in self.names() {
            fs::remove_file(self.0.join(&name)).with_context(|| format!("can't remove {name}"))?;
        }
        Ok(())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Names of the files in it, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).into_iter().flatten().flatten();
        let mut names: Vec<_> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn copy(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("can't read the folder {}", from.display()))? {
        let entry = entry?.path();
        let to = to.join(entry.file_name().unwrap_or_default());
        if entry.is_dir() {
            copy(&entry, &to)?;
        } else {
            fs::copy(&entry, &to).with_context(|| format!("can't copy {}", entry.display()))?;
        }
    }
    Ok(())
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What can't be removed is the system's to clear away.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Where reports about failed tests go: `test-output/` at the project's root.
pub fn output() -> anyhow::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../test-output");
    fs::create_dir_all(&folder)?;
    Ok(folder.canonicalize()?)
}
