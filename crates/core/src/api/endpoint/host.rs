//! Host and port of an address.

use crate::api::endpoint::EndpointFault;
use std::net::{Ipv4Addr, Ipv6Addr};

/// Reads `host`, `host:port`, `[address]` or `[address]:port` and writes the host as browsers do.
pub fn read(authority: &str) -> Result<(String, Option<u16>), EndpointFault> {
    let fault = EndpointFault::NotAnAddress;
    if let Some(rest) = authority.strip_prefix('[') {
        let (address, port) = rest.split_once(']').ok_or(fault)?;
        let address: Ipv6Addr = address.parse().map_err(|_| fault)?;
        let port = if port.is_empty() { "" } else { port.strip_prefix(':').ok_or(fault)? };
        return Ok((format!("[{}]", written(address)), read_port(port)?));
    }
    let (host, port) = authority.split_once(':').unwrap_or((authority, ""));
    Ok((read_name(host)?, read_port(port)?))
}

/// An IPv6 address as browsers write it: also one that stands for an IPv4 address in hexadecimal digits.
fn written(address: Ipv6Addr) -> String {
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low] => format!("::ffff:{high:x}:{low:x}"),
        _ => address.to_string(),
    }
}

/// The port, if one is named.
fn read_port(text: &str) -> Result<Option<u16>, EndpointFault> {
    if text.is_empty() {
        return Ok(None);
    }
    // A sign would be taken for part of a number.
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let port = text.parse().ok().filter(|port| is_number && *port != 0);
    port.map(Some).ok_or(EndpointFault::NotAnAddress)
}

/// A host name, or an IPv4 address.
fn read_name(host: &str) -> Result<String, EndpointFault> {
    if !host.is_ascii() {
        return Err(EndpointFault::NotAscii);
    }
    let host = host.to_ascii_lowercase();
    let name = host.strip_suffix('.').unwrap_or(&host);
    let is_label = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
    };
    if !name.split('.').all(is_label) {
        return Err(EndpointFault::NotAnAddress);
    }
    let last = name.rsplit('.').next().unwrap_or_default();
    let is_hex = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_number = last.bytes().all(|byte| byte.is_ascii_digit()) || last.strip_prefix("0x").is_some_and(is_hex);
    if is_number && host.parse::<Ipv4Addr>().is_err() {
        return Err(EndpointFault::Number);
    }
    Ok(host)
}

/// Whether a host, with or without a port, is this very machine.
pub fn is_loopback(authority: &str) -> bool {
    let Ok((host, _)) = read(authority) else { return false };
    let name = host.strip_suffix('.').unwrap_or(&host);
    name == "localhost"
        || name.ends_with(".localhost")
        || name == "[::1]"
        || name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}
