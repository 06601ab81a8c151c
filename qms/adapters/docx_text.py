"""The tree of a text as WordprocessingML (ECMA-376 part 1): paragraphs with real styles, tables, notes, pictures.

Walks what `layout.Body` made ready, as the layout of the PDF does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import ClassVar

from qms.adapters.blocks import Node, listed
from qms.adapters.pictures import Picture

MEASURE, TURNED_MEASURE = 9180, 14560
"""Twips (twentieths of a point) across the text of an upright page, and of one on its side."""
STEP = 420
"""Twips by which a list is indented."""
FORM_ROW = 600
"""Twips that a row to be filled in by hand is high."""
EMU = 12_700
"""English metric units in a point: what drawings are measured in."""

_BORDERS = {"quote": "BEBEBE", "note": "1F5A8F", "tip": "2C6E49", "important": "5B3A8F", "warning": "9A3412"}
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands: its indent in twips, the mark before its first line, the frame and the style around it."""

    indent: int = 0
    mark: str = ""
    frame: str = ""
    style: str = ""
    measure: int = MEASURE
    depth: int = 0


def words(text: str) -> str:
    """Return a run of plain text."""
    return f'<w:t xml:space="preserve">{escape(text.replace(chr(0x200B), ""))}</w:t>'


def run(text: str, properties: str = "") -> str:
    """Return a run with properties (`<w:b/>`)."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{words(text)}</w:r>"


def paragraph(body: str, style: str = "", properties: str = "") -> str:
    """Return a paragraph; `properties` follow the style in the order of the schema."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{body}</w:p>"


class Writer:
    """Writes blocks; gathers what lies in other parts of the file: notes, links, pictures."""

    def __init__(self, pictures: Sequence[Picture], labels: Mapping[str, str]) -> None:
        self.pictures = pictures
        self.labels = labels
        self.notes: list[str] = []
        self.links: list[str] = []
        self.headings: list[tuple[int, str, str]] = []
        self._note_at: dict[str, int] = {}
        self._drawn = 0

    # ---- inlines

    def inlines(self, body: Sequence[Node], properties: str = "") -> str:
        """Return the runs of inlines; `properties` are those of the styles around them."""
        return "".join(self._inline(node, properties) for node in body)

    def _inline(self, node: Node, properties: str) -> str:
        kind = str(node["t"])
        if "text" in node:
            return run(str(node["text"]), ('<w:rStyle w:val="Code"/>' if kind == "code" else "") + properties)
        if kind in self._LEAVES:
            return self._LEAVES[kind](self, node)
        style = {"strong": "<w:b/>", "emphasis": "<w:i/>", "strike": "<w:strike/>"}.get(kind, "")
        body = self.inlines(node["body"], _with(properties, style))
        if kind == "web":
            self.links.append(str(node["href"]))
            return f'<w:hyperlink r:id="link{len(self.links)}">{body}</w:hyperlink>'
        return f'<w:hyperlink w:anchor="{escape(str(node["name"]))}">{body}</w:hyperlink>' if kind == "anchor" else body

    def _break(self, _: Node) -> str:
        return "<w:r><w:br/></w:r>"

    def _small(self, node: Node) -> str:
        return self._drawing(node, height=16.0)

    def _note(self, node: Node) -> str:
        """Refer to a footnote; Word takes one reference to each, so a second call is its number."""
        if node["again"]:
            return run(str(self._note_at.get(str(node["name"]), "")), '<w:vertAlign w:val="superscript"/>')
        number = self._note_at[str(node["name"])] = len(self.notes) + 1
        self.notes.append("")
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        self.notes[number - 1] = paragraph(mark + run(" ") + self.inlines(node["body"]), "FootnoteText")
        return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def _drawing(self, node: Node, *, width: float = 0.0, height: float = 0.0) -> str:
        picture = self.pictures[node["picture"]]
        width = width or height * picture.width / picture.height
        size = f'cx="{round(width * EMU)}" cy="{round(width * EMU * picture.height / picture.width)}"'
        self._drawn += 1
        name = f'id="{self._drawn}" name="picture {self._drawn}" descr="{escape(str(node["alt"]))}"'
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {name}/>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
            f"<pic:blipFill>{_blip(node['picture'], picture)}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
            "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    # ---- blocks

    def blocks(self, nodes: Sequence[Node], place: Place) -> str:
        """Return the blocks; the mark of `place` stands before the first of them."""
        parts = []
        for at, node in enumerate(nodes):
            parts.append(self.block(node, place if at == 0 else replace(place, mark="")))
        return "".join(parts) or (paragraph(_marked(place), place.style, _indented(place)) if place.mark else "")

    def block(self, node: Node, place: Place) -> str:
        """Return one block."""
        return self._KINDS[str(node["t"])](self, node, place)

    def _paragraph(self, node: Node, place: Place) -> str:
        style = place.style or ("Normal" if node.get("ragged") or place.indent else "BodyText")
        return paragraph(_marked(place) + self.inlines(node["body"]), style, _indented(place, keep=node.get("lead", 0)))

    def _heading(self, node: Node, _: Place) -> str:
        number = f"{node['number']} " if node["number"] else ""
        shown = (run(number) if number else "") + self.inlines(node["body"])
        self.headings.append((node["level"], node["name"], number + listed(node["body"])))
        at = len(self.headings)
        opens = "<w:pageBreakBefore/>" if node["opens"] else ""
        marked = f'<w:bookmarkStart w:id="{at}" w:name="{escape(node["name"])}"/>{shown}<w:bookmarkEnd w:id="{at}"/>'
        return paragraph(marked, f"Heading{min(node['level'], 6)}", opens)

    def _literal(self, node: Node, place: Place) -> str:
        lines = str(node["text"]).split("\n")
        style = "SourceText" if node["code"] else "Normal"
        body = "<w:r><w:br/></w:r>".join(run(line) for line in lines)
        return paragraph(_marked(place) + body, style, _indented(place))

    def _rule(self, _node: Node, _place: Place) -> str:
        line = '<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="969696"/></w:pBdr>'
        return paragraph("", "", line)

    def _quote(self, node: Node, place: Place) -> str:
        frame = node["kind"] or "quote"
        inner = replace(place, frame=frame, indent=place.indent + 200, depth=place.depth + 1)
        title = run(self.labels.get(frame, ""), f'<w:b/><w:color w:val="{_BORDERS[frame]}"/>')
        head = paragraph(title, "", "<w:keepNext/>" + _indented(inner)) if node["kind"] else ""
        return head + self.blocks(node["body"], inner) + paragraph("", "AfterTable")

    def _list(self, node: Node, place: Place) -> str:
        step = STEP if place.depth < _DEEPEST else 0
        inner = replace(place, indent=place.indent + step, style="ListParagraph", depth=place.depth + 1)
        bullet = ("•", "–")[place.depth % 2]
        tasks = {"done": "☒", "open": "☐"}
        return "".join(
            self.blocks(item["body"], replace(inner, mark=tasks.get(item["task"], item["mark"] or bullet)))
            for item in node["items"]
        )

    def _definitions(self, node: Node, place: Place) -> str:
        parts = []
        for item in node["items"]:
            if item["t"] == "term":
                parts.append(paragraph(self.inlines(item["body"], "<w:b/>"), "", "<w:keepNext/>" + _indented(place)))
            else:
                parts.append(self.blocks(item["body"], replace(place, indent=place.indent + STEP)))
        return "".join(parts)

    def _figure(self, node: Node, _: Place) -> str:
        shown = self._drawing(node, width=node["width"] / 100 * MEASURE / 20)
        keep = "<w:keepNext/>" if node["caption"] else ""
        return paragraph(shown, "", f'{keep}<w:jc w:val="center"/>') + self._caption(node, "center")

    def _caption(self, node: Node, side: str = "left") -> str:
        keep = "<w:keepNext/>" if side == "left" else ""
        return (
            paragraph(self.inlines(node["caption"]), "Caption", f'{keep}<w:jc w:val="{side}"/>')
            if node["caption"]
            else ""
        )

    def _flow(self, node: Node, place: Place) -> str:
        """Steps: a table of one row for each row of boxes, an arrow between them."""
        parts = []
        for at, row in enumerate(node["rows"]):
            if at:
                parts.append(paragraph(run("↓"), "", '<w:keepNext/><w:jc w:val="center"/>'))
            cells = [{"rows": 1, "columns": 1, "body": part} for part in row]
            boxes = {"widths": [1000 // len(row)] * len(row), "heads": 0, "head": [], "rows": [cells], "caption": []}
            parts.append(self.table({**boxes, "align": ["center"] * len(row), "form": 0, "size": 100}, place))
        return "".join(parts) + self._caption(node, "center")

    def _map(self, node: Node, place: Place) -> str:
        parts = []
        for group in node["groups"]:
            items = [{"rows": 1, "columns": 1, "body": item} for item in group["items"]]
            blank = {"rows": 1, "columns": 1, "body": []}
            rows = [(items[at : at + 3] + [blank] * 3)[:3] for at in range(0, len(items), 3)]
            head = [[{"rows": 1, "columns": 3, "body": group["title"]}]] if group["title"] else []
            grid = {"widths": [333, 333, 334], "heads": len(head), "head": head, "rows": rows, "caption": []}
            parts.append(self.table({**grid, "align": [""] * 3, "form": 0, "size": 95}, place))
        return "".join(parts)

    def table(self, node: Node, place: Place) -> str:
        """Return a table and the empty line after it, without which two tables grow together."""
        room = place.measure - place.indent
        total = sum(node["widths"])
        widths = [max(200, round(room * share / total)) for share in node["widths"]]
        rows = [*node["head"], *node["rows"]]
        body, below = [], dict[int, tuple[int, int]]()
        for at, row in enumerate(rows):
            head = at < node["heads"]
            cells, below = self._row(row, below, _Shape(widths, node["align"], head, node["size"], bool(node["form"])))
            tall = f'<w:trHeight w:val="{FORM_ROW}" w:hRule="atLeast"/>' if node["form"] and not head else ""
            properties = "<w:cantSplit/>" + tall + ("<w:tblHeader/>" if head else "")
            body.append(f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>")
        grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
        return (
            self._caption(node)
            + f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblInd w:w="{place.indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{''.join(body)}</w:tbl>" + paragraph("", "AfterTable")
        )

    def _row(
        self, row: Sequence[Node], above: Mapping[int, tuple[int, int]], shape: _Shape
    ) -> tuple[str, dict[int, tuple[int, int]]]:
        """Return the cells of a row, and what reaches into the next: rows left and columns by the first column."""
        parts, below = [], dict[int, tuple[int, int]]()
        cells, at = list(row), 0
        while at < len(shape.widths):
            if at in above:
                left, wide = above[at]
                parts.append(shape.cell(at, wide, '<w:vMerge w:val="continue"/>', paragraph("", "TableText")))
            else:
                cell: Node = cells.pop(0) if cells else {"rows": 1, "columns": 1, "body": []}
                left, wide = cell["rows"], cell["columns"]
                merge = '<w:vMerge w:val="restart"/>' if left > 1 else ""
                parts.append(shape.cell(at, wide, merge, self._in_cell(cell, at, shape)))
            if left > 1:
                below[at] = (left - 1, wide)
            at += wide
        return "".join(parts), below

    def _in_cell(self, cell: Node, at: int, shape: _Shape) -> str:
        style = "TableHead" if shape.head else "TableText"
        side = {"right": "right", "center": "center"}.get("" if shape.head else str(shape.align[at]), "")
        properties = f'<w:jc w:val="{side}"/>' if side else ""
        size = f'<w:sz w:val="{round(shape.size / 5)}"/>' if shape.size != 100 else ""
        return paragraph(self.inlines(cell["body"], size), style, properties)

    _LEAVES: ClassVar[Mapping[str, Callable[[Writer, Node], str]]] = {
        "break": _break,
        "image": _small,
        "footnote": _note,
    }
    _KINDS: ClassVar[Mapping[str, Callable[[Writer, Node, Place], str]]] = {
        "paragraph": _paragraph,
        "heading": _heading,
        "literal": _literal,
        "rule": _rule,
        "quote": _quote,
        "list": _list,
        "definitions": _definitions,
        "figure": _figure,
        "flow": _flow,
        "map": _map,
        "table": table,
    }


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the cells of a row are set."""

    widths: Sequence[int]
    align: Sequence[str]
    head: bool
    size: int
    form: bool

    def cell(self, at: int, wide: int, merge: str, body: str) -> str:
        """Return a cell over `wide` columns from `at` on."""
        span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
        place = '<w:vAlign w:val="center"/>' if self.head or self.form else ""
        width = sum(self.widths[at : at + wide])
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{place}</w:tcPr>{body}</w:tc>'


def _with(properties: str, style: str) -> str:
    """Add a style to run properties, in the order that the schema asks for."""
    order = ("<w:b/>", "<w:i/>", "<w:strike/>")
    rest = properties
    for one in order:
        rest = rest.replace(one, "")
    return "".join(one for one in order if one in properties or one == style) + rest


def _marked(place: Place) -> str:
    return f"{run(place.mark)}<w:r><w:tab/></w:r>" if place.mark else ""


def _indented(place: Place, *, keep: int = 0) -> str:
    """Return the properties of a paragraph that come from where it stands."""
    lines = ""
    if place.frame:
        line = f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{_BORDERS[place.frame]}"/>'
        fill = "" if place.frame == "quote" else '<w:shd w:val="clear" w:color="auto" w:fill="F4F6F8"/>'
        lines = f"<w:pBdr>{line}</w:pBdr>{fill}"
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="{place.indent}"/></w:tabs>' if place.mark else ""
    hanging = f' w:hanging="{STEP}"' if place.mark and place.indent >= STEP else ""
    indent = f'<w:ind w:left="{place.indent}"{hanging}/>' if place.indent else ""
    return ("<w:keepNext/>" if keep else "") + lines + tabs + indent


def _blip(at: int, picture: Picture) -> str:
    if picture.format != "svg":
        return f'<a:blip r:embed="picture{at}"/>'
    return (
        f'<a:blip r:embed="picture{at}"><a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
        '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
        f'r:embed="drawing{at}"/></a:ext></a:extLst></a:blip>'
    )
