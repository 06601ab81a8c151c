"""`qms init`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import click
import typer

from qms.actions.adopting.init import init
from qms.adapters.languages import catalog
from qms.cli.language import _, current
from qms.cli.session import folder, now, say
from qms.errors import UsageError
from qms.model.message import msg
from qms.model.settings import SETTINGS_FILE
from qms.report import text
from qms.report.safe import show
from qms.report.table import Table

SHOWN = 12


def command(
    directory: Annotated[Path | None, typer.Argument(metavar="[DIR]", help=_("The new folder."))] = None,
    here: Annotated[
        bool, typer.Option("--here", help=_("Look at this git repository and propose how qms can read it."))
    ] = False,
    empty: Annotated[
        bool, typer.Option("--empty", help=_("Without the sample documents and entries of the template."))
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help=_("Do not ask."))] = False,
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
    from qms.actions.adopting.init_here import Found, look, write

    with text.waiting(_("Looking at the files")):
        found: Found = look(directory or folder(), now().date())
    _show(found)
    if dry_run:
        return
    if not yes and not _sure():
        raise UsageError(msg("Nothing was written"), msg('Answer "y", or call the command with --yes'))
    write(found)
    say(msg('"{path}" is written; it is not committed', path=str(found.root / SETTINGS_FILE)), "green")
    say(msg("Next: qms check"), "cyan")


def _sure() -> bool:
    try:
        return typer.confirm(show(_('Write "qms.yaml"?')), default=False, err=True)
    except click.exceptions.Abort:  # nobody is there to answer
        sys.stderr.write("\n")
        return False


def _show(found: object) -> None:
    """Show what was found, with counts, and the settings that come of it."""
    from qms.actions.adopting.init_here import Found

    if not isinstance(found, Found):
        return
    proposal, catalog_ = found.proposal, current()
    say(msg("Documents found: {count}", count=proposal.count), "bold")
    places = tuple((place.pattern, str(place.count), str(place.readable)) for place in proposal.places)
    heads = (msg("Place"), msg("Files"), msg("Readable"))
    text.table(Table("", tuple(catalog_.text(head) for head in heads), places, frozenset({0, 1, 2})))
    fields = tuple((name, had, str(count)) for name, (had, count) in proposal.fields.items())
    if fields:
        heads = (msg("Field"), msg("Its name here"), msg("Documents"))
        text.table(Table("", tuple(catalog_.text(head) for head in heads), fields, frozenset({0, 1, 2})))
    if proposal.toml:
        say(msg("Files whose front matter is TOML, which is not read here: {count}", count=proposal.toml), "yellow")
    if proposal.left_out:
        said = ", ".join(proposal.left_out[:SHOWN]) + (" …" if len(proposal.left_out) > SHOWN else "")
        say(msg("Files that were left out ({count}): {files}", count=len(proposal.left_out), files=said), "yellow")
    text.line("")
    for line in found.text.splitlines():
        text.line(line, "dim")
