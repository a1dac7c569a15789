//! An archive that is small and unpacks to much: 4 GB of zeros, and very many members.

use flate2::{Compress, Compression, Crc, FlushCompress};

use super::zip::{self, Member, Writer};
use crate::hashes::Hashes;

/// Zeros that are compressed at a time. The piece that comes out is repeated: it refers to nothing before it.
const PIECE: usize = 1 << 20;
/// One piece less than 4 GiB, so that no zip64 is needed.
const PIECES: usize = 4_095;
/// Number of the tiny members.
const TINY: usize = 5_000;

/// The archive.
pub fn archive() -> Vec<u8> {
    let mut writer = Writer::default();
    let (packed, crc) = zeros();
    writer.member(Member {
        name: b"zeros.bin",
        method: zip::DEFLATED,
        crc,
        packed: &packed,
        size: (PIECE * PIECES) as u32,
    });
    for number in 0..TINY {
        let packed = tiny(number).into_bytes();
        let name = name(number);
        let (crc, size) = (zip::crc(&packed), packed.len() as u32);
        writer.member(Member { name: name.as_bytes(), method: zip::STORED, crc, packed: &packed, size });
    }
    writer.finish()
}

/// Path, hashes and size of each member.
pub fn contents() -> impl Iterator<Item = (String, Hashes, u64)> {
    // Four gigabytes are too many to hash each time: these were computed once, from `head -c 4293918720 /dev/zero`.
    let zeros = Hashes {
        md5: "70505323a3ddc8f9ac0311c18e3ef5db".to_owned(),
        sha1: "52039daa49c2325a52fe252cdae8a0c73ad4ec7e".to_owned(),
        sha256: "8c039fa590c1ad1c925fa6ca0265e0885a810f915bbf1c550ada16ac082e6b0a".to_owned(),
        sha512: "bf029eb55e25d3fb1495cbceb1351ae22c35cf513e7f45f7ca78de59250442e0\
                 de6f78592ee89aefcf3768131544405103fe77713e6c3bcccbbdb9790728f42f"
            .to_owned(),
    };
    let tiny = (0..TINY).map(|number| (name(number), Hashes::of(tiny(number).as_bytes()), tiny(number).len() as u64));
    std::iter::once(("zeros.bin".to_owned(), zeros, (PIECE * PIECES) as u64)).chain(tiny)
}

fn name(number: usize) -> String {
    format!("tiny/{number:04}.txt")
}

fn tiny(number: usize) -> String {
    format!("tiny file {number}\n")
}

/// The zeros compressed, and their checksum.
fn zeros() -> (Vec<u8>, u32) {
    let zeros = vec![0; PIECE];
    let mut piece = Vec::with_capacity(PIECE);
    let mut compress = Compress::new(Compression::best(), false);
    // Into memory with room to spare this does not fail; a full flush ends at a byte and forgets what came before.
    let _ = compress.compress_vec(&zeros, &mut piece, FlushCompress::Full);
    let mut packed = piece.repeat(PIECES);
    // A last, empty block.
    packed.extend_from_slice(&[1, 0, 0, 0xFF, 0xFF]);

    let mut of_piece = Crc::new();
    of_piece.update(&zeros);
    let mut crc = Crc::new();
    for _ in 0..PIECES {
        crc.combine(&of_piece);
    }
    (packed, crc.sum())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Read};

    #[test]
    fn it_begins_with_zeros_and_is_small() -> Result<(), Box<dyn std::error::Error>> {
        let bytes = archive();
        assert!(bytes.len() < 8 << 20, "{} bytes", bytes.len());
        let mut zip = ::zip::ZipArchive::new(Cursor::new(bytes))?;
        assert_eq!(zip.len(), contents().count());
        let mut start = vec![1; 3 * PIECE];
        let mut member = zip.by_name("zeros.bin")?;
        assert_eq!(member.size(), (PIECE * PIECES) as u64);
        member.read_exact(&mut start)?;
        assert!(start.iter().all(|&byte| byte == 0));
        Ok(())
    }
}
