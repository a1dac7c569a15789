"""Validates a bill of materials by the schema of CycloneDX 1.6, strictly, and walks over its components."""

import json
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()
error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
bom = json.loads(text)
components, placed, deepest = 0, 0, 0
rest = [(one, 1) for one in bom["components"]]
while rest:
    one, depth = rest.pop()
    components += 1
    deepest = max(deepest, depth)
    placed += depth < 50 or any(said["name"] == "matryoshka:parent" for said in one["properties"]) or depth == 50
    rest += [(inner, depth + 1) for inner in one.get("components", [])]
print(json.dumps({
    "error": None if error is None else str(error)[:2000],
    "components": components,
    "placed": placed,
    "deepest": deepest,
}))
