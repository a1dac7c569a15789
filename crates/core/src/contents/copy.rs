//! Bytes as they are copied into other tools.

use std::fmt::Write;

/// Most bytes that are copied: more is saved as a file.
pub const MOST: u64 = 1 << 20;

/// How bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyForm {
    /// `4d 5a`.
    Hex,
    /// `{ 0x4d, 0x5a }`, twelve in a line.
    CArray,
    /// `TVo=`.
    Base64,
}

impl CopyForm {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Hex, Self::CArray, Self::Base64];

    /// The bytes in this form.
    pub fn write(self, bytes: &[u8]) -> String {
        match self {
            Self::Hex => hex(bytes),
            Self::CArray => c_array(bytes),
            Self::Base64 => base64(bytes),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 3);
    for (at, byte) in bytes.iter().enumerate() {
        // Writing to a String cannot fail.
        let _ = write!(out, "{}{byte:02x}", if at > 0 { " " } else { "" });
    }
    out
}

fn c_array(bytes: &[u8]) -> String {
    let mut out = format!("unsigned char bytes[{}] = {{", bytes.len());
    for (at, byte) in bytes.iter().enumerate() {
        let _ = write!(out, "{}0x{byte:02x},", if at % 12 == 0 { "\n    " } else { " " });
    }
    out.push_str("\n};\n");
    out
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let three = [group[0], *group.get(1).unwrap_or(&0), *group.get(2).unwrap_or(&0)];
        let bits = u32::from_be_bytes([0, three[0], three[1], three[2]]);
        for digit in 0..4 {
            let value = bits >> (18 - 6 * digit) & 63;
            out.push(if digit <= group.len() { char::from(DIGITS[value as usize]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::CopyForm;
    use proptest::prelude::*;

    #[test]
    fn bytes_are_written_as_other_tools_read_them() {
        assert_eq!(CopyForm::Hex.write(b"MZ\x90"), "4d 5a 90");
        assert_eq!(CopyForm::CArray.write(b"MZ"), "unsigned char bytes[2] = {\n    0x4d, 0x5a,\n};\n");
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(CopyForm::Base64.write(bytes.as_bytes()), text);
        }
    }

    proptest! {
        #[test]
        fn base64_is_read_back(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let text = CopyForm::Base64.write(&bytes);
            prop_assert_eq!(text.len() % 4, 0);
            let value = |c: u8| match c {
                b'A'..=b'Z' => c - b'A',
                b'a'..=b'z' => c - b'a' + 26,
                b'0'..=b'9' => c - b'0' + 52,
                b'+' => 62,
                _ => 63,
            };
            let digits: Vec<u8> = text.bytes().filter(|c| *c != b'=').map(value).collect();
            let bits: Vec<u8> = digits.iter().flat_map(|digit| (0..6).rev().map(move |bit| digit >> bit & 1)).collect();
            let back: Vec<u8> = bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |all, bit| all << 1 | bit)).collect();
            prop_assert_eq!(back, bytes);
        }
    }
}
