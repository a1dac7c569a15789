//! A server that runs with a recipe, the appliance behind it, and the built page in a folder of its own.

use std::env;
use std::fs;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use matryoshka_e2e::{DEMO_TOKEN, Folder, Options, Running, built_page, start, watched};

use crate::ask::agent;
use crate::certificate::Certificate;
use crate::recipe::{Places, Server, Variant, hosting};
use crate::secure::{self, Secure};

/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running host.
pub struct Host {
    pub server: Server,
    /// `https://127.0.0.1:PORT`
    pub origin: String,
    /// Its port for http.
    pub http: u16,
    /// Asks it, and knows its certificate.
    pub agent: ureq::Agent,
    /// Where its files are.
    pub folder: Folder,
    program: Child,
}

/// What a test can have otherwise.
pub struct Setup {
    pub variant: Variant,
    /// The name in the appliance's certificate.
    pub certificate_of: &'static str,
    /// Whether the file that should vouch for the appliance vouches for another one.
    pub other_authority: bool,
}

impl Default for Setup {
    fn default() -> Self {
        Self { variant: Variant::None, certificate_of: secure::NAME, other_authority: false }
    }
}

/// A host and what is behind it.
pub struct Stage {
    pub host: Host,
    pub secure: Secure,
    pub appliance: &'static Running,
}

impl Setup {
    /// Starts a host and a door before the appliance that wants a token and that all tests share.
    pub fn start(self, server: Server) -> Stage {
        static APPLIANCE: OnceLock<Running> = OnceLock::new();
        let appliance = APPLIANCE.get_or_init(|| appliance(Options::default()));
        let (host, secure) = self.before(appliance, server);
        Stage { host, secure, appliance }
    }

    /// Starts a host and a door before this appliance.
    pub fn before(self, appliance: &Running, server: Server) -> (Host, Secure) {
        let certificate = Certificate::of(self.certificate_of);
        let secure = Secure::start(appliance.addr(), &certificate);
        let trusted = if self.other_authority { Certificate::of(self.certificate_of) } else { certificate };
        (Host::start(server, secure.port(), &trusted, self.variant), secure)
    }
}

/// Starts a host as its recipe stands.
pub fn stage(server: Server) -> Stage {
    Setup::default().start(server)
}

/// Starts a demo appliance of a test's own.
pub fn appliance(options: Options) -> Running {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("threads");
    runtime.block_on(start(options)).expect("a demo appliance")
}

impl Host {
    fn start(server: Server, appliance: u16, trusted: &Certificate, variant: Variant) -> Self {
        let folder = Folder::new().expect("a folder");
        let path = folder.path();
        let certificate = Certificate::of("127.0.0.1");
        for (name, text) in [
            ("host.pem", certificate.pem()),
            ("host.key", certificate.key_pem()),
            ("appliance.pem", trusted.pem()),
            ("token", server.token(DEMO_TOKEN)),
            ("matryoshka.lua", hosting("apache.lua")),
            // What a system knows about types; enough to be in the way.
            ("types", "application/gzip gz\napplication/x-javascript js\n".to_owned()),
        ] {
            fs::write(path.join(name), text).expect("a file");
        }
        // Servers that are started by root read files as somebody else.
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("a folder that all may read");
        copy(&built_page().unwrap_or_else(|error| panic!("{error:#}")), &path.join("www"));

        let ports = (free_port(), free_port());
        let recipe = server.set_up(&Places { folder: path, ports, appliance }, variant);
        fs::write(path.join("recipe"), recipe).expect("a file");
        let main = path.join("main");
        fs::write(&main, surroundings(server, path, ports)).expect("a file");
        let mut command = watched(&program(server));
        match server {
            Server::Nginx => command.arg("-e").arg(path.join("error.log")).arg("-p").arg(path).arg("-c").arg(&main),
            Server::Apache => command.arg("-DFOREGROUND").arg("-E").arg(path.join("error.log")).arg("-f").arg(&main),
            Server::Caddy => command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&main),
        };
        // Caddy keeps what it knows in its user's home.
        command.env("HOME", path).env_remove("XDG_CONFIG_HOME").env_remove("XDG_DATA_HOME");
        let output = fs::File::create(path.join("output.log")).expect("a file");
        command.stdout(output.try_clone().expect("a file")).stderr(output);
        let program = command.spawn().expect("a shell");
        let origin = format!("https://127.0.0.1:{}", ports.0);
        let agent = agent(&certificate);
        let mut host = Self { server, origin, http: ports.1, agent, folder, program };
        host.listens(ports.0);
        host
    }

    /// The address of the page's folder.
    pub fn page(&self) -> String {
        format!("{}/matryoshka", self.origin)
    }

    /// Everything that the server has written down.
    pub fn logs(&self) -> String {
        let read = |name: &str| fs::read_to_string(self.folder.path().join(name)).unwrap_or_default();
        ["output.log", "error.log", "access.log"].map(read).concat()
    }

    /// A file of the hosted page.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join("www").join(name)
    }

    fn listens(&mut self, port: u16) {
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            let ended = self.program.try_wait().ok().flatten();
            assert!(
                ended.is_none() && start.elapsed() < PATIENCE,
                "{:?} does not listen: {ended:?}\n{}",
                self.server,
                self.logs()
            );
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        // Its end is the program's end.
        drop(self.program.stdin.take());
        let _ = self.program.wait();
    }
}

/// The server's program: named by a variable, or found where servers are.
fn program(server: Server) -> String {
    let (name, variable, package) = match server {
        Server::Nginx => ("nginx", "NGINX", "nginx-light"),
        Server::Apache => ("apache2", "APACHE", "apache2-bin"),
        Server::Caddy => ("caddy", "CADDY", "caddy"),
    };
    if let Some(named) = env::var(variable).ok().filter(|named| !named.is_empty()) {
        return named;
    }
    let path = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/bin".into()]);
    let found = found.map(|folder| folder.join(name)).find(|program| program.is_file());
    found.and_then(|program| program.to_str().map(str::to_owned)).unwrap_or_else(|| {
        panic!(
            "the recipe {} is tested with {name}, which is not there: install it (Debian: apt-get install {package}) or \
             name it with {variable}; cargo xtask test e2e does so by itself",
            server.file()
        )
    })
}

/// What a distribution's own configuration has around the recipe.
fn surroundings(server: Server, folder: &Path, (https, http): (u16, u16)) -> String {
    let is_root = fs::metadata(folder).is_ok_and(|folder| folder.uid() == 0);
    let path = folder.display();
    match server {
        Server::Nginx => {
            let user = if is_root { "user www-data;" } else { "" };
            let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
            let temporary = temporary.map(|name| format!("{name}_temp_path {path}/temp-{name};")).join(" ");
            // As Debian has it.
            format!(
                "{user} daemon off; pid {path}/pid; error_log {path}/error.log info;\n\
                 events {{ worker_connections 768; }}\n\
                 http {{ sendfile on; tcp_nopush on; gzip on; include /etc/nginx/mime.types; {temporary}\n\
                 access_log {path}/access.log; include {path}/recipe; }}\n"
            )
        }
        Server::Apache => {
            let user = if is_root { "User www-data\nGroup www-data\n" } else { "" };
            let modules = env::var("APACHE_MODULES").unwrap_or_else(|_| "/usr/lib/apache2/modules".to_owned());
            let load = |module: &&str| format!("LoadModule {module}_module {modules}/mod_{module}.so");
            let modules = APACHE_MODULES.iter().map(load).collect::<Vec<_>>().join("\n");
            format!(
                "ServerRoot {path}\nServerName 127.0.0.1\nPidFile {path}/pid\nDefaultRuntimeDir {path}\n{user}{modules}\n\
                 Listen 127.0.0.1:{http}\nListen 127.0.0.1:{https}\nErrorLog {path}/error.log\nLogLevel info\n\
                 LogFormat \"%h %l %u %t \\\"%r\\\" %>s %O \\\"%{{Referer}}i\\\" \\\"%{{User-Agent}}i\\\"\" combined\n\
                 CustomLog {path}/access.log combined\nTypesConfig {path}/types\nAddLanguage br .br\n\
                 <Directory />\nAllowOverride None\nRequire all denied\n</Directory>\nInclude {path}/recipe\n"
            )
        }
        Server::Caddy => format!(
            "{{\n admin off\n default_bind 127.0.0.1\n http_port {http}\n grace_period 1s\n\
             log {{\n output file {path}/error.log\n }}\n}}\nimport {path}/recipe\n"
        ),
    }
}

/// Those that the recipe names, and those without which the server is none.
const APACHE_MODULES: &[&str] = &[
    "mpm_event",
    "authn_core",
    "authz_core",
    "authz_host",
    "socache_shmcb",
    "alias",
    "dir",
    "headers",
    "lua",
    "mime",
    "proxy",
    "proxy_http",
    "rewrite",
    "ssl",
    "http2",
];

fn free_port() -> u16 {
    let free = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).and_then(|free| free.local_addr());
    free.expect("a free port").port()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("the built page") {
        let entry = entry.expect("a file of the built page");
        let there = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &there);
        } else {
            fs::copy(entry.path(), &there).expect("a copy");
            fs::set_permissions(&there, fs::Permissions::from_mode(0o644)).expect("a file that all may read");
        }
    }
}
