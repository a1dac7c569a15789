//! The vendor's own Python client, unchanged, against the demo appliance.
//!
//! Needs `python3` with `venv` and, the first time, the network: the client is installed in a folder of the build.
//! With `MATRYOSHKA_NO_PYTHON=1` the test is left out.

use std::path::{Path, PathBuf};
use std::process::Command;

use matryoshka_appliance::{DEMO_TOKEN, Options, scenario, start};

const CLIENT: &str = "reversinglabs-sdk-py3==2.15.0";

const SCRIPT: &str = r#"
import io, sys, zipfile
from ReversingLabs.SDK.a1000 import A1000

host, token, sample, large, empty = sys.argv[1:]
client = A1000(host=host, token=token, verify=False)

whole = client.list_extracted_files_v2(sample).json()
assert whole["count"] == len(whole["results"]) > 100, whole["count"]

page = client.list_extracted_files_v2(sample, page_size=25, page=2).json()
assert page["results"] == whole["results"][25:50]

rows = client.list_extracted_files_v2_aggregated(sample)
assert rows == whole["results"], (len(rows), whole["count"])

rows = client.list_extracted_files_v2_aggregated(large)
assert len(rows) == 1234, len(rows)
rows = client.list_extracted_files_v2_aggregated(large, max_results=150)
assert len(rows) == 150, len(rows)

archive = zipfile.ZipFile(io.BytesIO(client.download_extracted_files(sample).content))
assert archive.testzip() is None
assert len(archive.namelist()) == whole["count"]

assert client.list_extracted_files_v2(empty).content == b""
try:
    client.download_extracted_files(empty)
    raise SystemExit("an empty sample has no archive")
except Exception as error:
    assert "NotFound" in type(error).__name__, repr(error)

try:
    A1000(host=host, token="0" * 40, verify=False).list_extracted_files_v2(sample)
    raise SystemExit("a wrong token has to be refused")
except Exception as error:
    assert "Forbidden" in type(error).__name__, repr(error)
print("ok")
"#;

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| {
        panic!("{command:?}: {error}. This test needs python3; MATRYOSHKA_NO_PYTHON=1 leaves it out.")
    });
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?} failed. MATRYOSHKA_NO_PYTHON=1 leaves this test out.\n{text}");
    text
}

/// The Python of a virtual environment in which the client is installed.
fn python() -> PathBuf {
    let environment = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vendor-client");
    let python = environment.join("bin/python3");
    let installed = environment.join(CLIENT);
    if !installed.exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&environment));
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", CLIENT]));
        std::fs::write(&installed, "").expect("a note that the client is there");
    }
    python
}

#[test]
fn works_unchanged() {
    if std::env::var("MATRYOSHKA_NO_PYTHON").is_ok_and(|value| value == "1") {
        println!("left out: MATRYOSHKA_NO_PYTHON=1");
        return;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let appliance = runtime.block_on(start(Options::default())).expect("the appliance starts");
    let sample = &appliance.sample().sha1;
    let (large, empty) = (scenario::hash("generated:1234"), scenario::hash("empty"));
    let text = run(Command::new(python()).args(["-c", SCRIPT, &appliance.url(), DEMO_TOKEN, sample, &large, &empty]));
    assert!(text.contains("ok"), "{text}");
}
