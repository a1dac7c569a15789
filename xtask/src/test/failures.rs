//! Which tests failed and why, read off what test programs print.

use std::collections::BTreeMap;

/// Letters of a reason that are kept: what stands behind them stands in the output, too.
const LONGEST: usize = 600;

/// The tests that failed.
#[derive(Default, Debug)]
pub struct Failures {
    /// By name, what the test said when it failed.
    reasons: BTreeMap<String, String>,
    /// The test whose output is being printed, and whether its panic has been seen.
    now: Option<(String, bool)>,
}

impl Failures {
    /// Takes up a line of the output.
    pub fn add(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("test ").and_then(|rest| rest.strip_suffix(" ... FAILED")) {
            self.reasons.entry(name.to_owned()).or_default();
        } else if let Some(name) = line.strip_prefix("---- ").and_then(|rest| rest.strip_suffix(" stdout ----")) {
            self.now = Some((name.to_owned(), false));
        } else if line == "failures:" || line.starts_with("test result: ") {
            self.now = None;
        } else if let Some((name, is_told)) = &mut self.now {
            if line.starts_with("thread '") && line.contains(" panicked at ") {
                *is_told = true;
            } else if line.is_empty() || line.starts_with("note: ") || line == "stack backtrace:" {
                *is_told = false;
            } else if let Some(reason) = self.reasons.get_mut(name).filter(|_| *is_told) {
                let room = LONGEST.saturating_sub(reason.chars().count());
                if !reason.is_empty() && room > 0 {
                    reason.push(' ');
                }
                reason.extend(line.trim().chars().take(room));
            }
        }
    }

    /// Their names.
    pub fn names(&self) -> impl ExactSizeIterator<Item = &str> {
        self.reasons.keys().map(String::as_str)
    }

    /// A line for each, with its reason.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.reasons.iter().map(|(name, reason)| format!("{name}: {reason}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_reasons_are_read() {
        let output = "running 3 tests\ntest a::one ... ok\ntest a::two ... FAILED\ntest b::three ... FAILED\n\nfailures:\n\n\
            ---- a::two stdout ----\n\nthread 'a::two' (7) panicked at tests/a.rs:3:9:\nwaited 30 s for: rows\nlast seen: []\n\
            stack backtrace:\n   0: somewhere\nnote: Some details are omitted\nthe page: ./two.txt\n\n\
            ---- b::three stdout ----\nno word of it\n\nfailures:\n    a::two\n    b::three\n\n\
            test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out";
        let mut failures = Failures::default();
        output.lines().for_each(|line| failures.add(line));
        assert_eq!(failures.names().collect::<Vec<_>>(), ["a::two", "b::three"]);
        assert_eq!(failures.lines().collect::<Vec<_>>(), ["a::two: waited 30 s for: rows last seen: []", "b::three: "]);
        assert_eq!(Failures::default().names().len(), 0);
    }

    #[test]
    fn a_long_reason_is_cut() {
        let mut failures = Failures::default();
        failures.add("test a ... FAILED");
        failures.add("---- a stdout ----");
        failures.add("thread 'a' panicked at a.rs:1:1:");
        failures.add(&"x".repeat(10_000));
        failures.add(&"y".repeat(10_000));
        assert_eq!(failures.lines().next().map(|line| line.len()), Some("a: ".len() + LONGEST));
    }
}
