//! Starting a demo appliance, and asking it what it saw.

use std::collections::HashMap;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use axum::Router;
use axum::serve::ListenerExt;
use tokio::runtime::Runtime;
use tower_http::services::ServeDir;

use crate::log::{Log, Request};
use crate::options::Options;
use crate::related;
use crate::sample::Sample;
use crate::server::work::Workers;
use crate::server::{self, App};

/// Starts a demo appliance. It listens when this returns, on threads of its own, so that tests may block.
///
/// # Errors
///
/// The address can't be listened on, or one of the files can't be read.
pub async fn start(options: Options) -> anyhow::Result<Running> {
    // Unpacking and hashing are work for a thread that nobody waits on.
    tokio::task::spawn_blocking(move || start_blocking(options)).await.context("the start was given up")?
}

fn start_blocking(options: Options) -> anyhow::Result<Running> {
    let listener = listen(options.listen)?;
    let addr = listener.local_addr()?;
    let other_listener = listen(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
    let other = other_listener.local_addr()?;

    let (mut store, default_sample) = related::store();
    let mut samples = vec![default_sample];
    for path in sample_files(&options.files)? {
        let content = fs::read(&path).with_context(|| format!("can't read the sample {}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        samples.push(store.add(&name, content.into()));
    }
    let samples: Vec<Sample> = samples.into_iter().map(|file| store.sample(file)).collect();

    let log = Log::default();
    let app = Arc::new(App {
        token: options.token,
        store,
        default_sample,
        log: log.clone(),
        other,
        page: options.page.map(|folder| ServeDir::new(folder).precompressed_br().precompressed_gzip()),
        page_at: format!("/{}/", options.page_at.trim_matches('/')).replace("//", "/"),
        pace: options.pace,
        workers: options.work.map(Workers::new),
        verbose: options.verbose,
        counters: Mutex::new(HashMap::new()),
        listings: Mutex::new(HashMap::new()),
    });

    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("appliance")
        .enable_all()
        .build()
        .context("can't start the appliance's threads")?;
    serve(&runtime, listener, server::router(app.clone(), &options.cors))?;
    serve(&runtime, other_listener, crate::scenario::other_origin(&app))?;
    Ok(Running { addr, other, samples, log, app, runtime: Mutex::new(Some(runtime)) })
}

fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::bind(address).with_context(|| format!("can't listen on {address}"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

fn serve(runtime: &Runtime, listener: TcpListener, router: Router) -> anyhow::Result<()> {
    let _inside = runtime.enter();
    let listener = tokio::net::TcpListener::from_std(listener)?.tap_io(|connection| {
        // Small answers must not wait for more to send. Where that can't be had they are only slower.
        let _ = connection.set_nodelay(true);
    });
    runtime.spawn(async move { axum::serve(listener, router).await });
    Ok(())
}

/// The files among `paths` and directly in the folders among them, sorted within each folder.
fn sample_files(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            files.extend(files_in(path).with_context(|| format!("can't read the folder {}", path.display()))?);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn files_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<_> = entries.into_iter().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    Ok(files)
}

/// A demo appliance that runs until it is stopped or dropped.
pub struct Running {
    addr: SocketAddr,
    other: SocketAddr,
    /// The default sample first.
    samples: Vec<Sample>,
    log: Log,
    app: Arc<App>,
    runtime: Mutex<Option<Runtime>>,
}

impl Running {
    /// Where it listens.
    pub fn addr(&self) -> SocketAddr {
        self.addr
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.addr)
    }

    /// The second origin, to which the scenario `redirect` leads. What is asked of it stands in [`Running::requests`]
    /// too, with its address in the `host` header.
    pub fn other_url(&self) -> String {
        format!("http://{}", self.other)
    }

    /// The default sample.
    pub fn sample(&self) -> &Sample {
        &self.samples[0]
    }

    /// The default sample, then those of [`Options::files`] in their order.
    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    /// All requests since the start or the last [`Running::clear_requests`], in the order of arrival.
    pub fn requests(&self) -> Vec<Request> {
        self.log.requests()
    }

    /// Forgets all requests. Scenarios that change from request to request begin anew.
    pub fn clear_requests(&self) {
        self.log.clear();
        self.app.counters.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Stops: no answer goes on, every connection breaks, the port is free.
    pub async fn stop(&self) {
        if let Some(runtime) = self.take() {
            // Waiting for its threads blocks, so somebody else does it.
            let stopped = move || runtime.shutdown_timeout(std::time::Duration::from_secs(5));
            let _ = tokio::task::spawn_blocking(stopped).await;
        }
    }

    /// What it runs in, once.
    fn take(&self) -> Option<Runtime> {
        self.runtime.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(runtime) = self.take() {
            runtime.shutdown_background();
        }
    }
}

impl std::fmt::Debug for Running {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Running").field("addr", &self.addr).finish_non_exhaustive()
    }
}
