"""`qms search`."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated

import typer

from qms.actions.planning.search import MOST, Hit, search
from qms.cli.arguments import Format
from qms.cli.language import _
from qms.cli.session import say, session
from qms.model.message import msg
from qms.report import json, text

BEFORE, LONGEST = 40, 140


def command(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help=_("What to search; all words must occur."))],
    limit: Annotated[int, typer.Option(min=1, max=10_000, metavar="N", help=_("How many places at most."))] = MOST,
    format: Format = "text",
) -> None:
    """Search documents, ledgers and registers. ө and о, ү and у, ң and н are the same here, and endings do not matter.

    Example: qms search ички аудит
    """
    found = search(session(), " ".join(words), limit)
    if format == "json":
        text.write(json.render({"hits": [_json(hit) for hit in found]}))
    elif not found:
        say(msg("Nothing was found. Fewer words, or a part of a word, find more"))
    else:
        for (code, path), hits in groupby(found, key=lambda hit: (hit.code, hit.path)):
            text.line(f"{code}  {path}", "bold")
            for hit in hits:
                text.line(f"  {hit.line}: {_short(hit)}")


def _short(hit: Hit) -> str:
    """Return the part of a line around what was found, as long as a terminal shows."""
    begin = max(0, hit.column - 1 - BEFORE)
    shown = " ".join(hit.text[begin : begin + LONGEST].split())
    return ("…" if begin else "") + shown + ("…" if begin + LONGEST < len(hit.text) else "")


def _json(hit: Hit) -> dict[str, object]:
    return {
        "code": hit.code,
        "path": hit.path,
        "line": hit.line,
        "column": hit.column,
        "text": hit.text,
        "score": hit.score,
    }
