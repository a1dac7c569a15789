//! `cargo xtask dist`: the folder that is copied to a static host.

mod appliances;
mod compress;
mod policy;
mod report;

use crate::appliance::Address;
use crate::tools::{self, Toolbox};
use crate::{parts, process, project};
use anyhow::{Context, Result, ensure};
use clap::Args;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use toml::Table;

/// What `dist` can be told.
#[derive(Args)]
pub struct Options {
    /// An appliance at another origin that the page may talk to (can be given several times).
    #[arg(long, value_name = "URL")]
    appliance: Vec<String>,
    /// The folder to build it in, which is emptied; without it, dist/.
    #[arg(long, value_name = "FOLDER", hide = true)]
    into: Option<PathBuf>,
}

/// Builds `dist/`, or the folder that was named.
pub fn run(options: &Options) -> Result<()> {
    // The addresses first: what is wrong with them is better said before the build than after it.
    let appliances = options.appliance.iter().map(|address| address.parse()).collect::<Result<Vec<Address>>>()?;
    let folder = match &options.into {
        // trunk runs in the project's folder.
        Some(folder) => {
            let folder = std::path::absolute(folder)?;
            let is_harmless = !project::root().starts_with(&folder);
            ensure!(is_harmless, "{} holds the project, and the build empties it", folder.display());
            folder
        }
        None => project::root().join("dist"),
    };
    build(&folder, &appliances)?;
    println!("\n{} is ready to be copied to a static host.", folder.display());
    Ok(())
}

/// Builds the page for release into `folder`, compresses it beside itself and reports its sizes.
pub fn build(folder: &Path, appliances: &[Address]) -> Result<()> {
    tools::wasm_target()?;
    let tools = Toolbox::bring(tools::BUILD)?;
    let mut trunk = tools.command("trunk")?;
    trunk.args(["build", "--release=true", "--locked=true", "--skip-version-check", "--config"]).arg(config()?);
    let mut dist = OsString::from("--dist=");
    dist.push(folder);
    trunk.arg(dist);
    process::colour_trunk(&mut trunk);
    process::run(&mut trunk)?;

    appliances::allow(folder, appliances)?;
    let sizes = compress::all(folder)?;
    let index = fs::read_to_string(folder.join("index.html")).context("the build made no index.html")?;
    let visit = report::Visit::new(folder, &index, sizes)?;
    print!("\n{visit}");
    Ok(())
}

/// The project's `Trunk.toml` as trunk is to have it for this build.
fn config() -> Result<PathBuf> {
    let root = project::root();
    let text = fs::read_to_string(root.join("Trunk.toml")).context("cannot read Trunk.toml")?;
    let mut config: Table = text.parse().context("Trunk.toml is broken")?;
    parts::hook(&mut config)?;
    let page = root.join("index.html");
    let build = config.get_mut("build").and_then(toml::Value::as_table_mut).context("Trunk.toml has no [build]")?;
    build.insert("target".to_owned(), page.to_str().context("the project's path is no text")?.into());
    let file = project::generated("dist")?.join("Trunk.toml");
    fs::write(&file, toml::to_string(&config)?).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(file)
}
