"""Reads a MISP event with pymisp and checks its objects against MISP's own template."""

import json
import sys
from pathlib import Path

import pymisp

event = pymisp.MISPEvent()
event.load_file(sys.argv[1])
template = Path(pymisp.__file__).parent / "data/misp-objects/objects/file/definition.json"
definition = json.loads(template.read_text(encoding="utf-8"))
known = {name: said["misp-attribute"] for name, said in definition["attributes"].items()}
attributes = [attribute for one in event.objects for attribute in one.attributes]
references = [to for one in event.objects for to in one.references]
uuids = [thing.uuid for thing in [event, *event.objects, *attributes, *references]]
there = {one.uuid for one in event.objects}
strange = sorted({
    (one.object_relation, one.type) for one in attributes if known.get(one.object_relation) != one.type
} | {("template", one.template_uuid) for one in event.objects if one.template_uuid != definition["uuid"]})
print(json.dumps({
    "objects": len(event.objects),
    "references": len(references),
    "dangling": sum(to.referenced_uuid not in there or to.object_uuid not in there for to in references),
    "strange": strange,
    "to_ids": sum(bool(attribute.to_ids) for attribute in attributes),
    "doubled": len(uuids) - len(set(uuids)),
    "attached": sum(one.type in ("malware-sample", "attachment") for one in attributes),
    "tags": sorted({tag.name for one in attributes for tag in one.tags} | {tag.name for tag in event.tags}),
}))
