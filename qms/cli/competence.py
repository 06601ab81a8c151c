"""`qms competence`: who must be able to do what, and what proves it."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.registers.competence import Matrix, matrix
from qms.cli.arguments import FORMAT
from qms.cli.language import _, current
from qms.cli.session import say, session, title
from qms.cli.tables import labels, write_table
from qms.entries.competence import Held, Requirement
from qms.model.days import printed_day
from qms.model.message import msg
from qms.report import json, text
from qms.report.table import Table

STATES = {
    Held.VALID: msg("proved"),
    Held.ENDS_SOON: msg("ends soon"),
    Held.EXPIRED: msg("term over"),
    Held.MISSING: msg("no evidence"),
}


def command(
    position: Annotated[str, typer.Argument(metavar="[POSITION]", help=_("Only this position."))] = "",
    gaps: Annotated[bool, typer.Option("--gaps", help=_("Only what is not proved, or not for long."))] = False,
    format: Annotated[Literal["text", "json", "csv", "md"], FORMAT] = "text",
) -> None:
    """Show which competences positions must have, what proves them, and until when.

    Example: qms competence --gaps
        qms entry print positions --form competences
    """
    found = matrix(session(), position, gaps=gaps)
    if format == "json":
        text.write(json.render({"competences": [_json(one) for one in found.found]}))
    elif found.found or format != "text":
        write_table(_table(found), format)
    else:
        say(msg("Nothing is missing") if gaps else msg("No position must have a competence"), "green")


def _json(one: Requirement) -> dict[str, object]:
    return {
        "position": one.position.code,
        "competence": one.competence,
        "state": one.held.value,
        "until": one.until or None,
        "evidence": one.evidence.code if one.evidence else None,
    }


def _table(found: Matrix) -> Table:
    heads = (msg("Position"), msg("Competence"), msg("State"), msg("Until"), msg("Evidence"))
    rows = tuple(_row(found, one) for one in found.found)
    return Table("", labels(heads), rows, frozenset({3, 4}))


def _row(found: Matrix, one: Requirement) -> tuple[str, ...]:
    choices = found.names.choices
    name = title(choices[one.competence].title) if one.competence in choices else one.competence
    position = title(one.position.front.texts("title")) or one.position.code
    until = printed_day(one.until) if one.until else ""
    return position, name, current().text(STATES[one.held]), until, one.evidence.code if one.evidence else ""
