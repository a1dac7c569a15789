//! Offsets as people write them.

/// Reads an offset: hex behind `0x` or with an `h` at its end, or with letters in it; else decimal.
pub fn read(text: &str) -> Option<u64> {
    let text = text.trim().replace(['_', ' '], "").to_ascii_lowercase();
    let hex = text.strip_prefix("0x").or_else(|| text.strip_suffix('h'));
    match hex {
        Some(digits) => number(digits, 16),
        None if text.bytes().any(|digit| digit.is_ascii_alphabetic()) => number(&text, 16),
        None => number(&text, 10),
    }
}

fn number(digits: &str, radix: u32) -> Option<u64> {
    let is_number = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    is_number.then(|| u64::from_str_radix(digits, radix).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::read;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_offset_is_refused() {
        for text in ["", "0x", "h", "-1", "+1", "xyz", "0x1g", "99999999999999999999999"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read(" 1f "), Some(0x1f));
    }

    proptest! {
        #[test]
        fn each_notation_is_read(at: u64) {
            prop_assert_eq!(read(&at.to_string()), Some(at));
            prop_assert_eq!(read(&format!("0x{at:X}")), Some(at));
            prop_assert_eq!(read(&format!("{at:x}h")), Some(at));
        }
    }
}
