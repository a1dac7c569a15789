//! Whatever the bytes are: no panic, no endless loop, no more memory than there is.

use crate::making::{Raw, deflated, row, stored, table, unwatched, zip};
use matryoshka_worker::check::check;
use matryoshka_worker::protect::{Form, protect};
use matryoshka_worker::zip::directory::Directory;
use matryoshka_worker::zip::members::{Archive, Limits};
use proptest::prelude::*;
use proptest::sample::Index;
use std::io::Cursor;
use std::sync::LazyLock;

const SMALL: Limits =
    Limits { members: 20, member_bytes: 100_000, total_bytes: 300_000, ratio: 50, any_ratio: 10_000, held: 100 };

/// Opens, looks at everything, unpacks everything, checks it.
fn everything(bytes: &[u8]) {
    if let Ok(directory) = Directory::read(&mut Cursor::new(bytes), SMALL.members) {
        assert!(directory.entries.len() <= SMALL.members && directory.entries.len() <= directory.count);
        assert!(directory.count * 46 <= bytes.len(), "more entries than there is room for");
    }
    let Ok(mut archive) = Archive::open(Cursor::new(bytes), None, SMALL) else { return };
    for index in 0..=archive.looked_at() {
        let _ = archive.member(index);
        let mut received = 0;
        let outcome = archive.unpack(index, u64::MAX, &mut |bytes| received += bytes.len() as u64);
        assert!(received <= SMALL.member_bytes + (64 << 10));
        assert!(outcome.is_err() || outcome.is_ok_and(|unpacked| unpacked.bytes == received && unpacked.is_whole));
    }
    let report = check(&mut archive, &table(&[row("one", b"one")]), &mut unwatched());
    assert!(report.words().ends_with('.'));
}

/// Writes it anew, which is slow for each member: its key is made in a thousand rounds.
fn anew(bytes: &[u8]) {
    let Ok(mut archive) = Archive::open(Cursor::new(bytes), None, SMALL) else { return };
    let (mut out, table) = (Vec::new(), table(&[row("one", b"one")]));
    protect(&mut archive, &mut out, Form::with("infected"), &table, None, &mut unwatched()).expect("memory takes all");
    Archive::open(Cursor::new(out), None, Limits::default()).expect("what is written is an archive");
}

/// Whole archives of many kinds to be changed.
static WHOLE: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let bomb = Raw { size: 9, ..deflated("zeros", &vec![0; 200_000]) };
    vec![
        include_bytes!("../fixtures/infozip.zip").to_vec(),
        include_bytes!("../fixtures/infozip-stream.zip").to_vec(),
        include_bytes!("../fixtures/infozip-encrypted.zip").to_vec(),
        include_bytes!("../fixtures/7zip-zipcrypto-stored.zip").to_vec(),
        include_bytes!("../fixtures/python-zip64.zip").to_vec(),
        include_bytes!("../fixtures/python-within.zip").to_vec(),
        zip(&[stored("one", b"one"), bomb, stored("", b""), deflated("a/", b"x")]),
        large(),
    ]
});

/// One whose members are encrypted with AES.
const AES: &[u8] = include_bytes!("../fixtures/7zip-aes-stored.zip");

/// An archive with the record for large numbers.
fn large() -> Vec<u8> {
    let mut bytes = zip(&[stored("one", b"one"), stored("two", b"two")]);
    let record_at = bytes.len() - 22;
    let record = bytes.split_off(record_at);
    let [length, at] = [12, 16].map(|from| u32::from_le_bytes(record[from..from + 4].try_into().expect("four")));
    bytes.extend(b"PK\x06\x06");
    bytes.extend(44_u64.to_le_bytes());
    bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [2, 2, u64::from(length), u64::from(at)] {
        bytes.extend(number.to_le_bytes());
    }
    bytes.extend(b"PK\x06\x07\0\0\0\0");
    bytes.extend((record_at as u64).to_le_bytes());
    bytes.extend(1_u32.to_le_bytes());
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([0xFF; 12]);
    bytes.extend([0, 0]);
    bytes
}

/// Bytes that mean something, and any others.
fn telling() -> impl Strategy<Value = u8> {
    prop_oneof![3 => Just(0_u8), 3 => Just(0xFF), 1 => Just(1), 1 => Just(8), 1 => Just(99), 4 => any::<u8>()]
}

/// Some bytes changed, most of them near the end, where the directory is; perhaps cut off.
#[derive(Clone, Debug)]
struct Changes {
    bytes: Vec<(Index, u8, bool)>,
    cut: Option<Index>,
}

impl Changes {
    fn any() -> impl Strategy<Value = Self> {
        let bytes = prop::collection::vec((any::<Index>(), telling(), prop::bool::weighted(0.8)), 1..8);
        (bytes, prop::option::weighted(0.2, any::<Index>())).prop_map(|(bytes, cut)| Self { bytes, cut })
    }

    fn of(&self, whole: &[u8]) -> Vec<u8> {
        let mut bytes = whole.to_vec();
        for (at, byte, near_the_end) in &self.bytes {
            let from = if *near_the_end { bytes.len() - bytes.len().min(400) } else { 0 };
            let at = from + at.index(bytes.len() - from);
            bytes[at] = *byte;
        }
        bytes.truncate(self.cut.map_or(bytes.len(), |cut| cut.index(bytes.len())));
        bytes
    }
}

#[test]
fn the_archives_that_are_changed_are_read_unchanged() {
    for bytes in WHOLE.iter().map(Vec::as_slice).chain([AES]) {
        let archive = Archive::open(Cursor::new(bytes), None, SMALL).expect("an archive");
        assert!(archive.len() >= 2);
        everything(bytes);
        anew(bytes);
    }
}

#[test]
fn an_encrypted_member_that_is_too_short_for_its_salt() {
    let entry = AES.windows(4).position(|four| four == b"PK\x01\x02").expect("an entry");
    for packed in [0, 1, 27, 28, 29] {
        let mut bytes = AES.to_vec();
        bytes[entry + 20] = packed;
        everything(&bytes);
    }
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        everything(&bytes);
    }

    #[test]
    fn signatures_and_numbers(pieces in prop::collection::vec(prop_oneof![
        Just(b"PK\x01\x02".to_vec()), Just(b"PK\x03\x04".to_vec()), Just(b"PK\x05\x06".to_vec()),
        Just(b"PK\x06\x06".to_vec()), Just(b"PK\x06\x07".to_vec()), Just(vec![0; 16]), Just(vec![0xFF; 8]),
        prop::collection::vec(telling(), 0..40),
    ], 0..24)) {
        everything(&pieces.concat());
    }

    #[test]
    fn changed_archives(which: Index, changes in Changes::any()) {
        everything(&changes.of(&WHOLE[which.index(WHOLE.len())]));
    }

    #[test]
    fn archives_that_are_cut_off_or_put_together(which: [Index; 2], cut: [Index; 2]) {
        let [first, second] = which.map(|which| &WHOLE[which.index(WHOLE.len())]);
        let (first, second) = (&first[..cut[0].index(first.len())], &second[cut[1].index(second.len())..]);
        everything(first);
        everything(second);
        everything(&[first, second].concat());
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn changed_archives_with_aes(changes in Changes::any()) {
        everything(&changes.of(AES));
    }

    #[test]
    fn changed_archives_written_anew(which: Index, changes in Changes::any()) {
        anew(&changes.of(&WHOLE[which.index(WHOLE.len())]));
    }
}
