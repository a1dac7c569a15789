//! A small client: asks, and keeps all that came.

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use matryoshka_appliance::{Options, Running, scenario, start};
use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Request};

/// A running demo appliance and somebody who asks it.
pub struct Asking {
    pub appliance: Running,
    agent: Agent,
}

/// All that came.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
    /// `false` where the body broke off.
    pub whole: bool,
}

impl Asking {
    /// A demo appliance as it is by default.
    pub fn new() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let appliance = runtime.block_on(start(options)).expect("the appliance starts");
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .timeout_global(Some(Duration::from_mins(2)))
            .build()
            .into();
        Self { appliance, agent }
    }

    /// Asks for a path below the appliance's address, with the demo token.
    pub fn get(&self, path: &str) -> Answer {
        let token = format!("Token {}", matryoshka_appliance::DEMO_TOKEN);
        self.ask("GET", path, &[("authorization", &token)])
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.appliance.url()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(()).expect("a request");
        let (head, body) = self.agent.run(request).expect("an answer").into_parts();
        let mut bytes = Vec::new();
        let read = body.into_reader().read_to_end(&mut bytes);
        Answer { status: head.status.as_u16(), headers: head.headers, body: bytes, whole: read.is_ok() }
    }

    /// Asks for the listing of a scenario.
    pub fn listing(&self, name: &str, query: &str) -> Answer {
        self.get(&format!("/api/samples/v2/{}/extracted-files/{query}", scenario::hash(name)))
    }

    /// Asks for the archive of a scenario.
    pub fn archive(&self, name: &str) -> Answer {
        self.get(&format!("/api/samples/{}/unpacked/", scenario::hash(name)))
    }

    /// The listing of a scenario, all rows at once.
    pub fn rows(&self, name: &str) -> Vec<Value> {
        self.listing(name, "").rows()
    }
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {:?}", self.text()))
    }

    pub fn text(&self) -> Arc<str> {
        String::from_utf8_lossy(&self.body).into()
    }

    pub fn rows(&self) -> Vec<Value> {
        assert_eq!(self.status, 200, "{}", self.text());
        let mut body = self.json();
        serde_json::from_value(body["results"].take()).expect("results are an array")
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Status and `detail`.
    pub fn detail(&self) -> (u16, String) {
        (self.status, self.json()["detail"].as_str().unwrap_or_default().to_owned())
    }
}
