//! The project's `Trunk.toml` with what serving adds to it.

use super::{Backend, Page};
use crate::parts;
use anyhow::{Context, Result, bail};
use std::path::Path;
use toml::{Table, Value};

/// `text` (the project's `Trunk.toml`) for building `page` into `dist` and serving it, with `/api/` passed on.
pub fn write(text: &str, root: &Path, dist: &Path, page: &Page, backend: &Backend) -> Result<String> {
    let mut config: Table = text.parse().context("Trunk.toml is broken")?;
    // The file is read in another folder, so what it names must be absolute.
    let build = section(&mut config, "build")?;
    let index = build.get("target").and_then(Value::as_str).unwrap_or("index.html");
    build.insert("target".to_owned(), path(&root.join(index))?);
    build.insert("dist".to_owned(), path(dist)?);
    build.insert("release".to_owned(), page.release.into());
    build.insert("locked".to_owned(), true.into());
    config.insert("dist".to_owned(), path(dist)?);

    parts::hook(&mut config)?;
    let watch = section(&mut config, "watch")?.get_mut("watch").and_then(Value::as_array_mut);
    for watched in watch.into_iter().flatten() {
        *watched = path(&root.join(watched.as_str().context("Trunk.toml is broken: watch holds no text")?))?;
    }

    let serve = section(&mut config, "serve")?;
    serve.insert("addresses".to_owned(), vec!["127.0.0.1"].into());
    serve.insert("port".to_owned(), i64::from(page.port).into());
    serve.insert("disable_address_lookup".to_owned(), true.into());
    // What a host gets has no script for live reload.
    serve.insert("no_autoreload".to_owned(), page.release.into());

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

#[cfg(test)]
mod tests {
    use super::{Backend, Page, write};
    use crate::project::root;
    use std::path::Path;

    fn page() -> Page {
        Page { port: 8081, release: false, example: None }
    }

    fn backend() -> Backend {
        Backend { address: "https://a.example:8443".parse().expect("an address"), insecure: true, local: false }
    }

    #[test]
    fn the_project_s_own_settings_stay() {
        let before =
            "[build]\npublic_url = \"./\"\n[serve]\nheaders = { a = \"b\" }\n[[proxy]]\nbackend = \"http://x/api/\"\n";
        let after = write(before, &root(), Path::new("/out/dist"), &page(), &backend()).expect("a config");
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
        assert!(write("build = 1", &root(), Path::new("/out"), &page(), &backend()).is_err());
        assert!(write("[build", &root(), Path::new("/out"), &page(), &backend()).is_err());
    }

    #[test]
    fn a_release_has_no_live_reload() {
        for release in [false, true] {
            let page = Page { release, ..page() };
            let after = write("", &root(), Path::new("/out"), &page, &backend()).expect("a config");
            let after: toml::Table = after.parse().expect("TOML");
            assert_eq!(after["build"]["release"].as_bool(), Some(release));
            assert_eq!(after["serve"]["no_autoreload"].as_bool(), Some(release));
        }
    }

    #[test]
    fn what_the_project_watches_is_there() {
        let text = std::fs::read_to_string(root().join("Trunk.toml")).expect("Trunk.toml");
        let after = write(&text, &root(), Path::new("/out"), &page(), &backend()).expect("a config");
        let after: toml::Table = after.parse().expect("TOML");
        let watched = after["watch"]["watch"].as_array().expect("paths");
        assert!(watched.iter().all(|path| path.as_str().is_some_and(|path| Path::new(path).exists())), "{watched:?}");
    }
}
