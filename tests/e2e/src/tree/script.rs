//! Roles, names and states of elements, by a script in the page: for browsers whose drivers can't be asked for all parts at
//! once.

use serde::Deserialize;
use serde_json::{Map, Value, json};
use thirtyfour::WebDriver;

use super::{Handle, Node};

/// How they are computed, for the elements and attributes that the page uses.
const FIND: &str = include_str!("find.js");

#[derive(Deserialize)]
struct Found {
    element: Value,
    role: String,
    name: String,
    properties: Map<String, Value>,
    value: Value,
}

pub async fn find(
    driver: &WebDriver,
    root: Option<&Value>,
    role: Option<&str>,
    name: Option<&str>,
) -> Result<Vec<Node>, String> {
    let found = driver.execute(FIND, vec![root.cloned().unwrap_or_default(), json!(role), json!(name)]).await;
    let found = found.and_then(|found| found.convert::<Vec<Found>>()).map_err(|error| error.to_string())?;
    let node = |found: Found| Node {
        handle: Handle::Element(found.element),
        role: found.role,
        name: found.name,
        properties: found.properties.into_iter().collect(),
        value: found.value,
    };
    Ok(found.into_iter().map(node).collect())
}

pub async fn call(driver: &WebDriver, element: &Value, function: &str, arguments: &[Value]) -> Result<Value, String> {
    let script = format!("const [it, ...rest] = arguments; return ({function}).apply(it, rest)");
    let arguments: Vec<_> = std::iter::once(element).chain(arguments).cloned().collect();
    let result = driver.execute(script, arguments).await;
    result.map(|result| result.json().clone()).map_err(|error| error.to_string())
}
