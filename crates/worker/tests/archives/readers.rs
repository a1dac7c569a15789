//! A protected archive in the programs that analysts open it with.

use crate::making::{deflated, open, stored, table, unwatched, zip};
use crate::python;
use matryoshka_worker::protect::{Form, protect};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A protected archive in a file, and the content of its `folder/numbers`.
fn protected(name: &str) -> (PathBuf, Vec<u8>) {
    let numbers: Vec<u8> = (0..50_000_u32).flat_map(|n| (n * n).to_le_bytes()).collect();
    let members = [stored("a.txt", b"Hello, analyst.\n"), deflated("folder/numbers", &numbers), stored("empty", b"")];
    let mut out = Vec::new();
    protect(&mut open(zip(&members)), &mut out, Form::with("infected"), &table(&[]), None, &mut unwatched())
        .expect("memory");
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.zip"));
    std::fs::write(&path, out).expect("a file");
    (path, numbers)
}

/// What a program says; nothing where it is not there.
fn run(variable: &str, usual: &str, arguments: &[&str]) -> Option<Output> {
    let program = std::env::var(variable).unwrap_or_else(|_| usual.to_owned());
    let output = Command::new(&program).args(arguments).output();
    if output.is_err() {
        println!("left out: {program} is not there");
    }
    output.ok()
}

#[test]
fn bsdtar_opens_it_with_the_password_alone() {
    let (path, numbers) = protected("bsdtar");
    let archive = path.display().to_string();
    let open = |password| run("BSDTAR", "bsdtar", &["--passphrase", password, "-xOf", &archive, "folder/numbers"]);
    let Some(right) = open("infected") else { return };
    assert!(right.status.success() && right.stdout == numbers, "{}", String::from_utf8_lossy(&right.stderr));
    assert!(open("other").is_some_and(|wrong| !wrong.status.success()));
}

#[test]
fn seven_zip_opens_it_with_the_password_alone() {
    let (path, numbers) = protected("seven-zip");
    let archive = path.display().to_string();
    let open =
        |password: &str| run("SEVEN_ZIP", "7z", &["x", "-so", &format!("-p{password}"), &archive, "folder/numbers"]);
    let Some(right) = open("infected") else { return };
    assert!(right.status.success() && right.stdout == numbers, "{}", String::from_utf8_lossy(&right.stderr));
    assert!(open("other").is_some_and(|wrong| !wrong.status.success()));
}

/// Info-ZIP's `unzip` knows no AES. That it says so is what can be asked for.
#[test]
fn unzip_refuses_it_and_says_why() {
    let (path, _) = protected("unzip");
    let folder = path.with_extension("out").display().to_string();
    let archive = path.display().to_string();
    let Some(said) = run("INFO_ZIP", "unzip", &["-o", "-P", "infected", &archive, "-d", &folder]) else { return };
    let text = format!("{}{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr));
    assert!(!said.status.success() && text.contains("need PK compat. v5.1"), "{text}");
    assert!(!Path::new(&folder).join("a.txt").exists());
}

#[test]
fn pyzipper_opens_it_with_the_password_alone() {
    const SCRIPT: &str = r#"
import hashlib, pyzipper, sys
with pyzipper.AESZipFile(sys.argv[1]) as archive:
    print(archive.namelist())
    print(hashlib.sha1(archive.read("folder/numbers", pwd=b"infected")).hexdigest())
    try:
        archive.read("a.txt", pwd=b"other")
    except RuntimeError as error:
        print("refused:", error)
"#;
    if python::is_left_out() {
        return;
    }
    let (path, numbers) = protected("pyzipper");
    let program = python::with(&["pyzipper==0.4.0"], env!("CARGO_TARGET_TMPDIR"));
    let said = python::run(Command::new(program).args(["-c", SCRIPT]).arg(path));
    assert!(said.contains("['a.txt', 'folder/numbers', 'empty', 'listing.json']"), "{said}");
    assert!(said.contains(&crate::making::sha1(&numbers)) && said.contains("refused:"), "{said}");
}
