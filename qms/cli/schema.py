"""`qms schema`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions import schema as schemas
from qms.actions.schema import FOLDER, files, schema
from qms.adapters.workspace import Workspace
from qms.cli.language import _, current
from qms.cli.session import folder, say
from qms.errors import RepositoryError, UsageError
from qms.model.message import msg
from qms.model.snapshot import Snapshot
from qms.report import json, text

Kind = Literal[
    "front-matter",
    "settings",
    "registers",
    "units",
    "positions",
    "people",
    "processes",
    "abbreviations",
    "glossary",
    "waivers",
    "distribution",
]


def command(
    kind: Annotated[
        Kind | None, typer.Argument(metavar="[KIND]", help=_("Which files: front-matter, settings, …"))
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help=_("Write all schemas into .qms/schema of the repository."))
    ] = False,
) -> None:
    """Print the JSON Schema of the files that people write, for editors: front matter, qms.yaml, registers.

    Example: qms schema front-matter
    qms schema --write
    """
    if (kind is None) is not write:
        raise UsageError(
            msg("Either a kind of files or --write is needed"),
            msg('Write "qms schema settings" or "qms schema --write"'),
        )
    if kind:
        text.write(json.render(schema(kind, current(), _snapshot())))
        return
    _write(Workspace.find(folder()))


def _snapshot() -> Snapshot | None:
    """Return the repository whose types and units are shown as examples; None where the person is in none."""
    try:
        return Workspace.find(folder()).snapshot()
    except RepositoryError:
        return None


def _write(workspace: Workspace) -> None:
    found = files(current(), workspace.snapshot())
    contents = {name: json.render(content).encode("ascii") for name, content in found.items()}
    schemas.write(workspace, contents)
    say(msg('Schemas written into "{folder}": {count}', folder=FOLDER, count=len(found)), "green")
