//! `config.json` beside the page: the appliances that an administrator has named.

use gloo_net::http::Request;
use serde::Deserialize;
use wasm_bindgen::JsValue;

/// What an administrator has written down for this page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Config {
    /// The appliances to choose from; the first one is used unless the person chooses another.
    #[serde(default)]
    pub appliances: Vec<Named>,
}

/// An appliance with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Named {
    /// What people call it.
    pub name: String,
    /// Its address; empty for the page's own origin.
    pub url: String,
    /// The proxy in front of it adds the token, so none is asked for.
    #[serde(default)]
    pub token_from_proxy: bool,
}

/// Reads `config.json`; a page without one has the default.
///
/// # Errors
/// Words for what is wrong with it.
pub async fn load() -> Result<Config, String> {
    let Ok(response) = Request::get("config.json").send().await else { return Ok(Config::default()) };
    if !response.ok() {
        return Ok(Config::default());
    }
    let text = response.text().await.map_err(|_| "it can't be read".to_owned())?;
    // Through the browser's own reader: its words for what is wrong are what the administrator will look for.
    let value = js_sys::JSON::parse(&text).map_err(|error| message(&error))?;
    serde_wasm_bindgen::from_value(value).map_err(|error| error.to_string())
}

fn message(error: &JsValue) -> String {
    use wasm_bindgen::JsCast;
    error.dyn_ref::<js_sys::Error>().map_or_else(String::new, |error| String::from(error.message()))
}
