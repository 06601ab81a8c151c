"""A printout as the plain data that the layout under `forms/document` walks: cleaned, checked, measured."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

from qms.adapters.markdown.blocks import Node, plain, walk
from qms.adapters.markdown.grids import covered, is_filled_in, spans_of, titles
from qms.adapters.prints.columns import TURNED, UPRIGHT, Columns, fit
from qms.adapters.prints.lettering import LONG_CODE, LONG_WORD, breakable, clean, runs, tied
from qms.adapters.prints.pictures import Picture, picture
from qms.errors import RenderError
from qms.model.message import msg
from qms.model.printout import Block

MAX_NODES = 60_000
TEXT_WIDTH, TEXT_HEIGHT = 459.0, 600.0
"""Points that a picture may take: the measure of the page, and most of its height."""
GUTTER = 17.0
"""Points between two columns."""
LONG_CELL = 900
"""A row with more letters in a cell than this may be parted by the end of a page."""
LOW, LOW_WITH_NOTES = 150.0, 255.0
"""Points. A plain table that is estimated to be no higher is surely lower than half a page, and stays whole without
being measured; Typst leaves the footnotes of one that was measured on the page before, where it goes to the next.
"""

_FILL_IN = re.compile("_{4,}")
_SHORT = 300
"""A paragraph of fewer letters is never left behind at the foot of a page by the table after it."""
_SPACE = re.compile(r"[\s\u200b]+")
_OPENING = {"paragraph", "heading", "term", "break"}
_APPENDIX = re.compile(r"(?:[^\W_]{1,3}[- ])?тиркеме|приложение\b|(?:annex|appendix)\b", re.IGNORECASE)
"""How the heading of an appendix begins: it opens a page («А тиркемеси», «1-тиркеме», «Приложение 1», «Annex A»)."""


class Body:
    """The blocks of one text made ready: names of headings and notes, pictures, columns of tables."""

    def __init__(self, images: Mapping[str, bytes], *, turned: bool = False) -> None:
        self.images = images
        self.measure = TURNED if turned else UPRIGHT
        self._turned = turned
        self.pictures: list[Picture] = []
        self.headings = 0
        self._picture_at: dict[str, int] = {}
        self._anchors: dict[str, str] = {}
        self._notes: dict[int, list[Node]] = {}
        self._called: set[int] = set()
        self._twice = False
        self._level = 0
        self._count = 0
        self._letters = LONG_WORD
        self._room = math.inf
        self._run = 0

    def ready(self, blocks: Sequence[Block]) -> list[Node]:
        """Return the blocks for the layout; RenderError names what stands in the way."""
        headings = [node for node in walk(blocks) if node["t"] == "heading"]
        self._anchors = {node["anchor"]: f"h{number}" for number, node in enumerate(headings, 1)}
        return _leading(blocks, [self._node(block, top=True) for block in blocks])

    def _node(self, node: Block, *, top: bool = False) -> Node:
        self._count += 1
        if self._count > MAX_NODES:
            raise RenderError(
                msg("The text has too many parts to be printed: more than {limit}.", limit=MAX_NODES),
                msg("Divide it into several documents."),
            )
        kind = str(node["t"])
        if kind in _OPENING:
            self._run = 0
        if kind == "table":
            return self._table(node, top=top)
        return self._KINDS.get(kind, Body._container)(self, dict(node))

    def _nodes(self, nodes: object) -> list[Node]:
        return _leading(nodes, [self._node(node) for node in nodes]) if isinstance(nodes, list | tuple) else []

    def _container(self, node: Node) -> Node:
        parts: Node = {key: self._nodes(node[key]) for key in ("body", "items", "caption") if key in node}
        return {**node, **parts, "mark": clean(node.get("mark", ""))}

    def _words(self, node: Node) -> Node:
        code = node["t"] == "literal" and node["code"]
        text = self._joined(breakable(clean(node["text"]), LONG_CODE if code else self._letters))
        if node["t"] != "text":
            return {**node, "text": text}
        parts = runs(tied(text), self._room)
        return parts[0] if len(parts) == 1 else {"t": "group", "body": parts}

    def _paragraph(self, node: Node) -> Node:
        """A paragraph; one with a line to be filled in is not justified: its words would be spread."""
        return {**self._container(node), "ragged": int(bool(_FILL_IN.search(plain(node["body"])))), "lead": 0}

    def _joined(self, text: str) -> str:
        """Let a line break before `text` where the words before it and its first have grown into a long one."""
        pieces = _SPACE.split(text)
        self._run += len(pieces[0])
        broken = self._run > self._letters
        if broken or len(pieces) > 1:
            self._run = len(pieces[-1])
        return f"\u200b{text}" if broken else text

    def _heading(self, node: Node) -> Node:
        words = clean(plain(node["body"])).strip()
        if not words and all(part["t"] != "image" for part in walk(node["body"])):
            raise RenderError(
                msg("A heading has no words."), msg("Write its words after the signs #, or leave it out.")
            )
        if node["level"] > self._level + 1:
            raise RenderError(
                msg('The heading "{heading}" skips a level.', heading=f"{node['number']} {words}".strip()),
                msg("Levels follow one another: # first, then ##, then ###; the first heading is of level 1."),
            )
        self._level = node["level"]
        self.headings += 1
        self._twice = True
        ready = self._container(node)
        self._twice = False
        opens = node["level"] == 1 and self.headings > 1 and bool(_APPENDIX.match(words))
        name, second = self._anchors[node["anchor"]], node.get("second", 0)
        return {**ready, "number": clean(node["number"]), "name": name, "opens": int(opens), "second": second}

    def _beside(self, node: Node) -> Node:
        """Two columns: each is half of the page wide."""
        whole, turned = self.measure, self._turned
        self.measure, self._turned = (whole - GUTTER) / 2, True
        parts = {side: self._nodes(node[side]) for side in ("left", "right")}
        self.measure, self._turned = whole, turned
        heads = [part for side in parts.values() for part in side[:1] if part["t"] == "heading"]
        opens = int(any(part["opens"] for part in heads))
        for part in heads:
            part["opens"] = 0
        level = max((part["level"] for part in heads), default=9)
        return {"t": "beside", "language": node["language"], "opens": opens, "level": level, **parts}

    def _flow(self, node: Node) -> Node:
        """Boxes in rows, the words of each as inlines; between the rows of `steps` stand arrows."""
        rows = [[self._nodes(part) for part in row] for row in node["rows"]]
        return {"t": "flow", "rows": rows, "caption": self._nodes(node["caption"])}

    def _unknown_map(self, node: Node) -> Node:
        """A map of processes where no register is at hand: what was typed."""
        return self._words({"t": "literal", "code": 1, "text": node["text"]})

    def _map(self, node: Node) -> Node:
        """Groups of processes: the name of each, and a box for each process."""
        groups = [
            {"title": self._nodes(group["title"]), "items": [self._nodes(item) for item in group["items"]]}
            for group in node["groups"]
        ]
        return {"t": "map", "groups": groups}

    def _link(self, node: Node) -> Node:
        """A link to the web or to a heading is one; a path is only words, the file is not in the print."""
        href = str(node["href"])
        body = self._nodes(node["body"])
        if href.startswith("#"):
            name = self._anchors.get(href[1:])
            return {"t": "anchor", "name": name, "body": body} if name else {"t": "group", "body": body}
        web = href.lower().startswith(("http:", "https:", "mailto:"))
        return {"t": "web", "href": href, "body": body} if web else {"t": "group", "body": body}

    def _footnote(self, node: Node) -> Node:
        """Make a footnote; in what is printed twice (headings, heads of tables) its words follow in brackets."""
        number = node["id"]
        words = self._notes.setdefault(number, _inlines(node["body"]))
        if self._twice:
            brackets = [{"t": "text", "text": " ("}, *words, {"t": "text", "text": ")"}]
            return {"t": "group", "body": self._nodes(brackets)}
        again = number in self._called
        self._called.add(number)
        return {"t": "footnote", "name": f"n{number}", "again": int(again), "body": [] if again else self._nodes(words)}

    def _picture(self, node: Node) -> Node:
        """Place a picture: no alternative text, no print, since readers who cannot see would miss it."""
        src, alt = str(node["src"]), clean(str(node["alt"])).strip()
        if not alt:
            raise RenderError(
                msg('The picture "{path}" has no alternative text.', path=src),
                msg("Say in the brackets what it shows: ![What the picture shows](path)."),
            )
        if src not in self._picture_at:
            if src not in self.images:
                raise RenderError(
                    msg('The picture "{path}" is not in the repository.', path=src),
                    msg("Put the file there, seen from the folder of the text, or write its right path."),
                )
            self._picture_at[src] = len(self.pictures)
            self.pictures.append(picture(src, self.images[src]))
        at = self._picture_at[src]
        found = self.pictures[at]
        height = TEXT_WIDTH if self._turned else TEXT_HEIGHT
        width = min(found.width, self.measure, height * found.width / found.height)
        share = max(1, math.floor(100 * width / self.measure))
        caption = self._nodes(node.get("caption", ()))
        return {"t": node["t"], "picture": at, "alt": alt, "width": share, "caption": caption}

    def _table(self, node: Block, *, top: bool) -> Node:
        head, rows = _grid(node, "head"), _grid(node, "rows")
        grid = [*head, *rows]
        heads, spans = _number(node.get("heads", len(head))), spans_of(node)
        texts = [
            ["" if spans.get((at, column), (1, 1))[1] > 1 else clean(plain(cell)) for column, cell in enumerate(row)]
            for at, row in enumerate(grid)
        ]
        columns = fit(titles(texts[:heads]), texts[heads:], may_turn=top and not self._turned, room=self.measure)
        count = len(columns.shares)
        hidden = set(covered(spans))
        ready: list[list[Node]] = []
        for at, row in enumerate(grid):
            self._twice = at < heads
            ready.append(self._row(row, columns, {key[1]: size for key, size in spans.items() if key[0] == at}))
            ready[-1] = [cell for column, cell in enumerate(ready[-1]) if (at, column) not in hidden]
        self._twice = False
        form = is_filled_in(grid[heads:], count) and all(row < heads for row, _column in spans)
        kinds = {part["t"] for part in walk(ready)}
        most = 0.0 if form or spans or "break" in kinds else LOW_WITH_NOTES if "footnote" in kinds else LOW
        return {
            "t": "table",
            "align": (list(_strings(node["align"])) + [""] * count)[:count],
            "widths": list(columns.shares),
            "size": columns.size,
            "wide": int(columns.wide),
            "part": int(any(len(text) > LONG_CELL for row in texts for text in row)),
            "merged": int(any(row + size[0] > heads for (row, _column), size in spans.items() if size[0] > 1)),
            "form": int(form),
            "low": int(columns.height <= most),
            "heads": heads,
            "head": ready[:heads],
            "rows": ready[heads:],
            "caption": self._nodes(node["caption"]),
        }

    def _row(
        self, row: Sequence[object], columns: Columns, spans: Mapping[int, tuple[int, int]] | None = None
    ) -> list[Node]:
        cells, count = [], len(columns.shares)
        for at, cell in enumerate([*row, *([[]] * count)][:count]):
            rows, wide = (spans or {}).get(at, (1, 1))
            self._letters, self._room = sum(columns.letters[at : at + wide]), sum(columns.rooms[at : at + wide])
            self._run = 0
            cells.append({"at": at, "rows": rows, "columns": wide, "body": self._nodes(cell)})
        self._letters, self._room = LONG_WORD, math.inf
        return cells

    _KINDS: Mapping[str, Callable[[Body, Node], Node]] = {
        "text": _words,
        "code": _words,
        "literal": _words,
        "paragraph": _paragraph,
        "heading": _heading,
        "link": _link,
        "footnote": _footnote,
        "figure": _picture,
        "image": _picture,
        "flow": _flow,
        "map": _map,
        "processes": _unknown_map,
        "beside": _beside,
    }


def _leading(blocks: Sequence[Node | Block], ready: list[Node]) -> list[Node]:
    """Mark the short paragraphs that lead to a table: they are set on its page."""
    for block, node, after in zip(blocks, ready, ready[1:], strict=False):
        if node["t"] == "paragraph" and after["t"] == "table" and not after["wide"]:
            node["lead"] = int(len(plain(block["body"])) < _SHORT)
    return ready


def _inlines(blocks: Sequence[Node]) -> list[Node]:
    """Return the blocks of a footnote as one run of inlines, a line for each."""
    lines = [node["body"] if node["t"] == "paragraph" else [{"t": "text", "text": plain(node)}] for node in blocks]
    return [part for line in lines for part in ({"t": "break"}, *line)][1:]


def _grid(node: Block, key: str) -> list[list[object]]:
    value = node[key]
    if not isinstance(value, list | tuple) or not value:
        return []
    return [list(value)] if key == "head" else [list(row) for row in value]


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _strings(value: object) -> list[str]:
    return [str(part) for part in value] if isinstance(value, list | tuple) else []
