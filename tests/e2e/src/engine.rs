//! The engines that the page is tried in.

use std::env;
use std::fmt;
use std::sync::OnceLock;

/// What draws the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// Of Chromium, Chrome, Edge and others.
    Chromium,
    /// Of Firefox.
    Firefox,
    /// Of Safari; here that of `WebKitGTK`.
    Webkit,
}

impl Engine {
    /// The engine that `MATRYOSHKA_BROWSER` names: one for all tests of this process.
    pub fn here() -> Self {
        static HERE: OnceLock<Engine> = OnceLock::new();
        *HERE.get_or_init(|| match env::var("MATRYOSHKA_BROWSER").as_deref() {
            Ok("firefox") => Self::Firefox,
            Ok("webkit") => Self::Webkit,
            Ok("chromium" | "") | Err(_) => Self::Chromium,
            Ok(other) => panic!("MATRYOSHKA_BROWSER is {other}: neither chromium nor firefox nor webkit"),
        })
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::Webkit => "WebKit",
        })
    }
}
