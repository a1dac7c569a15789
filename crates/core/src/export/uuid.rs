//! Ids made of what they name (RFC 4122, version 5).

use sha1_smol::Sha1;

/// The UUID of a name in a namespace.
pub fn named(namespace: u128, name: &[u8]) -> u128 {
    let mut hash = Sha1::new();
    hash.update(&namespace.to_be_bytes());
    hash.update(name);
    of_digest(&hash, 5)
}

/// The first 128 bits of a digest in the form of a UUID of that version.
pub fn of_digest(hash: &Sha1, version: u128) -> u128 {
    let bytes = hash.digest().bytes();
    let bits = bytes.first_chunk().map_or(0, |bytes| u128::from_be_bytes(*bytes));
    bits & !(0xf << 76) & !(0b11 << 62) | version << 76 | 0b10 << 62
}

/// Adds it in its usual writing, with hyphens.
pub fn write(out: &mut String, uuid: u128) {
    for at in 0..32 {
        if matches!(at, 8 | 12 | 16 | 20) {
            out.push('-');
        }
        let digit = (uuid >> (124 - 4 * at)) as usize & 0xf;
        out.push(char::from(b"0123456789abcdef"[digit]));
    }
}
