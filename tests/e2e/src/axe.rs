//! axe-core, which knows the rules of accessibility that a program can check.

use std::env;
use std::fs;

use anyhow::Context;
use serde_json::Value;

use crate::page::Page;

/// Runs axe-core in a page.
#[derive(Debug)]
pub struct Axe(String);

impl Axe {
    /// Reads the script that `MATRYOSHKA_AXE` names.
    pub fn new() -> Self {
        let read = || {
            let path = env::var("MATRYOSHKA_AXE").context("MATRYOSHKA_AXE names no script of axe-core")?;
            fs::read_to_string(&path).with_context(|| format!("can't read {path}"))
        };
        Self(read().unwrap_or_else(|error| panic!("{error:#}")))
    }

    /// What is wrong with the page as it is now: a line for each violation, with the elements.
    pub async fn violations(&self, page: &Page) -> Vec<String> {
        page.run(&self.0, &[]).await;
        // Colours that are on their way to another would be judged in between.
        page.run("document.getAnimations().forEach(animation => { try { animation.finish() } catch { animation.cancel() } })", &[]).await;
        let found = page
            .run_async(
                "const done = arguments[arguments.length - 1]
                axe.run(document, {resultTypes: ['violations']}).then(
                    results => done(results.violations.map(violation =>
                        `${violation.id} (${violation.impact}): ${violation.help}: ` + violation.nodes.slice(0, 5).map(node =>
                            `${node.html.slice(0, 200)} ${node.failureSummary}`).join(' | '))),
                    error => done(['axe-core failed: ' + error]))",
            )
            .await;
        let lines = found.as_array().into_iter().flatten();
        lines.filter_map(Value::as_str).map(str::to_owned).collect()
    }
}

/// axe-core finds nothing in the page as it is now, in light and in dark.
pub async fn is_accessible(page: &Page) {
    let axe = Axe::new();
    for scheme in ["light", "dark"] {
        page.color_scheme(scheme).await;
        page.painted().await;
        let violations = axe.violations(page).await;
        assert!(violations.is_empty(), "{scheme}:\n{}", violations.join("\n"));
    }
}

impl Default for Axe {
    fn default() -> Self {
        Self::new()
    }
}
