//! What a test starts with, and what it leaves behind.

use std::cell::RefCell;
use std::env;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, ensure};
use matryoshka_appliance::{Options, Running, start};
use tokio::runtime::Runtime;

use crate::browser::Wanted;
use crate::capability::LeftOut;
use crate::page::Page;
use crate::seat::Seat;

/// What a test starts with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The appliance; it serves the page too, the built one where it names none.
    pub appliance: Options,
    /// Width and height of the window.
    pub window: (u32, u32),
}

impl Default for Setup {
    /// An appliance that wants no token, and a window of usual size.
    fn default() -> Self {
        let appliance = Options { token: None, ..Options::default() };
        Self { appliance, window: (1280, 900) }
    }
}

impl Setup {
    /// The appliance wants the demo token.
    #[must_use]
    pub fn with_token() -> Self {
        Self { appliance: Options::default(), ..Self::default() }
    }

    /// The page of a folder of its own, and no token.
    #[must_use]
    pub fn with_page(folder: &Path) -> Self {
        let page = Some(folder.to_owned());
        Self { appliance: Options { token: None, page, ..Options::default() }, ..Self::default() }
    }

    /// The appliance wants no token, and works on its answers for a while: `work` as its `--work` has it.
    #[must_use]
    pub fn working(work: &str) -> Self {
        let work = Some(work.parse().expect("what an answer takes"));
        Self { appliance: Options { token: None, work, ..Options::default() }, ..Self::default() }
    }

    /// The appliance wants no token, and sends its answers at so many bytes a second.
    #[must_use]
    pub fn sending(bytes: u64) -> Self {
        Self { appliance: Options { token: None, pace: Some(bytes), ..Options::default() }, ..Self::default() }
    }

    /// A window of that size.
    #[must_use]
    pub fn window(self, width: u32, height: u32) -> Self {
        Self { window: (width, height), ..self }
    }

    /// Runs a test with a browser to itself and an appliance of its own. Fails when the test fails, and when the page did what no
    /// page may do: errors or warnings in the console, requests that are no `GET`, other hosts.
    pub fn visit(self, test: impl AsyncFnOnce(&Page)) {
        run(self.start(), test);
    }

    async fn start(self) -> anyhow::Result<Seated> {
        let page = match self.appliance.page {
            Some(page) => page,
            None => built_page()?,
        };
        let at = self.appliance.page_at.trim_matches('/').to_owned();
        let appliance = start(Options { page: Some(page), ..self.appliance }).await?;
        let base = format!("{}/{at}", appliance.url()).trim_end_matches('/').to_owned();
        open(appliance, base, self.window, false).await
    }
}

/// Runs a test on the page at another host, as [`Setup::visit`] does: `base` is the address of the page's folder there,
/// and `appliance` is what that host passes requests on to. Any certificate is accepted.
pub fn visit_at(base: &str, appliance: Running, test: impl AsyncFnOnce(&Page)) {
    let start = async {
        let seated = open(appliance, base.trim_end_matches('/').to_owned(), Setup::default().window, true).await?;
        seated.0.may_ask(&format!("{}/", origin(base)));
        Ok(seated)
    };
    run(start, test);
}

/// Scheme, host and port of an address.
fn origin(address: &str) -> String {
    address.split('/').take(3).collect::<Vec<_>>().join("/")
}

/// What all tests wait in: browsers outlive a test, and so does what listens to them.
fn runtime() -> &'static Runtime {
    static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().expect("threads can be had"));
    &RUNTIME
}

/// A page, and the seat that its browser takes.
type Seated = (Page, Seat);

async fn open(appliance: Running, base: String, window: (u32, u32), any_certificate: bool) -> anyhow::Result<Seated> {
    let (seat, browser) = Seat::take(Wanted { origin: &origin(&base), window, any_certificate }).await?;
    let page = Page { browser, appliance, base, others: RefCell::default(), allowed: RefCell::default() };
    Ok((page, seat))
}

fn run(start: impl Future<Output = anyhow::Result<Seated>>, test: impl AsyncFnOnce(&Page)) {
    let name = std::thread::current().name().unwrap_or("a test").to_owned();
    let (page, seat) = runtime().block_on(start).unwrap_or_else(|error| panic!("{error:#}"));
    let outcome = catch_unwind(AssertUnwindSafe(|| runtime().block_on(test(&page))));
    let is_left_out = outcome.as_ref().is_err_and(|panic| panic.is::<LeftOut>());
    let faults = runtime().block_on(async {
        let faults = if is_left_out { Vec::new() } else { page.faults().await };
        let has_failed = outcome.is_err() && !is_left_out || !faults.is_empty();
        if has_failed {
            page.report(&name).await;
            seat.leave_without(page.browser).await;
        } else {
            seat.leave(page.browser);
        }
        faults
    });
    match outcome {
        Err(panic) if !is_left_out => resume_unwind(panic),
        _ => {}
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Runs a test with a browser to itself and an appliance that wants no token: see [`Setup::visit`].
pub fn visit(test: impl AsyncFnOnce(&Page)) {
    Setup::default().visit(test);
}

/// The folder with the built page, which `MATRYOSHKA_DIST` names.
///
/// # Errors
///
/// It names none, or there is no page.
pub fn built_page() -> anyhow::Result<PathBuf> {
    let folder = env::var_os("MATRYOSHKA_DIST").map(PathBuf::from);
    let folder = folder.context("MATRYOSHKA_DIST names no built page; cargo xtask test e2e builds one")?;
    ensure!(folder.join("index.html").is_file(), "there is no page in {}", folder.display());
    Ok(folder)
}
