//! How a member is packed and encrypted, and what of that is known here.

use crate::zip::directory::{AES, ENCRYPTED, Entry, STRONG};

/// Whether the way is known in which a member is packed and encrypted.
///
/// # Errors
/// Explanation, when it is not.
pub fn is_known(entry: &Entry) -> Result<(), String> {
    let method = match entry.aes {
        Some(aes) if entry.method == AES => aes.method(),
        _ => entry.method,
    };
    let name = match method {
        0 | 8 => None,
        1 => Some("Shrink"),
        2..=5 => Some("Reduce"),
        6 => Some("Implode"),
        9 => Some("Deflate64"),
        12 => Some("BZip2"),
        14 => Some("LZMA"),
        93 => Some("Zstandard"),
        95 => Some("XZ"),
        98 => Some("PPMd"),
        _ => return Err(format!("it is packed in a way that is not known here, number {method}")),
    };
    if let Some(name) = name {
        return Err(format!("it is packed with {name}, which is not known here"));
    }
    let is_encrypted = entry.flags & ENCRYPTED != 0;
    let around = match entry.aes {
        Some(aes) if entry.method == AES => aes.extra_bytes().filter(|_| is_encrypted),
        _ => Some(if is_encrypted { 12 } else { 0 }),
    };
    match around {
        _ if entry.flags & STRONG != 0 => Err("it is encrypted in a way that is not known here".to_owned()),
        None => Err("it is encrypted in a way that is not known here".to_owned()),
        Some(around) if entry.packed < around => Err("its content is cut off".to_owned()),
        Some(_) => Ok(()),
    }
}
