//! The page beside a plain-JavaScript one, measured; and pictures of it. `cargo xtask bench` and `cargo xtask shots` run it.

mod archive;
mod beside;
mod browser;
mod elsewhere;
mod engine;
mod inside;
mod listing;
mod machine;
mod measures;
mod memory;
mod pace;
mod served;
mod shots;
mod table;
mod transfer;
mod visit;
mod watch;
mod webdriver;
mod wheel;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// What drives the page in a browser to look at it.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// What can be asked for.
#[derive(Subcommand)]
enum Command {
    /// Measure the page beside a plain-JavaScript one, in a browser.
    Bench(listing::Options),
    /// Take pictures of each state of the page, to look at.
    Shots(shots::Options),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Bench(options) => listing::run(&options),
        Command::Shots(options) => shots::run(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
