"""`qms diff`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.changes.diff import Diff, Side, diff
from qms.actions.changes.redline_pdf import Shown, redline_pdf
from qms.cli.arguments import FORMAT, Code, Out
from qms.cli.language import _, current
from qms.cli.session import save, say, session, understood
from qms.ledger.lines import file_name
from qms.model.days import printed_day
from qms.model.message import Message, msg
from qms.model.redline import Part
from qms.report import json, redline, redline_html, text

First = Annotated[
    int | None, typer.Argument(metavar="[R1]", min=0, help=_("The earlier revision (the last, or the one before)."))
]
Second = Annotated[int | None, typer.Argument(metavar="[R2]", min=0, help=_("The later revision (the text on disk)."))]


def command(
    code: Code,
    first: First = None,
    second: Second = None,
    format: Annotated[Literal["text", "json", "html", "pdf"], FORMAT] = "text",
    out: Out = "",
) -> None:
    """Show what changed between two revisions, or since the last one: section by section, word by word.

    Example: qms diff 2.15
    qms diff 2.15 1 2 --format pdf
    """
    here = session()
    found = diff(here, code, first, second)
    understood(code, found.code)
    catalog, heading = current(), f"{found.code} {found.title}".strip()
    note = catalog.text(_note(found))
    name = f"{file_name(found.code)}-diff.{format}"
    if format == "json":
        text.write(json.render(_json(found)))
    elif format == "html":
        save(redline_html.render(heading, note, found.changed, catalog).encode("utf-8"), name, here, out)
    elif format == "pdf":
        shown = Shown(heading, note, [(redline.title(part, catalog), part) for part in found.changed])
        save(redline_pdf(here, found, shown, catalog), name, here, out)
    else:
        text.line(heading, "bold")
        say(_note(found))
        text.line("")
        redline.render(found.changed, catalog)


def _note(found: Diff) -> Message:
    if not found.changed and not found.redrawn:
        return msg("The two texts are the same")
    sides = {"old": _side(found.old), "new": _side(found.new)}
    if found.redrawn:
        return msg("{old} → {new}. Other pictures: {names}", **sides, names=", ".join(found.redrawn))
    return msg("{old} → {new}", **sides)


def _side(side: Side) -> Message:
    if not side.commit:
        return msg("the text on disk")
    return msg("revision {number} of {day}", number=side.revision, day=printed_day(side.day))


def _json(found: Diff) -> dict[str, object]:
    return {
        "code": found.code,
        "from": {"revision": found.old.revision, "commit": found.old.commit or None},
        "to": {"revision": found.new.revision, "commit": found.new.commit or None},
        "sections": [_section(part) for part in found.changed],
        "pictures": list(found.redrawn),
    }


def _section(part: Part) -> dict[str, object]:
    return {
        "name": part.name,
        "before": part.before,
        "change": part.change.value,
        "moved": part.moved,
        "passages": [
            {
                "kind": line.kind.value,
                "mark": line.mark.value if line.mark else "changed",
                "cells": [[{"mark": run.mark.value, "text": run.text} for run in cell] for cell in line.cells],
            }
            for line in part.lines
        ],
    }
