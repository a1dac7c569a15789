use super::{Container, STARTS, TAIL, at_end, at_start, is_encrypted, overlay};
use proptest::prelude::*;

/// The beginnings of files that other programs have made: 7-Zip, GNU and the projects' own compressors, QEMU.
const MADE: [(Container, &[u8]); 13] = [
    (Container::SevenZip, include_bytes!("fixtures/7z.head")),
    (Container::Wim, include_bytes!("fixtures/wim.head")),
    (Container::Tar, include_bytes!("fixtures/tar.head")),
    (Container::Bzip2, include_bytes!("fixtures/bz2.head")),
    (Container::Gzip, include_bytes!("fixtures/gz.head")),
    (Container::Zstd, include_bytes!("fixtures/zst.head")),
    (Container::Lz4, include_bytes!("fixtures/lz4.head")),
    (Container::Xz, include_bytes!("fixtures/xz.head")),
    (Container::Ar, include_bytes!("fixtures/ar.head")),
    (Container::Vhd, include_bytes!("fixtures/vpc.head")),
    (Container::Vhdx, include_bytes!("fixtures/vhdx.head")),
    (Container::Vmdk, include_bytes!("fixtures/vmdk.head")),
    (Container::Qcow, include_bytes!("fixtures/qcow2.head")),
];

/// A program of Windows: a launcher as Python packages have it, 91,648 bytes in all.
const PROGRAM: &[u8] = include_bytes!("fixtures/w32.head");
const PROGRAM_SIZE: u64 = 91_648;

#[test]
fn files_of_other_programs_are_known() {
    for (container, head) in MADE {
        assert_eq!(at_start(head), Some(container));
        assert!(!is_encrypted(head, head), "{container:?}");
        // What is cut short may be unknown, and nothing else.
        for length in 0..head.len() {
            let found = at_start(&head[..length]);
            assert!(found.is_none() || found == Some(container), "{length} bytes of {container:?}");
        }
    }
    assert_eq!(at_start(PROGRAM), None);
    assert_eq!(at_end(include_bytes!("fixtures/vpc.tail")), Some(Container::Vhd));
    assert_eq!(at_end(&include_bytes!("fixtures/vpc.tail")[1..]), None);
    assert_eq!(at_end(&[&b"koly"[..], &[0; TAIL - 4]].concat()), Some(Container::Dmg));
}

#[test]
fn few_bytes_alone_say_nothing() {
    for text in ["BZhang wrote", "-lh- is no archive", "`\u{ea}", "PK", "MZ", "Rar!", "070 is a number", "7z"] {
        assert_eq!(at_start(text.as_bytes()), None, "{text}");
    }
    assert_eq!(at_start(b"\x21\x12-lh5-\0"), Some(Container::Lha));
    assert_eq!(at_start(&[0x60, 0xea, 0x2a, 0, 0x1e, 11]), Some(Container::Arj));
    assert_eq!(at_start(&[0x60, 0xea, 0, 0, 0x1e, 11]), None);
    assert_eq!(at_start(b"\x1f\x9d\x90a"), Some(Container::Compress));
    assert_eq!(at_start(b"\x1f\x9d\0a"), None);
}

#[test]
fn what_a_program_carries_begins_behind_its_sections() {
    assert_eq!(overlay(PROGRAM, PROGRAM_SIZE), None, "as it was built");
    assert_eq!(overlay(PROGRAM, PROGRAM_SIZE + 10), Some(PROGRAM_SIZE), "with something behind it");
    // Certificates stand there as well, and are nothing that it carries.
    let mut signed = PROGRAM.to_vec();
    let pe = u32::from_le_bytes(signed[0x3c..0x40].try_into().expect("four bytes")) as usize;
    let wide = signed[pe + 24..pe + 26] == [0x0b, 0x02];
    let directory = pe + 24 + if wide { 112 } else { 96 } + 32;
    let from = PROGRAM_SIZE.next_multiple_of(8) as u32;
    signed[directory..directory + 4].copy_from_slice(&from.to_le_bytes());
    signed[directory + 4..directory + 8].copy_from_slice(&512_u32.to_le_bytes());
    assert_eq!(overlay(&signed, u64::from(from) + 512), None);
    assert_eq!(overlay(&signed, u64::from(from) + 600), Some(u64::from(from) + 512));
    for no_program in [&b""[..], b"MZ", b"MZ no program at all", &PROGRAM[..100], &PROGRAM[..pe + 30]] {
        assert_eq!(overlay(no_program, 1 << 20), None);
    }
}

#[test]
fn passwords_are_seen() {
    let zip = |flags: u8| [&b"PK\x03\x04\x14\0"[..], &[flags, 0, 8, 0]].concat();
    assert!(is_encrypted(&zip(1), &[]) && is_encrypted(&zip(9), &[]) && !is_encrypted(&zip(8), &[]));
    let rar5 = |kind: u8| [&b"Rar!\x1a\x07\x01\0"[..], &[1, 2, 3, 4, 0x8d, 0x01, kind]].concat();
    assert!(is_encrypted(&rar5(4), &[]) && !is_encrypted(&rar5(1), &[]));
    let mut rar4 = b"Rar!\x1a\x07\0\0\0\x73\0\0".to_vec();
    rar4.resize(22, 0);
    rar4.extend([0x74, 0]);
    assert!(!is_encrypted(&rar4, &[]));
    rar4[23] = 4;
    assert!(is_encrypted(&rar4, &[]));
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ole = [&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..], &[0; 600], &name].concat();
    assert!(is_encrypted(&ole, &[]) && !is_encrypted(&ole[..600], &[]));
}

proptest! {
    #[test]
    fn any_bytes_are_looked_at(mut bytes in prop::collection::vec(any::<u8>(), 0..700), size: u64, program: bool) {
        if program {
            let length = bytes.len().min(PROGRAM.len());
            let changed: Vec<usize> = bytes.iter().take(8).map(|at| usize::from(*at) * 4 % length.max(1)).collect();
            let (low, rest) = PROGRAM.split_at(length);
            let mut head = [low, rest].concat();
            changed.into_iter().for_each(|at| head[at] ^= 0xff);
            bytes = head;
        }
        let _ = (at_start(&bytes), at_end(&bytes), is_encrypted(&bytes, &[]));
        if let Some(at) = overlay(&bytes, size) {
            prop_assert!(at < size && at > 0);
        }
    }

    #[test]
    fn each_signature_is_found_where_it_stands(number in 0..STARTS.len(), before in any::<u8>()) {
        let one = STARTS[number];
        // Some ask for more than these bytes.
        prop_assume!(!matches!(one.container, Container::Bzip2 | Container::Lha | Container::Arj | Container::Compress));
        let mut bytes = vec![before; one.at];
        prop_assume!(at_start(&bytes).is_none());
        bytes.extend(one.bytes);
        prop_assert_eq!(at_start(&bytes), Some(one.container));
    }
}
