//! Free ports on loopback.

use anyhow::{Result, bail};
use std::net::{Ipv4Addr, TcpListener};

/// How many ports are tried before giving up.
const TRIES: u16 = 100;

/// `wanted` if nothing listens there, else the next free port after it.
pub fn free_from(wanted: u16) -> Result<u16> {
    match first(wanted, is_free) {
        Some(port) => Ok(port),
        None => bail!("no free port from {wanted} on: give another one with --port"),
    }
}

/// A free port that nobody asked for.
pub fn any() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// The first port from `wanted` on for which `free` holds.
fn first(wanted: u16, free: impl Fn(u16) -> bool) -> Option<u16> {
    (wanted..=u16::MAX).take(usize::from(TRIES)).find(|port| free(*port))
}

#[cfg(test)]
mod tests {
    use super::{first, free_from};
    use std::net::{Ipv4Addr, TcpListener};

    #[test]
    fn the_wanted_port_comes_first() {
        assert_eq!(first(8080, |_| true), Some(8080));
        assert_eq!(first(8080, |port| port > 8082), Some(8083));
    }

    #[test]
    fn the_search_ends() {
        assert_eq!(first(8080, |_| false), None);
        assert_eq!(first(u16::MAX, |_| false), None);
        assert_eq!(first(u16::MAX, |_| true), Some(u16::MAX));
    }

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let port = taken.local_addr().expect("its address").port();
        if port < u16::MAX {
            assert!(free_from(port).is_ok_and(|next| next > port));
        }
    }
}
