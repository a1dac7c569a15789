//! TLS before a demo appliance, and what a real one does besides: it answers to its own name only, and sets cookies.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::{ServerConfig, crypto::ring};

use crate::certificate::Certificate;

/// The name by which the appliance is known.
pub const NAME: &str = "localhost";

/// Lines that every answer has besides. None of them may reach a browser.
const ANSWERED_TOO: &str = "set-cookie: sessionid=5e55; Path=/\r\naccess-control-allow-origin: *\r\n\
                            cache-control: public\r\ncontent-security-policy: script-src *\r\n\
                            x-accel-redirect: /matryoshka/config.json\r\nx-accel-buffering: yes\r\n";

/// One request that came to the appliance's door.
#[derive(Debug, Clone)]
pub struct Seen {
    /// The name that the client wanted to speak to, where it said one.
    pub server_name: Option<String>,
    /// `GET /api/.. HTTP/1.1`
    pub line: String,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
}

impl Seen {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(header, _)| header == name).map(|(_, value)| value.as_str())
    }

    /// Path and query.
    pub fn target(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    fn is_for_the_appliance(&self) -> bool {
        let host = self.header("host").unwrap_or_default();
        host == NAME || host.strip_prefix(NAME).is_some_and(|port| port.starts_with(':'))
    }
}

/// The door of a demo appliance. It closes when it is dropped.
pub struct Secure {
    port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Secure {
    /// Opens it before the demo appliance at `inner`.
    pub fn start(inner: SocketAddr, certificate: &Certificate) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a thread");
        let listener = runtime.block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let acceptor = acceptor(certificate);
        let seen = Arc::<Mutex<Vec<Seen>>>::default();
        let log = seen.clone();
        runtime.spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                // A client that breaks off, or does not like the certificate, is none of the test's business.
                tokio::spawn(serve(stream, acceptor.clone(), inner, log.clone()));
            }
        });
        Self { port, seen, runtime: Some(runtime) }
    }

    /// Where it is, on the loopback address.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// All requests so far.
    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().expect("whole").clone()
    }

    /// Forgets them.
    pub fn forget(&self) {
        self.seen.lock().expect("whole").clear();
    }
}

impl Drop for Secure {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn acceptor(certificate: &Certificate) -> TlsAcceptor {
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("protocols")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der()], certificate.key_der())
        .expect("a certificate and its key");
    Arc::new(config).into()
}

/// One request, then the connection ends.
async fn serve(
    stream: TcpStream,
    acceptor: TlsAcceptor,
    inner: SocketAddr,
    log: Arc<Mutex<Vec<Seen>>>,
) -> io::Result<()> {
    let mut client = acceptor.accept(stream).await?;
    let (head, rest) = head(&mut client).await?;
    let mut lines = head.split("\r\n");
    let line = lines.next().unwrap_or_default().to_owned();
    let headers = lines.filter_map(|line| line.split_once(':'));
    let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned())).collect();
    let server_name = client.get_ref().1.server_name().map(str::to_owned);
    let seen = Seen { server_name, line, headers };
    log.lock().expect("whole").push(seen.clone());
    if !seen.is_for_the_appliance() || !rest.is_empty() {
        client.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").await?;
        return client.shutdown().await;
    }
    let mut appliance = TcpStream::connect(inner).await?;
    let mut request = format!("{}\r\n", seen.line);
    for (name, value) in seen.headers.iter().filter(|(name, _)| name != "connection") {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    appliance.write_all(format!("{request}connection: close\r\n\r\n").as_bytes()).await?;
    let (head, rest) = self::head(&mut appliance).await?;
    client.write_all(format!("{head}\r\n{ANSWERED_TOO}\r\n").as_bytes()).await?;
    client.write_all(&rest).await?;
    let mut bytes = vec![0; 65_536];
    loop {
        // A client that goes away must be noticed while the appliance is silent.
        let mut one = [0];
        let read = tokio::select! {
            read = appliance.read(&mut bytes) => read?,
            _ = client.read(&mut one) => return Ok(()),
        };
        if read == 0 {
            return client.shutdown().await;
        }
        client.write_all(&bytes[..read]).await?;
        client.flush().await?;
    }
}

/// Reads up to the empty line: what was before it, and what has come after it already.
async fn head(stream: &mut (impl AsyncReadExt + Unpin)) -> io::Result<(String, Vec<u8>)> {
    let mut bytes = Vec::new();
    loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let rest = bytes.split_off(end + 4);
            bytes.truncate(end);
            return Ok((String::from_utf8_lossy(&bytes).into_owned(), rest));
        }
        if stream.read_buf(&mut bytes).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}
