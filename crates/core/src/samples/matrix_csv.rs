//! Files against samples as CSV: a file a record, with the number of its places in each sample.

use crate::export::csv::text;
use crate::export::hash_of;
use crate::hash::HashKind;
use crate::samples::contents::{ContentNumber, Contents};
use crate::table::escape::visible;
use crate::table::{Table, hex};

/// The columns before those of the samples.
const COLUMNS: &str = "sha1,sha256,md5,filename,type_display,file_size,classification,samples";

/// Writes some files. `samples` are the hashes of the samples and their rows, by their numbers.
pub fn matrix_csv(contents: &Contents, files: &[ContentNumber], samples: &[(&str, &Table)]) -> String {
    let mut out = COLUMNS.to_owned();
    for (hash, _) in samples {
        out.push(',');
        out.push_str(hash);
    }
    out.push_str("\r\n");
    for content in files {
        let Some(place) = contents.places(*content).first() else { continue };
        let table = samples[place.sample as usize].1;
        for kind in [HashKind::Sha1, HashKind::Sha256, HashKind::Md5] {
            out.push_str(&hex(hash_of(table, place.row, kind).unwrap_or_default()));
            out.push(',');
        }
        text(&mut out, &visible(table.name(place.row)));
        out.push(',');
        text(&mut out, &visible(table.type_display(place.row)));
        out.push(',');
        out.push_str(&table.size(place.row).map_or(String::new(), |size| size.to_string()));
        out.push(',');
        out.push_str(contents.worst(*content).word());
        out.push(',');
        out.push_str(&contents.shared(*content).to_string());
        for number in 0..samples.len() {
            out.push(',');
            out.push_str(&contents.places_in(*content, number as u32).len().to_string());
        }
        out.push_str("\r\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::samples::contents::tests::sample;

    #[test]
    fn each_file_is_a_record_with_its_places() {
        let (one, other) = (sample(&[Some(1), Some(2), Some(1)]), sample(&[Some(1)]));
        let contents = Contents::new(&[&one, &other]);
        let csv = matrix_csv(&contents, &contents.by_sharing(), &[("aa", &one), ("bb", &other)]);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(reader.headers().expect("a head").iter().skip(8).collect::<Vec<_>>(), ["aa", "bb"]);
        let records: Vec<Vec<String>> =
            reader.records().map(|record| record.expect("a record").iter().map(str::to_owned).collect()).collect();
        assert_eq!(records.len(), 2);
        assert_eq!(records[0][0], format!("{:040x}", 2));
        assert_eq!(records[0][6..], ["unknown", "2", "2", "1"]);
        assert_eq!(records[1][6..], ["suspicious", "1", "1", "0"]);
    }
}
