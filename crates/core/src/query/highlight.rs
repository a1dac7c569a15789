//! Where the words of a filter stand in a text that is shown.

use crate::query::search::fold;
use std::ops::Range;

/// The places of words in a text, in UTF-16 units as the DOM counts them: ascending, at most `most`, those that touch one another
/// put together. Words are to be [folded](fold); letters match in either case. Each word costs one pass over the text, so what is
/// given should be the part that is on screen.
pub fn ranges(text: &str, words: &[impl AsRef<str>], most: usize) -> Vec<Range<u32>> {
    let folded = fold(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    // Where a word has more places than are taken, nothing behind them is marked: then what is marked ends at one place.
    let mut until = folded.len();
    for word in words.iter().map(AsRef::as_ref).filter(|word| !word.is_empty()) {
        let mut places = folded.match_indices(word).map(|(at, word)| at..at + word.len());
        let from = found.len();
        found.extend(places.by_ref().take(most));
        if places.next().is_some() {
            until = until.min(found[from..].last().map_or(0, |last| last.end));
        }
    }
    found.retain(|range| range.start < until);
    found.sort_unstable_by_key(|range| range.start);
    found.dedup_by(|next, before| {
        let touches = next.start <= before.end;
        if touches {
            before.end = before.end.max(next.end);
        }
        touches
    });
    found.truncate(most);
    in_units(&folded, &found)
}

/// Ranges of bytes, ascending, as ranges of UTF-16 units: the text is gone through once.
fn in_units(text: &str, ranges: &[Range<usize>]) -> Vec<Range<u32>> {
    let mut units = 0;
    let mut at = 0;
    let mut unit = |to: usize| {
        units += text[at..to].chars().map(char::len_utf16).sum::<usize>() as u32;
        at = to;
        units
    };
    ranges.iter().map(|range| unit(range.start)..unit(range.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn agrees_with_looking_everywhere(
            text in prop_oneof!["[abAéÉ😀]{0,20}", ".{0,30}"],
            words in prop::collection::vec(prop_oneof!["[abé😀]{0,3}", ".{1,2}"], 0..4),
            most in 0_usize..12,
        ) {
            let words: Vec<String> = words.iter().map(|word| fold(word)).collect();
            // A letter in lower case takes the room of the letter.
            prop_assert_eq!(fold(&text).encode_utf16().count(), text.encode_utf16().count());
            let units: Vec<u16> = fold(&text).encode_utf16().collect();
            let mut marked = vec![false; units.len()];
            for word in words.iter().filter(|word| !word.is_empty()) {
                let word: Vec<u16> = word.encode_utf16().collect();
                let mut at = 0;
                while at + word.len() <= units.len() {
                    let fits = units[at..].starts_with(&word);
                    marked[at..at + if fits { word.len() } else { 0 }].fill(true);
                    at += if fits { word.len() } else { 1 };
                }
            }
            let all = ranges(&text, &words, usize::MAX);
            let mut got = vec![false; units.len()];
            all.iter().for_each(|range| got[range.start as usize..range.end as usize].fill(true));
            prop_assert_eq!(got, marked);
            prop_assert!(all.windows(2).all(|pair| pair[0].end < pair[1].start), "{:?}", all);
            let few = ranges(&text, &words, most);
            prop_assert!(few.len() <= most);
            let is_part = |few: &Range<u32>| all.iter().any(|all| all.start <= few.start && few.end <= all.end);
            prop_assert!(few.iter().all(is_part), "{:?} {:?}", few, all);
        }
    }

    /// By counting from the start for each place, the last one alone would take as many steps as all of them here.
    #[test]
    fn a_long_text_is_gone_through_once() {
        let text = "eé".repeat(200_000);
        let all = ranges(&text, &["e"], usize::MAX);
        assert_eq!((all.len(), all[199_999].clone()), (200_000, 399_998..399_999));
        assert_eq!(ranges("ééééa a", &["é", "a"], 2).len(), 1, "nothing is marked behind what is left out");
        let few = ranges(&text, &["e", "é"], 3);
        assert_eq!((few.len(), few[0].clone()), (1, 0..5));
    }
}
