//! The members of an archive handed to the YARA engine, which is a WebAssembly of its own, one after another.

use crate::Progress;
use crate::zip::members::{Archive, Member, Skip, Unpacked};
use matryoshka_core::worker_job::yara::Scanned;
use matryoshka_core::yara::limits;
use matryoshka_core::yara::wire::{About, FileMatches};
use std::io::{Read, Seek};

/// Rules, and the file that they are run over.
pub trait Engine {
    /// A file begins, with what it is called.
    fn begin(&mut self, called: &[About]);

    /// Takes the next bytes of the file.
    fn push(&mut self, bytes: &[u8]);

    /// The file has ended: what the rules find in it, if anything.
    fn finish(&mut self) -> Option<FileMatches>;
}

/// What a member is called where nothing better is known of it: as in the archive.
pub fn called(member: &Member) -> About {
    let name = member.name.rsplit(['/', '\\']).next().unwrap_or_default();
    About { name: name.to_owned(), path: member.name.clone() }
}

/// Scans all members, and counts them. `about` says what a member is called, which can be many things; `tell` hears what was found in which one.
pub fn scan_all<R: Read + Seek, E: Engine>(
    archive: &mut Archive<R>,
    engine: &mut E,
    about: &dyn Fn(&Member) -> Vec<About>,
    progress: Progress<'_>,
    tell: &mut dyn FnMut(u32, FileMatches),
) -> Scanned {
    let mut scanned = Scanned::default();
    archive.each(progress, &mut |archive, member, received| {
        if member.is_folder {
            return;
        }
        let mut bytes = 0;
        engine.begin(&about(member));
        // What says that it is too large is not unpacked for nothing.
        let outcome = if member.size > limits::FILE_BYTES {
            Err(Skip::TooLarge(limits::FILE_BYTES))
        } else {
            archive.unpack(member.index, limits::FILE_BYTES, &mut |piece| {
                engine.push(piece);
                bytes += piece.len() as u64;
                received(bytes);
            })
        };
        let outcome = match outcome {
            Ok(Unpacked { is_whole: false, .. }) => Err(Skip::TooLarge(limits::FILE_BYTES)),
            outcome => outcome,
        };
        match outcome {
            Ok(_) => {
                scanned.scanned += 1;
                scanned.bytes += bytes;
                if let Some(found) = engine.finish() {
                    tell(member.index as u32, found);
                }
            }
            Err(skip) => scanned.skipped.push(format!("{}: {}", member.name, skip.words())),
        }
    });
    scanned
}
