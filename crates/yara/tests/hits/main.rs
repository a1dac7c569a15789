//! The engine over the members of an archive, as the worker hands them to it.

mod archive;
mod native;

use matryoshka_core::yara::wire::{About, FileMatches};
use matryoshka_yara::scan::Engine;
use std::fs;
use std::path::{Path, PathBuf};

/// The worker knows the engine by this.
struct Scanning(Engine);

impl matryoshka_worker::yara::Engine for Scanning {
    fn begin(&mut self, called: &[About]) {
        self.0.begin();
        called.iter().for_each(|about| self.0.called(about));
    }

    fn push(&mut self, bytes: &[u8]) {
        self.0.push(bytes);
    }

    fn finish(&mut self) -> Option<FileMatches> {
        self.0.finish()
    }
}

/// Real files in these folders of the project by their names, and the beginning of this program.
fn real_files(folders: &[&str], of_program: usize) -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).expect("a folder"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let mut files: Vec<_> = paths.into_iter().map(|path| (name(&path), fs::read(&path).expect("a file"))).collect();
    let mut own = fs::read(std::env::current_exe().expect("this program")).expect("a file");
    own.truncate(of_program);
    files.push(("program.elf".to_owned(), own));
    files
}

/// A number below another one, the same in each run.
fn random(state: &mut u64, below: usize) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % below
}
