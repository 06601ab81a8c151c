"""The tree of a text as WordprocessingML (ECMA-376 part 1): paragraphs with real styles, tables, notes, pictures.

Walks what `layout.Body` made ready, as the layout of the PDF does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import ClassVar

from qms.adapters.markdown.blocks import Node, listed
from qms.adapters.prints.docx_runs import MEASURE, Place, paragraph, run
from qms.adapters.prints.docx_table import table
from qms.adapters.prints.pictures import Picture

STEP = 420
"""Twips by which a list is indented."""
EMU = 12_700
"""English metric units in a point: what drawings are measured in."""

_BORDERS = {"quote": "BEBEBE", "note": "1F5A8F", "tip": "2C6E49", "important": "5B3A8F", "warning": "9A3412"}
_DEEPEST = 8


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
        self._named = 0

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
        return self.drawing(node, height=16.0)

    def _note(self, node: Node) -> str:
        """Refer to a footnote; Word takes one reference to each, so a second call is its number."""
        if node["again"]:
            return run(str(self._note_at.get(str(node["name"]), "")), '<w:vertAlign w:val="superscript"/>')
        number = self._note_at[str(node["name"])] = len(self.notes) + 1
        self.notes.append("")
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        self.notes[number - 1] = paragraph(mark + run(" ") + self.inlines(node["body"]), "FootnoteText")
        return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def drawing(self, node: Node, *, width: float = 0.0, height: float = 0.0) -> str:
        """Return a picture, as wide or as high as is said in points."""
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

    def _heading(self, node: Node, place: Place) -> str:
        number = f"{node['number']} " if node["number"] else ""
        shown = (run(number) if number else "") + self.inlines(node["body"])
        self._named += 1
        at = self._named
        if not node["second"]:
            self.headings.append((node["level"], node["name"], number + listed(node["body"])))
        # in a column it would keep the whole table of the columns with what comes after
        loose = '<w:keepNext w:val="0"/>' if place.measure < MEASURE else ""
        opens = "<w:pageBreakBefore/>" if node["opens"] else ""
        marked = f'<w:bookmarkStart w:id="{at}" w:name="{escape(node["name"])}"/>{shown}<w:bookmarkEnd w:id="{at}"/>'
        return paragraph(marked, f"Heading{min(node['level'], 6)}", loose + opens)

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

    def _figure(self, node: Node, place: Place) -> str:
        shown = self.drawing(node, width=node["width"] / 100 * place.measure / 20)
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

    def _beside(self, node: Node, place: Place) -> str:
        """Two columns: a row of two cells without lines, which may be parted by the end of a page."""
        half = place.measure // 2
        opens = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' if node["opens"] else ""
        inner = replace(place, measure=half - 240, style="Normal")
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{half}" w:type="dxa"/></w:tcPr>'
            f"{self.blocks(node[side], inner) or paragraph('')}</w:tc>"
            for side in ("left", "right")
        )
        return (
            f'{opens}<w:tbl><w:tblPr><w:tblW w:w="{2 * half}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="{half}"/><w:gridCol w:w="{half}"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'
            + paragraph("", "AfterTable")
        )

    def table(self, node: Node, place: Place) -> str:
        """Return a table under its caption."""
        return self._caption(node) + table(node, place, self.inlines)

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
        "beside": _beside,
    }


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
