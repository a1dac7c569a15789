use super::contents::StringTable;
use super::packed::{Number, Packed};
use crate::contents::kind::StringKind;
use proptest::prelude::*;
use serde::de::value::{BytesDeserializer, Error};
use serde::de::{Deserialize, IntoDeserializer};

fn round<N: Number>(numbers: &[N]) -> Result<Packed<N>, Error> {
    let mut bytes = Vec::new();
    numbers.iter().for_each(|number| number.put(&mut bytes));
    let from: BytesDeserializer<'_, Error> = bytes.as_slice().into_deserializer();
    Packed::deserialize(from)
}

#[test]
fn strings_are_read_from_their_columns() {
    let table = StringTable {
        offsets: vec![4, 90].into(),
        letters: vec![3, 500].into(),
        kinds: vec![0, 128 | 1].into(),
        ends: vec![3, 8].into(),
        texts: b"MZ!http:".to_vec().into(),
        count: 9,
    };
    assert_eq!((table.kind(0), table.place(0), table.text(0)), (StringKind::Plain, (4, 3), ("MZ!".into(), true)));
    assert_eq!((table.kind(1), table.place(1), table.text(1)), (StringKind::Url, (90, 1_000), ("http:".into(), false)));
    assert_eq!((table.place(7), table.text(7)), ((0, 0), ("".into(), true)), "none");
}

proptest! {
    #[test]
    fn numbers_come_back(small: Vec<u8>, middle: Vec<u32>, large: Vec<u64>) {
        prop_assert_eq!(&*round(&small).expect("numbers"), &small[..]);
        prop_assert_eq!(&*round(&middle).expect("numbers"), &middle[..]);
        prop_assert_eq!(&*round(&large).expect("numbers"), &large[..]);
    }

    #[test]
    fn half_a_number_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
        let from: BytesDeserializer<'_, Error> = bytes.as_slice().into_deserializer();
        prop_assert_eq!(Packed::<u64>::deserialize(from).is_ok(), bytes.len() % 8 == 0);
    }
}
