//! Compressed streams: one file inside, often without a name. Such a file is called `unpacked_files/0`, as appliances do.

use ::bzip2::read::MultiBzDecoder;
use bytes::Bytes;
use flate2::read::{GzDecoder, MultiGzDecoder};

use super::{Budget, Inside, relative};

const UNNAMED: &str = "unpacked_files/0";

pub fn gzip(content: &Bytes, budget: &mut Budget) -> Vec<Inside> {
    let header = GzDecoder::new(&content[..]);
    let name = header.header().and_then(|header| header.filename()).map(String::from_utf8_lossy);
    let path = name.as_deref().and_then(relative).unwrap_or_else(|| UNNAMED.to_owned());
    let content = budget.read(MultiGzDecoder::new(&content[..]));
    content.map(|content| Inside { path, content }).into_iter().collect()
}

pub fn bzip2(content: &Bytes, budget: &mut Budget) -> Vec<Inside> {
    let content = budget.read(MultiBzDecoder::new(&content[..]));
    content.map(|content| Inside { path: UNNAMED.to_owned(), content }).into_iter().collect()
}
