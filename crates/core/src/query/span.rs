//! Numbers, sizes and times, and the ranges of them.

use crate::query::field::NumberField;
use crate::table::timestamp;
use crate::table::timestamp::Timestamp;

/// A range of numbers, both ends in it. Never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    low: u64,
    high: u64,
}

impl Span {
    /// Whether the number is in it.
    pub const fn holds(self, number: u64) -> bool {
        self.low <= number && number <= self.high
    }

    /// Whether any of the numbers from `low` to `high` is in it.
    pub const fn touches(self, low: u64, high: u64) -> bool {
        low <= self.high && self.low <= high
    }

    const fn one(number: u64) -> Self {
        Self { low: number, high: number }
    }
}

/// A point in time as a number without a sign, in the same order.
pub const fn time_key(timestamp: Timestamp) -> u64 {
    timestamp.cast_unsigned() ^ (1 << 63)
}

/// Reads a value with a comparison, or a range.
///
/// # Errors
/// What was expected.
pub fn span(field: NumberField, text: &str) -> Result<Span, &'static str> {
    let read = |text: &str| {
        match field {
            NumberField::Seen => time(text),
            NumberField::Size => size(text),
            NumberField::Risk | NumberField::Files | NumberField::Depth => {
                whole(text).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| Span::one(number))
            }
        }
        .ok_or(field.expects())
    };
    let (mut low, mut high) = (0, u64::MAX);
    if let Some((from, to)) = text.split_once("..") {
        if from.is_empty() && to.is_empty() {
            return Err(field.expects());
        }
        if !from.is_empty() {
            low = read(from)?.low;
        }
        if !to.is_empty() {
            high = read(to)?.high;
        }
        return if low <= high { Ok(Span { low, high }) } else { Err("a range with the smaller end first") };
    }
    if let Some(rest) = text.strip_prefix(">=") {
        low = read(rest)?.low;
    } else if let Some(rest) = text.strip_prefix("<=") {
        high = read(rest)?.high;
    } else if let Some(rest) = text.strip_prefix('>') {
        // The greatest number stands for "none" in the columns: nothing is lost when there is none above it.
        low = read(rest)?.high.saturating_add(1);
    } else if let Some(rest) = text.strip_prefix('<') {
        high = read(rest)?.low.checked_sub(1).ok_or("a greater number: nothing is below 0")?;
    } else {
        return read(text.strip_prefix('=').unwrap_or(text));
    }
    Ok(Span { low, high })
}

/// The number that a text begins with, and what is behind it. What is too great becomes the greatest.
fn whole(text: &str) -> Option<(u64, &str)> {
    let end = text.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at(end);
    let add = |sum: u64, digit: u8| sum.saturating_mul(10).saturating_add(u64::from(digit - b'0'));
    (!digits.is_empty()).then(|| (digits.bytes().fold(0, add), rest))
}

/// A number of bytes with or without a unit. Of decimals the first six count.
fn size(text: &str) -> Option<Span> {
    let (number, mut unit) = whole(text)?;
    let (mut decimals, mut scale) = (0_u64, 1_u64);
    let fraction = unit.strip_prefix('.');
    if let Some(fraction) = fraction {
        let (_, rest) = whole(fraction)?;
        for digit in fraction[..fraction.len() - rest.len()].bytes().take(6) {
            decimals = decimals * 10 + u64::from(digit - b'0');
            scale *= 10;
        }
        unit = rest;
    }
    let letter = unit.bytes().next().map(|b| b.to_ascii_lowercase());
    let shift = match letter {
        None | Some(b'b') => 0,
        Some(b'k') => 10,
        Some(b'm') => 20,
        Some(b'g') => 30,
        Some(b't') => 40,
        Some(_) => return None,
    };
    let tail = unit.get(1..).unwrap_or("");
    let tail_fits = tail.is_empty() || shift > 0 && (tail.eq_ignore_ascii_case("b") || tail.eq_ignore_ascii_case("ib"));
    // There is no part of a byte: a unit has been forgotten.
    if !tail_fits || fraction.is_some() && shift == 0 {
        return None;
    }
    let below = (decimals << shift) / scale;
    Some(Span::one(number.saturating_mul(1 << shift).saturating_add(below)))
}

/// A year, a month, a day, a minute, a second or a part of one, in UTC: the stretch of time from its beginning to its
/// end.
fn time(text: &str) -> Option<Span> {
    let number =
        |from: usize, to: usize| whole(text.get(from..to)?).filter(|(_, rest)| rest.is_empty()).map(|(n, _)| n);
    let (from, next) = match text.len() {
        4 => (first_of(number(0, 4)?, 1)?, first_of(number(0, 4)? + 1, 1)),
        7 if text.as_bytes()[4] == b'-' => {
            let (year, month) = (number(0, 4)?, number(5, 7)?);
            (first_of(year, month)?, if month == 12 { first_of(year + 1, 1) } else { first_of(year, month + 1) })
        }
        _ => {
            let day = text.get(..10)?;
            let midnight = timestamp::read(day)?;
            // February has no 31st, and a shift of hours would make it doubtful which day is meant.
            if !timestamp::utc(midnight).starts_with(day) || text.contains('+') || text.get(10..)?.contains('-') {
                return None;
            }
            let from = timestamp::read(text)?;
            let length = match text.as_bytes().get(16) {
                _ if text.len() == 10 => 86_400_000_000,
                Some(b':') if text.contains('.') => 1,
                Some(b':') => 1_000_000,
                _ => 60_000_000,
            };
            (from, Some(from + length))
        }
    };
    // Behind the year 9999 there is none that can be written.
    Some(Span { low: time_key(from), high: time_key(next.map_or(Timestamp::MAX, |next| next - 1)) })
}

/// The beginning of a month.
fn first_of(year: u64, month: u64) -> Option<Timestamp> {
    timestamp::read(&format!("{year:04}-{month:02}-01"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sizes_are_powers_of_1024() {
        let bytes = |text| size(text).map(|span| span.low);
        assert_eq!(bytes("7"), Some(7));
        assert_eq!(bytes("7b"), Some(7));
        assert_eq!(bytes("1K"), Some(1024));
        assert_eq!(bytes("1kb"), Some(1024));
        assert_eq!(bytes("1KiB"), Some(1024));
        assert_eq!(bytes("1.5M"), Some(1_572_864));
        assert_eq!(bytes("0.1T"), Some(109_951_162_777));
        assert_eq!(bytes("1.0000009999999999999999999999K"), Some(1024));
        assert_eq!(bytes("99999999999999999999T"), Some(u64::MAX));
        for none in ["", "K", ".5K", "1.K", "1.5", "1.5B", "1X", "1KX", "1bb", "1é", "-1"] {
            assert_eq!(bytes(none), None, "{none}");
        }
    }

    #[test]
    fn a_time_is_a_stretch_of_time() {
        let ends = |text: &str| {
            let show = |key: u64| timestamp::utc((key ^ (1 << 63)).cast_signed());
            time(text).map(|span| format!("{} {}", show(span.low), show(span.high)))
        };
        let is = |text, wanted: &str| assert_eq!(ends(text).as_deref(), Some(wanted), "{text}");
        is("2024", "2024-01-01 00:00:00 2024-12-31 23:59:59");
        is("2024-02", "2024-02-01 00:00:00 2024-02-29 23:59:59");
        is("2024-12", "2024-12-01 00:00:00 2024-12-31 23:59:59");
        is("2024-01-05", "2024-01-05 00:00:00 2024-01-05 23:59:59");
        is("2024-01-05T10:00", "2024-01-05 10:00:00 2024-01-05 10:00:59");
        is("2024-01-05T10:00Z", "2024-01-05 10:00:00 2024-01-05 10:00:59");
        is("2024-01-05T10:00:07", "2024-01-05 10:00:07 2024-01-05 10:00:07");
        assert_eq!(time("2024-01-05T10:00:07.5").map(|span| span.high - span.low), Some(0));
        assert!(time("9999").is_some() && time("9999-12").is_some() && time("0000").is_some());
        for none in
            ["", "24", "2024-13", "2024-00", "2024/01", "2023-02-29", "2024-01-05T10", "2024-1-5", "+024", "202é"]
        {
            assert_eq!(ends(none), None, "{none}");
        }
        // Further out than a number of 64 bits goes.
        assert_eq!(ends("2024-01-05T10:00+00:99999999999999999999"), None);
        assert_eq!(ends("2024-01-05T10:00-00:99999999999999999999"), None);
    }

    #[test]
    fn ranges_hold_both_ends() {
        let ends = |text| span(NumberField::Risk, text).map(|span| (span.low, span.high));
        assert_eq!(ends("7"), Ok((7, 7)));
        assert_eq!(ends("=7"), Ok((7, 7)));
        assert_eq!(ends(">7"), Ok((8, u64::MAX)));
        assert_eq!(ends(">=7"), Ok((7, u64::MAX)));
        assert_eq!(ends("<7"), Ok((0, 6)));
        assert_eq!(ends("<=7"), Ok((0, 7)));
        assert_eq!(ends("3..5"), Ok((3, 5)));
        assert_eq!(ends("..5"), Ok((0, 5)));
        assert_eq!(ends("5.."), Ok((5, u64::MAX)));
        for wrong in ["..", "", ">", "7..x", "5..3", "<0", "1.5", "1...5", ">=7..9", "=>7"] {
            assert!(ends(wrong).is_err(), "{wrong}");
        }
        assert_eq!(
            span(NumberField::Seen, "2023..2024"),
            Ok(Span { low: time("2023").unwrap().low, high: time("2024").unwrap().high })
        );
        assert_eq!(span(NumberField::Seen, ">2023").map(|span| span.low), time("2024").map(|span| span.low).ok_or(""));
    }

    proptest! {
        #[test]
        fn never_panics(text in "[0-9TZ:.<>=KMiB é+-]{0,40}", field in 0_usize..NumberField::ALL.len()) {
            let _ = span(NumberField::ALL[field], &text);
            let _ = span(NumberField::Seen, &format!("2024-01-05T10:00{text}"));
        }
    }
}
