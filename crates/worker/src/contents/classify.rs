//! What a string looks like. It is a hint for the eye and a filter for long lists, and nothing is done with it.

use matryoshka_core::contents::kind::StringKind;

/// Fewest letters that are taken for Base64: shorter ones are words.
const BASE64: usize = 24;

const ROOTS: [&str; 6] = ["hkey_", "hklm\\", "hkcu\\", "hkcr\\", "hku\\", "software\\"];

const FOLDERS: [&str; 11] =
    ["/bin/", "/boot/", "/dev/", "/etc/", "/home/", "/lib", "/opt/", "/proc/", "/tmp/", "/usr/", "/var/"];

/// What a string looks like.
pub fn classify(text: &str) -> StringKind {
    let lower = text.to_ascii_lowercase();
    if is_url(&lower) {
        StringKind::Url
    } else if ROOTS.iter().any(|root| lower.contains(root)) {
        StringKind::RegistryKey
    } else if is_email(&lower) {
        StringKind::Email
    } else if has_ip(&lower) {
        StringKind::Ip
    } else if is_path(&lower) {
        StringKind::Path
    } else if is_base64(text) {
        StringKind::Base64
    } else {
        StringKind::Plain
    }
}

fn is_url(text: &str) -> bool {
    let has_scheme = text.match_indices("://").any(|(at, _)| {
        let scheme = text[..at].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        let host = text[at + 3..].bytes().next();
        scheme >= 2 && host.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'[')
    });
    has_scheme || text.starts_with("www.") && text[4..].contains('.')
}

fn is_email(text: &str) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    text.match_indices('@').any(|(at, _)| {
        let user = text[..at].bytes().rev().take_while(is_part).count();
        let host: Vec<u8> = text[at + 1..].bytes().take_while(is_part).collect();
        let end = host.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
        let named = host.len() > end.len() + 1 && end.len() >= 2 && end.iter().all(u8::is_ascii_alphabetic);
        user > 0 && named && host.first().is_some_and(u8::is_ascii_alphanumeric)
    })
}

/// Four numbers up to 255 with dots between, and no fifth: versions have four as well, and cannot be told apart.
fn has_ip(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_digit() && c != '.');
    words.filter(|word| (7..=15).contains(&word.len())).any(|word| {
        let numbers: Vec<&str> = word.split('.').collect();
        numbers.len() == 4 && numbers.iter().all(|number| number.len() <= 3 && number.parse::<u8>().is_ok())
    })
}

fn is_path(text: &str) -> bool {
    let bytes = text.as_bytes();
    let drive = bytes.windows(3).enumerate().any(|(at, three)| {
        let begins = at == 0 || !bytes[at - 1].is_ascii_alphanumeric();
        begins && three[0].is_ascii_alphabetic() && three[1] == b':' && three[2] == b'\\'
    });
    let share = text.starts_with("\\\\") && text.len() > 4;
    let variable = text.starts_with('%') && text.contains("%\\");
    drive || share || variable || FOLDERS.iter().any(|folder| text.starts_with(folder))
}

fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
    let mixed = digits.bytes().any(|byte| byte.is_ascii_uppercase())
        && digits.bytes().any(|byte| byte.is_ascii_lowercase())
        && digits.bytes().any(|byte| byte.is_ascii_digit());
    // A long one may have been cut.
    let whole = text.len().is_multiple_of(4) && text.len() - digits.len() <= 2;
    text.len() >= BASE64 && whole && mixed && digits.bytes().all(is_digit)
}

#[cfg(test)]
mod tests {
    use super::classify;
    use matryoshka_core::contents::kind::StringKind as Kind;
    use proptest::prelude::*;

    #[test]
    fn strings_look_like_what_they_are() {
        let looks = [
            ("http://a.example/x", Kind::Url),
            ("GET hxxps://a.example", Kind::Url),
            ("www.example.com", Kind::Url),
            ("://nothing", Kind::Plain),
            ("HKEY_LOCAL_MACHINE\\SOFTWARE\\Run", Kind::RegistryKey),
            ("Software\\Microsoft\\Windows", Kind::RegistryKey),
            ("mail to somebody@mail.example now", Kind::Email),
            ("a@b", Kind::Plain),
            ("@media.screen", Kind::Plain),
            ("10.0.0.1:8080", Kind::Ip),
            ("1.2.3", Kind::Plain),
            ("1.2.3.4.5", Kind::Plain),
            ("256.1.1.1", Kind::Plain),
            ("C:\\Windows\\System32", Kind::Path),
            ("\\\\server\\share", Kind::Path),
            ("%APPDATA%\\x.exe", Kind::Path),
            ("/etc/passwd", Kind::Path),
            ("and/or", Kind::Plain),
            ("TVqQAAMAAAAEAAAA//8AALgAAAA=", Kind::Base64),
            ("InitializeCriticalSection", Kind::Plain),
            ("This program cannot be run in DOS mode.", Kind::Plain),
        ];
        for (text, kind) in looks {
            assert_eq!(classify(text), kind, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_string_looks_like_something(text in "[ -~\t]{0,300}") {
            let _ = classify(&text);
        }

        #[test]
        fn addresses_are_found_in_any_text(a: u8, b: u8, c: u8, d: u8, before in "[a-z ]{0,5}") {
            prop_assert_eq!(classify(&format!("{before} {a}.{b}.{c}.{d}")), Kind::Ip);
        }
    }
}
