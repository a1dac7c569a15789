//! An archive written anew for handing on: encrypted with AES-256, its names made harmless, what they were in a
//! `listing.json` beside them.

use super::Progress;
use super::members::{Archive, Fault, Member};
use super::names::Names;
use serde_json::{Map, Value};
use std::io::{Read, Seek, Write};
use zip::write::SimpleFileOptions;
use zip::{AesMode, CompressionMethod, ZipWriter};

/// The file with the original names.
pub const LISTING: &str = "listing.json";

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// How many members.
    pub members: u32,
    /// Members that were left out, and why.
    pub skipped: Vec<(Member, String)>,
}

/// Writes the members that `wanted` holds for into `out`, encrypted with `password`. `about` gives what the listing says
/// of a member.
///
/// # Errors
/// When `out` refuses.
pub fn protect<R: Read + Seek, W: Write>(
    archive: &mut Archive<R>,
    out: W,
    password: &str,
    wanted: &dyn Fn(&Member) -> bool,
    about: &dyn Fn(&Member) -> Option<Map<String, Value>>,
    progress: Progress<'_>,
) -> Result<Written, Fault> {
    let mut zip = ZipWriter::new_stream(out);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .with_aes_encryption(AesMode::Aes256, password);
    let mut names = Names::without(&[LISTING]);
    let mut written = Written::default();
    let mut listed = Vec::new();
    let mut failed = None;
    archive.each(progress, &mut |archive, member| {
        if member.is_folder || failed.is_some() || !wanted(member) {
            return;
        }
        let name = names.give(&member.name);
        let options = options.large_file(member.size > u64::from(u32::MAX) - (1 << 20));
        if let Err(error) = zip.start_file(name.as_str(), options) {
            failed = Some(error.to_string());
            return;
        }
        let outcome = archive.unpack(member.index, u64::MAX, &mut |bytes| {
            if failed.is_none()
                && let Err(error) = zip.write_all(bytes)
            {
                failed = Some(error.to_string());
            }
        });
        let mut entry = about(member).unwrap_or_default();
        entry.insert("member".to_owned(), name.into());
        entry.insert("original_name".to_owned(), member.name.clone().into());
        match outcome {
            Ok(_) => written.members += 1,
            Err(skip) => {
                entry.insert("incomplete".to_owned(), skip.words().into());
                written.skipped.push((member.clone(), skip.words()));
            }
        }
        listed.push(Value::Object(entry));
    });
    let mut finish = || -> zip::result::ZipResult<()> {
        zip.start_file(LISTING, options)?;
        let text = serde_json::to_string(&Value::Array(std::mem::take(&mut listed))).unwrap_or_default();
        zip.write_all(text.as_bytes())?;
        Ok(())
    };
    if failed.is_none()
        && let Err(error) = finish()
    {
        failed = Some(error.to_string());
    }
    if failed.is_none()
        && let Err(error) = zip.finish()
    {
        failed = Some(error.to_string());
    }
    failed.map_or(Ok(written), |why| Err(Fault::Broken(why)))
}
