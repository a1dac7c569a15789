//! The shape of a generated listing.

use super::{NO_PARENT, mix};

/// Share of each level in the rows, in ten-thousandths: few files at the top, most some levels down, then a long thin tail.
const LEVELS: [u64; 16] = [20, 900, 2_900, 2_600, 1_500, 900, 500, 300, 180, 100, 50, 25, 12, 8, 4, 1];
/// The level that takes what rounding leaves over.
const WIDEST: usize = 2;

/// The parents of `count` rows. Most rows have no children, some a few, and one in each level nearly a third of the next.
pub fn mixed(count: u32) -> Vec<u32> {
    let mut parents = Vec::with_capacity(count as usize);
    let mut above = 0..0_u32;
    for size in level_sizes(count) {
        let start = parents.len() as u32;
        if above.is_empty() {
            parents.resize(size as usize, NO_PARENT);
        } else {
            add_level(&mut parents, above, size);
        }
        above = start..start + size;
    }
    parents
}

fn level_sizes(count: u32) -> Vec<u32> {
    let depth = (count as usize).div_ceil(4).min(LEVELS.len());
    // One row in each level at least, the rest by share.
    let rest = u64::from(count) - depth as u64;
    let mut sizes: Vec<u32> = LEVELS[..depth].iter().map(|share| 1 + (rest * share / 10_000) as u32).collect();
    let left = count - sizes.iter().sum::<u32>();
    if let Some(widest) = sizes.get_mut(WIDEST.min(depth.saturating_sub(1))) {
        *widest += left;
    }
    sizes
}

/// Gives `size` children to the rows `above`, each as many as its weight says.
fn add_level(parents: &mut Vec<u32>, above: std::ops::Range<u32>, size: u32) {
    let hub = above.start + (above.end - above.start) / 2;
    let others: u64 = above.clone().filter(|&row| row != hub).map(weight).sum();
    let hub_weight = others * 3 / 7 + 1;
    let total = others + hub_weight;
    let mut parent = above.start;
    let mut reached = if parent == hub { hub_weight } else { weight(parent) };
    for child in 0..u64::from(size) {
        while reached <= child * total / u64::from(size) {
            parent += 1;
            reached += if parent == hub { hub_weight } else { weight(parent) };
        }
        parents.push(parent);
    }
}

fn weight(row: u32) -> u64 {
    let random = mix(u64::from(row) ^ 0x7265_6500);
    match random % 100 {
        0..78 => 0,
        78..93 => 1 + (random >> 8) % 8,
        93..99 => 20 + (random >> 8) % 200,
        _ => 500 + (random >> 8) % 3_000,
    }
}
