use crate::opened_files::utf16::Utf16;
use crate::opened_files::*;
use proptest::prelude::*;

fn utf16(text: &str, order: ByteOrder, mark: bool) -> Vec<u8> {
    let bytes = |unit: u16| if order == ByteOrder::Little { unit.to_le_bytes() } else { unit.to_be_bytes() };
    mark.then_some(0xfeff).into_iter().chain(text.encode_utf16()).flat_map(bytes).collect()
}

#[test]
fn files_are_known_by_their_beginning() {
    let json = |mark, utf16| Content::Json(Encoding { mark, utf16 });
    for text in ["{\"count\":1}", "[{}]", "\r\n {\"a\":1}", "[\u{430}]"] {
        assert_eq!(recognise(text.as_bytes()), json(0, None), "{text}");
        assert_eq!(recognise(format!("\u{feff}{text}").as_bytes()), json(3, None), "{text}");
        for order in [ByteOrder::Little, ByteOrder::Big] {
            assert_eq!(recognise(&utf16(text, order, true)), json(2, Some(order)), "{text}");
        }
        if text.is_ascii() {
            for order in [ByteOrder::Little, ByteOrder::Big] {
                assert_eq!(recognise(&utf16(text, order, false)), json(0, Some(order)), "{text}");
            }
        }
    }
    assert_eq!(recognise(b"PK\x03\x04"), Content::Archive);
    assert_eq!(recognise(b"MATRYOSHKA-CASE 1 {}\n"), Content::Case);
    assert_eq!(recognise(b"PK00PK\x03\x04"), Content::Archive);
    for other in [&b""[..], b"text", b"<html>", b"MZ\x90\0", b"\xff\xfe\0\0{\0\0\0", b"\0\0\0\0", b"{\0\0\0"] {
        assert!(
            !matches!(recognise(other), Content::Archive | Content::Json(Encoding { utf16: Some(_), .. })),
            "{other:?}"
        );
    }
    assert_eq!(recognise(&[b' '; HEAD]), json(0, None));
}

#[test]
fn pages_stand_in_the_order_of_their_numbers() {
    let mut names = ["page-10.json", "page-9.json", "page-1.json", "page-02.json", "page.json", "a", ""];
    names.sort_by(|one, other| by_name(one, other));
    assert_eq!(names, ["", "a", "page-1.json", "page-02.json", "page-9.json", "page-10.json", "page.json"]);
}

proptest! {
    /// However it is cut, and with halves of pairs in it.
    #[test]
    fn utf16_reads_as_the_library_reads_it(
        units in prop::collection::vec(prop_oneof![any::<u16>(), 0xd7f0_u16..0xe010, 0x20_u16..0x7f], 0..60),
        cuts in prop::collection::vec(0_usize..9, 1..40), big: bool, odd: bool,
    ) {
        let order = if big { ByteOrder::Big } else { ByteOrder::Little };
        let mut bytes: Vec<u8> =
            units.iter().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        let mut wanted = String::from_utf16_lossy(&units);
        if odd {
            bytes.push(0);
            let ends_in_half = units.last().is_some_and(|unit| (0xd800..0xdc00).contains(unit));
            wanted.push_str(if ends_in_half { "" } else { "\u{fffd}" });
        }
        let (mut reader, mut read, mut rest) = (Utf16::new(order), String::new(), &bytes[..]);
        for cut in cuts.iter().cycle().take(bytes.len() * 9 + 9) {
            let (piece, behind) = rest.split_at((*cut).min(rest.len()));
            read.push_str(&reader.read(piece));
            rest = behind;
        }
        read.push_str(&reader.read(rest));
        read.push_str(&reader.finish());
        prop_assert_eq!(read, wanted);
    }

    #[test]
    fn the_order_of_names_is_one(one in "[a-c0-2.]{0,6}", other in "[a-c0-2.]{0,6}", third in "[a-c0-2.]{0,6}") {
        prop_assert_eq!(by_name(&one, &other), by_name(&other, &one).reverse());
        prop_assert_eq!(by_name(&one, &other).is_eq(), one == other);
        if by_name(&one, &other).is_le() && by_name(&other, &third).is_le() {
            prop_assert!(by_name(&one, &third).is_le());
        }
    }

    #[test]
    fn any_beginning_is_judged(head: Vec<u8>) {
        let _ = recognise(&head);
    }
}
