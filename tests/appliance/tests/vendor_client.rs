//! The vendor's own Python client, unchanged, against the demo appliance.
//!
//! Needs `python3` with `venv` and, the first time, the network: the client is installed in a folder of the build.
//! With `MATRYOSHKA_NO_PYTHON=1` the test is left out.

#[path = "../python.rs"]
mod python;

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

#[test]
fn works_unchanged() {
    if python::is_left_out() {
        return;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let appliance = runtime.block_on(start(Options::default())).expect("the appliance starts");
    let sample = &appliance.sample().sha1;
    let (large, empty) = (scenario::hash("generated:1234"), scenario::hash("empty"));
    let client = python::with(&[CLIENT], env!("CARGO_TARGET_TMPDIR"));
    let text =
        python::run(Command::new(client).args(["-c", SCRIPT, &appliance.url(), DEMO_TOKEN, sample, &large, &empty]));
    assert!(text.contains("ok"), "{text}");
}
