"""Reads a report as ticket systems do: CommonMark with bare addresses made links."""

import json
import sys

from markdown_it import MarkdownIt

with open(sys.argv[1], encoding="utf-8") as file:
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(file.read())
inner = [token for block in tokens for token in (block.children or [])]
print(json.dumps({
    "spans": [token.content for token in inner if token.type == "code_inline"],
    "links": sum(token.type == "link_open" for token in inner),
    "html": sum(token.type.startswith("html") for token in [*tokens, *inner]),
}))
