//! Stable sorting by bits.

use super::stably;
use crate::listing::Row;

/// How many bits one pass looks at: 2,048 counters stay in the nearest cache.
const BITS: u32 = 11;

/// Below this many rows comparing is faster than counting.
const FEW: usize = 96;

/// Sorts rows by a number, stably.
pub fn by_number(rows: &mut [Row], key: impl Fn(Row) -> u64) {
    let mut keys: Vec<u64> = rows.iter().map(|row| key(*row)).collect();
    pairs(rows, &mut keys);
}

/// Sorts rows by a text, stably; ASCII letters of either case are alike.
///
/// Eight bytes at a time: rows that are alike so far are sorted by the next eight.
pub fn by_text<'a>(rows: &mut [Row], text: impl Fn(Row) -> &'a [u8]) {
    let mut keys = Vec::new();
    let mut alike = vec![(0, rows.len(), 0)];
    while let Some((from, to, depth)) = alike.pop() {
        let group = &mut rows[from..to];
        if group.len() <= FEW {
            stably(group, &mut |a, b| {
                let rest = |row: Row| text(row).get(depth..).unwrap_or_default();
                rest(a).iter().map(u8::to_ascii_lowercase).cmp(rest(b).iter().map(u8::to_ascii_lowercase))
            });
            continue;
        }
        keys.clear();
        // The shorter of two that are alike comes first: a byte beyond the end counts as zero, which may be in a text
        // too, so lengths within the eight bytes decide below.
        keys.extend(group.iter().map(|row| eight(text(*row), depth)));
        pairs(group, &mut keys);
        let mut at = 0;
        while at < keys.len() {
            let end = at + keys[at..].partition_point(|key| *key == keys[at]);
            if end - at > 1 {
                let group = &mut rows[from + at..from + end];
                let ended = |row: &Row| text(*row).len() < depth + 8;
                if group.iter().any(ended) {
                    // Stable, so those of one length stay in order.
                    let length = |row: Row| text(row).len().min(depth + 8);
                    stably(group, &mut |a, b| length(a).cmp(&length(b)));
                    let longer = group.partition_point(ended);
                    alike.push((from + at + longer, from + end, depth + 8));
                } else {
                    alike.push((from + at, from + end, depth + 8));
                }
            }
            at = end;
        }
    }
}

/// Eight bytes of a text from `depth` on, folded to lower case, as a number that sorts like them.
fn eight(text: &[u8], depth: usize) -> u64 {
    let rest = text.get(depth..).unwrap_or_default();
    let mut bytes = [0; 8];
    let length = rest.len().min(8);
    bytes[..length].copy_from_slice(&rest[..length]);
    let word = u64::from_be_bytes(bytes);
    // All eight bytes at once: the high bit of each is set where it is an upper-case ASCII letter.
    let low = word & 0x7f7f_7f7f_7f7f_7f7f;
    let from_a = low + 0x3f3f_3f3f_3f3f_3f3f;
    let over_z = low + 0x2525_2525_2525_2525;
    let upper = from_a & !over_z & !word & 0x8080_8080_8080_8080;
    word | upper >> 2
}

/// Sorts keys and the rows beside them, stably.
fn pairs(rows: &mut [Row], keys: &mut Vec<u64>) {
    if keys.is_sorted() {
        return;
    }
    if rows.len() <= FEW {
        // By insertion, keys and rows together.
        for at in 1..rows.len() {
            let (key, row) = (keys[at], rows[at]);
            let mut place = at;
            while place > 0 && keys[place - 1] > key {
                keys[place] = keys[place - 1];
                rows[place] = rows[place - 1];
                place -= 1;
            }
            keys[place] = key;
            rows[place] = row;
        }
        return;
    }
    // Bits that are the same everywhere need no pass.
    let (all, any) = keys.iter().fold((u64::MAX, 0), |(all, any), key| (all & key, any | key));
    let differing = all ^ any;
    let mut other_keys = vec![0; keys.len()];
    let mut other_rows = vec![0; rows.len()];
    let mut turned = false;
    let mut shift = differing.trailing_zeros();
    while shift < 64 && differing >> shift != 0 {
        if turned {
            pass(&other_keys, &other_rows, keys, rows, shift);
        } else {
            pass(keys, rows, &mut other_keys, &mut other_rows, shift);
        }
        turned = !turned;
        shift += BITS;
        if shift < 64 && differing >> shift != 0 {
            shift += (differing >> shift).trailing_zeros();
        }
    }
    if turned {
        std::mem::swap(keys, &mut other_keys);
        rows.copy_from_slice(&other_rows);
    }
}

fn pass(keys: &[u64], rows: &[Row], to_keys: &mut [u64], to_rows: &mut [Row], shift: u32) {
    let digit = |key: u64| (key >> shift) as usize & ((1 << BITS) - 1);
    let mut starts = [0_u32; 1 << BITS];
    for key in keys {
        starts[digit(*key)] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += std::mem::replace(start, sum);
    }
    for (key, row) in keys.iter().zip(rows) {
        let at = &mut starts[digit(*key)];
        to_keys[*at as usize] = *key;
        to_rows[*at as usize] = *row;
        *at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers(keys in prop::collection::vec(prop_oneof![any::<u64>(), 0_u64..50], 0..400)) {
            let mut rows: Vec<Row> = (0..keys.len() as Row).collect();
            let mut wanted = rows.clone();
            wanted.sort_by_key(|row| keys[*row as usize]);
            by_number(&mut rows, |row| keys[row as usize]);
            prop_assert_eq!(rows, wanted);
        }

        #[test]
        fn texts(texts in prop::collection::vec("(abcdefgh|ABCDEFGH|abcdefghabcdefgh)?[a-bA-B@\\[`{é\u{0}]{0,3}", 0..400)) {
            let mut rows: Vec<Row> = (0..texts.len() as Row).collect();
            let mut wanted = rows.clone();
            wanted.sort_by_key(|row| texts[*row as usize].to_ascii_lowercase());
            by_text(&mut rows, |row| texts[row as usize].as_bytes());
            prop_assert_eq!(rows, wanted);
        }
    }
}
