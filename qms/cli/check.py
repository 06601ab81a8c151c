"""`qms check`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from qms import __version__
from qms.actions import baseline as known
from qms.actions.changed import changed
from qms.actions.check import Effort, Report, Scope, check, sources
from qms.actions.fix import REPAIRS
from qms.actions.narrow import decisive
from qms.actions.select import select
from qms.actions.session import Session
from qms.actions.watch import watch as watching
from qms.adapters.beside import cores
from qms.cli.arguments import FORMAT
from qms.cli.language import _, current
from qms.cli.session import folder, say, session
from qms.errors import QmsError, UsageError
from qms.model.diagnostic import Diagnostic, Severity
from qms.model.message import Message, msg
from qms.model.settings import SETTINGS_FILE
from qms.report import github, gitlab, json, junit, sarif, text
from qms.rules.rule import all_rules


def command(
    paths: Annotated[
        list[str] | None, typer.Argument(metavar="[PATH]...", help=_("Only these files and folders."))
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help=_("Only this rule or family; may be given several times."))
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE", help=_("Without this rule or family; may be given several times.")),
    ] = None,
    changed: Annotated[
        str | None,
        typer.Option(metavar="[BASE]", help=_("Only what differs from where the branch left BASE (the main branch).")),
    ] = None,
    baseline: Annotated[
        str, typer.Option(metavar="FILE", help=_("Only findings that this file of known findings does not name."))
    ] = "",
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help=_("Write all findings of today into that file."))
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help=_("Check again whenever a file changes."))] = False,
    jobs: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=64, help=_("Work with N processes at once (as many as cores).")),
    ] = None,
    format: Annotated[Literal["text", "json", "sarif", "github", "gitlab", "junit"], FORMAT] = "text",
) -> int:
    """Check every document of the repository, or only those of PATH.

    Example: qms check documents/2
    qms check --changed main --format github
    """
    here, wanted = where(paths or [])
    order = Order(wanted, tuple(select or ()), tuple(ignore or ()), changed, baseline, format, jobs)
    if write_baseline:
        return _write_baseline(here, order)
    return _watch(here, order) if watch else _once(here, order)


@dataclass(frozen=True, slots=True)
class Order:
    """What a person wants to be told, and how: the arguments of the command."""

    paths: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    changed: str | None = None
    baseline: str = ""
    format: str = "text"
    jobs: int | None = None

    @property
    def whole(self) -> bool:
        """Tell whether all findings are wanted."""
        return not (self.paths or self.select or self.ignore) and self.changed is None


def where(paths: list[str]) -> tuple[Session, tuple[str, ...]]:
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


def _once(here: Session, order: Order) -> int:
    with text.waiting(_("Checking")) as step:
        effort = Effort(order.jobs or cores(), step)
        report = check(here.workspace, here.today, order.paths, _scope(here, order), effort)
    _show(here, report, order)
    return 1 if report.errors else 0


def _scope(here: Session, order: Order) -> Scope:
    chosen = select(all_rules(), order.select, order.ignore) if order.select or order.ignore else None
    touched = None if order.changed is None else changed(here.workspace, order.changed)
    if touched and order.format == "text":
        told = msg('Compared with "{base}"; files that differ: {count}', base=touched.base, count=len(touched.paths))
        text.line(current().text(told), "dim", errors=True)
        for path in decisive(touched):
            all_ = msg('"{path}" differs: every document is looked at', path=path)
            text.line(current().text(all_), "yellow", errors=True)
    return Scope(chosen, touched, known.load(folder() / order.baseline) if order.baseline else None)


def _write_baseline(here: Session, order: Order) -> int:
    """Write the baseline of the whole repository: of a part it would call the rest new."""
    if not order.baseline:
        raise UsageError(
            msg('"--write-baseline" needs the name of a file'), msg('Write "--baseline baseline.json" before it')
        )
    if not order.whole:
        raise UsageError(
            msg("A baseline holds the findings of the whole repository"),
            msg('Leave out the paths, "--select", "--ignore" and "--changed"'),
        )
    with text.waiting(_("Checking")):
        report = check(here.workspace, here.today)
    count = known.save(here.workspace, report, folder() / order.baseline)
    say(msg('Known findings in "{path}": {count}', path=order.baseline, count=count), "green")
    say(msg('Next: commit the file, then "qms check --baseline {path}"', path=order.baseline), "cyan")
    return 0


def _watch(here: Session, order: Order) -> int:
    """Check again and again, until the person interrupts."""
    if order.format != "text":
        raise UsageError(msg('"--watch" shows text only'), msg('Leave out "--format"'))
    for _change in watching(here.workspace):
        text.clear()
        try:
            _once(session(here.workspace.root), order)
        except QmsError as error:  # a file that is being written may be away for a moment
            text.line(current().text(error.message), "bold red", errors=True)
        say(msg("Waiting for changes; Ctrl+C ends"), "dim")
    return 0


def _show(here: Session, report: Report, order: Order) -> None:
    if order.format == "text":
        for path in report.idle:
            idle = msg('Not looked at, because it is no document: "{path}"', path=path)
            text.line(current().text(idle), "yellow", errors=True)
        text.findings(report.findings, sources(here.workspace, report.findings), current())
        summary(report)
        return
    if order.format == "json":
        text.write(json.render(_json(report, with_baseline=bool(order.baseline))))
        return
    text.write(_for_machines(here, report, order.format))


def _for_machines(here: Session, report: Report, format: str) -> str:
    """Return the report for a forge: the paths are those that git has, which may begin above the documents."""
    prefix = here.workspace.prefix
    found = [
        replace(item, location=replace(item.location, path=prefix + item.location.path)) for item in report.findings
    ]
    if format == "github":
        return github.render(found, current())
    if format == "junit":
        return junit.render(found, (prefix + path for path in report.files), current())
    texts = {prefix + path: lines for path, lines in sources(here.workspace, report.findings).items()}
    if format == "gitlab":
        return gitlab.render(found, texts, current())
    return sarif.render(found, texts, all_rules(), catalog=current(), version=__version__)


def _json(report: Report, *, with_baseline: bool) -> dict[str, object]:
    return {
        "findings": [json.finding(item, current()) for item in report.findings],
        "summary": {
            "documents": report.documents,
            "errors": report.errors,
            "warnings": _warnings(report),
            "waived": _waived(report),
            "rules": report.rules,
            **({"looked_at": report.looked_at} if report.looked_at != report.documents else {}),
            **({"known": report.known, "gone": list(_gone(report))} if with_baseline else {}),
        },
    }


def _gone(report: Report) -> Iterator[dict[str, str]]:
    for mark in report.gone:
        yield {"rule": mark.rule, "code": mark.subject, "path": mark.path}


def _warnings(report: Report) -> int:
    return sum(item.severity is Severity.WARNING and item.waiver is None for item in report.findings)


def _waived(report: Report) -> int:
    return sum(item.waiver is not None for item in report.findings)


def summary(report: Report) -> None:
    """Print the counts, and the command that comes next."""
    for mark in report.gone:
        gone = msg('In the baseline, but no longer found: {rule} in "{path}"', rule=mark.rule, path=mark.path)
        say(gone, "dim")
    counts = msg(
        "Documents: {documents} · errors: {errors} · warnings: {warnings} · waived: {waived} · rules: {rules}",
        documents=_documents(report),
        errors=report.errors,
        warnings=_warnings(report),
        waived=_waived(report),
        rules=report.rules,
    )
    say(counts, "bold red" if report.errors else "bold green")
    if report.waiting:
        waiting = msg('Rules that wait until "{path}" can be read: {count}', path=SETTINGS_FILE, count=report.waiting)
        say(waiting, "yellow")
    if report.known:
        say(msg("Known by the baseline: {count}", count=report.known), "dim")
    unwaived = [item for item in report.findings if item.waiver is None]
    if unwaived:
        say(_next(unwaived), "cyan")
    elif report.gone:
        say(msg('Next: "--write-baseline" takes out of it what is no longer found'), "cyan")


def _documents(report: Report) -> Message | int:
    if report.looked_at == report.documents:
        return report.documents
    return msg("{count} of {all}", count=report.looked_at, all=report.documents)


def _next(unwaived: list[Diagnostic]) -> Message:
    if any(item.rule in REPAIRS for item in unwaived):
        return msg('Next: "qms fix --dry-run" shows what can be repaired for certain')
    return msg("Next: qms explain {rule}", rule=unwaived[0].rule)
