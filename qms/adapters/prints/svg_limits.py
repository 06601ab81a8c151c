"""What a drawing (SVG) may not hold: what acts, what reaches outside, and what a few lines make endless work of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from qms.model.message import Message, msg

MOST_PARTS = 200_000
"""So many shapes at most, those counted that stand for others again and again."""

DEEPEST = 200
_ACTIVE = frozenset({"script", "foreignObject", "image", "iframe", "feImage", "set", "animate", "animateTransform"})
_NUMBER = re.compile(r"\d+")
_OUTSIDE = re.compile(r"(?i)@import|javascript:|expression\(|\\")
_EFFECT = re.compile(r"(?i)(?:^|[;{\s])filter\s*:(?!\s*none)")


def fault(root: Element) -> Message | None:
    """Return why a drawing is not printed; None where nothing speaks against it."""
    return _reach(tuple(root.iter())) or _extent(root)


def _reach(nodes: Sequence[Element]) -> Message | None:
    if any(_is_active(node) for node in nodes):
        return msg("it holds a script, a picture or a declaration of its own")
    if any(_OUTSIDE.search(node.text or "") for node in nodes if _name(node) == "style"):
        return msg("it links to something outside itself")
    return None


def _extent(root: Element) -> Message | None:
    if _depth(root) > DEEPEST:
        return msg("its parts are nested deeper than {limit}", limit=DEEPEST)
    nodes = tuple(root.iter())
    if any(_has_effect(node) for node in nodes):
        return msg("it has effects such as shadows or blur; draw it without them")
    sizes, using = _count(nodes)
    uses = Counter(target for node in nodes if _name(node) == "use" for target in _targets(node))
    if any(node.get("id") in uses for node in using):
        return msg("it repeats parts that repeat others")
    return msg("it repeats parts too often") if _parts(nodes, sizes, uses) > MOST_PARTS else None


def _name(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _is_active(node: Element) -> bool:
    handlers = (name for name in node.attrib if name.rpartition("}")[2].lower().startswith("on"))
    return _name(node) in _ACTIVE or any(handlers)


def _has_effect(node: Element) -> bool:
    """Tell whether a filter is set on a part: its area and its sums are as large as its author wants."""
    style = (node.text or "") if _name(node) == "style" else node.get("style", "")
    return node.get("filter", "none") != "none" or bool(_EFFECT.search(style))


def _depth(root: Element) -> int:
    """Return how deep parts stand in one another; one more than the limit where they stand deeper."""
    level, depth = [root], 0
    while level and depth <= DEEPEST:
        level, depth = [child for node in level for child in node], depth + 1
    return depth


def _count(nodes: Sequence[Element]) -> tuple[Mapping[Element, int], frozenset[Element]]:
    """Return how many parts each part holds with itself, and which of them hold a `use`."""
    sizes: dict[Element, int] = {}
    using: set[Element] = set()
    for node in reversed(nodes):  # children come before their parents
        sizes[node] = 1 + sum(sizes[child] for child in node)
        if _name(node) == "use" or any(child in using for child in node):
            using.add(node)
    return sizes, frozenset(using)


def _parts(nodes: Sequence[Element], sizes: Mapping[Element, int], uses: Counter[str]) -> int:
    """Return how many parts are drawn: `use` draws another part, a marker stands at every point of a line."""
    repeated = sum(sizes[node] * uses[node.get("id", "")] for node in nodes)
    marker = max((sizes[node] for node in nodes if _name(node) == "marker"), default=0)
    lines = (node.get(name, "") for node in nodes for name in ("d", "points")) if marker else ()
    return len(nodes) + repeated + marker * sum(len(_NUMBER.findall(line)) for line in lines)


def _targets(node: Element) -> Iterator[str]:
    return (value.lstrip("#") for name, value in node.attrib.items() if name.endswith("href"))
