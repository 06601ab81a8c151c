"""Markdown as a tree of blocks: plain dicts of str, int and list, that a layout walks and JSON carries.

Blocks (`t` names the kind): heading, paragraph, list, quote, rule, table, figure, definitions, flow, processes,
literal.
Inlines: text, strong, emphasis, strike, code, link, image, footnote, break.
Nothing in a text is ever code: raw HTML, refused links and whatever is nested too deep stay as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from qms.adapters.markdown import grids
from qms.adapters.markdown.blocks import Node, captioned, merged, plain, walk, with_anchors, with_notes
from qms.adapters.markdown.dialect import parser
from qms.errors import RenderError
from qms.model.message import msg
from qms.model.printout import Block

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_BYTES = 1_000_000
MAX_LINES = 20_000
MAX_STYLES = 8
MAX_COLUMNS = 40
MAX_ABREAST = 6

_HELP = msg("Divide it into several documents, or move large tables to a document of their own.")
_HEADING_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*\.|\d{1,3}(?:\.\d{1,3})+)\s+(?=\S)")
_LETTER = re.compile(r"([^\W\d_]\))\s+(?=\S)")
_TASK = re.compile(r"\[([ xXхХ])\]\s+(?=\S)")
_ADMONITION = re.compile(r"\[!([^\W\d_]{1,20})\]\s*")
ADMONITIONS = {
    word: kind
    for kind, words in {
        "note": "note эскертүү примечание",
        "tip": "tip кеңеш совет",
        "important": "important маанилүү важно",
        "warning": "warning caution danger көңүл_буруңуз абайлаңыз внимание осторожно предупреждение",
    }.items()
    for word in words.replace("_", "").split()
}
"""The words in brackets that make a quotation stand out (`> [!NOTE]`), and what kind they are of."""


def tree(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text; RenderError when it is too long, no error otherwise."""
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_BYTES:
        raise RenderError(
            msg("The text is too long: {size} bytes, at most {limit}.", size=len(data), limit=MAX_BYTES),
            _HELP,
        )
    lines = data.count(b"\n")
    if lines > MAX_LINES:
        raise RenderError(
            msg("The text has too many lines: {lines}, at most {limit}.", lines=lines, limit=MAX_LINES), _HELP
        )
    return tuple(with_anchors(with_notes(captioned(_build(parser().parse(data.decode()))))))


def images(blocks: Iterable[Block]) -> tuple[str, ...]:
    """Return the paths of the pictures that the blocks show, each once, in order, as they were typed."""
    found = (str(node["src"]) for node in walk(list(blocks)) if node["t"] in {"figure", "image"})
    return tuple(dict.fromkeys(found))


# ---- building ---------------------------------------------------------------------------------------------------


def _build(tokens: Sequence[Token]) -> list[Node]:
    """Fold the flat run of tokens into nodes: what a pair of tokens encloses becomes the body of one node."""
    stack: list[tuple[Token | None, list[Node]]] = [(None, [])]
    for token in tokens:
        if token.nesting == 1:
            stack.append((token, []))
        elif token.nesting == -1:
            opening, body = stack.pop()
            assert opening is not None  # noqa: S101 - the parser pairs its tokens
            stack[-1][1].extend(_closed(opening, body, len(stack)))
        elif token.type == "inline":
            stack[-1][1].extend(_build(token.children or []))
        else:
            stack[-1][1].extend(_LEAVES[token.type](token))
    return _lines(stack[0][1])


def _closed(opening: Token, body: list[Node], depth: int) -> list[Node]:
    kind = opening.type.removesuffix("_open")
    if kind in _STYLES:
        return [{"t": _STYLES[kind], "body": _lines(body)}] if depth <= MAX_STYLES else body
    return _CONTAINERS[kind](opening, body)


def _text(text: str) -> list[Node]:
    return [{"t": "text", "text": text}] if text else []


def _image(token: Token) -> list[Node]:
    src, alt = unquote(str(token.attrs["src"])), plain(_build(token.children or []))
    if ":" in src or src.startswith("#") or ".." in src.split("/"):
        return _text(f"![{alt}]({src})")
    return [{"t": "image", "src": src, "alt": alt, "title": str(token.attrs.get("title", ""))}]


def _footnote(token: Token) -> list[Node]:
    return [{"t": "footnote", "id": int(token.meta["id"]), "label": str(token.meta.get("label") or "")}]


def _fence(token: Token) -> list[Node]:
    """Make the block of a fence: `steps` are boxes with arrows, `processes` a part of the process register."""
    text, kind = token.content.rstrip("\n"), token.info.strip()
    if kind == "processes":
        return [{"t": "processes", "text": text}]
    rows = [[part.strip() for part in line.split("|") if part.strip()] for line in text.splitlines()]
    if kind != "steps" or not any(rows) or max(map(len, rows)) > MAX_ABREAST:
        return [{"t": "literal", "code": 1, "text": text}]
    return [{"t": "flow", "rows": [[_text(part) for part in row] for row in rows if row], "caption": []}]


_LEAVES: dict[str, Callable[[Token], list[Node]]] = {
    "text": lambda token: _text(token.content),
    "softbreak": lambda _: [{"t": "break", "hard": 0}],
    "hardbreak": lambda _: [{"t": "break", "hard": 1}],
    "code_inline": lambda token: [{"t": "code", "text": token.content}],
    "image": _image,
    "footnote_ref": _footnote,
    "footnote_anchor": lambda _: [],
    "hr": lambda _: [{"t": "rule"}],
    "merge": lambda token: [{"t": "merge", "text": token.content}],
    "fence": _fence,
    "code_block": lambda token: [{"t": "literal", "code": 1, "text": token.content.rstrip("\n")}],
    "literal": lambda token: [{"t": "literal", "code": 0, "text": token.content}],
}


_STYLES = {"strong": "strong", "em": "emphasis", "s": "strike"}


def _lines(body: list[Node]) -> list[Node]:
    """Turn soft breaks into spaces, but keep the line before «а)», «б)»: such lines are the items of a list."""
    for node, after in zip(body, [*body[1:], {"t": ""}], strict=False):
        if node["t"] == "break" and not node.pop("hard", 1) and not _LETTER.match(after.get("text", "")):
            node.update(t="text", text=" ")
    return merged(body)


def _link(token: Token, body: list[Node]) -> list[Node]:
    href = str(token.attrs["href"])
    return [{"t": "link", "href": unquote(href) if href.startswith("#") else href, "body": _lines(body)}]


def _paragraph(token: Token, body: list[Node]) -> list[Node]:
    if len(body) == 1 and body[0]["t"] == "image":
        image = body[0]
        return [{"t": "figure", "src": image["src"], "alt": image["alt"], "caption": _text(image["title"])}]
    return [{"t": "paragraph", "tight": int(token.hidden), "body": _lines(body)}] if body else []


def _heading(token: Token, body: list[Node]) -> list[Node]:
    number = _cut(_HEADING_NUMBER, body)
    return [{"t": "heading", "level": int(token.tag[1]), "number": number, "body": _lines(body)}] if body else []


def _cut(pattern: re.Pattern[str], body: list[Node]) -> str:
    """Take the mark that `pattern` finds off the beginning of a body; empty where there is none."""
    first: Node = body[0] if body else {"t": ""}
    found = pattern.match(first["text"]) if first["t"] == "text" else None
    if not found:
        return ""
    first["text"] = first["text"][found.end() :]
    return found.group(1)


def _item(_: Token, body: list[Node]) -> list[Node]:
    first: list[Node] = body[0]["body"] if body and body[0]["t"] == "paragraph" else []
    task = _cut(_TASK, first)
    state = "" if not task else "open" if task == " " else "done"
    return [{"t": "item", "task": state, "mark": "", "body": captioned(body)}]


def _list(token: Token, items: list[Node]) -> list[Node]:
    """Make a list; the items of a bullet list that begin with a letter («а)») have it as their mark."""
    ordered = token.type.startswith("ordered")
    tight = all(block.get("tight", 1) for item in items for block in item["body"])
    for number, item in enumerate(items, int(token.attrs.get("start", 1))):
        first: Node = item["body"][0] if item["body"] else {"t": ""}
        if ordered:
            item["mark"] = f"{number}{token.markup}"
        elif first["t"] == "paragraph":
            item["mark"] = _cut(_LETTER, first["body"])
    return [{"t": "list", "ordered": int(ordered), "tight": int(tight), "items": items}]


def _table(_: Token, rows: list[Node]) -> list[Node]:
    """Make a table of rows of inlines; one of very many columns stays as it was typed."""
    cells = [[cell["body"] for cell in row["body"]] for row in rows]
    if len(cells[0]) > MAX_COLUMNS:
        return [{"t": "literal", "code": 0, "text": "\n".join(" | ".join(map(_as_typed, row)) for row in cells)}]
    return [grids.table(cells, [cell["align"] for cell in rows[0]["body"]])]


def _as_typed(cell: list[Node]) -> str:
    return "".join(str(node["text"]) if node["t"] == "merge" else plain(node) for node in cell)


def _quote(_: Token, body: list[Node]) -> list[Node]:
    """Make a quotation; one that begins with `[!NOTE]` or the like stands out as such."""
    first: list[Node] = body[0]["body"] if body and body[0]["t"] == "paragraph" else []
    found = _ADMONITION.match(first[0]["text"]) if first and first[0]["t"] == "text" else None
    kind = ADMONITIONS.get(found.group(1).casefold(), "") if found else ""
    if found and kind:
        first[0]["text"] = first[0]["text"][found.end() :]
    kept = body[1:] if kind and not plain(first).strip() and len(first) == 1 else body
    return [{"t": "quote", "kind": kind, "body": captioned(kept)}]


def _cell(token: Token, body: list[Node]) -> list[Node]:
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    return [{"t": "cell", "align": align, "body": _lines(body)}]


_CONTAINERS: dict[str, Callable[[Token, list[Node]], list[Node]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "link": _link,
    "blockquote": _quote,
    "bullet_list": _list,
    "ordered_list": _list,
    "list_item": _item,
    "table": _table,
    "thead": lambda _, body: body,
    "tbody": lambda _, body: body,
    "tr": lambda _, body: [{"t": "row", "body": body}],
    "th": _cell,
    "td": _cell,
    "dl": lambda _, body: [{"t": "definitions", "items": body}],
    "dt": lambda _, body: [{"t": "term", "body": _lines(body)}],
    "dd": lambda _, body: [{"t": "meaning", "body": captioned(body)}],
    "footnote_block": lambda _, body: body,
    "footnote": lambda token, body: [{"t": "note", "id": int(token.meta["id"]), "body": captioned(body)}],
}
