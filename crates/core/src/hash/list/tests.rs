//! Lists of hashes in every form in which they are brought, with what is none between them.

use crate::hash::list::*;
use proptest::prelude::*;

fn read(text: &str) -> HashList {
    HashList::read(text, MOST)
}

fn digits(list: &HashList) -> Vec<&str> {
    list.hashes.iter().map(SampleHash::as_str).collect()
}

fn hash(kind: HashKind, seed: u64) -> String {
    let mixed = |word: u64| (seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(word as u32 * 7) ^ word << 60;
    (0..8).map(|word| format!("{:016x}", mixed(word) | 1 << 63)).collect::<Vec<_>>().concat()[..kind.digits()]
        .to_owned()
}

const MD5: HashKind = HashKind::Md5;
const SHA1: HashKind = HashKind::Sha1;
const SHA256: HashKind = HashKind::Sha256;

#[test]
fn lines_are_samples_and_others_are_said() {
    let (one, two, three) = (hash(SHA1, 1), hash(SHA256, 2), hash(MD5, 3));
    let text = format!(
        "# case 12\n{one}\r\n  {}\r\n\r\nn/a\n0x{two}\n{three},dropper.exe\n{}\n{one}",
        two.to_uppercase(),
        &one[..39]
    );
    let list = read(&text);
    assert_eq!(digits(&list), [&one, &two, &three]);
    assert_eq!((list.doubles, list.beyond, list.more_refused), (2, 0, 0));
    let said: Vec<(u32, &str)> = list.refused.iter().map(|refused| (refused.line, refused.text.as_str())).collect();
    assert_eq!(said, [(5, "n/a"), (8, &one[..39])]);
    assert_eq!(list.refused[1].fault, HashFault::Length(39));
}

#[test]
fn columns_that_say_so_hold_hashes_of_one_file() {
    for between in [",", "\t", ";", " | "] {
        let row = |cells: &[&str]| cells.join(between);
        let of = |seed| [hash(MD5, seed), hash(SHA1, seed), hash(SHA256, seed)];
        let (one, two) = (of(1), of(2));
        let text = [
            row(&["name", "MD5", "sha_1", "\"SHA-256\"", "size"]),
            row(&["a.exe", &one[0], &one[1], &one[2], "12"]),
            row(&["b.exe", &two[0], &two[1], "", "13"]),
        ]
        .join("\n");
        let list = read(&text);
        assert_eq!(digits(&list), [&one[2], &two[1]], "{text}");
        assert!(list.refused.is_empty(), "{list:?}");
        // Without a head nobody knows whether they are of one file.
        let bare = text.lines().skip(1).collect::<Vec<_>>().join("\n");
        assert_eq!(read(&bare).hashes.len(), 5);
    }
}

#[test]
fn reports_hold_hashes_between_words() {
    let (one, two) = (hash(SHA256, 1), hash(SHA256, 2));
    let (md5, sha1) = (hash(MD5, 1), hash(SHA1, 1));
    let text = format!(
        "The dropper ({two}) was fetched from hxxps://evil[.]example/x and is known\nas hxxps[:]//www.virustotal[.]com/gui/file/{one}/details.\n\n\
         IOCs of the second stage\n  MD5: {md5}\n  SHA-1: {sha1}\n  SHA256: {one}\n  Imphash: {}\n\n  SHA256: {}\nIt is signed. a be ad\nEnd of report.",
        hash(MD5, 9),
        &two[..60]
    );
    let list = read(&text);
    assert_eq!(digits(&list), [&two, &one], "{list:?}");
    assert_eq!(list.doubles, 1);
    let said: Vec<(u32, &str)> = list.refused.iter().map(|refused| (refused.line, refused.text.as_str())).collect();
    assert_eq!(said, [(10, &two[..60])]);
}

#[test]
fn each_of_several_named_files_is_one() {
    let of = |seed| format!("MD5 {} SHA1 {}", hash(MD5, seed), hash(SHA1, seed));
    let list = read(&format!("{}\n{}\n\nSHA256: {}\nFilehash: {}", of(1), of(2), hash(SHA256, 3), hash(SHA256, 4)));
    assert_eq!(digits(&list), [hash(SHA1, 1), hash(SHA1, 2), hash(SHA256, 3), hash(SHA256, 4)]);
}

#[test]
fn long_lists_are_bounded_and_read_at_once() {
    let text: String =
        (0..100_000).map(|number| format!("{number:040x}\nnone {number}\n")).collect::<Vec<_>>().concat();
    let list = HashList::read(&text, 5_000);
    assert_eq!((list.hashes.len(), list.beyond), (5_000, 95_000));
    assert_eq!((list.refused.len(), list.more_refused), (MOST_REFUSED, 99_900));
    // A line of nothing but what looks like damaged hashes.
    let damaged = "abcdefabcdefabcdefabcdef012345 ".repeat(20_000);
    let list = read(&damaged);
    assert_eq!((list.hashes.len(), list.refused.len()), (0, MOST_REFUSED));
    let mixed = format!("word {}", format!("{} {} ", hash(SHA1, 1), &hash(SHA1, 2)[..39]).repeat(10_000));
    assert_eq!(read(&mixed).more_refused as usize, 10_000 - MOST_REFUSED);
}

/// A line with a hash, one without, or words.
#[derive(Clone, Debug)]
enum Written {
    Hash { kind: HashKind, seed: u64, notation: usize },
    Damaged(u64),
}

fn written() -> impl Strategy<Value = Written> {
    let kind = prop::sample::select(HashKind::ALL.to_vec());
    prop_oneof![
        4 => (kind, 0_u64..40, 0_usize..6).prop_map(|(kind, seed, notation)| Written::Hash { kind, seed, notation }),
        1 => (0_u64..40).prop_map(Written::Damaged),
    ]
}

proptest! {
    /// Whatever the notations and the order, each hash comes once, in its order, and each other line is said, in a list or
    /// between words.
    #[test]
    fn lists_read_back(lines in prop::collection::vec(written(), 0..40), in_words: bool, crlf: bool, most in 0_usize..50) {
        let mut wanted: Vec<String> = Vec::new();
        let mut doubles = 0;
        let mut said = Vec::new();
        let mut text = Vec::new();
        for line in &lines {
            let word = match line {
                Written::Hash { kind, seed, notation } => {
                    let digits = hash(*kind, *seed);
                    if wanted.contains(&digits) { doubles += 1; } else { wanted.push(digits.clone()); }
                    match notation {
                        0 => digits.to_uppercase(),
                        1 => format!("0x{digits}"),
                        2 => format!("({digits});"),
                        3 => format!("hxxp://x[.]example/file/{digits}/"),
                        4 => format!("sample.exe\t{digits}\t12"),
                        _ => digits,
                    }
                }
                Written::Damaged(seed) => {
                    said.push(text.len() as u32 + 1);
                    hash(SHA1, *seed)[..37].to_owned()
                }
            };
            if in_words {
                text.push(format!("We saw {word} there."));
                text.push("Nothing more is known of it.".to_owned());
                text.push("It is so.".to_owned());
            } else {
                text.push(word);
            }
        }
        let text = text.join(if crlf { "\r\n" } else { "\n" });
        let list = HashList::read(&text, most);
        let kept = wanted.len().min(most);
        prop_assert_eq!(digits(&list), &wanted[..kept], "{}", text);
        prop_assert_eq!((list.doubles, list.beyond as usize), (doubles, wanted.len() - kept));
        prop_assert_eq!(list.refused.iter().map(|refused| refused.line).collect::<Vec<_>>(), said, "{}", text);
    }

    #[test]
    fn any_text_is_read(text in "(\\PC|[\n\r\t,;:0-9a-f]){0,300}", most in 0_usize..5) {
        let list = HashList::read(&text, most);
        prop_assert!(list.hashes.len() <= most);
        prop_assert!(list.refused.iter().all(|refused| refused.line >= 1 && !refused.fault.to_string().is_empty()));
        // What a text of one hash holds is in the list.
        if let Ok(one) = SampleHash::parse(&text) {
            let all = HashList::read(&text, MOST);
            prop_assert!(all.hashes.contains(&one) || all.hashes.is_empty(), "{:?}", text);
        }
    }
}
