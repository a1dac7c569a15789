//! The members of an archive examined, one after another: see [`matryoshka_core::gaps`].

pub mod entropy;
pub mod finder;
pub mod padding;

use crate::Progress;
use crate::gaps::finder::Finder;
use crate::zip::members::Archive;
use matryoshka_core::gaps::facts::Facts;
use matryoshka_core::worker_job::gaps::Examined;
use std::io::{Read, Seek};

/// Examines all members, and counts them; `tell` hears what was seen of each.
pub fn examine_all<R: Read + Seek>(
    archive: &mut Archive<R>,
    progress: Progress<'_>,
    tell: &mut dyn FnMut(u32, Facts),
) -> Examined {
    let mut outcome = Examined::default();
    archive.each(progress, &mut |archive, member, received| {
        if member.is_folder {
            return;
        }
        let (mut finder, mut bytes) = (Finder::default(), 0);
        let unpacked = archive.unpack(member.index, u64::MAX, &mut |piece| {
            finder.take(piece);
            bytes += piece.len() as u64;
            received(bytes);
        });
        match unpacked {
            Ok(_) => {
                outcome.examined += 1;
                outcome.bytes += bytes;
                tell(member.index as u32, finder.finish());
            }
            Err(skip) => outcome.skipped.push(format!("{}: {}", member.name, skip.words())),
        }
    });
    outcome
}
