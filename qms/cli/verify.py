"""`qms verify`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qms.actions.copies.verify import verify
from qms.actions.copies.verify_alone import verify_alone
from qms.cli.arguments import Format
from qms.cli.language import _, current
from qms.cli.session import folder, now, session
from qms.cli.words import VERDICTS
from qms.model.days import printed_day
from qms.model.message import Message, msg
from qms.model.verdict import Verdict
from qms.report import json, text


def command(
    what: Annotated[
        list[str], typer.Argument(metavar="FILE|TOKEN|MARK...", help=_("A PDF, a picture, a QR code's text, marks."))
    ],
    key: Annotated[
        str, typer.Option("--key", metavar="FILE", help=_("Without the repository: the public key of the seal."))
    ] = "",
    format: Format = "text",
) -> int:
    """Tell whether a copy was issued, is unaltered and still in force: by its PDF, a photo, its QR code or its marks.

    Example: qms verify out/СМС-ДП-2.15-2022-r2-002.pdf
    """
    found = (
        verify_alone(what, folder(), Path(key), now().date().isoformat()) if key else verify(session(), what, folder())
    )
    if format == "json":
        text.write(json.render(_json(found)))
    else:
        text.line(current().text(VERDICTS[found.finding]), "bold green" if found.good else "bold red")
        for message in (found.details, *found.notes):
            text.line(current().text(_shown(message)))
        text.pairs((current().text(name), value) for name, value in _facts(found))
    return 0 if found.good else 1


def _json(found: Verdict) -> dict[str, object]:
    return {
        "verdict": found.finding.value,
        "code": found.code,
        "revision": found.revision,
        "copy": found.copy,
        "holder": found.holder or None,
        "current_revision": found.current_revision,
        "since": found.since or None,
        **({"pages": found.pages} if found.pages else {}),
        "details": " ".join(current().text(_shown(message)) for message in (found.details, *found.notes)),
    }


def _shown(details: Message) -> Message:
    values = {
        name: printed_day(str(value)) if name in {"day", "today"} else value for name, value in details.values.items()
    }
    return Message(details.text, values)


def _facts(found: Verdict) -> list[tuple[Message, str]]:
    return [
        (msg("Code"), found.code),
        (msg("Revision"), str(found.revision or "")),
        (msg("Copy No."), str(found.copy or "")),
        (msg("Holder"), found.holder),
        (msg("Revision in force"), str(found.current_revision or "")),
    ]
