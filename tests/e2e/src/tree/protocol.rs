//! The accessibility tree of Chromium, over the `DevTools` protocol.

use serde_json::{Value, json};
use thirtyfour::WebDriver;

use super::{Handle, Node};

/// What the protocol says of a node.
fn read(node: &Value) -> Option<Node> {
    if node["ignored"] == true {
        return None;
    }
    let property = |property: &Value| {
        let name = property["name"].as_str()?.to_owned();
        Some((name, property["value"]["value"].clone()))
    };
    Some(Node {
        handle: Handle::Backend(node["backendDOMNodeId"].as_i64()?),
        role: node["role"]["value"].as_str().unwrap_or_default().to_owned(),
        name: node["name"]["value"].as_str().unwrap_or_default().to_owned(),
        properties: node["properties"].as_array().into_iter().flatten().filter_map(property).collect(),
        value: node["value"]["value"].clone(),
    })
}

/// The nodes with that role, and that name where one is given, below the node `root` or anywhere. What is hidden from
/// assistive technology is not among them.
pub async fn find(driver: &WebDriver, root: Option<i64>, role: &str, name: Option<&str>) -> Result<Vec<Node>, String> {
    let root = match root {
        Some(root) => root,
        None => document(driver).await?,
    };
    let mut query = json!({"backendNodeId": root, "role": role});
    if let Some(name) = name {
        query["accessibleName"] = json!(name);
    }
    let found = send(driver, "Accessibility.queryAXTree", query).await?;
    Ok(found["nodes"].as_array().into_iter().flatten().filter_map(read).collect())
}

/// Calls a JavaScript function whose `this` is the element of a node.
pub async fn call(driver: &WebDriver, backend: i64, function: &str, arguments: &[Value]) -> Result<Value, String> {
    let object = send(driver, "DOM.resolveNode", json!({"backendNodeId": backend})).await?;
    let arguments: Vec<_> = arguments.iter().map(|value| json!({"value": value})).collect();
    let call = json!({
        "objectId": object["object"]["objectId"],
        "functionDeclaration": function,
        "arguments": arguments,
        "returnByValue": true,
        "userGesture": true,
    });
    let result = send(driver, "Runtime.callFunctionOn", call).await?;
    match result.get("exceptionDetails") {
        None => Ok(result["result"]["value"].clone()),
        Some(exception) => Err(format!("the script failed: {exception}")),
    }
}

/// The whole tree as text, a line per node with a role that says something, and with the properties that are `wanted`.
pub async fn outline(driver: &WebDriver, wanted: impl Fn(&str) -> bool) -> Result<String, String> {
    let tree = send(driver, "Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().cloned().unwrap_or_default();
    let mut out = String::new();
    let mut next: Vec<(usize, &str)> =
        nodes.first().and_then(|root| root["nodeId"].as_str()).map(|id| (0, id)).into_iter().collect();
    while let Some((depth, id)) = next.pop() {
        let Some(node) = nodes.iter().find(|node| node["nodeId"] == id) else { continue };
        let told = read(node).filter(|node| !matches!(&*node.role, "generic" | "none" | "InlineTextBox"));
        let inner = depth + usize::from(told.is_some());
        if let Some(told) = told {
            let states = told.properties.iter().filter(|(name, _)| wanted(name));
            let states: Vec<_> = states.map(|(name, value)| format!("{name}={value}")).collect();
            let indent = "  ".repeat(depth);
            let line = [&*indent, &told.role, " “", &told.name, "” ", &states.join(" ")].concat();
            out.push_str(line.trim_end());
            out.push('\n');
        }
        let children = node["childIds"].as_array().into_iter().flatten().filter_map(Value::as_str);
        next.extend(children.map(|child| (inner, child)).rev().collect::<Vec<_>>());
    }
    Ok(out)
}

async fn document(driver: &WebDriver) -> Result<i64, String> {
    let document = send(driver, "DOM.getDocument", json!({"depth": 0})).await?;
    document["root"]["backendNodeId"].as_i64().ok_or_else(|| "no document".to_owned())
}

/// One command of the `DevTools` protocol.
pub async fn send(driver: &WebDriver, command: &str, parameters: Value) -> Result<Value, String> {
    driver.cdp().send_raw(command, parameters).await.map_err(|error| format!("{command}: {error}"))
}
