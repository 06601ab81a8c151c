"""`qms fix`."""

from __future__ import annotations

from typing import Annotated

import typer

from qms.actions.checking.fix import Fixes, fix, write
from qms.cli.arguments import Format, Yes
from qms.cli.check import where
from qms.cli.language import _, current
from qms.cli.session import agreed, say
from qms.model.fix import Fix
from qms.model.message import msg
from qms.report import diff, json, text


def command(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help=_("Only these files and folders."))
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Show only, write nothing."))] = False,
    yes: Yes = False,
    format: Format = "text",
) -> int:
    """Repair what is certain: look-alike letters in codes, invisible characters, letters made of two characters.

    No approved text is touched, and nothing is committed. Exit code 1: something needs a revision first.

    Example: qms fix --dry-run
    """
    here, wanted = where(paths or [], writes=True)
    with text.waiting(_("Checking")):
        found = fix(here.workspace, wanted)
    if format == "text":
        _show(found)
    if found.fixes and not dry_run:
        question = msg("Write these files? {count}", count=len(found.fixes))
        agreed(question, msg("Nothing was written"), yes=yes)
        write(here.workspace, found.fixes)
    if format == "json":
        text.write(json.render(_json(found, written=not dry_run)))
    else:
        _end(found, written=not dry_run)
    return 1 if found.approved else 0


def _show(found: Fixes) -> None:
    for item in found.fixes:
        for line, style in diff.render(item.path, item.before, item.after):
            text.line(line, style)
        for repair in item.repairs:
            text.line(f"  {repair.at.line}:{repair.at.column} {repair.rule} {current().text(repair.message)}", "dim")
        text.line("")
    for item in found.approved:
        say(msg('"{path}" is approved: its text changes only with a revision', path=item.path), "yellow")
        say(msg('Next: qms revise {code} --change "…" --basis "…"', code=item.code or "CODE"), "cyan")


def _end(found: Fixes, *, written: bool) -> None:
    if not found.fixes:
        say(msg("Nothing can be repaired for certain"), "green")
    elif written:
        say(msg("Files repaired: {count}", count=len(found.fixes)), "green")
        say(msg("Next: qms check"), "cyan")
    else:
        say(msg("Files that would be repaired: {count}", count=len(found.fixes)))
        say(msg("Next: qms fix"), "cyan")


def _json(found: Fixes, *, written: bool) -> dict[str, object]:
    return {
        "files": [{**_file(item), "written": written} for item in found.fixes],
        "approved": [_file(item) for item in found.approved],
    }


def _file(item: Fix) -> dict[str, object]:
    repairs = [
        {
            "rule": repair.rule,
            "line": repair.at.line,
            "column": repair.at.column,
            "message": current().text(repair.message),
        }
        for repair in item.repairs
    ]
    lines = [line for line, _style in diff.render(item.path, item.before, item.after)]
    return {"path": item.path, "code": item.code, "repairs": repairs, "diff": lines}
