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
pub const CONFIG: &str = "config.json beside this page can't be used as it is. Its administrator can fix it:";

pub fn config_late(seconds: i32) -> String {
    format!("config.json beside this page has not come after {seconds} seconds.")
}

pub fn asks_nothing(whom: &str) -> String {
    format!("Nothing has been asked. Open asks {whom}; another appliance can be chosen under Connection.")
}

pub fn goes_on(whom: &str) -> String {
    format!("The page goes on without it and asks {whom}. Another appliance can be chosen under Connection.")
}
