//! Hashes in every notation that people bring, and texts that are none.

use crate::hash::*;
use proptest::prelude::*;

const SHA1: &str = "cf8e42c4a0862c807f0de3c656d2cd1c99cc5a27";

#[test]
fn reads_each_kind_in_any_case_with_space_around() {
    for kind in HashKind::ALL {
        let text = format!(" \t{}\n", "Ab".repeat(kind.digits() / 2));
        let hash = SampleHash::parse(&text).expect("a hash");
        assert_eq!(hash.kind(), kind);
        assert_eq!(hash.as_str(), "ab".repeat(kind.digits() / 2));
    }
}

#[test]
fn finds_the_hash_in_a_pasted_link() {
    for link in [
        format!("https://a1000.example.com/{SHA1}/"),
        format!("https://www.virustotal.com/gui/file/{}/details", SHA1.to_uppercase()),
        format!("https://a1000.example.com/api/samples/v2/{SHA1}/extracted-files/?page=2&again={SHA1}"),
    ] {
        assert_eq!(SampleHash::parse(&link).expect("a hash").as_str(), SHA1);
    }
}

#[test]
fn says_what_is_wrong() {
    assert_eq!(SampleHash::parse(" "), Err(HashFault::Empty));
    assert_eq!(SampleHash::parse("abc"), Err(HashFault::Length(3)));
    assert_eq!(SampleHash::parse(&SHA1.replace('c', "g")), Err(HashFault::NotHex('g')));
    let two = format!("{SHA1} {}", "ab".repeat(16));
    assert_eq!(SampleHash::parse(&two), Err(HashFault::Several(2)));
    assert_eq!(SampleHash::parse(&format!("{SHA1}0")), Err(HashFault::Length(41)));
}

#[test]
fn hashes_are_read_as_tools_write_them() {
    let bytes = |separator: &str, width: usize| {
        let parts: Vec<&str> = (0..SHA1.len() / width).map(|at| &SHA1[at * width..(at + 1) * width]).collect();
        parts.join(separator)
    };
    for text in [
        format!("0000{SHA1}"),
        format!("FileId 0000{}", SHA1.to_uppercase()),
        format!("0x{SHA1}"),
        format!("0X{}", SHA1.to_uppercase()),
        bytes(" ", 2),
        bytes(":", 2),
        bytes("-", 2),
        bytes(", 0x", 2).replacen("cf", "0xcf", 1),
        bytes(" ", 4),
        bytes(" ", 8),
        format!("SHA1 hash of C:\\sample.exe:\r\n{}\r\nCertUtil: -hashfile completed", bytes(" ", 2)),
        format!("SHA1 Fingerprint={}", bytes(":", 2).to_uppercase()),
        // As openssl wraps a fingerprint.
        format!("    {}:\n    {}", &bytes(":", 2)[..29], &bytes(":", 2)[30..]),
        format!("{}\n{}", &SHA1[..25], &SHA1[25..]),
        format!("SHA-1: {}\r\n       {}", &SHA1[..39], &SHA1[39..]),
    ] {
        assert_eq!(SampleHash::parse(&text).as_ref().map(SampleHash::as_str), Ok(SHA1), "{text:?}");
    }
}

#[test]
fn the_hashes_of_one_file_are_one_sample() {
    let (md5, sha256, other) = ("0a".repeat(16), "b1".repeat(32), "c2".repeat(32));
    for text in [
        format!("MD5: {md5} SHA1: {SHA1} SHA-256: {sha256}"),
        format!("{{\"md5\": \"{md5}\", \"sha1\": \"{SHA1}\", \"sha256\": \"{sha256}\"}}"),
        format!("MD5 {md5}\nSHA-1 {SHA1}\nSHA-256 {sha256}\nVhash 0450\nAuthentihash {other}\nImphash {md5}"),
        format!("sha256 {sha256}\nsha_1 {SHA1}"),
    ] {
        assert_eq!(SampleHash::parse(&text).as_ref().map(SampleHash::as_str), Ok(sha256.as_str()), "{text:?}");
    }
    // Of two files, or of nobody knows which, it is not guessed.
    for text in [
        format!("SHA-256: {sha256} SHA-256: {other}"),
        format!("SHA1 {SHA1} and {sha256}"),
        format!("MD5 {SHA1}, SHA1 {md5}"),
    ] {
        assert_eq!(SampleHash::parse(&text), Err(HashFault::Several(2)), "{text:?}");
    }
}

#[test]
fn a_part_of_a_longer_hash_is_none() {
    let wide = crate::table::hex(&(0..64).collect::<Vec<u8>>());
    let bytes: Vec<&str> = (0..64).map(|at| &wide[2 * at..2 * at + 2]).collect();
    for count in [1, 15, 17, 19, 21, 31, 33, 63] {
        for separator in [" ", ":", "-"] {
            let text = bytes[..count].join(separator);
            assert_eq!(SampleHash::parse(&text), Err(HashFault::Length(2 * count)), "{text:?}");
        }
    }
    // Wrapped behind what would be a shorter kind.
    for (at, digits) in [(40, 64), (32, 40), (76, 128), (64, 128), (32, 64)] {
        let text = format!("{}\n{}", &wide[..at], &wide[at..digits]);
        match SampleHash::parse(&text) {
            Ok(hash) => assert_eq!(hash.as_str(), &wide[..digits], "{text:?}"),
            Err(fault) => assert!(matches!(fault, HashFault::Several(_)), "{text:?}: {fault:?}"),
        }
    }
    // A UUID has as many digits as an MD5.
    assert!(SampleHash::parse("123e4567-e89b-12d3-a456-426614174000").is_err());
    assert!(SampleHash::parse(&format!("1111{SHA1}")).is_err());
    assert!(SampleHash::parse(&format!("T1{}", "ab".repeat(35))).is_err());
}

#[test]
fn a_long_list_is_counted_and_not_compared_pair_by_pair() {
    let list = (0..50_000).map(|number| format!("{number:040x}\n")).collect::<Vec<_>>().concat();
    assert_eq!(SampleHash::parse(&list), Err(HashFault::Several(50_000)));
}

proptest! {
    #[test]
    fn never_panics_and_what_is_read_reads_again(text in ".{0,200}") {
        if let Ok(hash) = SampleHash::parse(&text) {
            prop_assert_eq!(SampleHash::parse(hash.as_str()), Ok(hash));
        } else if let Err(fault) = SampleHash::parse(&text) {
            prop_assert!(!fault.to_string().is_empty());
        }
    }

    /// Written in any notation, a hash comes back, and never another.
    #[test]
    fn any_notation_reads_back(
        kind in prop::sample::select(HashKind::ALL.to_vec()), seed in prop::collection::vec(any::<u8>(), 64), upper: bool,
        notation in 0_usize..8, width in prop::sample::select(vec![2_usize, 4, 8, 16]),
        separator in prop::sample::select(vec![" ", ":", "-", ", ", "\n", " \r\n ", ":\n"]),
        label in prop::sample::select(vec!["", "hash: ", "of file x.exe:\n", "("]),
    ) {
        let digits: String = crate::table::hex(&seed).chars().take(kind.digits()).collect();
        let written = if upper { digits.to_uppercase() } else { digits.clone() };
        let parts: Vec<&str> =
            (0..digits.len()).step_by(width).map(|at| &written[at..(at + width).min(digits.len())]).collect();
        let text = match notation {
            0 => format!("0x{written}"),
            1 if kind == HashKind::Sha1 => format!("0000{written}"),
            2..5 => parts.join(separator),
            5 => parts.iter().map(|part| format!("0x{part}")).collect::<Vec<_>>().join(separator),
            _ => written,
        };
        let text = format!("{label}{text}");
        prop_assert_eq!(SampleHash::parse(&text).map(|hash| hash.to_string()), Ok(digits), "{:?}", text);
    }
}
