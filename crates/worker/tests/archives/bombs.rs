//! What an archive may cost.

use crate::making::{Raw, deflated, open_within, row, stored, table, unwatched, zip};
use matryoshka_worker::check::State::{Matches, NotChecked};
use matryoshka_worker::check::check;
use matryoshka_worker::zip::members::{Archive, Fault, Limits, Skip};
use std::cell::Cell;
use std::io::{Cursor, Read, Seek, SeekFrom};

const SMALL: Limits =
    Limits { members: 3, member_bytes: 50_000, total_bytes: 80_000, ratio: 20, any_ratio: 1000, held: 1000 };

fn unpack(bytes: Vec<u8>, limits: Limits) -> Result<u64, Skip> {
    let mut received = 0;
    let outcome = open_within(bytes, limits).unpack(0, u64::MAX, &mut |piece| received += piece.len() as u64);
    outcome.map(|unpacked| unpacked.bytes).inspect(|bytes| assert_eq!(*bytes, received))
}

#[test]
fn a_bomb_is_skipped_and_its_row_is_not_checked() {
    let zeros = vec![0; 40_000];
    let members = [deflated("zeros", &zeros), stored("one", b"one")];
    let rows = [row("zeros", &zeros), row("one", b"one")];
    let report = check(&mut open_within(zip(&members), SMALL), &table(&rows), &mut unwatched());
    assert_eq!(report.states, [NotChecked, Matches]);
    assert_eq!(report.words(), "1 of 2 files match, 1 is not checked, 1 member was skipped.");
    assert_eq!(report.odd[0].skipped.as_deref(), Some("unpacks to suspiciously much: perhaps a bomb"));
    // Within the usual limits it is a file like any other.
    let report = check(&mut open_within(zip(&members), Limits::default()), &table(&rows), &mut unwatched());
    assert_eq!(report.states, [Matches, Matches]);
}

#[test]
fn malware_padded_with_zeros_is_no_bomb() {
    let padded = vec![0; 40 << 20];
    assert_eq!(unpack(zip(&[deflated("padded.exe", &padded)]), Limits::default()), Ok(40 << 20));
}

#[test]
fn a_bomb_that_says_it_is_small_is_found_out() {
    let lie = Raw { size: 10, ..deflated("zeros", &vec![0; 40_000]) };
    assert_eq!(unpack(zip(&[lie]), SMALL), Err(Skip::Ratio));
    let lie = Raw { size: 10, ..stored("large", &vec![1; 60_000]) };
    assert_eq!(unpack(zip(&[lie]), SMALL), Err(Skip::TooLarge(50_000)));
    // What it says it has packed does not help it either.
    let mut bytes = zip(&[Raw { size: 10, ..deflated("zeros", &vec![0; 40_000]) }]);
    let at = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").expect("an entry");
    bytes[at + 20..at + 24].copy_from_slice(&0x7FFF_FFFF_u32.to_le_bytes());
    assert!(unpack(bytes, SMALL).is_err());
}

#[test]
fn each_limit_has_its_words() {
    assert_eq!(unpack(zip(&[stored("a", &vec![1; 50_000])]), SMALL), Ok(50_000));
    let too_large = unpack(zip(&[stored("a", &vec![1; 50_001])]), SMALL).expect_err("a limit");
    assert_eq!(too_large.words(), "larger than 48.8 KiB");
    assert_eq!(Skip::TooLarge(Limits::default().member_bytes).words(), "larger than 4.00 GiB");
    assert_eq!(Skip::Password.words(), "the password does not open it");
    assert_eq!(Fault::NoMember.words(), "The archive has no such member.");
    assert_eq!(Fault::Password.words(), "The archive is encrypted, and this password does not open it.");
    assert_eq!(Fault::Unwritten("full".to_owned()).words(), "The new archive cannot be written: full.");
}

#[test]
fn all_members_together_have_a_limit_too() {
    let members: Vec<Raw> = (0..3_u8).map(|n| stored(&format!("m{n}"), &vec![n; 45_000])).collect();
    let report = check(&mut open_within(zip(&members), SMALL), &table(&[]), &mut unwatched());
    let skipped: Vec<Option<&str>> = report.odd.iter().map(|odd| odd.skipped.as_deref()).collect();
    let why = Some("78.1 KiB were unpacked before it, which is the limit");
    assert_eq!(skipped, [None, why, why]);
    let words = "0 of 0 files match, 1 member is not in the listing, 2 members were skipped.";
    assert_eq!(report.words(), words);
}

#[test]
fn members_beyond_the_limit_are_counted_and_not_looked_at() {
    let members: Vec<Raw> = (0..5_u8).map(|n| stored(&format!("m{n}"), &[n])).collect();
    let mut archive = open_within(zip(&members), SMALL);
    assert_eq!((archive.len(), archive.looked_at()), (5, 3));
    assert_eq!(archive.member(3), Err(Fault::NoMember));
    let report = check(&mut archive, &table(&[row("0", &[0]), row("1", &[1]), row("2", &[2])]), &mut unwatched());
    assert_eq!(report.words(), "3 of 3 files match, 2 members were not looked at.");
    // One of those that were not looked at.
    let mut archive = open_within(zip(&members), SMALL);
    let report = check(&mut archive, &table(&[row("0", &[0]), row("4", &[4])]), &mut unwatched());
    assert_eq!(report.states, [Matches, NotChecked]);
    assert_eq!(
        report.words(),
        "1 of 2 files match, 1 is not checked, 2 members are not in the listing, 2 members were not looked at."
    );
    let mut archive = open_within(zip(&members[..4]), SMALL);
    let report = check(&mut archive, &table(&[]), &mut unwatched());
    let words = "0 of 0 files match, 3 members are not in the listing, 1 member was not looked at.";
    assert_eq!(report.words(), words);
}

#[test]
fn a_directory_that_says_it_has_more_than_there_is() {
    let mut bytes = zip(&[stored("a", b"a")]);
    let at = bytes.len() - 14;
    bytes[at..at + 4].copy_from_slice(&[0xFE, 0xFF, 0xFE, 0xFF]);
    let fault = Archive::open(Cursor::new(bytes), None, Limits::default()).expect_err("a fault");
    let words = "The archive's directory cannot be read: it breaks off after 1 of 65534 members.";
    assert_eq!(fault.words(), words);
}

#[test]
fn trying_a_password_unpacks_little() {
    // Large members whose check of the password fits by chance, one in 256.
    let packed: Vec<u8> = std::iter::repeat_n(7, 16 << 20).collect();
    let mut bytes = zip(&[Raw { flags: 1, size: 16 << 20, ..stored("large", &packed) }]);
    let entry = bytes.windows(4).rposition(|four| four == b"PK\x01\x02").expect("an entry");
    let mut opened = 0;
    for last in 0..=255 {
        bytes[entry + 19] = last;
        let read = Cell::new(0);
        let archive = Archive::open(Counting { bytes: Cursor::new(&bytes), read: &read }, None, Limits::default());
        assert!(read.get() < 5 << 20, "{} bytes were read", read.get());
        opened += u32::from(archive.is_ok());
    }
    assert_eq!(opened, 1, "the rest of it tells only when it is unpacked");
}

/// Counts what is read.
#[derive(Debug)]
struct Counting<'a> {
    bytes: Cursor<&'a Vec<u8>>,
    read: &'a Cell<usize>,
}

impl Read for Counting<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.bytes.read(buffer).inspect(|read| self.read.set(self.read.get() + read))
    }
}

impl Seek for Counting<'_> {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(to)
    }
}

#[test]
fn looking_at_members_reads_their_directory_and_no_more() {
    let members: Vec<Raw> = (0..3_u8).map(|n| stored(&format!("m{n}"), &vec![n; 1 << 20])).collect();
    let (bytes, read) = (zip(&members), Cell::new(0));
    let archive = Archive::open(Counting { bytes: Cursor::new(&bytes), read: &read }, None, Limits::default());
    let archive = archive.expect("an archive");
    assert_eq!(archive.member(1).map(|member| member.size), Ok(1 << 20));
    assert!(read.get() < 70_000, "{} bytes were read", read.get());
}
