//! Real files: unpacked, hashed, listed, archived.

use std::collections::HashSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use matryoshka_appliance::{Options, Sample, scenario};
use serde_json::Value;
use sha1::{Digest, Sha1};

use crate::asking::Asking;

fn rows(asking: &Asking, hash: &str) -> Vec<Value> {
    asking.get(&format!("/api/samples/v2/{hash}/extracted-files/")).rows()
}

/// The SHA-1s of an archive's members, sorted.
pub fn members(archive: Vec<u8>) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("a zip");
    let mut hashes: Vec<_> = (0..archive.len())
        .map(|index| {
            let mut content = Vec::new();
            archive
                .by_index(index)
                .and_then(|mut member| Ok(member.read_to_end(&mut content)?))
                .expect("a whole member");
            hex::encode(Sha1::digest(&content))
        })
        .collect();
    hashes.sort();
    hashes
}

#[test]
fn every_hash_of_the_default_sample_finds_it() {
    let asking = Asking::new();
    let Sample { md5, sha1, sha256, sha512, extracted_files, .. } = asking.appliance.sample().clone();
    assert!(extracted_files >= 100);
    for hash in [md5, sha1, sha256.to_uppercase(), sha512] {
        assert_eq!(rows(&asking, &hash).len(), extracted_files);
    }
}

#[test]
fn the_archive_holds_each_row_of_the_default_sample() {
    let asking = Asking::new();
    let sha1 = asking.appliance.sample().sha1.clone();
    let archive = asking.get(&format!("/api/samples/{sha1}/unpacked/"));
    assert_eq!(archive.header("content-type"), Some("application/zip"));
    assert_eq!(archive.header("content-length"), Some(archive.body.len().to_string().as_str()));
    assert!(archive.header("content-disposition").is_some_and(|name| name.contains(&sha1)));
    assert_eq!(archive.body[4..6], [20, 0], "version needed 2.0");
    let rows = rows(&asking, &sha1);
    let mut listed: Vec<_> = rows.iter().filter_map(|row| row["sample"]["sha1"].as_str()).map(str::to_owned).collect();
    listed.sort();
    assert_eq!(members(archive.body), listed);
}

#[test]
fn the_samples_of_the_case_are_real_files_under_each_of_their_hashes() {
    let asking = Asking::new();
    let campaign = (1..=10).map(|number| format!("campaign-{number}"));
    for name in campaign.chain(["installer-1".to_owned(), "installer-2".to_owned()]) {
        let sha1 = scenario::hash(&name);
        let listing = rows(&asking, &sha1);
        assert!(listing.len() >= 60, "{name}: {} rows", listing.len());
        let mut listed: Vec<_> =
            listing.iter().filter_map(|row| row["sample"]["sha1"].as_str()).map(str::to_owned).collect();
        listed.sort();
        let archive = asking.get(&format!("/api/samples/{sha1}/unpacked/"));
        assert_eq!(members(archive.body), listed, "{name}");
        // What is inside is a sample of its own, under any of its hashes.
        let inner = listing.iter().find(|row| row["sample"]["extracted_file_count"].as_u64() > Some(0));
        let inner = inner.unwrap_or_else(|| panic!("{name} holds no archive"));
        let below = rows(&asking, inner["sample"]["md5"].as_str().unwrap_or_default());
        assert_eq!(Some(below.len() as u64), inner["sample"]["extracted_file_count"].as_u64());
    }
}

#[test]
fn any_extracted_file_is_a_sample_of_its_own() {
    let asking = Asking::new();
    let all = rows(&asking, &asking.appliance.sample().sha1);
    let mut seen = HashSet::new();
    for row in &all {
        let (sha256, inside) = (&row["sample"]["sha256"], &row["sample"]["extracted_file_count"]);
        let (Some(hash), Some(inside)) = (sha256.as_str(), inside.as_u64()) else { panic!("{row}") };
        if !seen.insert(hash.to_owned()) {
            continue;
        }
        let path = format!("/api/samples/v2/{hash}/extracted-files/");
        if inside == 0 {
            let answer = asking.get(&path);
            assert_eq!((answer.status, answer.body.len()), (200, 0));
            assert_eq!(asking.get(&format!("/api/samples/{hash}/unpacked/")).status, 404);
            continue;
        }
        let below = asking.get(&path).rows();
        assert_eq!(below.len() as u64, inside);
        let ids: HashSet<_> = below.iter().map(|row| &row["id"]).collect();
        let rooted = |row: &&Value| row["parent_relationship"].is_null() || ids.contains(&row["parent_relationship"]);
        assert!(below.iter().all(|row| rooted(&row)));
    }
}

#[test]
fn files_and_folders_are_samples_too() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("samples");
    fs::create_dir_all(&folder).expect("a folder");
    let demo = Asking::new().appliance.sample().content.clone();
    fs::write(folder.join("b-demo.tar.gz"), &demo).expect("a file");
    fs::write(folder.join("a-plain.txt"), "nothing inside").expect("a file");
    let asking = Asking::with(Options { files: vec![folder], ..Options::default() });
    let names: Vec<_> = asking.appliance.samples().iter().map(|sample| sample.name.clone()).collect();
    assert_eq!(names[1..], ["a-plain.txt", "matryoshka-demo.tar.gz"], "the same content is the same sample");
    assert_eq!(asking.appliance.samples()[1].extracted_files, 0);
}
