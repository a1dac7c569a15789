//! Demo verdicts. They follow from a file's hash by the fixed rule below and say nothing about the file: of 100 files
//! about 3 are called malicious, 5 suspicious, 40 goodware and the rest unknown.

/// A demo verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// `malicious`, `suspicious`, `goodware` or `unknown`.
    pub classification: &'static str,
    /// 0 to 10.
    pub riskscore: u8,
    /// Threat name in the vendor's style, for malicious and suspicious files only.
    pub threat: Option<&'static str>,
}

/// The threat names that malicious files get.
pub const MALICIOUS: &[&str] = &[
    "Win32.Trojan.Demo",
    "Win64.Trojan.Demo",
    "Win32.Ransomware.Demo",
    "Win32.Backdoor.Demo",
    "Win32.Infostealer.Demo",
    "Win32.Downloader.Demo",
    "Win32.Worm.Demo",
    "Win32.Malware.YARA",
    "ByteCode-MSIL.Trojan.Demo",
    "Script-JS.Downloader.Demo",
    "Script-PowerShell.Trojan.Demo",
    "Script-WScript.Trojan.Demo",
    "Document-Word.Downloader.Demo",
    "Document-Excel.Trojan.Demo",
    "Document-PDF.Phishing.Demo",
    "Linux.Trojan.Demo",
    "Linux.Coinminer.Demo",
    "Android.Spyware.Demo",
    "MacOS.Adware.Demo",
    "Text-HTML.Phishing.Demo",
];

/// The threat names that suspicious files get.
pub const SUSPICIOUS: &[&str] = &[
    "Win32.PUA.Demo",
    "Win32.Adware.Demo",
    "Win32.Hacktool.Demo",
    "Win32.Packed.Demo",
    "Script.Suspicious.Demo",
    "Document.Suspicious.Demo",
    "Linux.Hacktool.Demo",
    "Binary.Suspicious.Demo",
];

impl Verdict {
    /// The verdict that follows from 64 bits of a file's hash.
    pub fn of(seed: u64) -> Self {
        let more = (seed >> 32) as usize;
        match seed % 100 {
            0..3 => Self {
                classification: "malicious",
                riskscore: 6 + (more / 64 % 5) as u8,
                threat: Some(MALICIOUS[more % MALICIOUS.len()]),
            },
            3..8 => Self {
                classification: "suspicious",
                riskscore: 5 + (more / 64 % 2) as u8,
                threat: Some(SUSPICIOUS[more % SUSPICIOUS.len()]),
            },
            8..48 => Self { classification: "goodware", riskscore: (more % 6) as u8, threat: None },
            _ => {
                Self { classification: "unknown", riskscore: if more.is_multiple_of(4) { 5 } else { 0 }, threat: None }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_as_documented() {
        let count = |wanted| (0..10_000).filter(|&seed| Verdict::of(seed).classification == wanted).count();
        assert_eq!(count("malicious"), 300);
        assert_eq!(count("suspicious"), 500);
        assert_eq!(count("goodware"), 4_000);
        assert_eq!(count("unknown"), 5_200);
    }

    #[test]
    fn only_bad_files_have_a_threat_name() {
        for seed in (0..1_000_000_u64).map(|n| n.wrapping_mul(0x9E37_79B9_7F4A_7C15)) {
            let verdict = Verdict::of(seed);
            let bad = matches!(verdict.classification, "malicious" | "suspicious");
            assert_eq!(verdict.threat.is_some(), bad);
            assert!(verdict.riskscore <= 10);
            assert!(verdict.classification != "malicious" || verdict.riskscore >= 6);
            assert!(verdict.classification != "goodware" || verdict.riskscore <= 5);
        }
    }
}
