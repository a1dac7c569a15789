//! `MiniBrowser`, the small browser around `WebKitGTK`.

use std::env;

use anyhow::Context;
use serde_json::json;
use thirtyfour::prelude::*;

use super::Wanted;

pub fn capabilities(wanted: Wanted<'_>) -> anyhow::Result<Capabilities> {
    let program = env::var("MINIBROWSER").context("MINIBROWSER says where WebKit's MiniBrowser is")?;
    let mut webkit = Capabilities::new();
    webkit.set("browserName", "MiniBrowser")?;
    webkit.set("webkitgtk:browserOptions", json!({ "binary": program, "args": ["--automation"] }))?;
    if wanted.any_certificate {
        webkit.set("acceptInsecureCerts", true)?;
    }
    Ok(webkit)
}
