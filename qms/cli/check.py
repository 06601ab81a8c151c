"""`qms check`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from qms.actions.checking import baseline as known
from qms.actions.checking.changed import changed
from qms.actions.checking.check import Effort, Scope, check
from qms.actions.checking.narrow import decisive
from qms.actions.checking.part import share_of
from qms.actions.checking.select import select
from qms.actions.checking.watch import watch as watching
from qms.actions.session import Session
from qms.adapters.beside import cores
from qms.adapters.past.touched import Step
from qms.cli.arguments import FORMAT
from qms.cli.findings import as_part, show
from qms.cli.language import _, current
from qms.cli.session import folder, say, session
from qms.errors import QmsError, UsageError
from qms.model.message import msg
from qms.model.settings import SETTINGS_FILE
from qms.model.share import Share
from qms.report import json, text
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
    shard: Annotated[
        str, typer.Option(metavar="I/N", help=_('Do part I of N; "qms merge-reports" joins the parts.'))
    ] = "",
    jobs: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, max=64, help=_("Work with N processes at once (as many as cores).")),
    ] = None,
    format: Annotated[Literal["text", "json", "sarif", "github", "gitlab", "junit"], FORMAT] = "text",
) -> int:
    """Check every document of the repository, or only those of PATH.

    Example: qms check documents/2
    qms check --changed main --format github
    qms check --shard 1/4 --format json
    """
    here, wanted = where(paths or [], writes=False)
    order = Order(wanted, tuple(select or ()), tuple(ignore or ()), changed, baseline, format, jobs)
    if shard:
        if watch or write_baseline:
            raise _not_in_parts()
        return _part(here, order, share_of(shard))
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


def where(paths: list[str], *, writes: bool) -> tuple[Session, tuple[str, ...]]:
    """Return the session and the paths within its repository; a PATH that is itself a repository is checked whole."""
    start = folder()
    full = [(start / path).resolve() for path in paths]
    if len(full) == 1 and (full[0] / SETTINGS_FILE).is_file():
        return session(full[0], writes=writes), ()
    here = session(full[0] if full else start, writes=writes)
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
        report = check(here.workspace, here.today, order.paths, _scope(here, order), _effort(order, step))
    return show(here.workspace, report, order.format, with_baseline=bool(order.baseline))


def _effort(order: Order, step: Step | None = None) -> Effort:
    return Effort(order.jobs or cores(), step)


def _part(here: Session, order: Order, share: Share) -> int:
    """Do a part of the check and write it down, for `qms merge-reports`."""
    if order.format != "json" or order.paths or order.changed is not None or order.baseline:
        raise _not_in_parts()
    report = check(here.workspace, here.today, scope=replace(_scope(here, order), share=share), effort=_effort(order))
    text.write(json.render(as_part(report, share)))
    return 1 if report.errors else 0


def _not_in_parts() -> UsageError:
    return UsageError(
        msg("A part of a check is a part of all documents, written as JSON"),
        msg('Write "--shard 2/4 --format json" without paths, "--changed", "--baseline" and "--watch"'),
    )


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
            _once(session(here.workspace.root, writes=False), order)
        except QmsError as error:  # a file that is being written may be away for a moment
            text.line(current().text(error.message), "bold red", errors=True)
        say(msg("Waiting for changes; Ctrl+C ends"), "dim")
    return 0
