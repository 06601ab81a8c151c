"""`qms schema`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from qms.actions.registers.overview import named
from qms.actions.schemas.editor import write_schemas
from qms.actions.schemas.entries import entry_schema
from qms.actions.schemas.schema import FOLDER, KINDS, PARTS, schema
from qms.adapters.files.workspace import Workspace
from qms.cli.language import _, current
from qms.cli.session import folder, say
from qms.errors import RepositoryError, UsageError
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.report import json, text


def command(
    kind: Annotated[
        str, typer.Argument(metavar="[KIND]", help=_("Which files: front-matter, settings, … or a register."))
    ] = "",
    write: Annotated[
        bool, typer.Option("--write", help=_("Write all schemas into .qms/schema of the repository."))
    ] = False,
) -> None:
    """Print the JSON Schema of the files that people write, for editors: front matter, qms.yaml, registers.

    Example: qms schema front-matter
    qms schema risks
    qms schema --write
    """
    if bool(kind) is write:
        raise UsageError(
            msg("Either a kind of files or --write is needed"),
            msg('Write "qms schema settings" or "qms schema --write"'),
        )
    if kind:
        text.write(json.render(_schema(kind)))
        return
    count = write_schemas(Workspace.find(folder()), current())
    say(msg('Schemas written into "{folder}": {count}', folder=FOLDER, count=count), "green")


def _schema(kind: str) -> Mapping[str, object]:
    """Return a schema by its name; that of the entries of a register where it is called so."""
    if kind in {*KINDS, *PARTS}:
        return schema(kind, current(), _snapshot())
    try:
        workspace = Workspace.find(folder())
    except RepositoryError:
        known = ", ".join((*KINDS, *PARTS))
        told = msg('"{value}" is not defined', value=kind)
        raise UsageError(told, msg("Known are: {names}", names=known)) from None
    return entry_schema(named(workspace.registers(), kind), current(), workspace.snapshot())


def _snapshot() -> Snapshot | None:
    """Return the repository whose types and units are shown as examples; None where the person is in none."""
    try:
        return Workspace.find(folder()).snapshot()
    except RepositoryError:
        return None
