//! Archives from files, the same bytes each time: fixed dates, owners and order.

use std::io::Write;

use ::bzip2::write::BzEncoder;
use flate2::{Compression, GzBuilder};

use super::sources::Source;
use crate::archive::zip::Writer;

/// A zip of `files`.
pub fn zip(files: &[Source]) -> Vec<u8> {
    let mut writer = Writer::default();
    for (path, content) in files {
        writer.deflated(path.as_bytes(), content);
    }
    writer.finish()
}

/// A tar of `files`.
pub fn tar(files: &[Source]) -> Vec<u8> {
    let mut builder = ::tar::Builder::new(Vec::new());
    for (path, content) in files {
        let mut header = ::tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(1_704_067_200);
        // Writing to memory does not fail, and a path too long for tar is none of this project's.
        let _ = builder.append_data(&mut header, path, &content[..]);
    }
    builder.into_inner().unwrap_or_default()
}

/// `content` compressed with gzip, with its name in the header or without.
pub fn gzip(name: Option<&str>, content: &[u8]) -> Vec<u8> {
    let builder = GzBuilder::new().mtime(0);
    let builder = if let Some(name) = name { builder.filename(name) } else { builder };
    let mut encoder = builder.write(Vec::new(), Compression::fast());
    encoder.write_all(content).and_then(|()| encoder.finish()).unwrap_or_default()
}

/// `content` compressed with bzip2.
pub fn bzip2(content: &[u8]) -> Vec<u8> {
    let mut encoder = BzEncoder::new(Vec::new(), ::bzip2::Compression::fast());
    encoder.write_all(content).and_then(|()| encoder.finish()).unwrap_or_default()
}
