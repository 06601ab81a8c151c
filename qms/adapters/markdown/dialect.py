"""The Markdown that is understood: CommonMark without HTML, with tables, notes and definitions, read in good time."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, reference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

from qms.adapters.markdown import grids

MAX_LINE = 10_000
MAX_LEVEL = 16

_WEB = re.compile(r"(?:https?://|mailto:)[^\s\\]+", re.IGNORECASE)
_RELATIVE = re.compile(r"(?![/\\ ])[^:\\\x00-\x1f\x7f]+")
_NEW_LINE = re.compile(r"<br *\/?>", re.IGNORECASE)


@cache
def parser() -> MarkdownIt:
    """CommonMark without HTML, with tables, strike-through, footnotes and definition lists."""
    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(deflist_plugin)
    parser.core.ruler.at("inline", _inline_rule)
    parser.block.ruler.at("reference", _reference_rule)
    parser.block.ruler.at("footnote_def", _footnote_rule, {"alt": ["paragraph", "reference"]})
    parser.block.ruler.before("table", "literal", _literal_rule)
    parser.inline.ruler.before("autolink", "new_line", _new_line_rule)
    parser.validateLink = _allowed  # type: ignore[method-assign,assignment]
    return parser


def _allowed(href: str) -> bool:
    """Tell whether a link may be one: an anchor, the web, mail, or a path relative to the document."""
    return href.startswith("#") or bool(_WEB.fullmatch(href) or _RELATIVE.fullmatch(unquote(href)))


def _literal_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Keep what is nested too deep, or a line too long to parse in good time, as it was typed."""
    deep = state.level >= MAX_LEVEL
    if not deep and state.eMarks[start] - state.bMarks[start] <= MAX_LINE:
        return False
    if not silent:
        stop = _end_of_container(state, start, end) if deep else start + 1
        token = state.push("literal", "", 0)
        token.content = state.getLines(start, stop, state.blkIndent, keepLastLF=False)
        state.line = stop
    return True


def _footnote_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take footnotes at the top of the text only: inside other blocks the plug-in loses count of its tokens."""
    return state.level == 0 and bool(footnote_def(state, start, end, silent))


def _reference_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Never take a footnote that stands elsewhere for the target of a link: its words would be lost."""
    begin = state.bMarks[start] + state.tShift[start]
    return not state.src.startswith("[^", begin) and reference(state, start, end, silent)


def _end_of_container(state: StateBlock, start: int, end: int) -> int:
    """Return the line after the last one that still is inside the list item or quotation around `start`."""
    inside = (at for at in range(start + 1, end) if not state.isEmpty(at) and state.sCount[at] < state.blkIndent)
    return next(inside, end)


def _inline_rule(state: StateCore) -> None:
    """Parse the inlines, but of a paragraph too long for that (quadratic patterns) only show the text."""
    for before, token in pairwise(state.tokens):
        if token.type != "inline":
            continue
        state.env["cell"] = before.type in {"th_open", "td_open"}
        if len(token.content) > MAX_LINE:
            token.children = [Token("text", "", 0, content=token.content)]
        elif state.env["cell"] and token.content.strip() in grids.MARKS:
            token.children = [Token("merge", "", 0, content=token.content.strip())]
        else:
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _new_line_rule(state: StateInline, silent: bool) -> bool:
    """Take `<br>` for the end of a line inside a cell of a table, where Markdown has no other; all else is text."""
    found = _NEW_LINE.match(state.src, state.pos) if state.env.get("cell") else None
    if not found:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True
