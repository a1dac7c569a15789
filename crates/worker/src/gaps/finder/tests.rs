use super::*;
use crate::gaps::padding::RUN;
use matryoshka_core::gaps::facts::{BLOCK, FULL, POINTS, RANDOM};
use matryoshka_core::gaps::format::Format;
use proptest::prelude::*;

fn seen(bytes: &[u8], size: usize) -> Facts {
    let mut finder = Finder::default();
    bytes.chunks(size).for_each(|piece| finder.take(piece));
    finder.finish()
}

/// Bytes in which nothing repeats.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 1_u64;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 56) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}

/// The entropy of some bytes, the plain way.
fn entropy(bytes: &[u8]) -> f64 {
    let mut counts = [0_u32; 256];
    bytes.iter().for_each(|byte| counts[usize::from(*byte)] += 1);
    let shares = counts.iter().map(|count| f64::from(*count) / bytes.len().max(1) as f64).filter(|share| *share > 0.0);
    shares.map(|share| -share * share.log2()).sum()
}

#[test]
fn entropy_and_padding_are_those_of_the_bytes() {
    let all: Vec<u8> = (0..=255).cycle().take(1 << 16).collect();
    assert_eq!(seen(&all, 1_000).entropy, 800);
    assert_eq!(seen(&all, 1_000).curve[..], [FULL; 16]);
    assert_eq!(seen(b"abababab", 3).entropy, 100);
    assert_eq!(seen(&[], 1), Facts::default());
    let half = [vec![0; 1 << 16], noise(1 << 16)].concat();
    let facts = seen(&half, 999);
    assert_eq!((facts.random, facts.padding, facts.random_at, facts.padding_at), (50, 50, 1 << 16, 0));
    assert!(facts.curve.len() == 32 && facts.curve[..16] == [0; 16] && facts.curve[16..].iter().all(|at| *at > 195));
    assert_eq!(seen(&b"no padding, no noise. ".repeat(9_000), 4_096).padding, 0);
    assert_eq!(seen(&vec![7; RUN as usize - 1], 5).padding, 0);
    assert_eq!(seen(&vec![7; RUN as usize], 5).padding, 100);
}

#[test]
fn what_programs_and_documents_carry_is_found_across_pieces() {
    let nsis = [&b"MZ"[..], &[0; 3_000], b"\xef\xbe\xad\xdeNullsoftInst", &[0; 50]].concat();
    let pdf = [&b"%PDF-1.7\n"[..], &[b' '; 2_000], b"<</Type/EmbeddedFile>>"].concat();
    let locked = [&b"%PDF-1.7\n"[..], &[b' '; 2_000], b"trailer <</Encrypt 5 0 R>>"].concat();
    for size in [1, 7, 1_000, 10_000] {
        let facts = seen(&nsis, size);
        assert_eq!((facts.container, facts.offset), (Some(Container::Nsis), 3_002), "{size}");
        let facts = seen(&pdf, size);
        assert_eq!(
            (facts.container, facts.format, facts.is_encrypted),
            (Some(Container::PdfFiles), Some(Format::Pdf), false)
        );
        let facts = seen(&locked, size);
        assert_eq!((facts.container, facts.is_encrypted), (None, true), "{size}");
    }
    assert_eq!(seen(&nsis[2..], 100).container, None, "no program");
    assert_eq!(seen(b"%PDF-1.7 /Type /EncryptMetadata", 100), seen(b"%PDF-1.7 /Type /EncryptMetadata", 3));
    assert!(!seen(b"%PDF-1.7 /Type /EncryptMetadata", 100).is_encrypted);
}

#[test]
fn a_curve_of_a_large_file_has_as_many_points_as_one_of_a_small_one() {
    let mut finder = Finder::default();
    for piece in 0..2_048_u32 {
        finder.take(&if piece % 2 == 0 { vec![0; BLOCK * 4] } else { noise(BLOCK * 4) });
    }
    let curve = finder.finish().curve;
    assert!(curve.len() > POINTS / 2 && curve.len() <= POINTS, "{}", curve.len());
    assert!(curve.iter().all(|at| (90..110).contains(at)), "{curve:?}");
}

proptest! {
    #[test]
    fn pieces_say_what_the_whole_says(
        parts in prop::collection::vec((any::<u8>(), 0_usize..6_000, any::<bool>()), 0..6),
        size in 1_usize..9_000,
    ) {
        let parts = parts.into_iter().map(|(byte, length, is_noise)| if is_noise { noise(length) } else { vec![byte; length] });
        let bytes: Vec<u8> = parts.flatten().collect();
        let facts = seen(&bytes, size);
        prop_assert_eq!(&facts, &seen(&bytes, bytes.len().max(1)));
        // The long way.
        prop_assert_eq!(facts.size, bytes.len() as u64);
        prop_assert!((f64::from(facts.entropy) - entropy(&bytes) * 100.0).abs() <= 0.51);
        let of_hundred = |part: usize| (part * 100).checked_div(bytes.len()).unwrap_or_default();
        let runs = bytes.chunk_by(|a, b| a == b).map(<[u8]>::len).filter(|length| *length as u64 >= RUN);
        prop_assert_eq!(usize::from(facts.padding), of_hundred(runs.clone().sum()));
        let longest = bytes[facts.padding_at as usize..].chunk_by(|a, b| a == b).next().map_or(0, <[u8]>::len);
        prop_assert_eq!(runs.max().unwrap_or(longest), longest);
        let random: Vec<bool> = bytes.chunks(BLOCK).map(|block| entropy(block) * 100.0 > f64::from(RANDOM)).collect();
        let length = |(at, _): (usize, &bool)| BLOCK.min(bytes.len() - at * BLOCK);
        prop_assert_eq!(usize::from(facts.random), of_hundred(random.iter().enumerate().filter(|(_, is)| **is).map(length).sum()));
        prop_assert_eq!(facts.random_at as usize, random.iter().position(|is| *is).unwrap_or_default() * BLOCK);
        for (at, block) in facts.curve.iter().zip(bytes.chunks(BLOCK)) {
            prop_assert!((f64::from(*at) - entropy(block) * f64::from(FULL) / 8.0).abs() < 0.6);
        }
    }

    #[test]
    fn any_bytes_are_looked_at(bytes in prop::collection::vec(any::<u8>(), 0..3_000), begins in prop::sample::select(vec![&b""[..], b"MZ", b"%PDF-", b"7z\xbc\xaf\x27\x1c", b"PK\x03\x04"]), size in 1_usize..99) {
        let bytes = [begins, &bytes].concat();
        let facts = seen(&bytes, size);
        prop_assert!(facts.offset <= bytes.len() as u64 && facts.entropy <= 800 && facts.random <= 100 && facts.padding <= 100);
        prop_assert!(facts.curve.len() <= POINTS && facts.curve.iter().all(|at| *at <= FULL));
    }
}
