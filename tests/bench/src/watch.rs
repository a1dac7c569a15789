//! What measures a page from outside.

use crate::browser::Session;
use crate::served::TOKEN;
use anyhow::Result;
use serde_json::json;

/// Has what measures, and the token, put into each page before its own scripts run.
pub fn put_in(session: &Session<'_>) -> Result<()> {
    session.cdp("Page.enable", &json!({}))?;
    session.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script() }))?;
    Ok(())
}

/// What measures, with the token.
pub fn script() -> String {
    let watch = include_str!("watch.js").replace("@token@", TOKEN);
    [&watch, include_str!("scroll.js"), include_str!("inside.js")].join("\n")
}
