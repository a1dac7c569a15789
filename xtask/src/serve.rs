//! `cargo xtask serve`: the development build of the page, or with `--release` what a host gets, with an appliance behind it.

mod ahead;
mod demo;
mod interrupt;
mod trunk_config;

use crate::appliance::{self, Address};
use crate::process::{self, Group};
use crate::tools::{self, Toolbox};
use crate::{parts, ports, project};
use anyhow::{Context, Result, bail};
use clap::Args;
use demo::Demo;
use interrupt::Interrupt;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

/// What `serve` can be told.
#[derive(Args)]
pub struct Options {
    /// Build what a host gets: optimised, and without live reload.
    #[arg(long)]
    release: bool,
    /// The port of the page; the next free one if it is taken.
    #[arg(long, default_value_t = 8080, value_parser = clap::value_parser!(u16).range(1..))]
    port: u16,
    /// A real appliance instead of the demo one.
    #[arg(long, value_name = "URL")]
    appliance: Option<String>,
    /// Accept any certificate of that appliance, such as a self-signed one.
    #[arg(long, requires = "appliance")]
    insecure: bool,
    /// Files that the demo appliance unpacks instead of its own sample.
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "appliance")]
    sample: Vec<PathBuf>,
}

/// Where the page's `/api/` goes.
struct Backend {
    address: Address,
    insecure: bool,
    /// On this machine, so that a proxy of the network is of no use.
    local: bool,
}

/// How the page is built and served.
struct Page {
    port: u16,
    release: bool,
    /// The hash of a sample that the start page offers.
    example: Option<String>,
}

/// Serves until Ctrl-C.
pub fn run(options: &Options) -> Result<()> {
    let real = options.appliance.as_deref().map(str::parse::<Address>).transpose()?;
    if let Some(address) = &real {
        appliance::probe(address, options.insecure)?;
    }
    let samples = demo::absolute(&options.sample)?;
    tools::wasm_target()?;

    let interrupt = Interrupt::listen()?;
    let tools = ahead::Tools::bring();
    let (backend, mut demo) = match real {
        Some(address) => (Backend { address, insecure: options.insecure, local: false }, None),
        None => match Demo::start(&samples, &interrupt)? {
            Some(demo) => (Backend { address: demo.address().clone(), insecure: false, local: true }, Some(demo)),
            None => return Ok(()),
        },
    };
    let Some(tools) = tools.wait(options.release, &interrupt)? else { return Ok(()) };
    let port = ports::free_from(options.port)?;
    if port != options.port {
        println!("Port {} is taken, so the page is at port {port}.", options.port);
    }
    let example = demo.as_ref().and_then(Demo::sample);
    let Some(mut page) = start_page(&tools, &Page { port, release: options.release, example }, &backend, &interrupt)?
    else {
        return Ok(());
    };
    announce(port, &backend, demo.as_ref());

    while !interrupt.came_within(Duration::from_millis(200)) {
        if let Some(status) = page.ended() {
            bail!("trunk ended by itself, with {status}");
        }
        if let Some(status) = demo.as_mut().and_then(Demo::ended) {
            bail!("the demo appliance ended by itself, with {status}");
        }
    }
    Ok(())
}

/// Builds the page and serves it with trunk. Nothing when it was interrupted.
fn start_page(tools: &Toolbox, page: &Page, backend: &Backend, interrupt: &Interrupt) -> Result<Option<Group>> {
    let generated = project::generated("serve")?;
    let folder = generated.join("dist");
    if folder.exists() {
        // A page of an earlier run would be served in place of one that does not build.
        fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    let root = project::root();
    let source = root.join("Trunk.toml");
    let text = fs::read_to_string(&source).with_context(|| format!("cannot read {}", source.display()))?;
    let config = generated.join("Trunk.toml");
    let text = trunk_config::write(&text, &root, &folder, page, backend)?;
    fs::write(&config, text).with_context(|| format!("cannot write {}", config.display()))?;

    let mut trunk = tools.command("trunk")?;
    trunk.args(["serve", "--skip-version-check", "--config"]).arg(&config);
    process::colour_trunk(&mut trunk);
    if let Some(example) = &page.example {
        trunk.env(parts::EXAMPLE, example);
    }
    let address = format!("http://127.0.0.1:{}/", page.port);
    let mut page = Group::start(&mut trunk)?;
    // trunk listens only when its first build is done, whatever came of it.
    while !interrupt.came_within(Duration::from_millis(200)) {
        if let Some(status) = page.ended() {
            bail!("trunk could not serve the page, it ended with {status}");
        }
        match appliance::status(&address) {
            Some(200) => return Ok(Some(page)),
            Some(_) => bail!("the page could not be built, trunk says why above"),
            None => {}
        }
    }
    Ok(None)
}

fn announce(port: u16, backend: &Backend, demo: Option<&Demo>) {
    println!();
    if let Some(demo) = demo {
        let query = demo.sample().map_or_else(String::new, |hash| format!("?sample={hash}"));
        println!("The page:  http://127.0.0.1:{port}/{query}");
        println!("The token: {}", demo.token().unwrap_or("none needed"));
    } else {
        println!("The page:  http://127.0.0.1:{port}/");
        println!("It passes /api/ on to {}.", backend.address.origin());
    }
    println!("A saved file is built and shown anew. Ctrl-C ends it.");
}
