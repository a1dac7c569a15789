//! Archives encrypted with the password that the field has agreed on.

use std::io::{Cursor, Write};

use ::zip::unstable::write::FileOptionsExt;
use ::zip::write::SimpleFileOptions;
use ::zip::{AesMode, ZipWriter};

use crate::default_sample::Source;

/// The password of the field.
pub const PASSWORD: &str = "infected";

/// How members are encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cipher {
    /// AES with 256 bits, as 7-Zip does it.
    Aes256,
    /// The old, weak one that every program opens.
    ZipCrypto,
}

/// A zip of `files`, each encrypted.
pub fn archive(files: &[Source], cipher: Cipher) -> ::zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (index, (path, content)) in files.iter().enumerate() {
        let options = SimpleFileOptions::default();
        let name = format!("{index:05}_{}", path.rsplit('/').next().unwrap_or(path));
        match cipher {
            Cipher::Aes256 => writer.start_file(name, options.with_aes_encryption(AesMode::Aes256, PASSWORD))?,
            Cipher::ZipCrypto => writer.start_file(name, options.with_deprecated_encryption(PASSWORD.as_bytes())?)?,
        }
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn both_open_with_the_password_only() -> Result<(), Box<dyn std::error::Error>> {
        let files = [("a/secret.txt".to_owned(), b"live malware".to_vec())];
        for cipher in [Cipher::Aes256, Cipher::ZipCrypto] {
            let mut zip = ::zip::ZipArchive::new(Cursor::new(archive(&files, cipher)?))?;
            assert!(zip.by_index(0).is_err());
            let mut text = String::new();
            zip.by_index_decrypt(0, PASSWORD.as_bytes())?.read_to_string(&mut text)?;
            assert_eq!(text, "live malware");
        }
        Ok(())
    }
}
