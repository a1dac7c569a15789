//! Sizes in words.

/// Bytes as B, KiB, MiB and so on, with three significant digits: `1.63 MiB`.
pub fn size(bytes: u64) -> String {
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let units = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    let mut unit = bytes.ilog2() / 10;
    // In hundredths, rounded; whole arithmetic keeps the code for floating-point text out of the download.
    let hundredths = |unit: u32| {
        let one = 1_u128 << (unit * 10);
        (u128::from(bytes) * 100 + one / 2) / one
    };
    if hundredths(unit) >= 102_350 && unit < 6 {
        unit += 1;
    }
    let value = hundredths(unit);
    let name = units[unit as usize - 1];
    match value {
        0..1_000 => format!("{}.{:02} {name}", value / 100, value % 100),
        1_000..10_000 => format!("{}.{} {name}", (value + 5) / 10 / 10, (value + 5) / 10 % 10),
        _ => format!("{} {name}", (value + 50) / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_and_a_unit() {
        for (bytes, text) in [
            (0, "0 B"),
            (1023, "1023 B"),
            (1024, "1.00 KiB"),
            (267_278, "261 KiB"),
            (1_708_353, "1.63 MiB"),
            (10_239, "10.0 KiB"),
            (1_048_575, "1.00 MiB"),
            (1 << 40, "1.00 TiB"),
            (u64::MAX, "16.0 EiB"),
        ] {
            assert_eq!(size(bytes), text, "{bytes}");
        }
    }
}
