"""`qms verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from qms.actions.verify import verify
from qms.cli.arguments import FORMAT
from qms.cli.language import _, current
from qms.cli.session import folder, session
from qms.cli.words import VERDICTS, day
from qms.model.message import Message, msg
from qms.model.verdict import Finding, Verdict
from qms.report import json, text


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help=_("The PDF of a copy."))],
    format: Annotated[Literal["text", "json"], FORMAT] = "text",
) -> int:
    """Tell whether a PDF is a copy that was issued, unaltered and still in force.

    Example: qms verify out/СМС-ДП-2.15-2022-r2-002.pdf
    """
    found = verify(session(), file if file.exists() else folder() / file)
    if format == "json":
        text.write(json.render(_json(found)))
    else:
        good = found.finding is Finding.CURRENT
        text.line(current().text(VERDICTS[found.finding]), "bold green" if good else "bold red")
        text.line(current().text(_shown(found.details)))
        text.pairs((current().text(name), value) for name, value in _facts(found))
    return 0 if found.finding is Finding.CURRENT else 1


def _json(found: Verdict) -> dict[str, object]:
    return {
        "verdict": found.finding.value,
        "code": found.code,
        "revision": found.revision,
        "copy": found.copy,
        "holder": found.holder or None,
        "current_revision": found.current_revision,
        "since": found.since or None,
        "details": current().text(_shown(found.details)),
    }


def _shown(details: Message) -> Message:
    values = {name: day(str(value)) if name == "day" else value for name, value in details.values.items()}
    return Message(details.text, values)


def _facts(found: Verdict) -> list[tuple[Message, str]]:
    return [
        (msg("Code"), found.code),
        (msg("Revision"), str(found.revision or "")),
        (msg("Copy No."), str(found.copy or "")),
        (msg("Holder"), found.holder),
        (msg("Revision in force"), str(found.current_revision or "")),
    ]
