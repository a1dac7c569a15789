//! Samples of one case: a campaign of droppers that share files, and two versions of an installer.

use serde_json::{Value, json};

use crate::generated::Listing;
use crate::hashes::Hashes;
use crate::server::rows::Rows;

/// The rows of a scenario of this file.
pub fn rows(name: &str) -> Option<Rows> {
    if let Some(number) = name.strip_prefix("campaign-").and_then(|number| number.parse().ok()) {
        return Some(Rows::values(&campaign(number)));
    }
    match name {
        "installer-1" => Some(Rows::values(&Listing::mixed(200).values())),
        "installer-2" => Some(Rows::values(&next_version(Listing::mixed(200).values()))),
        _ => None,
    }
}

/// Of 60 rows the first 30 show the same files in all samples, 15 those of a family of about four, and 15 files of its own.
fn campaign(number: usize) -> Vec<Value> {
    let mut rows = Listing::mixed(60).values();
    for (index, row) in rows.iter_mut().enumerate() {
        match index {
            0..30 => {}
            30..45 => give_content(row, &format!("family {} {index}", number / 4)),
            _ => give_content(row, &format!("own {number} {index}")),
        }
    }
    // What all of them drop, and nobody else has.
    give_verdict(&mut rows[29], "malicious", json!("Win32.Trojan.Campaign"));
    rows
}

/// The same installer later: one file is known to be malicious by now, three have another content, one stands elsewhere, one is
/// called otherwise, the last ten are gone and two are new.
fn next_version(mut rows: Vec<Value>) -> Vec<Value> {
    give_verdict(&mut rows[5], "malicious", json!("Win32.Trojan.Learned"));
    for (at, row) in rows[20..23].iter_mut().enumerate() {
        give_content(row, &format!("installer 2, {at}"));
    }
    rows[30]["path"] = json!(format!("moved/{}", rows[30]["filename"].as_str().unwrap_or_default()));
    rows[40]["path"] = json!("renamed.bin");
    rows[40]["filename"] = json!("renamed.bin");
    rows.truncate(190);
    for number in 0..2 {
        let mut row = rows[0].clone();
        let name = format!("added-{number}.bin");
        row["id"] = json!(9_000_001 + number);
        row["filename"] = json!(name);
        row["path"] = json!(name);
        row["sample"]["extracted_file_count"] = json!(0);
        give_content(&mut row, &name);
        rows.push(row);
    }
    rows
}

fn give_content(row: &mut Value, content: &str) {
    let hash = Hashes::of(content.as_bytes()).sha512;
    for (field, digits) in [("sha1", 40), ("sha256", 64), ("md5", 32)] {
        row["sample"][field] = json!(hash[..digits]);
    }
}

fn give_verdict(row: &mut Value, classification: &str, threat: Value) {
    row["sample"]["classification"] = json!(classification);
    row["sample"]["riskscore"] = json!(10);
    row["sample"]["classification_result"] = threat;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn files(rows: &[Value]) -> HashSet<String> {
        rows.iter().map(|row| row["sample"]["sha1"].to_string()).collect()
    }

    #[test]
    fn a_campaign_shares_files_and_its_families_share_more() {
        let of = |number| files(&campaign(number));
        let shared = |one, other| of(one).intersection(&of(other)).count();
        assert_eq!(shared(1, 1), of(1).len());
        assert!(shared(1, 2) > shared(1, 9) && shared(1, 9) >= 25, "{} and {}", shared(1, 2), shared(1, 9));
    }

    #[test]
    fn the_next_version_of_the_installer_differs_in_few_files() {
        let before = Listing::mixed(200).values();
        let after = next_version(before.clone());
        assert_eq!(after.len(), 192);
        assert_eq!(files(&after).difference(&files(&before)).count(), 5);
    }
}
