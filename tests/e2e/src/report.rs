//! What is looked at when a test ends: always the console, and everything else when it failed.

use std::fmt::Write;
use std::fs;

use crate::console;
use crate::engine::Engine;
use crate::files;
use crate::page::Page;
use crate::tree;

impl Page {
    /// What must not be: words in the console that no test has allowed, requests that are no `GET`, and other hosts.
    pub(crate) async fn faults(&self) -> Vec<String> {
        let console = self.browser.console.lines().await;
        let loaded = "return performance.getEntriesByType('resource').map(entry => entry.name)";
        let loaded = self.browser.driver.execute(loaded, vec![]).await;
        let loaded: Vec<String> = loaded.ok().and_then(|loaded| loaded.convert().ok()).unwrap_or_default();

        let (allowed, others) = (self.allowed.borrow(), self.others.borrow());
        let is_fault = |line: &&String| {
            let harmless = ["DEBUG", "INFO"].iter().any(|level| line.starts_with(level));
            let here = Engine::here();
            !harmless
                && !console::is_browsers_own(here, line)
                && !allowed.iter().any(|part| console::says(here, line, part))
        };
        let mut faults: Vec<_> = console.iter().filter(is_fault).map(|line| format!("console: {line}")).collect();
        let wrong = self.asked().into_iter().filter(|asked| !matches!(&*asked.method, "GET" | "OPTIONS"));
        faults.extend(wrong.map(|asked| format!("not a GET: {} {}", asked.method, asked.path)));
        let own = self.appliance.url();
        let is_known = |address: &String| {
            let mut known = ["blob:", "data:", &own].into_iter().chain(others.iter().map(String::as_str));
            known.any(|known| address.starts_with(known))
        };
        let elsewhere = loaded.into_iter().filter(|address| !is_known(address));
        faults.extend(elsewhere.map(|address| format!("another host: {address}")));
        faults
    }

    /// Writes down how the page looked when its test failed, and says where.
    pub(crate) async fn report(&self, of: &str) {
        let Ok(folder) = files::output() else { return };
        let engine = Engine::here();
        let name = format!("{}-{engine}", of.replace("::", "-"));
        let mut text = format!("{of} in {engine}\n{}\n\nConsole:\n", self.address_or_none().await);
        for line in self.browser.console.lines().await {
            // Writing to a string can't fail.
            let _ = writeln!(text, "  {line}");
        }
        let _ = writeln!(text, "\nRequests:");
        for asked in self.asked() {
            let asked = crate::Asked { token: asked.token.map(|_| "(there)".to_owned()), ..asked };
            let _ = writeln!(text, "  {asked:?}");
        }
        let outline = tree::described(&self.browser.driver).await;
        let _ = writeln!(text, "\nAccessibility tree:\n{outline}");
        let path = folder.join(format!("{name}.txt"));
        if fs::write(&path, &text).is_ok() {
            eprintln!("{of}: the page as it was: {}", path.display());
        }
        let picture = folder.join(format!("{name}.png"));
        if self.browser.driver.screenshot(&picture).await.is_ok() {
            eprintln!("{of}: how it looked: {}", picture.display());
        }
        // Enough to see what is the matter without opening the file.
        let lines: Vec<_> = text.lines().collect();
        eprintln!("{}", lines[..lines.len().min(80)].join("\n"));
    }

    async fn address_or_none(&self) -> String {
        self.browser.driver.current_url().await.map(|address| address.to_string()).unwrap_or_default()
    }
}
