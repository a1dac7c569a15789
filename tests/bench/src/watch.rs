//! What measures a page from outside.

use crate::browser::Session;
use crate::served::TOKEN;
use anyhow::Result;
use serde_json::json;

/// Has what measures, and the token, put into each page before its own scripts run.
pub fn put_in(session: &Session<'_>) -> Result<()> {
    let source = format!("{}\n{}", include_str!("watch.js").replace("@token@", TOKEN), include_str!("scroll.js"));
    session.cdp("Page.enable", &json!({}))?;
    session.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": source }))?;
    Ok(())
}
