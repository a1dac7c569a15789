//! When and on what was measured.

use std::fs;
use std::thread;
use std::time::{SystemTime, UNIX_EPOCH};

/// When and on what was measured.
pub struct Machine {
    /// `2026-01-31`, in UTC.
    pub date: String,
    /// The processor's name.
    pub processor: String,
    /// How many cores there are for us.
    pub cores: usize,
    /// The browser's version.
    pub browser: String,
    /// How many processes wanted to run in the last minutes: much above the load of the bench itself others disturb.
    pub load: String,
}

impl Machine {
    /// What stands above a table of so many runs with so many files.
    pub fn title(&self, rows: u32, runs: usize) -> String {
        format!("{rows} files, medians of {runs} runs in turn. {}.", self.line())
    }

    /// This one, now.
    pub fn here(browser: String) -> Self {
        let days = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs() / 86_400);
        let read = |path| fs::read_to_string(path).unwrap_or_default();
        let processor = read("/proc/cpuinfo")
            .lines()
            .find_map(|line| line.strip_prefix("model name")?.split_once(':'))
            .map_or_else(|| "unknown processor".to_owned(), |(_, name)| name.trim().to_owned());
        let load = read("/proc/loadavg").split(' ').take(3).collect::<Vec<_>>().join(" ");
        let cores = thread::available_parallelism().map_or(1, usize::from);
        Self { date: date(days), processor, cores, browser, load }
    }

    /// In a line.
    pub fn line(&self) -> String {
        let Self { date, processor, cores, browser, load } = self;
        format!("{date}, {processor}, {cores} cores, {browser}, load average {load}")
    }
}

/// The civil date of so many days after 1970-01-01.
fn date(days: u64) -> String {
    // Years of 365 or 366 days that begin on the first of March, so that the odd day comes last.
    let days = days + 719_468;
    let era = days / 146_097;
    let day = days % 146_097;
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let of_year = day - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = era * 400 + year + u64::from(month < 3);
    format!("{year:04}-{month:02}-{of_month:02}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(11_016), "2000-02-29");
        assert_eq!(date(11_017), "2000-03-01");
        assert_eq!(date(20_483), "2026-01-30");
    }
}
