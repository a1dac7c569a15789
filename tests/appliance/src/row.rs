//! One row of a listing, its fields in the vendor's order.

use serde::Serialize;

use crate::file_type::FileType;
use crate::hashes::Hashes;
use crate::verdict::Verdict;

/// One extracted file at one place inside the sample.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Identity of the row.
    pub id: u64,
    /// `id` of the parent's row; `None` for a direct child of the sample.
    pub parent_relationship: Option<u64>,
    pub sample: SampleFields,
    /// Last segment of `path`.
    pub filename: String,
    /// Path relative to the parent.
    pub path: String,
}

/// What a row says about the file itself.
#[derive(Debug, Clone, Serialize)]
pub struct SampleFields {
    /// Identity of the file, the same in each row that shows it.
    pub id: u64,
    pub sha1: String,
    pub sha256: String,
    pub md5: String,
    pub type_display: String,
    pub category: String,
    pub file_type: String,
    pub file_subtype: String,
    pub identification_name: String,
    pub identification_version: String,
    /// Bytes.
    pub file_size: u64,
    /// All descendants, not only children.
    pub extracted_file_count: u64,
    pub local_first_seen: String,
    pub local_last_seen: String,
    pub classification: &'static str,
    pub riskscore: u8,
    pub classification_result: Option<&'static str>,
}

impl SampleFields {
    /// The fields of a file of `size` bytes with these hashes and this type, in which `inside` files were found.
    pub fn new(id: u64, hashes: &Hashes, kind: &FileType, size: u64, inside: u64) -> Self {
        let seed = hashes.seed();
        let verdict = Verdict::of(seed);
        Self {
            id,
            sha1: hashes.sha1.clone(),
            sha256: hashes.sha256.clone(),
            md5: hashes.md5.clone(),
            type_display: kind.display.to_owned(),
            category: kind.category.to_owned(),
            file_type: kind.file_type().to_owned(),
            file_subtype: kind.file_subtype().to_owned(),
            identification_name: String::new(),
            identification_version: String::new(),
            file_size: size,
            extracted_file_count: inside,
            local_first_seen: date(seed >> 8, 0),
            local_last_seen: date(seed >> 8, 1 + (seed >> 40) % 400),
            classification: verdict.classification,
            riskscore: verdict.riskscore,
            classification_result: verdict.threat,
        }
    }

    /// The same with another verdict.
    pub fn with(self, verdict: Verdict) -> Self {
        let Verdict { classification, riskscore, threat: classification_result } = verdict;
        Self { classification, riskscore, classification_result, ..self }
    }
}

/// A date between 2019 and 2023 that follows from `seed`, `later` days later, in the vendor's notation.
pub fn date(seed: u64, later: u64) -> String {
    let (year, month, day) = civil(17_897 + seed % 1_400 + later);
    let seconds = (seed >> 11) % 86_400;
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let micros = (seed >> 28) % 1_000_000;
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{micros:06}Z")
}

/// Year, month and day of a number of days since 1970-01-01.
pub fn civil(days: u64) -> (u64, u64, u64) {
    // The civil-from-days algorithm: years begin in March, so that a leap day is the last of its year.
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_become_dates() {
        assert_eq!(civil(0), (1970, 1, 1));
        assert_eq!(civil(17_897), (2019, 1, 1));
        assert_eq!(civil(18_321), (2020, 2, 29));
    }

    #[test]
    fn fields_come_in_the_vendors_order() -> Result<(), serde_json::Error> {
        let hashes = Hashes::of(b"x");
        let kind = FileType::of("x.rs", b"x");
        let row = Row {
            id: 1,
            parent_relationship: None,
            sample: SampleFields::new(2, &hashes, kind, 1, 0),
            filename: "x.rs".to_owned(),
            path: "src/x.rs".to_owned(),
        };
        let text = serde_json::to_string(&row)?;
        let order = [
            "\"id\":1,",
            "parent_relationship",
            "\"sample\"",
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
            "\"classification\"",
            "riskscore",
            "classification_result",
            "filename",
            "\"path\"",
        ];
        let places: Vec<_> = order.iter().map(|field| text.find(field)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}");
        Ok(())
    }
}
