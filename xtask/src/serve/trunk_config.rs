//! The project's `Trunk.toml` with what serving adds to it.

use super::Backend;
use crate::parts;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// The entries of the top folder that the page is not made of. They are not watched: building writes into some.
const NOT_THE_PAGE: &[&str] = &["dist", "hosting", "node_modules", "target", "test-output", "tests", "xtask"];

/// `text` (the project's `Trunk.toml`) for serving the page from `dist` at `port`, with `/api/` passed on.
pub fn write(text: &str, root: &Path, dist: &Path, port: u16, backend: &Backend) -> Result<String> {
    let mut config: Table = text.parse().context("Trunk.toml is broken")?;
    // The file is read in another folder, so what it names must be absolute.
    let build = section(&mut config, "build")?;
    let page = build.get("target").and_then(Value::as_str).unwrap_or("index.html");
    build.insert("target".to_owned(), path(&root.join(page))?);
    build.insert("dist".to_owned(), path(dist)?);
    build.insert("release".to_owned(), true.into());
    build.insert("locked".to_owned(), true.into());
    config.insert("dist".to_owned(), path(dist)?);

    parts::hook(&mut config)?;
    let watched = watched(root)?.iter().map(|entry| path(entry)).collect::<Result<Vec<_>>>()?;
    config.insert("watch".to_owned(), Table::from_iter([("watch".to_owned(), Value::from(watched))]).into());

    let serve = section(&mut config, "serve")?;
    serve.insert("addresses".to_owned(), vec!["127.0.0.1"].into());
    serve.insert("port".to_owned(), i64::from(port).into());
    serve.insert("disable_address_lookup".to_owned(), true.into());
    // The page's policy allows no inline script, and reloading would need one.
    serve.insert("no_autoreload".to_owned(), true.into());
    // A file that is missing is missing, as on a static host.
    serve.insert("no_spa".to_owned(), true.into());

    config.insert("proxy".to_owned(), vec![proxy(backend)].into());
    config.remove("proxies");
    toml::to_string(&config).context("cannot write the configuration for trunk")
}

fn proxy(backend: &Backend) -> Table {
    let origin = backend.address.origin();
    // The appliance is to see a request as if it had been sent to it: with its own name, and an empty value takes a
    // header away.
    let headers = [
        ("host", backend.address.authority()),
        ("x-forwarded-host", String::new()),
        ("x-forwarded-proto", String::new()),
    ];
    let headers: Table = headers.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    Table::from_iter([
        ("backend".to_owned(), format!("{origin}/api/").into()),
        ("rewrite".to_owned(), "/api/".into()),
        ("request_headers".to_owned(), headers.into()),
        ("insecure".to_owned(), backend.insecure.into()),
        ("no_system_proxy".to_owned(), backend.local.into()),
        // The page decides about redirects: the token must not follow one to another host.
        ("no_redirect".to_owned(), true.into()),
    ])
}

fn section<'a>(config: &'a mut Table, name: &str) -> Result<&'a mut Table> {
    match config.entry(name).or_insert_with(|| Table::new().into()) {
        Value::Table(table) => Ok(table),
        _ => bail!("Trunk.toml is broken: {name} is no table"),
    }
}

fn path(path: &Path) -> Result<Value> {
    let text = path.to_str().with_context(|| format!("the path {} is no text", path.display()))?;
    Ok(text.into())
}

/// What the page is made of, so that a change to it builds it anew.
fn watched(root: &Path) -> Result<Vec<PathBuf>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(root).with_context(|| format!("cannot read {}", root.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if !name.starts_with('.') && !NOT_THE_PAGE.contains(&name.as_ref()) {
            entries.push(entry.path());
        }
    }
    entries.sort();
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::{Backend, watched, write};
    use crate::project::root;
    use std::path::Path;

    fn backend() -> Backend {
        Backend { address: "https://a.example:8443".parse().expect("an address"), insecure: true, local: false }
    }

    #[test]
    fn the_project_s_own_settings_stay() {
        let before =
            "[build]\npublic_url = \"./\"\n[serve]\nheaders = { a = \"b\" }\n[[proxy]]\nbackend = \"http://x/api/\"\n";
        let after = write(before, &root(), Path::new("/out/dist"), 8081, &backend()).expect("a config");
        let after: toml::Table = after.parse().expect("TOML");
        assert_eq!(after["build"]["public_url"].as_str(), Some("./"));
        assert_eq!(after["build"]["target"].as_str(), root().join("index.html").to_str());
        assert_eq!(after["serve"]["headers"]["a"].as_str(), Some("b"));
        assert_eq!(after["serve"]["port"].as_integer(), Some(8081));
        let proxies = after["proxy"].as_array().expect("proxies");
        assert_eq!(proxies.len(), 1, "the project's own proxy gives way");
        assert_eq!(proxies[0]["backend"].as_str(), Some("https://a.example:8443/api/"));
        assert_eq!(proxies[0]["rewrite"].as_str(), Some("/api/"));
        assert_eq!(proxies[0]["request_headers"]["host"].as_str(), Some("a.example:8443"));
        assert_eq!(proxies[0]["insecure"].as_bool(), Some(true));
        assert_eq!(proxies[0]["no_redirect"].as_bool(), Some(true));
    }

    #[test]
    fn a_broken_file_is_said() {
        assert!(write("build = 1", &root(), Path::new("/out"), 8080, &backend()).is_err());
        assert!(write("[build", &root(), Path::new("/out"), 8080, &backend()).is_err());
    }

    #[test]
    fn what_building_writes_is_not_watched() {
        let watched = watched(&root()).expect("the top folder");
        assert!(watched.contains(&root().join("src")));
        assert!(!watched.contains(&root().join("target")));
        assert!(!watched.contains(&root().join(".git")));
    }
}
