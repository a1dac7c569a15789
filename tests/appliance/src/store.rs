//! The files that the demo appliance holds: each content once, with what was found inside, found by any of its hashes.

use std::collections::HashMap;

use bytes::Bytes;

use crate::archive::zip;
use crate::file_type::FileType;
use crate::hashes::Hashes;
use crate::row::{Row, SampleFields};
use crate::sample::Sample;
use crate::unpack::{Budget, unpack};
use crate::verdict::Verdict;

/// Files nested deeper than this are not taken apart.
const DEEPEST: usize = 40;
/// A listing ends after this many rows: an archive that holds itself would have none.
const MOST_ROWS: usize = 60_000;
/// Numbers of files start here, above all numbers of rows, so that nobody can take one for the other.
const FIRST_SAMPLE_ID: u64 = 20_000_000;

/// All files, by number.
#[derive(Debug, Clone, Default)]
pub struct Store {
    files: Vec<File>,
    by_hash: HashMap<String, usize>,
    /// What is known of a file in the listing of a sample, by their numbers.
    learned: HashMap<(usize, usize), Verdict>,
}

#[derive(Debug, Clone)]
struct File {
    name: String,
    hashes: Hashes,
    content: Bytes,
    kind: &'static FileType,
    /// Path and number of each file directly inside.
    inside: Vec<(String, usize)>,
}

/// One file at one place below a sample.
struct Entry<'store> {
    parent: Option<usize>,
    path: &'store str,
    file: usize,
    depth: usize,
}

impl Store {
    /// Takes a sample in and unpacks it. Returns its number.
    pub fn add(&mut self, name: &str, content: Bytes) -> usize {
        self.add_at(name, content, 0, &mut Budget::default())
    }

    fn add_at(&mut self, name: &str, content: Bytes, depth: usize, budget: &mut Budget) -> usize {
        let hashes = Hashes::of(&content);
        if let Some(&known) = self.by_hash.get(&hashes.sha256) {
            return known;
        }
        let number = self.files.len();
        for hash in hashes.each() {
            self.by_hash.insert(hash.to_owned(), number);
        }
        let found = if depth < DEEPEST { unpack(&content, budget) } else { Vec::new() };
        let kind = FileType::of(name, &content);
        self.files.push(File { name: name.to_owned(), hashes, content, kind, inside: Vec::new() });
        for file in found {
            let inner = self.add_at(last_segment(&file.path), file.content, depth + 1, budget);
            self.files[number].inside.push((file.path, inner));
        }
        number
    }

    /// From now on the listing of a sample has another verdict on a file in it: real appliances learn.
    pub fn learn(&mut self, sample: usize, file: usize, verdict: Verdict) {
        self.learned.insert((sample, file), verdict);
    }

    /// The number of the file that has this hash, of any kind and in any case.
    pub fn find(&self, hash: &str) -> Option<usize> {
        self.by_hash.get(&hash.to_ascii_lowercase()).copied()
    }

    /// The rows of the listing of a file, as JSON.
    pub fn rows(&self, sample: usize) -> Vec<String> {
        let entries = self.entries(sample);
        let mut inside = vec![0_u64; entries.len()];
        for (index, entry) in entries.iter().enumerate().rev() {
            if let Some(parent) = entry.parent {
                inside[parent] += inside[index] + 1;
            }
        }
        let first_id = 1_000 + self.files[sample].hashes.seed() % 9_000_000;
        let rows = entries.iter().zip(&inside).enumerate().map(|(index, (entry, &inside))| {
            let file = &self.files[entry.file];
            let sample_id = FIRST_SAMPLE_ID + 3 * entry.file as u64;
            let fields = SampleFields::new(sample_id, &file.hashes, file.kind, file.content.len() as u64, inside);
            Row {
                id: first_id + index as u64,
                parent_relationship: entry.parent.map(|parent| first_id + parent as u64),
                sample: match self.learned.get(&(sample, entry.file)) {
                    Some(verdict) => fields.with(*verdict),
                    None => fields,
                },
                filename: last_segment(entry.path).to_owned(),
                path: entry.path.to_owned(),
            }
        });
        rows.filter_map(|row| serde_json::to_string(&row).ok()).collect()
    }

    /// The zip of all rows of a file's listing. Members are named by a running number and the file name, so that they
    /// can be told from the rows by their hashes only. `None` where nothing was extracted.
    pub fn archive(&self, file: usize) -> Option<Vec<u8>> {
        let entries = self.entries(file);
        if entries.is_empty() {
            return None;
        }
        let mut archive = zip::Writer::default();
        for (index, entry) in entries.iter().enumerate() {
            let name = format!("{index:05}_{}", last_segment(entry.path));
            archive.deflated(name.as_bytes(), &self.files[entry.file].content);
        }
        Some(archive.finish())
    }

    /// What tests and the program want to know about a file.
    pub fn sample(&self, file: usize) -> Sample {
        let File { name, hashes, content, .. } = &self.files[file];
        let Hashes { md5, sha1, sha256, sha512 } = hashes.clone();
        let (name, size, content) = (name.clone(), content.len() as u64, content.clone());
        Sample { name, size, md5, sha1, sha256, sha512, extracted_files: self.entries(file).len(), content }
    }

    /// Everything below a file, breadth first.
    fn entries(&self, file: usize) -> Vec<Entry<'_>> {
        let below = |parent: Option<usize>, file: usize, depth: usize| {
            let inside = self.files[file].inside.iter();
            inside.map(move |(path, file)| Entry { parent, path, file: *file, depth })
        };
        let mut entries: Vec<_> = below(None, file, 1).collect();
        let mut next = 0;
        while next < entries.len() && entries.len() < MOST_ROWS {
            if entries[next].depth < DEEPEST {
                entries.extend(below(Some(next), entries[next].file, entries[next].depth + 1));
            }
            next += 1;
        }
        entries.truncate(MOST_ROWS);
        entries
    }
}

fn last_segment(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn zipped(members: &[(&str, &[u8])]) -> Bytes {
        let mut archive = zip::Writer::default();
        for (name, content) in members {
            archive.deflated(name.as_bytes(), content);
        }
        archive.finish().into()
    }

    fn rows(store: &Store, file: usize) -> Vec<Value> {
        store.rows(file).iter().filter_map(|row| serde_json::from_str(row).ok()).collect()
    }

    #[test]
    fn nested_archives_become_a_tree() {
        let inner = zipped(&[("x/deep.txt", b"deep"), ("same.txt", b"same")]);
        let outer = zipped(&[("lib/inner.zip", &inner), ("same.txt", b"same")]);
        let mut store = Store::default();
        let sample = store.add("outer.zip", outer.clone());
        let rows = rows(&store, sample);
        let paths: Vec<_> = rows.iter().map(|row| row["path"].as_str()).collect();
        assert_eq!(paths, [Some("lib/inner.zip"), Some("same.txt"), Some("x/deep.txt"), Some("same.txt")]);
        assert_eq!(rows[0]["filename"], "inner.zip");
        assert_eq!(rows[0]["sample"]["extracted_file_count"], 2);
        assert_eq!(rows[2]["parent_relationship"], rows[0]["id"]);
        assert_eq!(rows[1]["sample"]["id"], rows[3]["sample"]["id"]);
        assert_ne!(rows[1]["id"], rows[3]["id"]);

        let drilled = store.find(&Hashes::of(&inner).sha512.to_uppercase());
        assert_eq!(drilled.map(|file| store.rows(file).len()), Some(2));
        let leaf = store.find(&Hashes::of(b"same").md5);
        assert_eq!(leaf.map(|file| store.rows(file).len()), Some(0));
        assert!(leaf.and_then(|file| store.archive(file)).is_none());
    }

    #[test]
    fn the_archive_holds_each_row() {
        let mut store = Store::default();
        let sample = store.add("s.zip", zipped(&[("a/one", b"1"), ("b/one", b"2")]));
        let archive = store.archive(sample).map(Bytes::from).unwrap_or_default();
        let names: Vec<_> = unpack(&archive, &mut Budget::default()).into_iter().map(|file| file.path).collect();
        assert_eq!(names, ["00000_one", "00001_one"]);
    }
}
