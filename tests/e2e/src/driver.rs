//! The programs that steer browsers: one for each seat, kept for the next test.

use std::env;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::engine::Engine;
use crate::watched::watched;

/// More at once only makes each of them slower.
static SEATS: Semaphore = Semaphore::const_new(2);

/// Those that nobody sits at now. Some drivers have one session at a time.
static FREE: Mutex<Vec<Driver>> = Mutex::new(Vec::new());

/// How long a driver may take to listen.
const START: Duration = Duration::from_secs(30);

/// A place to run a browser at, with a driver.
pub struct Seat {
    driver: Option<Driver>,
    _permit: SemaphorePermit<'static>,
}

impl Seat {
    /// Waits for a seat; the first ones start their drivers.
    ///
    /// # Errors
    ///
    /// The driver can't be started.
    pub async fn take() -> anyhow::Result<Self> {
        let permit = SEATS.acquire().await?;
        let free = FREE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let driver = match free {
            Some(driver) => driver,
            None => Driver::start(Engine::here())?,
        };
        Ok(Self { driver: Some(driver), _permit: permit })
    }

    /// Where the driver listens.
    pub fn address(&self) -> &str {
        self.driver.as_ref().map(|driver| &*driver.address).unwrap_or_default()
    }

    /// Ends the driver, whose session may not have ended: the next one at this seat starts another.
    pub fn leave_dirty(mut self) {
        self.driver = None;
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        FREE.lock().unwrap_or_else(PoisonError::into_inner).extend(self.driver.take());
    }
}

struct Driver {
    address: String,
    /// Holds the pipe that keeps the program running.
    _watched: Child,
}

impl Driver {
    fn start(engine: Engine) -> anyhow::Result<Self> {
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
