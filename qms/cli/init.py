"""`qms init`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qms.actions.adopting.init import init
from qms.adapters.languages import catalog
from qms.cli.arguments import Yes
from qms.cli.language import _
from qms.cli.session import agreed, folder, now, say
from qms.cli.tables import labels
from qms.errors import UsageError
from qms.model.message import msg
from qms.model.settings import SETTINGS_FILE
from qms.report import text
from qms.report.table import Table

if TYPE_CHECKING:
    from qms.actions.adopting.init_here import Found

SHOWN = 12


def command(
    directory: Annotated[Path | None, typer.Argument(metavar="[DIR]", help=_("The new folder."))] = None,
    here: Annotated[
        bool, typer.Option("--here", help=_("Look at this git repository and propose how qms can read it."))
    ] = False,
    empty: Annotated[
        bool, typer.Option("--empty", help=_("Without the sample documents and entries of the template."))
    ] = False,
    yes: Yes = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show what would be written."))] = False,
) -> None:
    """Make a new documents repository from the template, or let qms read a repository that is there.

    Example: qms init our-documents
        qms init our-documents --empty
        qms init --here
    """
    if here:
        _here(directory, yes=yes, dry_run=dry_run)
        return
    if directory is None:
        raise UsageError(msg("DIR is missing"), msg('Name the new folder, or write "--here" in a git repository'))
    if dry_run:
        say(msg('The template would be copied to "{path}"', path=str(directory)))
        return
    count = init(directory, when=now(), catalogs=catalog, empty=empty)
    say(msg('The repository "{path}" is ready. Files: {count}', path=str(directory), count=count), "green")
    following = msg(
        'Next: "cd {path}", then "qms new TYPE", "qms entry new REGISTER", "qms calendar"', path=str(directory)
    )
    say(following if empty else msg('Next: "cd {path}", then "qms check"', path=str(directory)))


def _here(directory: Path | None, *, yes: bool, dry_run: bool) -> None:
    from qms.actions.adopting.init_here import look, write

    with text.waiting(_("Looking at the files")):
        found = look(directory or folder(), now().date())
    _show(found)
    if dry_run:
        return
    agreed(msg('Write "qms.yaml"?'), msg("Nothing was written"), yes=yes)
    write(found)
    say(msg('"{path}" is written; it is not committed', path=str(found.root / SETTINGS_FILE)), "green")
    say(msg("Next: qms check"), "cyan")


def _show(found: Found) -> None:
    """Show what was found, with counts, and the settings that come of it."""
    proposal = found.proposal
    say(msg("Documents found: {count}", count=proposal.count), "bold")
    places = tuple((place.pattern, str(place.count), str(place.readable)) for place in proposal.places)
    heads = (msg("Place"), msg("Files"), msg("Readable"))
    text.table(Table("", labels(heads), places, frozenset({0, 1, 2})))
    fields = tuple((name, had, str(count)) for name, (had, count) in proposal.fields.items())
    if fields:
        heads = (msg("Field"), msg("Its name here"), msg("Documents"))
        text.table(Table("", labels(heads), fields, frozenset({0, 1, 2})))
    if proposal.toml:
        say(msg("Files whose front matter is TOML, which is not read here: {count}", count=proposal.toml), "yellow")
    if proposal.unread:
        said = _some(proposal.unread)
        say(msg("Labels that are not read ({count}): {labels}", count=len(proposal.unread), labels=said), "yellow")
    if proposal.left_out:
        said = _some(proposal.left_out)
        say(msg("Files that were left out ({count}): {files}", count=len(proposal.left_out), files=said), "yellow")
    text.line("")
    for line in found.text.splitlines():
        text.line(line, "dim")


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
