//! What is behind the page: what the appliance holds and was asked, what the browser saved, how long things took.

use std::panic::Location;
use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use crate::appliance::{self, Asked, Entry};
use crate::capability::{Capability, needs};
use crate::page::Page;
use crate::{saved, wait};

/// How long a file of gigabytes may take.
const LARGE: Duration = Duration::from_mins(3);

impl Page {
    /// The `detail` of the last User Timing measure with that name, as soon as there is one.
    #[track_caller]
    pub fn mark(&self, name: &str) -> impl Future<Output = Value> {
        self.until(format!("the mark {name}"), async move || {
            let script = "return performance.getEntriesByName(arguments[0], 'measure').at(-1)?.detail ?? null";
            match self.try_run(script, &[json!(name)]).await? {
                Value::Null => Err(self
                    .run("return performance.getEntriesByType('measure').map(m => m.name)", &[])
                    .await
                    .to_string()),
                detail => Ok(detail),
            }
        })
    }

    /// What the appliance holds about a sample.
    pub async fn entries(&self, hash: &str) -> Vec<Entry> {
        appliance::entries(&self.appliance, hash).await.unwrap_or_else(|error| panic!("{error:#}"))
    }

    /// The archive that the appliance serves.
    pub async fn archive(&self, hash: &str) -> Vec<u8> {
        appliance::archive(&self.appliance, hash).await.unwrap_or_else(|error| panic!("{error:#}"))
    }

    /// What the page has asked of the appliance's API, in the order of arrival.
    pub fn asked(&self) -> Vec<Asked> {
        appliance::asked(&self.appliance)
    }

    /// Waits until what the page has asked is as wanted, and returns it.
    #[track_caller]
    pub fn until_asked(&self, what: &str, wanted: impl Fn(&[Asked]) -> bool) -> impl Future<Output = Vec<Asked>> {
        self.until(format!("requests: {what}"), async move || {
            let asked = self.asked();
            if wanted(&asked) { Ok(asked) } else { Err(format!("{asked:#?}")) }
        })
    }

    /// Names of the files that the browser has saved or is saving.
    pub async fn saved(&self) -> Vec<String> {
        saved::collect(&self.browser.driver, &self.browser.downloads).await.unwrap_or_else(|error| panic!("{error}"));
        self.browser.downloads.names()
    }

    /// Waits until the browser has saved a file, however large, and returns where it is.
    #[track_caller]
    pub fn until_saved_large(&self, name: &str) -> impl Future<Output = PathBuf> {
        let (at, what) = (Location::caller(), format!("the saved file {name}"));
        async move {
            needs(Capability::LargeDownloads);
            wait::until(&what, at, LARGE, async || self.whole(name).await).await
        }
    }

    /// Waits until the browser has saved a file, and returns its content.
    #[track_caller]
    pub fn until_saved(&self, name: &str) -> impl Future<Output = Vec<u8>> {
        self.until(format!("the saved file {name}"), async move || {
            std::fs::read(self.whole(name).await?).map_err(|error| error.to_string())
        })
    }

    /// Where a saved file is, if it is whole. The browser keeps its place with an empty file while the bytes go into one
    /// of another name, and then moves that over it: under its own name a file is empty or whole.
    async fn whole(&self, name: &str) -> Result<PathBuf, String> {
        saved::collect(&self.browser.driver, &self.browser.downloads).await?;
        let file = self.browser.downloads.path().join(name);
        match file.metadata() {
            Ok(found) if found.len() > 0 => Ok(file),
            _ => Err(format!("saved: {:?}", self.browser.downloads.names())),
        }
    }
}
