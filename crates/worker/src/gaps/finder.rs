//! What can be seen of one file in a pass over its bytes: what it is, how random it is, how much of it is padding. At most a
//! few megabytes are held.

use crate::contents::scan::Scan;
use crate::gaps::entropy::Entropy;
use crate::gaps::padding::Padding;
use matryoshka_core::gaps::facts::Facts;
use matryoshka_core::gaps::format;
use matryoshka_core::gaps::signatures::{self, Container, HEAD, INSIDE, Signature, TAIL};
use regex::bytes::Regex;
use std::fmt::Write;
use std::sync::LazyLock;

/// What programs carry, what documents do, and by what documents say that they need a password.
static CARRIED: LazyLock<[Option<Regex>; 2]> =
    LazyLock::new(|| [any_of(|one| one != Container::PdfFiles), any_of(|one| one == Container::PdfFiles)]);
static LOCKED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(?-u)/Encrypt[\x00\t\n\x0c\r /<\[]").ok());

fn any_of(is_wanted: impl Fn(Container) -> bool) -> Option<Regex> {
    let written = |one: &Signature| {
        one.bytes.iter().fold(String::new(), |mut out, byte| {
            // Writing to a String cannot fail.
            let _ = write!(out, "\\x{byte:02x}");
            out
        })
    };
    let parts: Vec<String> = INSIDE.iter().filter(|one| is_wanted(one.container)).map(written).collect();
    Regex::new(&format!("(?-u:{})", parts.join("|"))).ok()
}

/// Looks at a file that comes in pieces.
#[derive(Debug, Default)]
pub struct Finder {
    head: Vec<u8>,
    tail: Vec<u8>,
    entropy: Entropy,
    padding: Padding,
    carried: Option<Scan<'static>>,
    locked: Option<Scan<'static>>,
    is_begun: bool,
}

impl Finder {
    /// Takes the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        let before = self.head.len();
        let room = HEAD.saturating_sub(before).min(bytes.len());
        self.head.extend_from_slice(&bytes[..room]);
        if !self.is_begun && self.head.len() >= 2 {
            self.is_begun = true;
            let once = |regex: Option<&'static Regex>| regex.map(|regex| Scan::new(regex, 1));
            (self.carried, self.locked) = match self.head.as_slice() {
                [b'M', b'Z', ..] => (once(CARRIED[0].as_ref()), None),
                [b'%', b'P', ..] => (once(CARRIED[1].as_ref()), once(LOCKED.as_ref())),
                _ => (None, None),
            };
            for scan in [&mut self.carried, &mut self.locked].into_iter().flatten() {
                scan.push(&self.head[..before]);
            }
        }
        // The first place is enough.
        for scan in [&mut self.carried, &mut self.locked].into_iter().flatten().filter(|scan| scan.count == 0) {
            scan.push(bytes);
        }
        self.tail.extend_from_slice(&bytes[bytes.len().saturating_sub(TAIL)..]);
        self.tail.drain(..self.tail.len().saturating_sub(TAIL));
        self.entropy.take(bytes);
        self.padding.take(bytes);
    }

    /// Nothing follows: what was seen.
    pub fn finish(mut self) -> Facts {
        self.entropy.finish();
        self.padding.finish();
        let size = self.entropy.size();
        let is_locked = found_by(self.locked.as_mut()).is_some();
        let (container, offset) = self.container(size);
        let (random, random_at) = self.entropy.random();
        let of_hundred = |bytes: u64| (u128::from(bytes) * 100).checked_div(size.into()).unwrap_or_default() as u8;
        Facts {
            size,
            entropy: self.entropy.of_all(),
            curve: self.entropy.curve().into(),
            random: of_hundred(random),
            random_at,
            padding: of_hundred(self.padding.bytes),
            padding_at: self.padding.longest_at,
            format: format::at_start(&self.head),
            container,
            offset,
            is_encrypted: is_locked || signatures::is_encrypted(&self.head, &self.tail),
        }
    }

    fn container(&mut self, size: u64) -> (Option<Container>, u64) {
        if let Some(container) = signatures::at_start(&self.head).or_else(|| signatures::at_end(&self.tail)) {
            return (Some(container), 0);
        }
        if let Some((at, length)) = found_by(self.carried.as_mut()) {
            // What is looked for in one kind of file differs in its length.
            let found = INSIDE.iter().find(|one| one.bytes.len() == length as usize).map(|one| one.container);
            return (found, at);
        }
        match signatures::overlay(&self.head, size) {
            Some(at) => (Some(Container::Overlay), at),
            None => (None, 0),
        }
    }
}

/// Where it was found, and how many bytes it has there.
fn found_by(scan: Option<&mut Scan<'_>>) -> Option<(u64, u32)> {
    let scan = scan?;
    scan.finish();
    scan.hits.first().map(|hit| (hit.offset, hit.length))
}

#[cfg(test)]
mod tests;
