//! Appliances at other origins, written into the page that was built.

use super::policy;
use crate::appliance::Address;
use anyhow::{Context, Result};
use serde::Serialize;
use std::fs;
use std::path::Path;

/// `config.json` as the page reads it.
#[derive(Serialize)]
struct Config<'a> {
    appliances: Vec<Entry<'a>>,
}

/// One appliance to choose from.
#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    url: String,
}

/// Lets the page in `folder` talk to `appliances` and offer them. Without any, the page stays as it was built.
pub fn allow(folder: &Path, appliances: &[Address]) -> Result<()> {
    if appliances.is_empty() {
        return Ok(());
    }
    let file = folder.join("index.html");
    let page = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let origins: Vec<String> = appliances.iter().map(Address::origin).collect();
    let page = policy::allow(&page, &origins)
        .with_context(|| format!("{} has no Content-Security-Policy to add the appliance to", file.display()))?;
    fs::write(&file, page).with_context(|| format!("cannot write {}", file.display()))?;

    let file = folder.join("config.json");
    fs::write(&file, config(appliances)?).with_context(|| format!("cannot write {}", file.display()))
}

fn config(appliances: &[Address]) -> Result<String> {
    let appliances = appliances.iter().map(|address| Entry { name: address.host(), url: address.origin() }).collect();
    Ok(serde_json::to_string(&Config { appliances })? + "\n")
}

#[cfg(test)]
mod tests {
    use super::config;

    #[test]
    fn the_config_names_host_and_address() {
        let appliances = ["https://a1000.example.com:8443/".parse().expect("an address")];
        let text = config(&appliances).expect("a config");
        assert_eq!(
            text,
            "{\"appliances\":[{\"name\":\"a1000.example.com\",\"url\":\"https://a1000.example.com:8443\"}]}\n"
        );
    }
}
