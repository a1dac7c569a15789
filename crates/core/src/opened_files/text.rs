//! Files of plain text.

use crate::opened_files::ByteOrder;
use crate::opened_files::utf16::Utf16;

/// The text of a file that is neither JSON nor an archive; `None` where it is no text.
pub fn text(bytes: &[u8]) -> Option<String> {
    let utf16 = |order, bytes: &[u8]| {
        let mut reader = Utf16::new(order);
        let text = reader.read(bytes);
        text + &reader.finish()
    };
    let text = match bytes {
        [0xff, 0xfe, text @ ..] => utf16(ByteOrder::Little, text),
        [0xfe, 0xff, text @ ..] => utf16(ByteOrder::Big, text),
        _ => String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned(),
    };
    (!text.contains('\0')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn text_is_read_in_each_encoding_and_nothing_else_is() {
        assert_eq!(text(b"a\nb").as_deref(), Some("a\nb"));
        assert_eq!(text(b"\xef\xbb\xbfa").as_deref(), Some("a"));
        assert_eq!(text(b"\xff\xfea\0b\0").as_deref(), Some("ab"));
        assert_eq!(text(b"\xfe\xff\0a\0b").as_deref(), Some("ab"));
        assert_eq!(text(b"a\xff").as_deref(), Some("a\u{fffd}"));
        assert_eq!(text(b"MZ\0\0"), None);
    }
}
