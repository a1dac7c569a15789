//! Generated listings: whatever the size, a tree that adds up.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::asking::Asking;

#[test]
fn parents_come_first_and_counts_add_up() {
    let asking = Asking::new();
    for name in ["generated:0", "generated:1", "generated:13", "generated:5000", "deep", "wide"] {
        let rows = asking.rows(name);
        let mut indices = HashMap::new();
        let mut below = vec![0_u64; rows.len()];
        for (index, row) in rows.iter().enumerate() {
            assert!(indices.insert(row["id"].as_u64(), index).is_none(), "ids differ");
            let parent = &row["parent_relationship"];
            assert!(parent.is_null() || indices.contains_key(&parent.as_u64()), "{name}: parents come first");
            assert!(row["path"].as_str().is_some_and(|path| path.ends_with(row["filename"].as_str().unwrap_or("?"))));
        }
        for (index, row) in rows.iter().enumerate().rev() {
            assert_eq!(row["sample"]["extracted_file_count"], below[index], "{name}, row {index}");
            if let Some(parent) = row["parent_relationship"].as_u64() {
                below[indices[&Some(parent)]] += below[index] + 1;
            }
        }
    }
}

#[test]
fn the_whole_is_its_pages_one_after_another() {
    let asking = Asking::new();
    let results = |answer: &str| {
        let rows = answer.split_once("\"results\":[").map(|(_, rows)| rows.trim_end_matches("]}").to_owned());
        rows.expect("results")
    };
    let whole = results(&asking.listing("generated:12345", "").text());
    for size in [1_000, 2_500, 12_345, 50_000] {
        let pages = 12_345_usize.div_ceil(size);
        let pages = (1..=pages).map(|page| {
            let answer = asking.listing("generated:12345", &format!("?page_size={size}&page={page}"));
            assert!(answer.whole);
            results(&answer.text())
        });
        assert!(pages.collect::<Vec<_>>().join(",") == whole, "pages of {size}");
    }
}

#[test]
fn rows_have_the_vendors_fields_in_the_vendors_order() {
    let rows = Asking::new().rows("generated:50");
    let names = |value: &Value| value.as_object().map(|fields| fields.keys().cloned().collect::<Vec<_>>());
    let row = ["id", "parent_relationship", "sample", "filename", "path"].map(str::to_owned);
    let sample = [
        "id",
        "sha1",
        "sha256",
        "md5",
        "type_display",
        "category",
        "file_type",
        "file_subtype",
        "identification_name",
        "identification_version",
        "file_size",
        "extracted_file_count",
        "local_first_seen",
        "local_last_seen",
        "classification",
        "riskscore",
        "classification_result",
    ]
    .map(str::to_owned);
    for value in &rows {
        assert_eq!(names(value).as_deref(), Some(&row[..]));
        assert_eq!(names(&value["sample"]).as_deref(), Some(&sample[..]));
        assert_ne!(value["id"], value["sample"]["id"]);
        for (field, digits) in [("sha1", 40), ("sha256", 64), ("md5", 32)] {
            assert_eq!(value["sample"][field].as_str().map(str::len), Some(digits));
        }
    }
}

#[test]
fn the_same_file_stands_at_several_places() {
    let rows = Asking::new().rows("generated:20000");
    let files: HashSet<_> = rows.iter().map(|row| row["sample"]["sha256"].as_str()).collect();
    let doubles = rows.len() - files.len();
    assert!((500..1_500).contains(&doubles), "{doubles} doubles");
}

#[test]
fn a_page_of_a_million_comes_at_once() {
    let asking = Asking::new();
    let answer = asking.listing("generated:1000000", "?page_size=7&page=142857");
    assert_eq!((answer.json()["count"].as_u64(), answer.rows().len()), (Some(1_000_000), 7));
    assert_eq!(asking.listing("generated:1000000", "?page_size=7&page=142858").rows().len(), 1);
}
