//! Ready-made programs: the archives that a tool's makers release, each known by its SHA-256.

use anyhow::{Context, Result, bail, ensure};
use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};
use std::env::consts::{ARCH, EXE_SUFFIX, OS};
use std::fs;
use std::path::Path;
use std::time::Duration;
use tar::Archive as Tar;
use ureq::Agent;
use ureq::tls::{RootCerts, TlsConfig};

/// How long each step may take until the host answers. Where the network lets nobody through, compiling begins soon.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long one archive may take to come.
const DOWNLOAD: Duration = Duration::from_mins(3);

/// Bytes of the largest archive that is taken.
const MOST: u64 = 64 << 20;

/// What the makers of a tool release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// The address of the folder of its archives, with a slash at its end.
    pub folder: &'static str,
    /// Its archives, one for a platform.
    pub archives: &'static [Archive],
}

/// The archive for one platform, in the format `.tar.gz`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Archive {
    /// The system and the processor, as the standard library calls them.
    pub platform: (&'static str, &'static str),
    /// Its name.
    pub name: &'static str,
    /// The SHA-256 of the archive, in hexadecimal digits.
    pub sha256: &'static str,
}

impl Release {
    /// The archive for this machine.
    pub fn here(&self) -> Option<&'static Archive> {
        self.archives.iter().find(|archive| archive.platform == (OS, ARCH))
    }

    /// Downloads an archive of it and puts its `programs` into a folder.
    pub fn fetch(&self, archive: &Archive, programs: &[&str], into: &Path) -> Result<()> {
        let address = format!("{}{}", self.folder, archive.name);
        let bytes = download(&address).with_context(|| format!("{address} can't be had"))?;
        let sha256 = format!("{:x}", Sha256::digest(&bytes));
        ensure!(sha256 == archive.sha256, "{address} has the SHA-256 {sha256} and not {}", archive.sha256);
        unpack(&bytes, programs, into).with_context(|| format!("{address} is no archive of {}", programs.join(", ")))
    }
}

fn download(address: &str) -> Result<Vec<u8>> {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let agent: Agent = Agent::config_builder()
        .timeout_resolve(Some(PATIENCE))
        .timeout_connect(Some(PATIENCE))
        .timeout_recv_response(Some(PATIENCE))
        .timeout_global(Some(DOWNLOAD))
        .tls_config(tls)
        .build()
        .into();
    Ok(agent.get(address).call()?.into_body().into_with_config().limit(MOST).read_to_vec()?)
}

/// Writes the files of an archive that have the names of the programs, from whatever folder in it.
fn unpack(bytes: &[u8], programs: &[&str], into: &Path) -> Result<()> {
    fs::create_dir_all(into)?;
    for entry in Tar::new(GzDecoder::new(bytes)).entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let program = name.strip_suffix(EXE_SUFFIX).unwrap_or(name);
        if entry.header().entry_type().is_file() && programs.contains(&program) {
            // Its name alone: where an archive says that a file belongs is nothing to go by.
            entry.unpack(into.join(name))?;
        }
    }
    match programs.iter().find(|program| !into.join(format!("{program}{EXE_SUFFIX}")).is_file()) {
        Some(missing) => bail!("it has no {missing}"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Archive, Release, unpack};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use sha2::{Digest, Sha256};
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpListener;
    use std::path::PathBuf;
    use std::thread;
    use tar::{Builder, Header};

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("matryoshka-release-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    fn archive(files: &[(&str, &str)]) -> Vec<u8> {
        let mut tar = Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
        for (path, text) in files {
            let mut header = Header::new_gnu();
            header.set_size(text.len() as u64);
            header.set_mode(0o755);
            // As it is: an archive may say anything.
            header.as_gnu_mut().expect("a header").name[..path.len()].copy_from_slice(path.as_bytes());
            header.set_cksum();
            tar.append(&header, text.as_bytes()).expect("an entry");
        }
        tar.into_inner().expect("a tar").finish().expect("a gzip")
    }

    /// Serves one body to one request, and says where.
    fn serve(body: Vec<u8>) -> &'static str {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = format!("http://{}/release/", listener.local_addr().expect("an address"));
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a request");
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).expect("its head");
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
            stream.write_all(head.as_bytes()).expect("sent");
            stream.write_all(&body).expect("sent");
        });
        address.leak()
    }

    fn released(sha256: &str, folder: &'static str) -> (Release, Archive) {
        let archive =
            Archive { platform: ("a system", "a processor"), name: "tool.tar.gz", sha256: String::from(sha256).leak() };
        (Release { folder, archives: &[] }, archive)
    }

    #[test]
    fn programs_come_out_of_any_folder_of_the_archive() {
        let into = folder("programs");
        let body = archive(&[("tool-1.0/README.md", "words"), ("tool-1.0/tool", "one"), ("../../other", "two")]);
        let (release, archive) = released(&format!("{:x}", Sha256::digest(&body)), serve(body));
        let done = release.fetch(&archive, &["tool", "other"], &into);
        let mut names: Vec<_> =
            fs::read_dir(&into).expect("a folder").map(|entry| entry.expect("a file").file_name()).collect();
        names.sort();
        let text = fs::read_to_string(into.join("tool"));
        fs::remove_dir_all(&into).expect("removed");
        done.expect("fetched");
        assert_eq!(names, ["other", "tool"]);
        assert_eq!(text.expect("a program"), "one");
    }

    #[test]
    fn another_archive_than_the_pinned_one_is_refused() {
        let into = folder("refused");
        let (release, archive) = released(&"0".repeat(64), serve(archive(&[("tool", "another")])));
        let error = release.fetch(&archive, &["tool"], &into).expect_err("refused").to_string();
        assert!(error.contains("SHA-256"), "{error}");
        assert!(!into.exists(), "nothing of it was written");
    }

    #[test]
    fn a_network_that_lets_nobody_through_is_said() {
        // Nobody listens there.
        let (release, archive) = released(&"0".repeat(64), "http://127.0.0.1:1/");
        let error = format!("{:#}", release.fetch(&archive, &["tool"], &folder("nobody")).expect_err("no network"));
        assert!(error.contains("tool.tar.gz can't be had"), "{error}");
    }

    #[test]
    fn what_is_no_archive_or_has_not_all_programs_is_said() {
        let into = folder("missing");
        let some = unpack(&archive(&[("tool", "one")]), &["tool", "other"], &into).expect_err("one is missing");
        assert!(some.to_string().contains("other"), "{some}");
        assert!(unpack(b"<!doctype html>", &["tool"], &into).is_err());
        fs::remove_dir_all(&into).expect("removed");
    }
}
