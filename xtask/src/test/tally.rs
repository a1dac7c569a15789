//! How many tests ran, read off the closing lines that test programs print.

use std::fmt;

/// The numbers of a layer.
#[derive(Default, Debug, PartialEq, Eq)]
pub struct Tally {
    passed: u64,
    failed: u64,
    ignored: u64,
    left_out: u64,
}

impl Tally {
    /// Adds what the line says, if it is such a closing line.
    pub fn add(&mut self, line: &str) {
        let Some((_, numbers)) = line.trim_start().strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for part in numbers.split(';') {
            let mut words = part.split_whitespace();
            let (Some(Ok(number)), Some(what)) = (words.next().map(str::parse::<u64>), words.next()) else {
                continue;
            };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }

    /// Counts so many of the tests that ended well as left out: they ended where their browser lacked something.
    pub fn set_left_out(&mut self, tests: u64) {
        self.left_out = tests;
        self.passed = self.passed.saturating_sub(tests);
    }

    /// Counts so many of the tests that failed as passed: they did when they were run again.
    pub fn set_passed_again(&mut self, tests: u64) {
        let tests = tests.min(self.failed);
        self.failed -= tests;
        self.passed += tests;
    }

    /// How many tests failed.
    pub const fn failed(&self) -> u64 {
        self.failed
    }

    /// Adds all numbers of another one.
    pub fn add_all(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
        self.left_out += other.left_out;
    }

    /// Whether no test ran at all.
    pub fn is_empty(&self) -> bool {
        self.passed + self.failed + self.left_out == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{} passed", self.passed)?;
        if self.failed > 0 {
            write!(out, ", {} failed", self.failed)?;
        }
        if self.ignored > 0 {
            write!(out, ", {} ignored", self.ignored)?;
        }
        if self.left_out > 0 {
            write!(out, ", {} left out", self.left_out)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn closing_lines_are_added_up() {
        let mut tally = Tally::default();
        tally.add("running 3 tests");
        assert!(tally.is_empty());
        tally.add("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.00s");
        tally.add("test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        tally.add("test result: nonsense");
        assert_eq!(tally, Tally { passed: 4, failed: 2, ignored: 1, left_out: 0 });
        assert_eq!(tally.to_string(), "4 passed, 2 failed, 1 ignored");
        tally.set_left_out(3);
        assert_eq!(tally.to_string(), "1 passed, 2 failed, 1 ignored, 3 left out");
        tally.set_passed_again(1);
        assert_eq!(tally.to_string(), "2 passed, 1 failed, 1 ignored, 3 left out");
    }
}
