//! The programs that steer browsers.

use std::env;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};

use crate::engine::Engine;
use crate::watched::watched;

/// How long a driver may take to listen.
const START: Duration = Duration::from_secs(30);

/// A program that steers browsers.
pub struct Driver {
    /// Where it listens.
    pub address: String,
    /// Holds the pipe that keeps the program running.
    _watched: Child,
}

impl Driver {
    /// Starts the one of an engine, and waits until it listens.
    ///
    /// # Errors
    ///
    /// It can't be started.
    pub fn start(engine: Engine) -> anyhow::Result<Self> {
        let (variable, usual) = match engine {
            Engine::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Engine::Firefox => ("GECKODRIVER", "geckodriver"),
            Engine::Webkit => ("WEBKIT_DRIVER", "WebKitWebDriver"),
        };
        let program = env::var(variable).unwrap_or_else(|_| usual.to_owned());
        // The port may be taken by another program just then.
        let mut tries = 0..3;
        loop {
            let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
            let mut command = watched(&program);
            command.arg(format!("--port={port}")).stdout(Stdio::null());
            match engine {
                Engine::Chromium => {}
                Engine::Firefox => {
                    // The browser writes there, too.
                    command.stderr(Stdio::null());
                    command.args(["--websocket-port=0", "--log=fatal"]);
                }
                Engine::Webkit => {
                    command.stderr(Stdio::null());
                    command
                        .env("DISPLAY", display()?)
                        .env("LC_ALL", "en_US.UTF-8")
                        .env("LANGUAGE", "en_US")
                        .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
                }
            }
            let mut watched =
                command.spawn().with_context(|| format!("can't start {program}; {variable} says where it is"))?;
            if listens(&mut watched, port)? {
                return Ok(Self { address: format!("http://127.0.0.1:{port}"), _watched: watched });
            }
            ensure!(tries.next().is_some(), "{program} ends before it listens; {variable} says where it is");
        }
    }
}

/// Waits until a driver listens. `false`: it has ended.
fn listens(driver: &mut Child, port: u16) -> anyhow::Result<bool> {
    let start = Instant::now();
    while start.elapsed() < START {
        let is_open = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok();
        if driver.try_wait()?.is_some() {
            return Ok(false);
        }
        if is_open {
            return Ok(true);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    bail!("the driver did not listen within {} s", START.as_secs())
}

/// A screen that nobody sees, for a browser that needs one: one for all tests of this process.
fn display() -> anyhow::Result<&'static str> {
    static RUNNING: OnceLock<Result<(String, Child), String>> = OnceLock::new();
    let start = || -> anyhow::Result<(String, Child)> {
        let program = env::var("XVFB").unwrap_or_else(|_| "Xvfb".to_owned());
        let mut watched = watched(&program)
            .args(["-displayfd", "1", "-screen", "0", "2560x1600x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let mut number = String::new();
        BufReader::new(watched.stdout.take().context("no output")?).read_line(&mut number)?;
        ensure!(!number.trim().is_empty(), "{program} ended before it said its number; XVFB says where it is");
        Ok((format!(":{}", number.trim()), watched))
    };
    match RUNNING.get_or_init(|| start().map_err(|error| format!("{error:#}"))) {
        Ok((display, _)) => Ok(display),
        Err(error) => bail!("{error}"),
    }
}
