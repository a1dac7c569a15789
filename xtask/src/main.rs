//! The project's commands: `cargo xtask serve | test | dist | bench`.
//!
//! Each command brings the pinned tools that it needs ([`tools`]) and then runs them. What is pure (addresses, ports,
//! versions, sizes, the policy) is in functions of its own with tests beside them.

mod appliance;
mod bench;
mod dist;
mod parts;
mod ports;
mod process;
mod project;
mod serve;
mod shots;
mod small;
mod test;
mod tools;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The commands of the project.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// What can be asked for.
#[derive(Subcommand)]
enum Command {
    /// Build the page and serve it, with the demo appliance or a real one behind it.
    Serve(serve::Options),
    /// Check and test everything, or one layer of it.
    Test(test::Options),
    /// Build the static folder `dist/`, ready for any static host.
    Dist(dist::Options),
    /// Measure the page beside a plain-JavaScript one, in a browser.
    Bench(bench::Options),
    /// Take pictures of each state of the page, to look at.
    Shots(shots::Options),
    /// A step of trunk's build: adds what trunk does not build.
    #[command(hide = true)]
    Parts,
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(options) => serve::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Dist(options) => dist::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::Shots(options) => shots::run(&options),
        Command::Parts => parts::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
