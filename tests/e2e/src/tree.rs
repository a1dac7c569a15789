//! The page as assistive technology gets it: from Chromium its accessibility tree, from the others roles and names as the
//! standards compute them from the document.

pub mod protocol;
mod script;

use serde_json::Value;
use thirtyfour::{WebDriver, WebElement};

use crate::engine::Engine;

/// By which the browser knows an element of the document.
#[derive(Debug, Clone)]
pub enum Handle {
    /// In the `DevTools` protocol.
    Backend(i64),
    /// In `WebDriver`.
    Element(Value),
}

/// A node of the accessibility tree. It is a snapshot: look again to see what became of it.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its element.
    pub handle: Handle,
    /// Computed role.
    pub role: String,
    /// Computed name.
    pub name: String,
    /// Computed states: `expanded`, `checked`, `disabled`, `focused` and so on.
    properties: Vec<(String, Value)>,
    /// Computed value: text of a text field, number of a progress bar.
    pub value: Value,
}

impl Node {
    /// A computed state; null where the node has none of that name.
    pub fn property(&self, name: &str) -> Value {
        let found = self.properties.iter().find(|(property, _)| property == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// The nodes with that role, and that name where one is given, below the node `root` or anywhere. What is hidden from
/// assistive technology is not among them.
pub async fn find(
    driver: &WebDriver,
    root: Option<&Handle>,
    role: &str,
    name: Option<&str>,
) -> Result<Vec<Node>, String> {
    match root {
        Some(Handle::Backend(root)) => protocol::find(driver, Some(*root), role, name).await,
        Some(Handle::Element(root)) => script::find(driver, Some(root), Some(role), name).await,
        None if Engine::here() == Engine::Chromium => protocol::find(driver, None, role, name).await,
        None => script::find(driver, None, Some(role), name).await,
    }
}

/// Calls a JavaScript function whose `this` is the element of a node.
pub async fn call(driver: &WebDriver, node: &Node, function: &str, arguments: &[Value]) -> Result<Value, String> {
    match &node.handle {
        Handle::Backend(backend) => protocol::call(driver, *backend, function, arguments).await,
        Handle::Element(element) => script::call(driver, element, function, arguments).await,
    }
}

/// The element of a node, to be clicked or typed into.
pub async fn element(driver: &WebDriver, node: &Node) -> Result<WebElement, String> {
    let found = match &node.handle {
        Handle::Backend(backend) => {
            protocol::call(driver, *backend, "function() { globalThis.__found = this }", &[]).await?;
            driver.execute("const found = globalThis.__found; delete globalThis.__found; return found", vec![]).await
        }
        Handle::Element(element) => driver.execute("return arguments[0]", vec![element.clone()]).await,
    };
    found.and_then(thirtyfour::session::scriptret::ScriptRet::element).map_err(|error| error.to_string())
}

/// The whole tree as text, for the report of a test that failed.
pub async fn described(driver: &WebDriver) -> String {
    if Engine::here() == Engine::Chromium {
        return protocol::outline(driver, |_| true).await.unwrap_or_else(|error| error);
    }
    match script::find(driver, None, None, None).await {
        Ok(nodes) => {
            let line = |node: &Node| format!("{} “{}” {:?}\n", node.role, node.name, node.properties);
            nodes.iter().map(line).collect()
        }
        Err(error) => error,
    }
}
