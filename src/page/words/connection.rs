//! The connection.

pub const TITLE: &str = "Connection";
pub const ADDRESS: &str = "Appliance address";
pub const ADDRESS_HINT: &str = "Empty: this page’s own address, where a proxy passes /api/ on.";
pub const KNOWN: &str = "Known appliances";
pub const TOKEN: &str = "API token";
pub const TOKEN_HINT: &str =
    "Sent to this appliance and nowhere else. Empty: the proxy or your session there opens it.";
pub const TOKEN_BY_PROXY: &str = "The proxy in front of this appliance adds the token.";
pub const KEEP: &str = "Keep for this tab";
pub const FORGET: &str = "Forget";
pub const FORGOTTEN: &str = "Token forgotten.";
pub const CONNECT: &str = "Connect";
pub const NO_ADDRESS: &str = "This is no address. It should look like https://a1000.example.com.";
pub const NO_SCHEME: &str = "An appliance is reached by https or http.";
pub const NO_USER: &str = "Leave the user name and password out: the token is entered below.";
pub const NO_PATH: &str = "Only scheme, host and port, without a path: https://a1000.example.com.";
pub const NO_TOKEN: &str = "A token has no spaces and only plain characters, usually 40 hex digits.";
pub const CONFIG_NEXT: &str =
    "The page uses its own origin, or what is entered under Connection. Its administrator can mend the file.";

pub fn config(why: &str) -> String {
    format!("config.json beside this page is broken and is ignored: {why}")
}
