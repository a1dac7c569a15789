//! Running other programs: with the tools on PATH, plain output where there is no terminal, and nothing left behind.

use anyhow::{Context, Result, bail};
use std::env;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program gets to end by itself after it was asked to.
const GRACE: Duration = Duration::from_secs(3);

/// A command line as a person would type it, for messages.
pub fn line(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

/// Runs it to its end with its output on ours. Anything but success is an error.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", line(command)))?;
    if !status.success() {
        bail!("{} ended with {status}", line(command));
    }
    Ok(())
}

/// As [`run`], and hands each line of its standard output to `seen` as it is passed on.
pub fn run_watched(command: &mut Command, mut seen: impl FnMut(&str)) -> Result<()> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {}", line(command)))?;
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut bytes = Vec::new();
        // Bytes and not lines(): a test may print what is no UTF-8, and that must not end the run.
        while output.read_until(b'\n', &mut bytes)? > 0 {
            io::stdout().write_all(&bytes)?;
            seen(String::from_utf8_lossy(&bytes).trim_end());
            bytes.clear();
        }
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{} ended with {status}", line(command));
    }
    Ok(())
}

/// What it prints on its standard output, or nothing when it cannot be run or fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether output is to be without colours: there is no terminal, or the user wants none.
pub fn is_plain() -> bool {
    env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) || !io::stdout().is_terminal()
}

/// Tells trunk whether to use colours.
pub fn colour_trunk(command: &mut Command) {
    // trunk reads NO_COLOR as a boolean and refuses the usual NO_COLOR=1.
    if is_plain() {
        command.env("NO_COLOR", "true");
    } else {
        command.env_remove("NO_COLOR");
    }
}

/// A program that runs beside us, in a process group of its own. Dropping it ends the group: also what the program
/// itself has started, as trunk starts cargo and cargo rustc.
pub struct Group {
    child: Child,
}

impl Group {
    /// Starts it.
    pub fn start(command: &mut Command) -> Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        // In a group of its own, reading from the terminal would stop it.
        let child = command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot start {}", line(command)))?;
        Ok(Self { child })
    }

    /// Its standard output, once, when it was piped.
    pub fn stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.child.stdout.take()
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<std::process::ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    #[cfg(unix)]
    fn signal(&self, signal: rustix::process::Signal) {
        if let Some(group) = i32::try_from(self.child.id()).ok().and_then(rustix::process::Pid::from_raw) {
            // The group may have ended by itself; there is nothing to do then.
            let _ = rustix::process::kill_process_group(group, signal);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        #[cfg(unix)]
        {
            self.signal(rustix::process::Signal::TERM);
            let asked = Instant::now();
            while self.ended().is_none() && asked.elapsed() < GRACE {
                thread::sleep(Duration::from_millis(20));
            }
            // Always, and not only when it is late: what it started may outlive it.
            self.signal(rustix::process::Signal::KILL);
        }
        #[cfg(not(unix))]
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
