//! The program `appliance`: a demo appliance to try the page with.

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{CommandFactory, FromArgMatches, Parser};
use matryoshka_appliance::{Cors, DEMO_TOKEN, Options, Work, scenario, start};

/// A demo appliance: the two endpoints of a Spectra Analyze appliance over files that it really unpacks.
#[derive(Debug, Parser)]
#[command(name = "appliance", version)]
struct Arguments {
    /// Samples to unpack: files, or folders whose files are a sample each
    files: Vec<PathBuf>,
    /// Address to listen on
    #[arg(long, default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// API token to accept
    #[arg(long, default_value = DEMO_TOKEN)]
    token: String,
    /// Answer without authentication
    #[arg(long, conflicts_with = "token")]
    no_token: bool,
    /// Folder to serve, so that page and API share an origin
    #[arg(long)]
    page: Option<PathBuf>,
    /// Path at which the page is served
    #[arg(long, default_value = "/")]
    page_at: String,
    /// Origin whose pages may ask, or * for any
    #[arg(long)]
    cors: Option<String>,
    /// Most bytes per second of any one answer
    #[arg(long)]
    pace: Option<u64>,
    /// What an answer takes: milliseconds a request, milliseconds a row, and how many are worked on at once (300,1.5,8)
    #[arg(long, value_name = "REQUEST,ROW[,WORKERS]")]
    work: Option<Work>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let matches = Arguments::command().after_long_help(scenarios()).get_matches();
    let arguments = Arguments::from_arg_matches(&matches)?;
    let token = (!arguments.no_token).then_some(arguments.token);
    let running = start(Options {
        listen: arguments.listen,
        token: token.clone(),
        files: arguments.files,
        page: arguments.page,
        page_at: arguments.page_at,
        cors: match arguments.cors.as_deref() {
            None => Cors::None,
            Some("*") => Cors::Any,
            Some(origin) => Cors::AllowOrigin(origin.to_owned()),
        },
        pace: arguments.pace,
        work: arguments.work,
        verbose: true,
    })
    .await?;

    println!("Demo appliance at {}", running.url());
    println!("Token: {}", token.as_deref().unwrap_or("none needed"));
    for sample in running.samples() {
        println!("\nSample {} ({} bytes, {} extracted files)", sample.name, sample.size, sample.extracted_files);
        println!("  MD5     {}", sample.md5);
        println!("  SHA-1   {}", sample.sha1);
        println!("  SHA-256 {}", sample.sha256);
        println!("  SHA-512 {}", sample.sha512);
    }
    println!(
        "\nVerdicts are made up: they follow from each file's hash by a fixed rule and say nothing about the file."
    );
    println!("Hashes with a story of their own: appliance --help. Ctrl-C ends.");
    tokio::signal::ctrl_c().await?;
    running.stop().await;
    Ok(())
}

/// The scenarios, for the end of `--help`.
fn scenarios() -> String {
    let mut text = "Scenarios, each under a hash of its own:\n".to_owned();
    for scenario in scenario::all() {
        // Writing to a String does not fail.
        let _ = write!(text, "\n  {}  {}\n      {}", scenario.hash, scenario.name, scenario.what);
    }
    text
}
