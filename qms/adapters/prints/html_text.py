"""The tree of a text as HTML: every word escaped, no script, no attribute that a text could leave."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import ClassVar

from qms.adapters.markdown.blocks import Node, listed
from qms.adapters.prints.pictures import Picture

TYPES = {"png": "image/png", "jpg": "image/jpeg", "svg": "image/svg+xml"}
_INLINES = {"strong": "strong", "emphasis": "em", "strike": "s"}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes blocks; gathers the footnotes and the headings on its way."""

    pictures: Sequence[Picture]
    labels: Mapping[str, str]
    notes: list[tuple[str, str]]
    headings: list[tuple[int, str, str]]

    def inlines(self, body: Sequence[Node]) -> str:
        """Return inlines."""
        return "".join(map(self._inline, body))

    def _inline(self, node: Node) -> str:
        kind = str(node["t"])
        if kind in {"text", "whole", "code"}:
            words = escape(str(node["text"]).replace("\u200b", ""))
            tag = {"whole": "nobr", "code": "code"}.get(kind)
            return f'<span class="whole">{words}</span>' if tag == "nobr" else f"<code>{words}</code>" if tag else words
        if kind == "break":
            return "<br>"
        if kind == "image":
            return self.image(node, "inline")
        if kind == "footnote":
            return self._note(node)
        body = self.inlines(node["body"])
        if kind in _INLINES:
            return f"<{_INLINES[kind]}>{body}</{_INLINES[kind]}>"
        href = {"web": str(node.get("href", "")), "anchor": f"#{node.get('name', '')}"}.get(kind)
        return f'<a href="{escape(href)}">{body}</a>' if href else body

    def _note(self, node: Node) -> str:
        name = escape(str(node["name"]))
        if not node["again"]:
            self.notes.append((name, self.inlines(node["body"])))
        number = next((at for at, (known, _) in enumerate(self.notes, 1) if known == name), len(self.notes))
        return f'<sup><a href="#{name}" role="doc-noteref">{number}</a></sup>'

    def image(self, node: Node, style: str) -> str:
        """Return a picture inside the page itself; the page may load nothing from elsewhere."""
        picture = self.pictures[node["picture"]]
        data = base64.b64encode(picture.data).decode("ascii")
        width = f' style="width:{node["width"]}%"' if style == "figure" else ""
        source = f"data:{TYPES[picture.format]};base64,{data}"
        return f'<img class="{style}" alt="{escape(str(node["alt"]))}"{width} src="{source}">'

    def blocks(self, nodes: Sequence[Node]) -> str:
        """Return blocks, a line for each."""
        return "\n".join(self._KINDS[str(node["t"])](self, node) for node in nodes)

    def _paragraph(self, node: Node) -> str:
        return f"<p>{self.inlines(node['body'])}</p>"

    def _heading(self, node: Node) -> str:
        level, words = min(node["level"], 6), self.inlines(node["body"])
        number = f"{node['number']} " if node["number"] else ""
        if not node["second"]:
            self.headings.append((node["level"], node["name"], number + listed(node["body"])))
        opens = ' class="opens"' if node["opens"] else ""
        return f'<h{level} id="{escape(node["name"])}"{opens}>{escape(number)}{words}</h{level}>'

    def _literal(self, node: Node) -> str:
        words = escape(str(node["text"]))
        return f"<pre><code>{words}</code></pre>" if node["code"] else f'<p class="literal">{words}</p>'

    def _quote(self, node: Node) -> str:
        body = self.blocks(node["body"])
        if not node["kind"]:
            return f"<blockquote>{body}</blockquote>"
        title = escape(self.labels.get(node["kind"], ""))
        return f'<aside class="{node["kind"]}"><p class="word">{title}</p>{body}</aside>'

    def _list(self, node: Node) -> str:
        items = []
        for item in node["items"]:
            mark = {"done": "☒", "open": "☐"}.get(item["task"], item["mark"]) or "•"
            items.append(f'<li><span class="mark">{escape(mark)}</span><div>{self.blocks(item["body"])}</div></li>')
        return f"<ul>{''.join(items)}</ul>"

    def _definitions(self, node: Node) -> str:
        parts = [
            f"<dt>{self.inlines(item['body'])}</dt>" if item["t"] == "term" else f"<dd>{self.blocks(item['body'])}</dd>"
            for item in node["items"]
        ]
        return f"<dl>{''.join(parts)}</dl>"

    def _figure(self, node: Node) -> str:
        return f"<figure>{self.image(node, 'figure')}{self._caption(node, 'figcaption')}</figure>"

    def _caption(self, node: Node, tag: str) -> str:
        return f"<{tag}>{self.inlines(node['caption'])}</{tag}>" if node["caption"] else ""

    def _flow(self, node: Node) -> str:
        rows = [
            f'<div class="row">{"".join(f"<span>{self.inlines(part)}</span>" for part in row)}</div>'
            for row in node["rows"]
        ]
        arrow = '<div class="arrow" aria-hidden="true">↓</div>'
        return f'<figure class="flow">{arrow.join(rows)}{self._caption(node, "figcaption")}</figure>'

    def _map(self, node: Node) -> str:
        groups = []
        for group in node["groups"]:
            boxes = "".join(f"<span>{self.inlines(item)}</span>" for item in group["items"])
            title = self.inlines(group["title"])
            groups.append(f'<section><p>{title}</p><div class="row">{boxes}</div></section>')
        return f'<div class="map">{"".join(groups)}</div>'

    def _beside(self, node: Node) -> str:
        language = escape(str(node["language"]))
        left, right = self.blocks(node["left"]), self.blocks(node["right"])
        opens = " opens" if node["opens"] else ""
        return f'<div class="beside{opens}"><div>{left}</div><div lang="{language}">{right}</div></div>'

    def table(self, node: Node) -> str:
        """Return a table with its merged cells."""
        total = sum(node["widths"])
        columns = "".join(f'<col style="width:{100 * share / total:.2f}%">' for share in node["widths"])
        heads = "".join(f"<tr>{''.join(self._cell(cell, 'th') for cell in row)}</tr>" for row in node["head"])
        rows = "".join(self._row(row, node["align"]) for row in node["rows"])
        form = ' class="form"' if node["form"] else ""
        return (
            f"<table{form}>{self._caption(node, 'caption')}<colgroup>{columns}</colgroup>"
            f"{f'<thead>{heads}</thead>' if heads else ''}<tbody>{rows}</tbody></table>"
        )

    def _row(self, row: Sequence[Node], align: Sequence[str]) -> str:
        """Return a row of the body, each cell aligned as its column is."""
        cells = []
        for place, cell in enumerate(row):
            side = "" if cell["columns"] > 1 else align[cell.get("at", place)]
            cells.append(self._cell(cell, "td", side))
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, cell: Node, tag: str, side: str = "") -> str:
        spans = "".join(
            f' {name}="{cell[key]}"' for name, key in (("rowspan", "rows"), ("colspan", "columns")) if cell[key] > 1
        )
        style = f' class="{side}"' if side in {"right", "center"} else ""
        scope = ' scope="col"' if tag == "th" else ""
        return f"<{tag}{scope}{spans}{style}>{self.inlines(cell['body'])}</{tag}>"

    def _line(self, _: Node) -> str:
        return "<hr>"

    _KINDS: ClassVar[Mapping[str, Callable[[Writer, Node], str]]] = {
        "paragraph": _paragraph,
        "heading": _heading,
        "literal": _literal,
        "rule": _line,
        "quote": _quote,
        "list": _list,
        "definitions": _definitions,
        "figure": _figure,
        "flow": _flow,
        "map": _map,
        "table": table,
        "beside": _beside,
    }
