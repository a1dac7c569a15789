//! How random the bytes of a file are: in all, from beginning to end, and how much of it above a limit.

use matryoshka_core::gaps::facts::{BLOCK, FULL, POINTS, RANDOM};
use std::sync::LazyLock;

/// `count * log2(count)` for each count that a block can have.
static WEIGHTS: LazyLock<Vec<f32>> = LazyLock::new(|| {
    (0..=BLOCK).map(|count| if count == 0 { 0.0 } else { count as f32 * (count as f32).log2() }).collect()
});

/// Some blocks together.
#[derive(Clone, Copy, Debug, Default)]
struct Point {
    /// Their entropy, each times its bytes.
    sum: f32,
    bytes: u32,
}

/// Counts the bytes of a file that comes in pieces.
#[derive(Debug)]
pub struct Entropy {
    size: u64,
    counts: [u64; 256],
    block: [u16; 256],
    in_block: usize,
    random: u64,
    random_at: Option<u64>,
    points: Vec<Point>,
    /// How many blocks a point has.
    stride: u32,
    /// How many of them the last point has.
    in_point: u32,
}

impl Default for Entropy {
    fn default() -> Self {
        Self {
            size: 0,
            counts: [0; 256],
            block: [0; 256],
            in_block: 0,
            random: 0,
            random_at: None,
            points: Vec::new(),
            stride: 1,
            in_point: 0,
        }
    }
}

impl Entropy {
    /// Takes the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(BLOCK - self.in_block));
            for byte in now {
                self.block[usize::from(*byte)] += 1;
            }
            self.in_block += now.len();
            if self.in_block == BLOCK {
                self.end_block();
            }
            rest = later;
        }
    }

    /// Nothing follows.
    pub fn finish(&mut self) {
        if self.in_block > 0 {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        let length = self.in_block as f32;
        let sum: f32 = self.block.iter().map(|count| WEIGHTS[usize::from(*count)]).sum();
        let entropy = length.log2() - sum / length;
        // Few bytes cannot have a high entropy: those at the end of a file count as little.
        if entropy * 100.0 > f32::from(RANDOM) {
            self.random += self.in_block as u64;
            self.random_at.get_or_insert(self.size);
        }
        self.counts.iter_mut().zip(&mut self.block).for_each(|(all, own)| *all += u64::from(std::mem::take(own)));
        self.size += self.in_block as u64;
        self.put(Point { sum: entropy * length, bytes: self.in_block as u32 });
        self.in_block = 0;
    }

    /// Adds a block to the curve. When that has all its points, each two become one.
    fn put(&mut self, block: Point) {
        let join = |a: Point, b: Point| Point { sum: a.sum + b.sum, bytes: a.bytes + b.bytes };
        if self.in_point == 0 {
            if self.points.len() == POINTS {
                self.points = self.points.chunks(2).map(|two| join(two[0], two[1])).collect();
                self.stride *= 2;
            }
            self.points.push(Point::default());
        }
        if let Some(last) = self.points.last_mut() {
            *last = join(*last, block);
        }
        self.in_point = (self.in_point + 1) % self.stride;
    }

    /// How many bytes have come.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// How many bytes are in blocks of an entropy above [`RANDOM`], and where the first of these begins.
    pub fn random(&self) -> (u64, u64) {
        (self.random, self.random_at.unwrap_or_default())
    }

    /// The curve: see [`Facts::curve`](matryoshka_core::gaps::facts::Facts::curve).
    pub fn curve(&self) -> Vec<u8> {
        let step = f32::from(FULL) / 8.0;
        self.points.iter().map(|point| (point.sum / point.bytes.max(1) as f32 * step).round() as u8).collect()
    }

    /// Entropy of the whole in hundredths of a bit for each byte.
    pub fn of_all(&self) -> u16 {
        let size = self.size as f64;
        let shares = self.counts.iter().filter(|count| **count > 0).map(|count| *count as f64 / size);
        let bits: f64 = shares.map(|share| -share * share.log2()).sum();
        (bits * 100.0).round() as u16
    }
}
