//! Compressed copies beside the files, for hosts that serve them as they are.

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

/// What gets smaller; images and fonts of the web are compressed already.
const COMPRESSIBLE: &[&str] = &["css", "html", "js", "json", "map", "mjs", "svg", "txt", "wasm", "webmanifest", "xml"];

/// How big one file is, in bytes.
pub struct Sizes {
    /// Its path in the folder, with `/`.
    pub path: String,
    /// As it is.
    pub raw: usize,
    /// Under gzip, where that is of use.
    pub gzip: Option<usize>,
    /// Under brotli, where that is of use.
    pub brotli: Option<usize>,
}

/// Writes `.br` and `.gz` beside each compressible file in `folder`. The sizes come in the order of the paths.
pub fn all(folder: &Path) -> Result<Vec<Sizes>> {
    let mut files = Vec::new();
    list(folder, &mut files)?;
    files.sort();
    // In threads: brotli at its best is slow.
    thread::scope(|scope| {
        let jobs: Vec<_> = files.iter().map(|file| scope.spawn(move || one(folder, file))).collect();
        jobs.into_iter().map(|job| job.join().unwrap_or_else(|_| Err(anyhow::anyhow!("a compressor failed")))).collect()
    })
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            list(&path, files)?;
        } else if !path.extension().is_some_and(|extension| extension == "br" || extension == "gz") {
            files.push(path);
        }
    }
    Ok(())
}

fn one(folder: &Path, file: &Path) -> Result<Sizes> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let path = file.strip_prefix(folder).unwrap_or(file);
    let path = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    let mut sizes = Sizes { path, raw: bytes.len(), gzip: None, brotli: None };
    if file.extension().is_some_and(|extension| COMPRESSIBLE.iter().any(|name| extension == *name)) {
        let gzip = gzip(&bytes)?;
        let brotli = brotli(&bytes)?;
        sizes.gzip = Some(gzip.len());
        sizes.brotli = Some(brotli.len());
        write(file, ".gz", &gzip)?;
        write(file, ".br", &brotli)?;
    }
    Ok(sizes)
}

fn write(file: &Path, suffix: &str, bytes: &[u8]) -> Result<()> {
    let mut name = OsString::from(file);
    name.push(suffix);
    fs::write(&name, bytes).with_context(|| format!("cannot write {}", Path::new(&name).display()))
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::{brotli, gzip};
    use std::io::Read;

    #[test]
    fn both_give_back_what_was_put_in() {
        let text = b"matryoshka in matryoshka in matryoshka".repeat(20);
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&gzip(&text).expect("gzip")[..]).read_to_end(&mut back).expect("gunzip");
        assert_eq!(back, text);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&text).expect("brotli")[..], &mut back).expect("unbrotli");
        assert_eq!(back, text);
    }
}
