//! The project's commands: `cargo xtask serve | test | dist | bench | shots`.

use anyhow::Result;
use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::process::ExitCode;
use xtask::{dist, parts, process, project, serve, test};

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
    #[command(disable_help_flag = true)]
    Bench(Arguments),
    /// Take pictures of each state of the page, to look at.
    #[command(disable_help_flag = true)]
    Shots(Arguments),
    /// A step of trunk's build: adds what trunk does not build.
    #[command(hide = true)]
    Parts,
}

/// What is handed on to a program of its own, `tests/bench`.
#[derive(Args)]
struct Arguments {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    all: Vec<OsString>,
}

impl Arguments {
    fn hand_on(&self, command: &str) -> Result<()> {
        let mut cargo = std::process::Command::new("cargo");
        cargo.current_dir(project::root());
        cargo.args(["run", "--quiet", "--locked", "--package", "matryoshka-bench", "--", command]).args(&self.all);
        process::run(&mut cargo)
    }
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Serve(options) => serve::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Dist(options) => dist::run(&options),
        Command::Bench(options) => options.hand_on("bench"),
        Command::Shots(options) => options.hand_on("shots"),
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
