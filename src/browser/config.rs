//! `config.json` beside the page: the appliances that an administrator has named.

use js_sys::{Promise, Reflect};
use serde::Deserialize;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// What an administrator has written down for this page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Config {
    /// The appliances to choose from; the first one is used unless the person chooses another.
    #[serde(default)]
    pub appliances: Vec<Named>,
    /// The hash of a sample to try, which the start page offers: for demonstrations.
    #[serde(default)]
    pub example: Option<String>,
}

/// An appliance with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Named {
    /// What people call it.
    pub name: String,
    /// Its address; empty for the page's own origin.
    pub url: String,
    /// The proxy in front of it adds the token: the page asks for none and sends none.
    #[serde(default, rename = "tokenFromProxy")]
    pub token_from_proxy: bool,
}

/// What stands in `config.json`, which `boot.js` has asked for; a page without one has the default.
///
/// # Errors
/// Words for what is wrong with it.
pub async fn load() -> Result<Config, String> {
    let asked = super::kept().and_then(|kept| Reflect::get(&kept, &"config".into()).ok()?.dyn_into::<Promise>().ok());
    let Some(asked) = asked else { return Ok(Config::default()) };
    let text = JsFuture::from(asked).await.map_err(|_| "it can't be read".to_owned())?;
    let Some(text) = text.as_string() else { return Ok(Config::default()) };
    serde_json::from_slice(text.as_bytes()).map_err(|error| error.to_string())
}
