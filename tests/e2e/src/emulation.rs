//! What the browser is made to pretend: screens, schemes, time zones, scripts before the page's own, fingers.

use serde_json::{Value, json};

use crate::capability::{Capability, needs};
use crate::engine::Engine;
use crate::page::Page;
use crate::tree::protocol;

impl Page {
    /// Makes the page as wide as a screen of `width` CSS pixels at `scale` device pixels each.
    pub async fn screen(&self, width: u32, height: u32, scale: f64) {
        needs(Capability::Viewport);
        if Engine::here() == Engine::Chromium {
            let metrics = json!({"width": width, "height": height, "deviceScaleFactor": scale, "mobile": false});
            self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        } else {
            let size = json!({"width": width, "height": height});
            let parameters = json!({"context": self.context().await, "viewport": size, "devicePixelRatio": scale});
            self.bidi("browsingContext.setViewport", parameters).await;
        }
    }

    /// Shows the page as to somebody who prefers `light` or `dark`.
    pub async fn color_scheme(&self, scheme: &str) {
        if Engine::here() == Engine::Chromium {
            let feature = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
            self.devtools("Emulation.setEmulatedMedia", feature).await;
        } else {
            // What `light-dark()` follows.
            self.run("document.documentElement.style.colorScheme = arguments[0]", &[json!(scheme)]).await;
        }
    }

    /// Shows the page in colours that the system forces on it.
    pub async fn forced_colors(&self) {
        needs(Capability::ForcedColors);
        let feature = json!({"features": [{"name": "forced-colors", "value": "active"}]});
        self.devtools("Emulation.setEmulatedMedia", feature).await;
    }

    /// Leaves the page for another tab until `look` finds what it wants, which must not ask the page.
    pub async fn in_background(&self, look: impl AsyncFnOnce()) {
        let here = self.browser.driver.window().await.expect("a page has a window");
        let other = self.browser.driver.new_tab().await.expect("a browser opens tabs");
        self.browser.driver.switch_to_window(other).await.expect("a tab can be shown");
        look().await;
        self.browser.driver.close_window().await.expect("a tab can be closed");
        self.browser.driver.switch_to_window(here).await.expect("a tab can be shown");
    }

    /// Has the page in a time zone.
    pub async fn time_zone(&self, name: &str) {
        needs(Capability::TimeZone);
        if Engine::here() == Engine::Chromium {
            self.devtools("Emulation.setTimezoneOverride", json!({"timezoneId": name})).await;
        } else {
            let parameters = json!({"timezone": name, "contexts": [self.context().await]});
            self.bidi("emulation.setTimezoneOverride", parameters).await;
        }
    }

    /// Runs a script in each document from now on before those of the page.
    pub async fn run_early(&self, script: &str) {
        needs(Capability::EarlyScripts);
        if Engine::here() == Engine::Chromium {
            self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await;
        } else {
            let function = format!("() => {{ {script} }}");
            let parameters = json!({"functionDeclaration": function, "contexts": [self.context().await]});
            self.bidi("script.addPreloadScript", parameters).await;
        }
    }

    /// Clicks at a place, in CSS pixels of what is seen of the page.
    pub async fn click_at(&self, x: f64, y: f64) {
        let click = self.browser.driver.action_chain().move_to(x as i64, y as i64).click();
        click.perform().await.expect("the browser takes clicks");
    }

    /// Makes the screen one for fingers.
    pub async fn has_touch(&self) {
        needs(Capability::Touch);
        self.devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await;
    }

    /// Taps with a finger at a place, after [`Page::has_touch`].
    pub async fn tap_at(&self, x: f64, y: f64) {
        let finger = json!([{ "x": x, "y": y, "radiusX": 15, "radiusY": 15 }]);
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchStart", "touchPoints": finger })).await;
        self.devtools("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] })).await;
    }

    /// One command of Chromium's `DevTools` protocol.
    async fn devtools(&self, command: &str, parameters: Value) {
        protocol::send(&self.browser.driver, command, parameters).await.unwrap_or_else(|error| panic!("{error}"));
    }

    /// One command of `WebDriver BiDi`.
    async fn bidi(&self, command: &str, parameters: Value) {
        let bidi = self.browser.driver.bidi().await.expect("the browser speaks BiDi");
        bidi.send_raw(command, parameters).await.unwrap_or_else(|error| panic!("{command}: {error}"));
    }

    /// By which `WebDriver BiDi` knows the window.
    async fn context(&self) -> String {
        self.browser.driver.window().await.expect("a page has a window").to_string()
    }
}
