"""`qms check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from qms.actions.check import Report, check
from qms.actions.session import Session
from qms.cli.arguments import FORMAT
from qms.cli.language import _, current
from qms.cli.session import folder, say, session
from qms.errors import UsageError
from qms.model.diagnostic import Severity
from qms.model.message import msg
from qms.model.settings import SETTINGS_FILE
from qms.report import json, text


def command(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help=_("Only these files and folders."))
    ] = None,
    format: Annotated[Literal["text", "json"], FORMAT] = "text",
) -> int:
    """Check every document of the repository, or only those of PATH.

    Example: qms check documents/2
    """
    here, wanted = _where(paths or [])
    with text.waiting(_("Checking")):
        report = check(here.workspace, here.today, wanted)
    if format == "json":
        text.write(json.render(_json(report)))
    else:
        text.findings(report.findings, _sources(here, report), current())
        summary(report)
    return 1 if _count(report, Severity.ERROR) else 0


def _where(paths: list[str]) -> tuple[Session, tuple[str, ...]]:
    """Return the session and the paths within its repository; a PATH that is itself a repository is checked whole."""
    start = folder()
    full = [(start / path).resolve() for path in paths]
    if len(full) == 1 and (full[0] / SETTINGS_FILE).is_file():
        return session(full[0]), ()
    here = session(full[0] if full else start)
    root = here.workspace.root
    for path in full:
        _check_within(path, root)
    return here, () if root in full else tuple(path.relative_to(root).as_posix() for path in full)


def _check_within(path: Path, root: Path) -> None:
    """Refuse a path that would silently check nothing."""
    if not path.exists():
        raise UsageError(msg('There is no "{path}"', path=str(path)), msg("Check the spelling of the path"))
    if not path.is_relative_to(root):
        raise UsageError(
            msg('"{path}" is not in the documents repository "{root}"', path=str(path), root=str(root)),
            msg('Name paths of one repository; "-C" names another one'),
        )


def _count(report: Report, severity: Severity) -> int:
    return sum(item.severity is severity and item.waiver is None for item in report.findings)


def _json(report: Report) -> dict[str, object]:
    return {
        "findings": [json.finding(item, current()) for item in report.findings],
        "summary": {
            "documents": report.documents,
            "errors": _count(report, Severity.ERROR),
            "warnings": _count(report, Severity.WARNING),
            "waived": sum(item.waiver is not None for item in report.findings),
            "rules": report.rules,
        },
    }


def _sources(here: Session, report: Report) -> dict[str, list[str]]:
    """Read the files that have findings, for the lines to be shown."""
    found: dict[str, list[str]] = {}
    for path in {item.location.path for item in report.findings if item.waiver is None}:
        full = here.workspace.root / path
        if full.is_file() and not full.is_symlink() and full.stat().st_size < 2_000_000:
            found[path] = full.read_text("utf-8", "replace").splitlines()
    return found


def summary(report: Report) -> None:
    """Print the counts, and the command that comes next."""
    errors, warnings = _count(report, Severity.ERROR), _count(report, Severity.WARNING)
    waived = sum(item.waiver is not None for item in report.findings)
    counts = msg(
        "Documents: {documents} · errors: {errors} · warnings: {warnings} · waived: {waived} · rules: {rules}",
        documents=report.documents,
        errors=errors,
        warnings=warnings,
        waived=waived,
        rules=report.rules,
    )
    say(counts, "bold red" if errors else "bold green")
    unwaived = [item for item in report.findings if item.waiver is None]
    if unwaived:
        say(msg("Next: qms explain {rule}", rule=unwaived[0].rule), "cyan")
