//! What the browser's console says.

use std::sync::{Arc, Mutex, PoisonError};

use futures_util::StreamExt;
use thirtyfour::bidi::events::LogEntryAdded;
use thirtyfour::prelude::*;

use crate::engine::Engine;

/// The lines of a console so far, each with its level before it.
pub struct Console {
    driver: WebDriver,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Console {
    /// That of a browser which has just started.
    ///
    /// # Errors
    ///
    /// It can't be listened to.
    pub async fn of(driver: &WebDriver) -> anyhow::Result<Self> {
        let lines = Arc::default();
        if Engine::here() == Engine::Firefox {
            follow(driver, Arc::clone(&lines)).await?;
        }
        Ok(Self { driver: driver.clone(), lines })
    }

    /// All that was said until now.
    pub async fn lines(&self) -> Vec<String> {
        if Engine::here() == Engine::Chromium {
            let entries = self.driver.browser_log().await.unwrap_or_default();
            let new = entries
                .into_iter()
                .map(|entry| format!("{}: {}", format!("{:?}", entry.level).trim_matches('"'), entry.message));
            self.lines.lock().unwrap_or_else(PoisonError::into_inner).extend(new);
        }
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Forgets what was said until now.
    pub async fn clear(&self) {
        self.lines().await;
        self.lines.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Takes up each line as it is said, for as long as the browser runs.
async fn follow(driver: &WebDriver, lines: Arc<Mutex<Vec<String>>>) -> anyhow::Result<()> {
    let mut entries = driver.bidi().await?.subscribe::<LogEntryAdded>().await?;
    tokio::spawn(async move {
        while let Some(entry) = entries.next().await {
            let level = format!("{:?}", entry.level).to_uppercase();
            let line = format!("{level}: {}", entry.text.unwrap_or_default());
            lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        }
    });
    Ok(())
}

/// What Firefox says by itself of an answer whose stream ends before it is read: broken off, or given up on purpose.
const ENDED_STREAMS: [&str; 3] = [
    "Failed to read data from the ReadableStream",
    "A ServiceWorker intercepted the request and encountered an unexpected error",
    "A ServiceWorker passed a promise to FetchEvent.respondWith() that rejected with",
];

/// Words of Chromium, and how Firefox says the same.
const IN_FIREFOX: [(&str, &str); 3] = [
    ("ERR_", "Cross-Origin Request Blocked"),
    ("blocked by CORS policy", "Cross-Origin Request Blocked"),
    ("Content Security Policy", "Content-Security-Policy"),
];

/// Whether a line says nothing of the page.
pub fn is_browsers_own(engine: Engine, line: &str) -> bool {
    engine == Engine::Firefox && ENDED_STREAMS.iter().any(|words| line.contains(words))
}

/// Whether a line says this, which stands in Chromium's words.
pub fn says(engine: Engine, line: &str, words: &str) -> bool {
    let same = |(chromium, firefox): &(&str, &str)| words.starts_with(chromium) && line.contains(firefox);
    line.contains(words) || engine == Engine::Firefox && IN_FIREFOX.iter().any(same)
}
