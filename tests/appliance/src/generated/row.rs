//! One generated row as JSON, written byte by byte: a million of them have to come faster than anyone can read them.

use std::sync::OnceLock;

use super::{FIRST_ID, FIRST_SAMPLE_ID, Listing, NO_PARENT, mix, names, types};
use crate::row::civil;
use crate::verdict::Verdict;

/// Texts that rows are put together from.
pub struct Texts {
    /// From `type_display` to `file_subtype`, and the extension.
    leaf_types: Vec<types::Type>,
    container_types: Vec<types::Type>,
    stems: Vec<String>,
    /// `2019-01-01T` ..
    days: Vec<[u8; 11]>,
}

impl Texts {
    pub fn get() -> &'static Self {
        static TEXTS: OnceLock<Texts> = OnceLock::new();
        TEXTS.get_or_init(|| Self {
            leaf_types: types::leaves(),
            container_types: types::containers(),
            stems: names::stems(),
            days: (17_897..17_897 + 2_048).map(day).collect(),
        })
    }
}

fn day(days: u64) -> [u8; 11] {
    let (year, month, day) = civil(days);
    let mut text = *b"0000-00-00T";
    let text_of = format!("{year:04}-{month:02}-{day:02}T");
    for (to, from) in text.iter_mut().zip(text_of.bytes()) {
        *to = from;
    }
    text
}

impl Listing {
    /// The row whose file this row's file is: an earlier one for about one row in twenty, else itself.
    fn original(&self, mut row: usize) -> usize {
        loop {
            let random = mix(row as u64 ^ 0xD0B1_E000);
            if row == 0 || self.descendants[row] > 0 || random % 100 >= 6 {
                return row;
            }
            let earlier = ((random >> 8) % row as u64) as usize;
            if self.descendants[earlier] > 0 {
                return row;
            }
            row = earlier;
        }
    }

    pub(super) fn write_row(&self, texts: &Texts, row: usize, out: &mut Vec<u8>) {
        let file = self.original(row);
        let inside = self.descendants[row];
        let random = mix(file as u64);
        let types = if inside > 0 { &texts.container_types } else { &texts.leaf_types };
        // The product of two numbers prefers the head of the table: some types are common, most are rare.
        let skewed = (random & 0xFFFF) * ((random >> 16) & 0xFFFF);
        let kind = &types[((skewed * types.len() as u64) >> 32) as usize];

        out.extend_from_slice(b"{\"id\":");
        number(FIRST_ID + row as u64, out);
        out.extend_from_slice(b",\"parent_relationship\":");
        let parent = self.parents[row];
        if parent == NO_PARENT {
            out.extend_from_slice(b"null");
        } else {
            number(FIRST_ID + u64::from(parent), out);
        }
        out.extend_from_slice(b",\"sample\":{\"id\":");
        number(FIRST_SAMPLE_ID + file as u64, out);
        write_hashes(file as u64, out);
        out.extend_from_slice(kind.fields.as_bytes());
        let identified: &[u8] = if random >> 60 == 0 {
            b"null,\"identification_version\":null"
        } else {
            b"\"\",\"identification_version\":\"\""
        };
        out.extend_from_slice(b",\"identification_name\":");
        out.extend_from_slice(identified);
        out.extend_from_slice(b",\"file_size\":");
        // Sizes from some bytes to some MB, small ones more often.
        number((17 + ((random >> 20) & 0xFF_FFFF)) >> ((random >> 44) & 15), out);
        out.extend_from_slice(b",\"extracted_file_count\":");
        number(u64::from(inside), out);
        write_dates(texts, mix(random), out);
        write_verdict(mix(random ^ 0x0EED), out);
        self.write_names(texts, row, file, kind.extension, out);
        out.push(b'}');
    }

    fn write_names(&self, texts: &Texts, row: usize, file: usize, extension: &str, out: &mut Vec<u8>) {
        out.extend_from_slice(b"},\"filename\":\"");
        let parent = self.parents[row] as usize;
        if self.descendants.get(parent) == Some(&1) {
            // The one file inside a compressed stream has no name of its own.
            out.extend_from_slice(b"0\",\"path\":\"unpacked_files/0\"");
            return;
        }
        // A file mostly keeps its name where it stands again.
        let place = mix(row as u64 ^ 0x9A7E);
        let named = mix(if place.is_multiple_of(4) { row } else { file } as u64 ^ 0x004E_A3E5);
        let start = out.len();
        out.extend_from_slice(texts.stems[(named % texts.stems.len() as u64) as usize].as_bytes());
        if (named >> 20) & 3 != 0 {
            out.push(b"_-."[((named >> 22) % 3) as usize]);
            number((named >> 24) % 5_000, out);
        }
        out.extend_from_slice(extension.as_bytes());
        let end = out.len();
        out.extend_from_slice(b"\",\"path\":\"");
        if (place >> 8) % 5 < 2 {
            out.extend_from_slice(names::FOLDERS[((place >> 16) % names::FOLDERS.len() as u64) as usize].as_bytes());
        }
        out.extend_from_within(start..end);
        out.push(b'"');
    }
}

fn write_hashes(file: u64, out: &mut Vec<u8>) {
    let mut seed = mix(file ^ 0x5A5A_0000_0000);
    let mut next = || {
        seed = mix(seed);
        seed
    };
    out.extend_from_slice(b",\"sha1\":\"");
    hex(next(), out);
    hex(next(), out);
    out.extend_from_slice(&hex_digits(next())[..8]);
    out.extend_from_slice(b"\",\"sha256\":\"");
    for _ in 0..4 {
        hex(next(), out);
    }
    out.extend_from_slice(b"\",\"md5\":\"");
    hex(next(), out);
    hex(next(), out);
    out.push(b'"');
}

fn write_dates(texts: &Texts, random: u64, out: &mut Vec<u8>) {
    let first = (random % 1_400) as usize;
    let later = ((random >> 40) % 600) as usize;
    out.extend_from_slice(b",\"local_first_seen\":\"");
    out.extend_from_slice(&texts.days[first]);
    time(random >> 12, out);
    out.extend_from_slice(b",\"local_last_seen\":\"");
    out.extend_from_slice(&texts.days[first + later]);
    time(random >> if later == 0 { 12 } else { 20 }, out);
}

fn write_verdict(random: u64, out: &mut Vec<u8>) {
    let verdict = Verdict::of(random);
    out.extend_from_slice(b",\"classification\":\"");
    out.extend_from_slice(verdict.classification.as_bytes());
    out.extend_from_slice(b"\",\"riskscore\":");
    number(u64::from(verdict.riskscore), out);
    out.extend_from_slice(b",\"classification_result\":");
    if let Some(threat) = verdict.threat {
        out.push(b'"');
        out.extend_from_slice(threat.as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(if random >> 63 == 0 { b"null" } else { b"\"\"" });
    }
}

/// `09:57:50.910412Z"`
fn time(random: u64, out: &mut Vec<u8>) {
    let seconds = random % 86_400;
    let micros = (random >> 17) % 1_000_000;
    let mut text = *b"00:00:00.000000Z\"";
    let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60, micros / 10_000, micros / 100 % 100, micros % 100];
    for (at, part) in [0, 3, 6, 9, 11, 13].into_iter().zip(parts) {
        text[at] = b'0' + (part / 10) as u8;
        text[at + 1] = b'0' + (part % 10) as u8;
    }
    out.extend_from_slice(&text);
}

fn number(mut number: u64, out: &mut Vec<u8>) {
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

fn hex(number: u64, out: &mut Vec<u8>) {
    out.extend_from_slice(&hex_digits(number));
}

/// All sixteen digits of a number at once: nibbles are spread to bytes, and 9 is skipped over to `a` in all of them together.
fn hex_digits(number: u64) -> [u8; 16] {
    let mut digits = [0; 16];
    let (high, low) = digits.split_at_mut(8);
    high.copy_from_slice(&eight_digits(number >> 32).to_be_bytes());
    low.copy_from_slice(&eight_digits(number & 0xFFFF_FFFF).to_be_bytes());
    digits
}

const fn eight_digits(number: u64) -> u64 {
    let spread = (number | (number << 16)) & 0x0000_FFFF_0000_FFFF;
    let spread = (spread | (spread << 8)) & 0x00FF_00FF_00FF_00FF;
    let spread = (spread | (spread << 4)) & 0x0F0F_0F0F_0F0F_0F0F;
    let letters = ((spread + 0x0606_0606_0606_0606) >> 4) & 0x0101_0101_0101_0101;
    spread + 0x3030_3030_3030_3030 + letters * (b'a' - b'9' - 1) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_those_of_the_standard_library() {
        for seed in 0..1_000 {
            let random = mix(seed);
            assert_eq!(hex_digits(random), format!("{random:016x}").as_bytes());
            let mut out = Vec::new();
            number(random >> (seed % 64), &mut out);
            assert_eq!(out, (random >> (seed % 64)).to_string().as_bytes());
        }
    }
}
