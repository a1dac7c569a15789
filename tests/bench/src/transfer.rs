//! What a first visit transfers, from a host that serves brotli.

use anyhow::{Context, Result};
use brotli::enc::BrotliEncoderParams;
use std::fs;
use std::path::Path;

/// Bytes of the files at these paths below the page's folder.
pub fn bytes(folder: &Path, paths: &[String]) -> Result<f64> {
    let mut sum = 0;
    for path in paths {
        let path = path.trim_start_matches('/');
        let file = folder.join(if path.is_empty() { "index.html" } else { path });
        sum += size(&file).with_context(|| format!("cannot read {}", file.display()))?;
    }
    Ok(sum as f64)
}

/// A built page has its compressed copies beside it.
fn size(file: &Path) -> Result<u64> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".br");
    if let Ok(found) = fs::metadata(&beside) {
        return Ok(found.len());
    }
    let bytes = fs::read(file)?;
    let parameters = BrotliEncoderParams { quality: 11, lgwin: 24, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &parameters)?;
    Ok(compressed.len() as u64)
}
