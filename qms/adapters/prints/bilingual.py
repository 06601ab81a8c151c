"""Two languages beside each other: the trees of a text and of its translation as one, section by section.

A block `beside` holds what stands in the two columns (`left`, `right`) and the language of the right one. Tables and
drawings take the whole width, one after the other; a picture that both texts show is shown once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qms.adapters.markdown.blocks import Node, walk
from qms.errors import RenderError
from qms.model.message import msg
from qms.model.printout import Block

_WHOLE = {"table", "figure", "flow", "map"}
_NOTES = 100_000
"""Added to the numbers of the notes of the second text, so that both have their own."""


def beside(left: Sequence[Block], right: Sequence[Block], language: str) -> tuple[Block, ...]:
    """Return one tree of two; RenderError where their headings do not follow each other."""
    one, two = _sections([dict(node) for node in left]), _sections(_renamed(right, language))
    if [_level(section) for section in one] != [_level(section) for section in two]:
        raise RenderError(
            msg("The text and its translation have different headings: they cannot stand side by side."),
            msg('"qms check --select translation-headings-differ" says which'),
        )
    return tuple(node for pair in zip(one, two, strict=True) for node in _joined(*pair, language))


def _sections(nodes: Sequence[Node]) -> list[list[Node]]:
    found: list[list[Node]] = [[]]
    for node in nodes:
        if node["t"] == "heading":
            found.append([])
        found[-1].append(node)
    return found


def _level(section: Sequence[Node]) -> int:
    return int(section[0]["level"]) if section and section[0]["t"] == "heading" else 0


def _renamed(nodes: Sequence[Block], language: str) -> list[Node]:
    """Give the headings, links and notes of the second text names of their own; its headings are in no contents."""
    found = [dict(node) for node in nodes]
    for node in list(walk(found)):
        if node["t"] == "heading":
            node.update(anchor=f"{language}:{node['anchor']}", second=1)
        elif node["t"] == "link" and node["href"].startswith("#"):
            node["href"] = f"#{language}:{node['href'][1:]}"
        elif node["t"] == "footnote":
            node["id"] += _NOTES
    return found


def _joined(one: Sequence[Node], two: Sequence[Node], language: str) -> Iterator[Node]:
    """Yield a section: columns, and between them what both texts have over the whole width."""
    whole_one, whole_two = ([node for node in part if node["t"] in _WHOLE] for part in (one, two))
    if [node["t"] for node in whole_one] != [node["t"] for node in whole_two]:
        yield from _columns(one, two, language)
        return
    for left, right in zip(_parts(one), _parts(two), strict=True):
        yield from _columns(left[0], right[0], language)
        if left[1] and right[1]:
            yield from _both(left[1], right[1])


def _parts(section: Sequence[Node]) -> Iterator[tuple[list[Node], Node | None]]:
    """Yield runs of blocks, each with the block of the whole width that follows it."""
    run: list[Node] = []
    for node in section:
        if node["t"] in _WHOLE:
            yield run, node
            run = []
        else:
            run.append(node)
    yield run, None


def _columns(left: Sequence[Node], right: Sequence[Node], language: str) -> Iterator[Node]:
    if left or right:
        yield {"t": "beside", "left": list(left), "right": list(right), "language": language}


def _both(left: Node, right: Node) -> Iterator[Node]:
    if left["t"] == "figure" and left["src"] == right["src"]:
        between = [{"t": "text", "text": " / "}] if left["caption"] and right["caption"] else []
        yield {**left, "caption": [*left["caption"], *between, *right["caption"]]}
        return
    yield left
    yield right
