//! Scenarios in which parents, ids or the order of rows are special.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::generated::Listing;
use crate::server::rows::Rows;

/// The rows of a scenario of this file.
pub fn rows(name: &str) -> Option<Rows> {
    let values = |count| Listing::mixed(count).values();
    Some(match name {
        "deep" => Rows::generated(Listing::deep(3_000)),
        "wide" => Rows::generated(Listing::wide(20_000)),
        "capped" | "ignores-paging" => Rows::generated(Listing::mixed(1_234)),
        "capped-large" | "ignores-paging-large" | "small-pages-fail" => Rows::generated(Listing::mixed(120_000)),
        "changing-count" | "uncounted" | "page-counts" => Rows::generated(Listing::mixed(121)),
        "slow-body" => Rows::generated(Listing::mixed(120)),
        "flaky" => Rows::generated(Listing::mixed(300)),
        "missing-page" => Rows::generated(Listing::mixed(2_000)),
        "late-parents" => {
            let mut rows = values(500);
            rows.reverse();
            Rows::values(&rows)
        }
        "orphans" => Rows::values(&without_some_parents(values(300))),
        "cycles" => Rows::values(&cycles(values(40))),
        "doubled-ids" => Rows::values(&doubled(values(120))),
        "string-ids" => Rows::values(&renumbered(values(120), |index| match index {
            7 => json!("a1b2-entry"),
            8 => json!(""),
            9 => json!("0012"),
            10 => json!("12"),
            11 => json!("-5"),
            12 => json!("18446744073709551616"),
            _ => json!((4_000_001 + index).to_string()),
        })),
        // 2^53 is the first whole number after which a floating-point number can't follow one by one.
        "big-ids" => Rows::values(&renumbered(values(120), |index| match index {
            119 => json!(i64::MAX),
            118 => json!(i64::MAX - 1),
            _ => json!((1_u64 << 53) + 1 + index as u64),
        })),
        "paging-85" => Rows::values(&as_recorded()),
        _ => return None,
    })
}

/// The first `count` of `rows`, as a listing of its own.
pub fn first(rows: &Rows, count: usize) -> Rows {
    let row = |index| {
        let mut out = Vec::new();
        rows.write(index..index + 1, &mut out, usize::MAX);
        String::from_utf8(out).unwrap_or_default()
    };
    Rows::Fixed((0..count.min(rows.len())).map(row).collect::<Arc<[_]>>())
}

/// Takes every third row that has children out.
fn without_some_parents(rows: Vec<Value>) -> Vec<Value> {
    let mut parents = 0;
    let stays = |row: &Value| {
        let is_parent = row["sample"]["extracted_file_count"] != 0;
        parents += usize::from(is_parent);
        !is_parent || !parents.is_multiple_of(3)
    };
    rows.into_iter().filter(stays).collect()
}

/// Ties rows 10 to 22 into rings. Rows before and after them stay as they are, but for their parents.
fn cycles(mut rows: Vec<Value>) -> Vec<Value> {
    let ids: Vec<Value> = rows.iter().map(|row| row["id"].clone()).collect();
    for (index, row) in rows.iter_mut().enumerate() {
        // Everything else hangs flat below the first row, so that the rings are all there is to see.
        row["parent_relationship"] = if index == 0 { Value::Null } else { ids[0].clone() };
    }
    let parents = [
        (10, 11),
        (11, 10), // A ring of two,
        (12, 11), // with a tail.
        (13, 13),
        (14, 14), // Two that are their own parents,
        (15, 14), // one of them with a child.
        (16, 17),
        (17, 18),
        (18, 16), // A ring of three,
        (19, 18),
        (20, 19),
        (21, 20),
        (22, 20), // with a longer tail.
    ];
    for (row, parent) in parents {
        rows[row]["parent_relationship"] = ids[parent].clone();
    }
    rows
}

/// Gives some rows the id of another one.
fn doubled(mut rows: Vec<Value>) -> Vec<Value> {
    for (row, of) in [(11, 10), (51, 50), (52, 50), (53, 50), (119, 3)] {
        rows[row]["id"] = rows[of]["id"].clone();
    }
    rows[60] = rows[59].clone();
    rows
}

/// Gives the row at each index the id that `id` says, and its children their parent.
fn renumbered(mut rows: Vec<Value>, id: impl Fn(usize) -> Value) -> Vec<Value> {
    let new: HashMap<Value, Value> =
        rows.iter().enumerate().map(|(index, row)| (row["id"].clone(), id(index))).collect();
    for row in &mut rows {
        for field in ["id", "parent_relationship"] {
            if let Some(new) = new.get(&row[field]) {
                row[field] = new.clone();
            }
        }
    }
    rows
}

/// 85 rows with the proportions of a recorded answer. Rows 0 to 37 are compressed streams directly in the sample, 38
/// to 75 what they hold, 76 to 84 other files.
fn as_recorded() -> Vec<Value> {
    // A flat listing: each file different, or nearly so.
    let mut rows = Listing::wide(84).values();
    let ids: Vec<Value> = rows.iter().map(|row| row["id"].clone()).collect();
    let sample = rows[0]["sample"].clone();
    for (index, row) in rows.iter_mut().enumerate() {
        // Seven rows show the same file, all others one each.
        let file = if (40..46).contains(&index) { 39 } else { index };
        for (field, digits) in [("sha1", 40), ("sha256", 64), ("md5", 32)] {
            let hash = crate::hashes::Hashes::of(format!("recorded {file}").as_bytes()).sha512;
            row["sample"][field] = json!(hash[..digits]);
        }
        row["sample"]["id"] = json!(30_000_001 + file);
        row["sample"]["container_sha1"] = sample["sha1"].clone();
        if index != 84 {
            row["sample"]["classification_result"] = Value::Null;
        }
        row["sample"]["extracted_file_count"] = json!(u8::from(index < 38));
        row["parent_relationship"] = Value::Null;
        if index < 38 {
            row["sample"]["type_display"] = json!("Binary/Archive/GZIP");
            row["sample"]["category"] = json!("archive");
            row["filename"] = json!(index.to_string());
            row["path"] = json!(format!("binary_layer/resource/{index}"));
        } else if index < 76 {
            row["parent_relationship"] = ids[index - 38].clone();
            row["filename"] = json!("0");
            row["path"] = json!("unpacked_files/0");
        }
    }
    rows[84]["sample"]["classification"] = json!("malicious");
    rows[84]["sample"]["riskscore"] = json!(10);
    rows[84]["sample"]["classification_result"] = json!("Win32.Trojan.Demo");
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn the_recorded_proportions() {
        let rows = as_recorded();
        let count = |test: &dyn Fn(&Value) -> bool| rows.iter().filter(|row| test(row)).count();
        assert_eq!(rows.len(), 85);
        let files: HashSet<_> = rows.iter().map(|row| row["sample"]["sha1"].to_string()).collect();
        assert_eq!(files.len(), 79);
        assert_eq!(count(&|row| row["sample"]["sha1"] == rows[39]["sample"]["sha1"]), 7);
        assert_eq!(count(&|row| row["path"] == "unpacked_files/0"), 38);
        assert_eq!(count(&|row| row["sample"]["classification_result"].is_null()), 84);
        assert_eq!(count(&|row| row["sample"]["container_sha1"].is_string()), 85);
    }

    #[test]
    fn big_ids_would_fall_together_as_floating_point_numbers() {
        let rows = renumbered(Listing::mixed(20).values(), |index| json!((1_u64 << 53) + 1 + index as u64));
        let exact: HashSet<_> = rows.iter().filter_map(|row| row["id"].as_u64()).collect();
        let rounded: HashSet<_> = rows.iter().filter_map(|row| row["id"].as_f64()).map(f64::to_bits).collect();
        assert_eq!(exact.len(), 20);
        assert!(rounded.len() < 20);
    }

    #[test]
    fn some_parents_are_missing() {
        let rows = without_some_parents(Listing::mixed(300).values());
        let ids: HashSet<_> = rows.iter().map(|row| &row["id"]).collect();
        let orphans = rows.iter().filter(|row| !row["parent_relationship"].is_null());
        assert!(orphans.filter(|row| !ids.contains(&row["parent_relationship"])).count() > 5);
    }
}
