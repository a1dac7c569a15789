//! Points in time, as microseconds since 1970 in UTC.

/// Microseconds since 1970-01-01T00:00:00Z.
pub type Timestamp = i64;

/// Stands for "no time given" in a column.
pub const NO_TIMESTAMP: Timestamp = Timestamp::MIN;

/// Reads what the API sends (`2016-05-05T09:57:50.910412Z`): ISO 8601 with `T` or a space, an optional fraction, and an
/// optional zone (`Z`, `+02:00`; without one, UTC). A date alone is its midnight.
///
/// `None` when the text is no such time; more than microseconds are cut.
pub fn read(text: &str) -> Option<Timestamp> {
    let bytes = text.as_bytes();
    let number = |from: usize, to: usize| -> Option<i64> {
        // Four digits at most are ever meant: more would not fit.
        let digits = bytes.get(from..to).filter(|digits| digits.len() <= 4)?;
        digits.iter().try_fold(0, |sum, b| b.is_ascii_digit().then(|| sum * 10 + i64::from(b - b'0')))
    };
    let mark = |at: usize, wanted: u8| bytes.get(at).is_some_and(|b| *b == wanted);
    if !mark(4, b'-') || !mark(7, b'-') {
        return None;
    }
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    if !(1..=12).contains(&month) || !(1..=days_of(year, month)).contains(&day) {
        return None;
    }
    let midnight = days_from_civil(year, month, day) * 86_400_000_000;
    if bytes.len() == 10 {
        return Some(midnight);
    }
    if !(mark(10, b'T') || mark(10, b't') || mark(10, b' ')) || !mark(13, b':') {
        return None;
    }
    let (hour, minute) = (number(11, 13)?, number(14, 16)?);
    let mut at = 16;
    let mut second = 0;
    if mark(at, b':') {
        second = number(17, 19)?;
        at = 19;
    }
    if hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let mut micros = 0;
    // Of a minute nothing is a fraction.
    if at == 19 && (mark(at, b'.') || mark(at, b',')) {
        at += 1;
        let mut scale = 100_000;
        while let Some(digit) = bytes.get(at).filter(|b| b.is_ascii_digit()) {
            micros += i64::from(digit - b'0') * scale;
            scale /= 10;
            at += 1;
        }
    }
    let offset = match bytes.get(at) {
        None => 0,
        Some(b'Z' | b'z') if at + 1 == bytes.len() => 0,
        Some(sign @ (b'+' | b'-')) => {
            let minutes_at = if mark(at + 3, b':') { at + 4 } else { at + 3 };
            let minutes = if minutes_at < bytes.len() { number(minutes_at, bytes.len())? } else { 0 };
            let hours = number(at + 1, at + 3)?;
            if hours > 23 || minutes > 59 {
                return None;
            }
            let value = hours * 60 + minutes;
            if *sign == b'-' { -value } else { value }
        }
        Some(_) => return None,
    };
    Some(midnight + ((hour * 60 + minute - offset) * 60 + second) * 1_000_000 + micros)
}

/// `2016-05-05 09:57:50` in UTC.
pub fn utc(timestamp: Timestamp) -> String {
    let seconds = timestamp.div_euclid(1_000_000);
    let (year, month, day) = civil_from_days(seconds.div_euclid(86_400));
    let in_day = seconds.rem_euclid(86_400);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}", in_day / 3600, in_day / 60 % 60, in_day % 60)
}

/// What time is counted in, for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the units")]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Month,
    Year,
}

/// How many whole units lie between two times; the greatest unit of which there is one, and none below a minute. Months have
/// a twelfth of a year.
pub fn span(from: Timestamp, to: Timestamp) -> Option<(u64, Unit)> {
    const YEAR: u64 = 365 * 86_400 + 86_400 / 4;
    let seconds = from.abs_diff(to) / 1_000_000;
    let units =
        [(Unit::Year, YEAR), (Unit::Month, YEAR / 12), (Unit::Day, 86_400), (Unit::Hour, 3_600), (Unit::Minute, 60)];
    units.into_iter().find(|(_, length)| seconds >= *length).map(|(unit, length)| (seconds / length, unit))
}

/// How many days a month has.
const fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

// Both after the well-known arithmetic on years that begin in March.
const fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year - era * 400;
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

const fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days - era * 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (year_of_era + era * 400 + if month <= 2 { 1 } else { 0 }, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_the_api_sends() {
        let timestamp = read("2016-05-05T09:57:50.910412Z").expect("a time");
        assert_eq!(timestamp, 1_462_442_270_910_412);
        assert_eq!(utc(timestamp), "2016-05-05 09:57:50");
        assert_eq!(read("2016-05-05T11:57:50.910412+02:00"), Some(timestamp));
        assert_eq!(read("2016-05-05"), Some(1_462_406_400_000_000));
        for none in [
            "",
            "None",
            "2016-13-01",
            "2016-02-31",
            "2016-02-30T10:00:00Z",
            "2015-02-29",
            "1900-02-29",
            "2016-04-31",
            "2016-00-10",
            "2016-01-00",
            "2016-05-05T24:00:00Z",
            "2016-05-05T09:57:50+24:00",
            "2016-05-05T09:57:50+02:60",
            "2016-05-05T09:57.5",
            "2016-05-05T9:57",
            "2016-05-05T09:57:50Zebra",
            "2016-05-05T09:57:50+1",
            "2016-05-05T09:57+00:99999999999999999999",
        ] {
            assert_eq!(read(none), None, "{none}");
        }
    }

    #[test]
    fn spans_are_counted_in_the_greatest_unit() {
        let at = |text: &str| read(text).expect("a time");
        let of = |from: &str, to: &str| span(at(from), at(to));
        assert_eq!(of("2016-05-05T09:57:50Z", "2016-05-05T09:58:49Z"), None);
        assert_eq!(of("2016-05-05T09:57:50Z", "2016-05-05T09:58:50Z"), Some((1, Unit::Minute)));
        assert_eq!(of("2016-05-05T09:57:50Z", "2016-05-06T09:57:49Z"), Some((23, Unit::Hour)));
        assert_eq!(of("2016-05-05", "2016-06-03"), Some((29, Unit::Day)));
        assert_eq!(of("2016-05-05", "2017-05-04"), Some((11, Unit::Month)));
        assert_eq!(of("2026-05-06", "2016-05-05"), Some((10, Unit::Year)));
    }

    proptest! {
        #[test]
        fn a_span_is_the_same_either_way(from: i64, to: i64) {
            let found = span(from, to);
            prop_assert_eq!(found, span(to, from));
            prop_assert_eq!(found.is_none(), from.abs_diff(to) < 60_000_000);
            prop_assert!(found.is_none_or(|(count, unit)| count > 0 && (unit == Unit::Year || count < 366)));
        }

        /// A date that is none is not read as another.
        #[test]
        fn a_date_is_read_as_itself_or_not_at_all(year in 0_u16..10_000, month in 0_u8..16, day in 0_u8..40) {
            let date = format!("{year:04}-{month:02}-{day:02}");
            let has = (1..=12).contains(&month) && (1..=31).contains(&day);
            match read(&date) {
                Some(timestamp) => prop_assert_eq!(&utc(timestamp)[..10], date),
                None => prop_assert!(!has || day > 28),
            }
        }

        #[test]
        fn what_is_shown_reads_back(seconds in -62_135_596_800_i64..253_402_300_799) {
            prop_assert_eq!(read(&utc(seconds * 1_000_000)), Some(seconds * 1_000_000));
        }

        #[test]
        fn never_panics(text in "[0-9TZ:+. -]{0,40}", any: String) {
            let _ = (read(&text), read(&any));
        }
    }
}
