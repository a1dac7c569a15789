//! Stable sorting by bits.

use crate::table::Row;

/// How many bits one pass looks at: 2,048 counters stay in the nearest cache.
const BITS: u32 = 11;

/// Below this many rows comparing is faster than counting.
const FEW: usize = 96;

/// Sorts the rows of each group by a number, stably. A group ends where the next one begins.
pub fn numbers(rows: &mut [Row], ends: &[u32], key: &dyn Fn(Row) -> u64) {
    let mut spare = Spare::default();
    each(rows, ends, |group| {
        spare.keys.clear();
        spare.keys.extend(group.iter().map(|row| key(*row)));
        spare.sort(group);
    });
}

/// What ASCII letters count as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// Those of either case are alike.
    Folded,
    /// Bytes are bytes: what is sorted is no text.
    AsTheyAre,
}

/// Sorts the rows of each group by a text or by other bytes, stably; rows without any come last in either direction.
pub fn texts<'a>(rows: &mut [Row], ends: &[u32], descending: bool, letters: Letters, text: &dyn Fn(Row) -> &'a [u8]) {
    let mut spare = Spare::default();
    each(rows, ends, |group| {
        let there = behind(group, |row| text(row).is_empty());
        let group = &mut group[..there];
        // Turned before and after, alike rows come out in their own order.
        if descending {
            group.reverse();
        }
        by_text(group, letters, text, &mut spare);
        if descending {
            group.reverse();
        }
    });
}

/// Does something with each group that has more than one row.
fn each(rows: &mut [Row], ends: &[u32], mut act: impl FnMut(&mut [Row])) {
    let mut from = 0;
    for end in ends.iter().map(|end| *end as usize) {
        if end - from > 1 {
            act(&mut rows[from..end]);
        }
        from = end;
    }
}

/// Puts the rows of which something holds behind the others, both in their order. Gives where they begin.
fn behind(rows: &mut [Row], holds: impl Fn(Row) -> bool) -> usize {
    let Some(first) = rows.iter().position(|row| holds(*row)) else { return rows.len() };
    let (last, others): (Vec<Row>, Vec<Row>) = rows[first..].iter().partition(|row| holds(**row));
    let from = first + others.len();
    rows[first..from].copy_from_slice(&others);
    rows[from..].copy_from_slice(&last);
    from
}

/// Eight bytes at a time: rows that are alike so far are sorted by the next eight.
fn by_text<'a>(rows: &mut [Row], letters: Letters, text: &dyn Fn(Row) -> &'a [u8], spare: &mut Spare) {
    let mut alike = vec![(0, rows.len(), 0)];
    while let Some((from, to, depth)) = alike.pop() {
        let group = &mut rows[from..to];
        // The shorter of two that are alike comes first: a byte beyond the end counts as zero, which may be in a text
        // too, so lengths within the eight bytes decide below.
        spare.keys.clear();
        match letters {
            Letters::Folded => spare.keys.extend(group.iter().map(|row| folded(eight(text(*row), depth)))),
            Letters::AsTheyAre => spare.keys.extend(group.iter().map(|row| eight(text(*row), depth))),
        }
        spare.sort(group);
        let keys = &spare.keys;
        let mut at = 0;
        while at < keys.len() {
            let mut end = at + 1;
            while keys.get(end) == Some(&keys[at]) {
                end += 1;
            }
            if end - at > 1 {
                let group = &mut rows[from + at..from + end];
                let ended = |row: &Row| text(*row).len() < depth + 8;
                if group.iter().any(ended) {
                    // Stable, so those of one length stay in order.
                    let length = |row: Row| text(row).len().min(depth + 8);
                    group.sort_by_key(|row| length(*row));
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

/// Eight bytes of a text from `depth` on, as a number that sorts like them.
fn eight(text: &[u8], depth: usize) -> u64 {
    let rest = text.get(depth..).unwrap_or_default();
    let mut bytes = [0; 8];
    let length = rest.len().min(8);
    bytes[..length].copy_from_slice(&rest[..length]);
    u64::from_be_bytes(bytes)
}

/// Eight bytes with upper-case ASCII letters turned into lower-case ones.
const fn folded(word: u64) -> u64 {
    // All eight bytes at once: the high bit of each is set where it is an upper-case ASCII letter.
    let low = word & 0x7f7f_7f7f_7f7f_7f7f;
    let from_a = low + 0x3f3f_3f3f_3f3f_3f3f;
    let over_z = low + 0x2525_2525_2525_2525;
    let upper = from_a & !over_z & !word & 0x8080_8080_8080_8080;
    word | upper >> 2
}

/// Keys, and room for sorting them, that is used again for each group.
#[derive(Default)]
struct Spare {
    keys: Vec<u64>,
    other_keys: Vec<u64>,
    other_rows: Vec<Row>,
}

impl Spare {
    /// Sorts the keys and the rows beside them, stably.
    fn sort(&mut self, rows: &mut [Row]) {
        let Self { keys, other_keys, other_rows } = self;
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
        other_keys.resize(keys.len(), 0);
        other_rows.resize(rows.len(), 0);
        let mut turned = false;
        let mut shift = differing.trailing_zeros();
        while shift < 64 && differing >> shift != 0 {
            if turned {
                pass(other_keys, other_rows, keys, rows, shift);
            } else {
                pass(keys, rows, other_keys, other_rows, shift);
            }
            turned = !turned;
            shift += BITS;
            if shift < 64 && differing >> shift != 0 {
                shift += (differing >> shift).trailing_zeros();
            }
        }
        if turned {
            std::mem::swap(keys, other_keys);
            rows.copy_from_slice(other_rows);
        }
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
        fn by_numbers(keys in prop::collection::vec(prop_oneof![any::<u64>(), 0_u64..50], 0..400)) {
            let mut rows: Vec<Row> = (0..keys.len() as Row).collect();
            let mut wanted = rows.clone();
            wanted.sort_by_key(|row| keys[*row as usize]);
            numbers(&mut rows, &[keys.len() as u32], &|row| keys[row as usize]);
            prop_assert_eq!(rows, wanted);
        }

        #[test]
        fn by_texts(texts in prop::collection::vec(prop_oneof![
            4 => "(abcdefgh|ABCDEFGH|abcdefghabcdefgh)?[a-bA-B@\\[`{é\u{0}]{0,3}".prop_map(String::into_bytes),
            1 => prop::collection::vec(any::<u8>(), 0..20),
        ], 0..400)) {
            let mut rows: Vec<Row> = (0..texts.len() as Row).collect();
            let all = [texts.len() as u32];
            let mut wanted = rows.clone();
            wanted.sort_by_key(|row| (texts[*row as usize].is_empty(), texts[*row as usize].to_ascii_lowercase()));
            crate::query::radix::texts(&mut rows, &all, false, Letters::Folded, &|row| &texts[row as usize]);
            prop_assert_eq!(&rows, &wanted);
            wanted.sort_by_key(|row| (texts[*row as usize].is_empty(), &texts[*row as usize]));
            crate::query::radix::texts(&mut rows, &all, false, Letters::AsTheyAre, &|row| &texts[row as usize]);
            prop_assert_eq!(rows, wanted);
        }
    }
}
