//! Hashes of what was built.

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The value of an `integrity` attribute for a file.
pub fn integrity(file: &Path) -> Result<String> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes))))
}

/// Sixteen hexadecimal digits for some bytes, to name a file after what is in it.
pub fn short(bytes: &[u8]) -> String {
    Sha256::digest(bytes)[..8].iter().fold(String::new(), |mut out, byte| {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn short_names_are_sixteen_digits() {
        assert_eq!(short(b"abc"), "ba7816bf8f01cfea");
    }
}
