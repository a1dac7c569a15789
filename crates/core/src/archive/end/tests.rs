use crate::archive::end::*;
use proptest::prelude::*;

/// Reads what is asked for and finds the directory. Counts the bytes that were read.
fn found(file: &[u8]) -> (Found, u64) {
    let (mut parts, mut read) = (Parts::of(file.len() as u64), 0);
    for _ in 0..1000 {
        match find(&parts) {
            Ok(found) => return (found, read),
            Err(range) => {
                assert!(range.end <= file.len() as u64 && !range.is_empty(), "{range:?}");
                read += range.end - range.start;
                parts.add(range.start, file[range.start as usize..range.end as usize].to_vec());
            }
        }
    }
    panic!("it asks for ever");
}

fn whole(file: &[u8]) -> Option<Place> {
    match found(file).0 {
        Found::Whole(place) => Some(place),
        Found::CutOff => None,
    }
}

/// How a zip is written.
#[derive(Clone, Copy, Debug)]
struct Format {
    /// With the record of the larger format.
    large: bool,
    /// The numbers are in the larger record alone.
    all_ones: bool,
}

/// A zip with stored members, byte by byte after the specification.
fn zip(members: &[Vec<u8>], comment: &[u8], format: Format) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for content in members {
        let at = out.len() as u32;
        let length = (content.len() as u32).to_le_bytes();
        let common: Vec<u8> = [&[0; 10][..], &[0; 4], &length, &length, &[1, 0, 0, 0]].concat();
        directory.extend([&b"PK\x01\x02\x14\0\x14\0"[..], &common[2..], &[0; 10], &at.to_le_bytes(), b"a"].concat());
        out.extend([&b"PK\x03\x04\x14\0"[..], &common[2..], b"a", content].concat());
    }
    let (count, at, size) = (members.len() as u64, out.len() as u64, directory.len() as u64);
    out.extend(&directory);
    if format.large {
        let record_at = out.len() as u64;
        out.extend([&b"PK\x06\x06"[..], &44_u64.to_le_bytes(), &[45, 0, 45, 0], &[0; 8]].concat());
        out.extend([count, count, size, at].map(u64::to_le_bytes).concat());
        out.extend([&b"PK\x06\x07"[..], &[0; 4], &record_at.to_le_bytes(), &[1, 0, 0, 0]].concat());
    }
    out.extend(b"PK\x05\x06\0\0\0\0");
    if format.large && format.all_ones {
        out.extend([0xFF; 12]);
    } else {
        out.extend([(count as u16).to_le_bytes(), (count as u16).to_le_bytes()].concat());
        out.extend([(size as u32).to_le_bytes(), (at as u32).to_le_bytes()].concat());
    }
    out.extend((comment.len() as u16).to_le_bytes());
    out.extend(comment);
    out
}

fn format() -> impl Strategy<Value = Format> {
    any::<(bool, bool)>().prop_map(|(large, all_ones)| Format { large, all_ones })
}

/// Any bytes, often those that a zip is made of.
fn bytes(most: usize) -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..9),
        Just(b"PK\x05\x06".to_vec()),
        Just(b"PK\x06\x07".to_vec()),
        Just(b"PK\x01\x02".to_vec()),
        Just(vec![0; 30]),
        Just(b"\r\n".to_vec()),
    ];
    prop::collection::vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

/// Contents of members: any bytes, and zips.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let inner = (prop::collection::vec(bytes(3), 0..3), format());
    prop_oneof![bytes(4), inner.prop_map(|(members, format)| zip(&members, b"", format))]
}

const SMALL: Format = Format { large: false, all_ones: false };

/// The second zip inside speaks of a place at which the first one has a directory, with the record of the larger format behind it.
#[test]
fn a_directory_of_another_zip_inside_is_not_taken_for_its_own() {
    let first = zip(&[vec![0]], b"", Format { large: true, all_ones: false });
    let second = zip(&[vec![0; 32]], b"", SMALL);
    let file = zip(&[first, second], b"", SMALL);
    assert!(whole(&file).is_some());
    for cut in 0..file.len() {
        assert_eq!(whole(&file[..cut]), None, "cut at {cut}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Cut anywhere, also right behind a whole zip inside, it is no whole zip; uncut it is.
    #[test]
    fn whole_is_whole_and_no_beginning_is(
        members in prop::collection::vec(content(), 0..4), comment in bytes(4), format in format(),
    ) {
        let file = zip(&members, &comment, format);
        let place = whole(&file);
        prop_assert!(place.is_some(), "{:?}", file);
        let place = place.unwrap_or_default();
        prop_assert_eq!((place.members, place.before, place.behind), (members.len() as u64, 0, 0));
        for cut in 0..file.len() - comment.len() {
            prop_assert_eq!(whole(&file[..cut]), None, "cut at {}", cut);
        }
    }

    /// What stands before or behind is counted, whatever it is, as long as it is no zip by itself.
    #[test]
    fn what_stands_around_is_counted(
        members in prop::collection::vec(content(), 1..4), before in prop::collection::vec(any::<u8>(), 0..300),
        behind in prop_oneof![Just(b"\r\n".to_vec()), (0_usize..70_000).prop_map(|zeros| vec![0; zeros]), prop::collection::vec(any::<u8>(), 0..300)],
        format in format(),
    ) {
        let file = [&before[..], &zip(&members, b"", format), &behind].concat();
        let place = whole(&file);
        prop_assert!(place.is_some());
        let place = place.unwrap_or_default();
        prop_assert_eq!((place.before, place.behind), (before.len() as u64, behind.len() as u64));
        prop_assert_eq!(&file[place.start as usize..][..4], ENTRY);
        prop_assert_eq!(place.words().is_some(), !before.is_empty() || !behind.is_empty());
    }

    #[test]
    fn never_panics_and_reads_little(file in bytes(60)) {
        let (_, read) = found(&file);
        prop_assert!(read <= 3 * (TAIL + BEHIND));
    }
}

#[test]
fn a_zip_cut_behind_one_that_is_stored_in_it_is_cut_off() {
    let inner = zip(&[b"inside".to_vec()], b"", SMALL);
    for inner in [inner, zip(&[], b"", SMALL), zip(&[b"x".to_vec()], b"", Format { large: true, all_ones: true })] {
        let file = zip(&[inner.clone(), b"more".to_vec()], b"", SMALL);
        let cut = file.windows(inner.len()).position(|part| part == inner).expect("the inner zip") + inner.len();
        assert_eq!(whole(&file[..cut]), None);
        // Nor with a few bytes of what follows, which might stand behind the inner one.
        assert_eq!(whole(&file[..cut + 9]), None);
        assert!(whole(&file).is_some());
    }
}

#[test]
fn a_comment_may_hold_an_end_record() {
    for comment in [b"PK\x05\x06".to_vec(), zip(&[], b"", SMALL), zip(&[b"a".to_vec()], b"", SMALL)] {
        let file = zip(&[b"one".to_vec(), b"two".to_vec()], &comment, SMALL);
        let place = whole(&file).expect("a whole zip");
        assert_eq!((place.members, place.before, place.behind), (2, 0, 0));
    }
}

/// Programs that could have divided an archive begin it with a mark, and count the places from that.
#[test]
fn one_that_was_to_be_divided_begins_with_a_mark() {
    let inner = zip(&[b"inside".to_vec()], b"", SMALL);
    let file = zip(&[inner.clone(), b"more".to_vec()], b"", SMALL);
    for mark in [b"PK00", b"PK\x07\x08"] {
        // Written as by such a program, all places are four further on.
        let mut marked = [&mark[..], &file].concat();
        let end = marked.len() - 22;
        let directory = u32::from_le_bytes(marked[end + 16..end + 20].try_into().expect("four bytes"));
        marked[end + 16..end + 20].copy_from_slice(&(directory + 4).to_le_bytes());
        let place = whole(&marked).expect("a whole zip");
        assert_eq!((place.members, place.before, place.behind), (2, 0, 0));
        let cut = marked.windows(inner.len()).position(|part| part == inner).expect("the inner zip") + inner.len();
        assert_eq!(whole(&marked[..cut]), None, "the inner one is not the whole");
    }
}

#[test]
fn little_is_read_of_what_is_whole() {
    let file = zip(&[vec![7; 3 << 20]], b"", SMALL);
    assert!(found(&file).1 < TAIL + 100);
    let behind = [&file[..], &vec![0; 200_000]].concat();
    assert_eq!(whole(&behind).map(|place| place.behind), Some(200_000));
}

#[test]
fn without_the_bytes_that_it_asks_for_nothing_is_said() {
    let file = zip(&[vec![7; 100]], b"", SMALL);
    assert_eq!(find(&Parts::of(file.len() as u64)), Err(0..file.len() as u64));
    assert_eq!(find(&Parts::of(0)), Ok(Found::CutOff));
}

#[test]
fn a_file_that_has_gone_by_is_told_by_its_beginning_and_its_end() {
    let inner = zip(&[b"inside".to_vec()], b"", SMALL);
    let file = zip(&[vec![7; 4000], inner.clone(), b"more".to_vec()], b"", SMALL);
    let cut = file.windows(inner.len()).position(|part| part == inner).expect("the inner zip") + inner.len();
    let kept = |file: &[u8], tail: usize| {
        let tail = file[file.len().saturating_sub(tail)..].to_vec();
        matches!(find(&Parts::kept(file.len() as u64, file[..64].to_vec(), tail)), Ok(Found::Whole(_)))
    };
    let tail = (TAIL + BEHIND) as usize;
    assert!(kept(&file, tail) && kept(&[&file[..], b"\r\n"].concat(), tail));
    assert!(!kept(&file[..cut], tail) && !kept(&file[..file.len() - 1], tail));
    // The directory's first entry may have gone by.
    let large = zip(&vec![b"x".to_vec(); 30_000], b"", Format { large: true, all_ones: true });
    assert!(large.len() > 2 * tail && kept(&large, tail) && !kept(&large[..large.len() - 1], tail));
}

#[test]
fn one_byte_around_is_said_as_one() {
    for (before, behind, words) in [
        (0, 0, None),
        (1, 0, Some("1 byte before the archive is no part of it.")),
        (0, 1, Some("1 byte behind the archive is no part of it.")),
        (0, 2, Some("2 bytes behind the archive are no part of it.")),
        (1, 1, Some("1 byte before the archive and 1 byte behind it are no part of it.")),
    ] {
        assert_eq!(Place { before, behind, ..Place::default() }.words().as_deref(), words);
    }
}
