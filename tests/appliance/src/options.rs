//! What a demo appliance is started with.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use crate::server::work::Work;

/// The API token of the demo appliance: 40 hexadecimal digits, like a real one, and worth nothing.
pub const DEMO_TOKEN: &str = "de30a991a9ce0000000000000000000000007e57";

/// What a demo appliance is started with. The default listens on a free port of the loopback address, wants
/// [`DEMO_TOKEN`] and holds the built-in default sample.
#[derive(Debug, Clone)]
pub struct Options {
    /// Address to listen on. Port 0: any free port.
    pub listen: SocketAddr,
    /// The one token that is accepted. `None`: no authentication needed.
    pub token: Option<String>,
    /// Samples to unpack: files, or folders whose files are a sample each. The default sample is there besides.
    pub files: Vec<PathBuf>,
    /// Static folder to serve, so that page and API share an origin. `.br` and `.gz` beside a file are honoured.
    pub page: Option<PathBuf>,
    /// Path at which the page is served: `/`, or something like `/tools/matryoshka/`.
    pub page_at: String,
    /// What cross-origin requests are told.
    pub cors: Cors,
    /// Most bytes per second of any one body. `None`: as fast as it goes.
    pub pace: Option<u64>,
    /// What answers of the API take. `None`: as fast as it goes.
    pub work: Option<Work>,
    /// Whether each request is written to stderr, in one line and without the token.
    pub verbose: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            token: Some(DEMO_TOKEN.to_owned()),
            files: Vec::new(),
            page: None,
            page_at: "/".to_owned(),
            cors: Cors::None,
            pace: None,
            work: None,
            verbose: false,
        }
    }
}

/// What cross-origin requests are told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cors {
    /// No CORS headers, like a real appliance: a browser keeps the answers from pages of other origins.
    #[default]
    None,
    /// Pages of this one origin (`http://127.0.0.1:8080`) may ask, with a token.
    AllowOrigin(String),
    /// Pages of any origin may ask, with a token.
    Any,
}
