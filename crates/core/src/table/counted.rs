//! Counts in words.

/// A count and what is counted: `1 file`, `2 files`.
pub fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_one() {
        for (count, text) in [(0, "0 files"), (1, "1 file"), (2, "2 files"), (1 << 40, "1099511627776 files")] {
            assert_eq!(counted(count, "file", "files"), text);
        }
    }
}
