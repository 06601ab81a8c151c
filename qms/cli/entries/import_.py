"""`qms entry import`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.registers.take_in import Imported, import_
from qms.cli.arguments import Format, Yes
from qms.cli.entries.options import By, RegisterName
from qms.cli.language import _, current
from qms.cli.session import agreed, say, session
from qms.cli.tables import labels
from qms.model.message import msg
from qms.report import json, text
from qms.report.table import Table


def command(
    register: RegisterName,
    file: Annotated[str, typer.Argument(metavar="FILE", help=_("The spreadsheet: .csv or .xlsx."))],
    yes: Yes = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show what would be written."))] = False,
    by: By = "",
    format: Format = "text",
) -> int:
    """Read entries from a spreadsheet: rows without a code become new entries, the others change. Nothing is removed.

    Example: qms entry import risks risks.xlsx --dry-run
    """
    here = session()
    found = import_(here, register, file, write=False, by=by)
    if format == "text":
        _print(found)
    if found.wrong or dry_run or not (found.new or found.changed):
        if format == "json":
            text.write(json.render(_json(found)))
        return 1 if found.wrong else 0
    agreed(msg("Write these entries?"), msg("Nothing was written"), yes=yes)
    done = import_(here, register, file, write=True, by=by)
    if format == "json":
        text.write(json.render(_json(done)))
    else:
        say(msg("Imported"), "green")
    return 0


def _print(found: Imported) -> None:
    catalog = current()
    say(
        msg(
            "New: {new} · changed: {changed} · the same: {same} · wrong rows: {wrong}",
            new=len(found.new),
            changed=len(found.changed),
            same=found.same,
            wrong=len({item.row for item in found.wrong}),
        )
    )
    if found.wrong:
        heads = (msg("Row"), msg("Field"), msg("What is wrong"), msg("What to write"))
        rows = tuple(
            (str(item.row), item.column, catalog.text(item.message), catalog.text(item.help)) for item in found.wrong
        )
        text.table(Table("", labels(heads), rows, frozenset({0, 1})))
        say(msg("Nothing was written"), "red")


def _json(found: Imported) -> dict[str, object]:
    catalog = current()
    wrong = [
        {"row": item.row, "field": item.column, "message": catalog.text(item.message), "help": catalog.text(item.help)}
        for item in found.wrong
    ]
    return {
        "register": found.register.id,
        "new": list(found.new),
        "changed": list(found.changed),
        "same": found.same,
        "wrong": wrong,
        "commit": found.commit or None,
    }
