//! What the built page uses of a browser, and whether the oldest browsers that the page promises to run in have it.

mod compat;
mod script;
mod style;

use anyhow::{Context, Result, bail};
use compat::Compat;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// What the page uses where a browser has it, and does without where not: the name of the feature, and what happens then.
const OPTIONAL: &[(&str, &str)] = &[
    ("content: alt_text", "the same without it stands before it: a mark is read aloud"),
    ("overflow-anchor:", "the browser holds no scroll position by itself there, so there is nothing to switch off"),
    (
        "overflow-anchor: none",
        "the browser holds no scroll position by itself there, so there is nothing to switch off",
    ),
    ("scrollbar-color:", "bars are drawn in the colours of the system"),
    ("scrollbar-width:", "a thin bar is seen below a line that is scrolled sideways"),
    ("scrollbar-width: none", "a thin bar is seen below a line that is scrolled sideways"),
    ("user-select:", "offsets are selected together with the bytes beside them"),
    ("forced-color-adjust:", "Safari forces no colours"),
    ("forced-color-adjust: auto", "Safari forces no colours"),
    ("forced-color-adjust: none", "Safari forces no colours"),
    ("position-area:", "under @supports: a popover opens at the edge of the page"),
    ("position-area: block-end", "under @supports: a popover opens at the edge of the page"),
    ("position-area: span-inline-end", "under @supports: a popover opens at the edge of the page"),
    ("position-try-fallbacks:", "under @supports: a popover opens at the edge of the page"),
    ("position-try-fallbacks: flip-block", "under @supports: a popover opens at the edge of the page"),
    ("position-try-fallbacks: flip-inline", "under @supports: a popover opens at the edge of the page"),
    (":highlight", "what was searched for is not painted over"),
    ("ReadableByteStreamController", "written by wasm-bindgen for streams that a page makes; this one makes none"),
    (".byobRequest", "written by wasm-bindgen for streams that a page makes; this one makes none"),
    (".respond", "written by wasm-bindgen for streams that a page makes; this one makes none"),
    (".dispose", "wasm-bindgen looks whether it is there"),
    (".memory", "what a WebAssembly calls its own"),
    (":-moz-progress-bar", "each engine has its own name for it"),
    (":-webkit-progress-bar", "each engine has its own name for it"),
    (":-webkit-progress-value", "each engine has its own name for it"),
];

/// Checks the built page in a folder against the data in a file. Gives how many features were looked at.
///
/// # Errors
///
/// A feature is newer than a browser that the page promises to run in; the file can't be read.
pub fn check(page: &Path, data: &Path) -> Result<usize> {
    let compat = Compat::read(data)?;
    let mut used = BTreeSet::new();
    for file in fs::read_dir(page).with_context(|| format!("cannot read {}", page.display()))? {
        let path = file?.path();
        let find = match path.extension().and_then(|ending| ending.to_str()) {
            Some("js") => script::features,
            Some("css") => style::features,
            _ => continue,
        };
        let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        used.extend(find(&text));
    }
    let mut known = 0;
    let mut newer = Vec::new();
    for feature in &used {
        let Some(lacking) = compat.lacking(feature) else { continue };
        known += 1;
        let is_optional = OPTIONAL.iter().any(|(name, _)| *name == feature.to_string());
        if !lacking.is_empty() && !is_optional {
            newer.push(format!("{feature} is not in {}", lacking.join(", ")));
        }
    }
    if known < 100 {
        bail!("only {known} features of the page are known: the page or the data is not what it was");
    }
    if newer.is_empty() { Ok(known) } else { bail!("{}", newer.join("\n")) }
}
