"""Reads a STIX bundle with the validator of OASIS, stix2, the splitter of OpenCTI and the importer of MISP."""

import importlib.util
import io
import json
import sys
import types
from contextlib import redirect_stdout

import stix2
from misp_stix_converter import ExternalSTIX2toMISPParser
from stix2validator import ValidationOptions, print_results, validate_file

# Without what the package loads for talking to a server.
package = types.ModuleType("pycti")
package.__path__ = list(importlib.util.find_spec("pycti").submodule_search_locations)
sys.modules["pycti"] = package
from pycti.utils.opencti_stix2_splitter import OpenCTIStix2Splitter  # noqa: E402

path = sys.argv[1]
with open(path, encoding="utf-8") as file:
    text = file.read()
said = io.StringIO()
if sys.argv[2] == "strict":
    results = validate_file(path, ValidationOptions(version="2.1", strict=True))
    if not results.is_valid:
        with redirect_stdout(said):
            print_results([results])
parsed = stix2.parse(text)
_, refused, parts = OpenCTIStix2Splitter().split_bundle_with_expectations(text)

parser = ExternalSTIX2toMISPParser()
parser.load_stix_bundle(parsed)
parser.parse_stix_bundle(single_event=True)
objects = parser.misp_event.objects
inside = {(one.uuid, to.referenced_uuid) for one in objects for to in one.references}



def references(objects):
    """All that refers from one object to another."""
    pairs = set()
    for one in objects:
        for key, value in one.items():
            if key.endswith("_refs"):
                pairs |= {(one["id"], key, to) for to in value}
            elif key.endswith("_ref"):
                pairs.add((one["id"], key, value))
    return pairs


raw = json.loads(text)["objects"]
split = [one for part in parts for one in json.loads(part)["objects"]]
wanted = {(one["id"], to) for one in raw for to in one.get("contains_refs", [])}
wanted |= {(one["source_ref"], one["target_ref"]) for one in raw if one["type"] == "relationship"}
wanted = {tuple(end.split("--")[1] for end in pair) for pair in wanted}
matches = {(one["id"], to) for one in raw for to in one.get("analysis_sco_refs", [])}
matches = {tuple(end.split("--")[1] for end in pair) for pair in matches}
print(json.dumps({
    "errors": said.getvalue()[:4000] or 0,
    "parsed": len(parsed.objects),
    "split": len(parts),
    "refused": len(refused),
    "split_lost": len(references(raw) - references(split)),
    "files": sum(one["type"] == "file" for one in raw),
    "analyses": sum(one["type"] == "malware-analysis" for one in raw),
    "misp_files": sum(one.name == "file" for one in objects),
    "misp_analyses": sum(one.name == "malware-analysis" for one in objects),
    "rules": sum(one.get("product") == "yara" for one in raw),
    "matches": len(matches),
    "misp_matches": len(matches & {(one.uuid, to.referenced_uuid) for one in objects for to in one.references if to.relationship_type == "captured"}),
    "missing": len(wanted - inside),
    "misp_errors": [said[:500] for value in parser.errors.values() for said in list(value)[:3]],
}))
