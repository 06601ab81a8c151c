"""The tree of a text: walking over it, and joining what Markdown leaves apart (captions, footnotes, anchors)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

# A node is JSON: its values are strings, numbers and lists of nodes, known by its kind "t" only.
Node = dict[str, Any]

_ORDINAL = r"(?:[А-ЯA-Z]\.)?\d+(?:\.\d+)*"
_END = r"\s*(?:[.:—–-]|$)"
_CAPTIONS = {
    "table": rf"(?:{_ORDINAL}-(?:таблица|жадыбал)|(?:таблица|table)\s+{_ORDINAL}){_END}",
    "figure": rf"(?:{_ORDINAL}-(?:сүрөт|схема)|(?:сүрөт|рисунок|рис\.|схема|figure|fig\.)\s*{_ORDINAL}){_END}",
}
_DRAWN = {"figure", "flow"}


def walk(value: object) -> Iterator[Node]:
    """Yield every block and inline below `value`, in the order of the text."""
    if isinstance(value, dict):
        if "t" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from walk(part)


def plain(body: object) -> str:
    """Return the words of an inline or a block, without their styles."""
    leaves = (node for node in walk(body) if node["t"] in {"text", "code", "break", "literal"})
    return "".join(" " if node["t"] == "break" else str(node["text"]) for node in leaves)


def listed(body: Sequence[Node]) -> str:
    """Return the words of a heading as the contents list them: without its notes and pictures."""
    shown = (node for node in body if node["t"] not in {"footnote", "image"})
    words = (str(node["text"]) if "text" in node else listed(node.get("body", ())) for node in shown)
    return "".join(words).replace("\u200b", "")


def merged(body: list[Node]) -> list[Node]:
    """Join neighbouring texts, so that what belongs together is seen across the lines of the source."""
    kept: list[Node] = []
    for is_text, group in groupby(body, lambda node: node["t"] == "text"):
        nodes = list(group)
        kept += [{"t": "text", "text": "".join(node["text"] for node in nodes)}] if is_text else nodes
    return kept


def captioned(blocks: list[Node]) -> list[Node]:
    """Give a table the paragraph before it that is its caption («1-таблица. …»), a picture the one on either side."""
    kept: list[Node] = []
    for block in blocks:
        before = kept[-1] if kept else {"t": ""}
        if block.get("caption") == [] and _is_caption(before, of=block["t"]):
            block["caption"] = kept.pop()["body"]
        elif before["t"] in _DRAWN and not before["caption"] and _is_caption(block, of="figure"):
            before["caption"] = block["body"]
            continue
        kept.append(block)
    return kept


def _is_caption(block: Node, *, of: str) -> bool:
    return block["t"] == "paragraph" and bool(
        re.match(_CAPTIONS["table" if of == "table" else "figure"], plain(block["body"]), re.IGNORECASE)
    )


def with_notes(blocks: list[Node]) -> list[Node]:
    """Put each footnote's text where it is called first; a call inside a footnote stays as it was typed."""
    notes = {node["id"]: node["body"] for node in blocks if node["t"] == "note"}
    for node in walk(list(notes.values())):
        if node["t"] == "footnote":
            node.update(t="text", text=f"[^{node['label']}]")
    body = [node for node in blocks if node["t"] != "note"]
    for node in list(walk(body)):
        if node["t"] == "footnote":
            node["body"] = notes.pop(node["id"], [])
    return body


def with_anchors(body: list[Node]) -> list[Node]:
    """Give every heading the anchor that links use: its words in lower case, joined by hyphens, each once."""
    counts: dict[str, int] = {}
    for node in walk(body):
        if node["t"] != "heading":
            continue
        words = re.sub(r"[^\w\s-]", "", f"{node['number']} {plain(node['body'])}".strip().lower())
        name = anchor = re.sub(r"\s", "-", words)
        while anchor in counts:
            counts[name] += 1
            anchor = f"{name}-{counts[name]}"
        counts[anchor] = 0
        node["anchor"] = anchor
    return body
