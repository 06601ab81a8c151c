"""How the report of a check is shown: on a terminal, for scripts, for forges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qms import __version__
from qms.actions.checking.report import Report, sources
from qms.adapters.files.workspace import Workspace
from qms.cli.language import current, say
from qms.model.diagnostic import Diagnostic, Severity
from qms.model.message import Message, msg
from qms.model.settings import SETTINGS_FILE
from qms.report import json, text
from qms.report.found import findings

if TYPE_CHECKING:
    from qms.model.share import Share


def show(workspace: Workspace, report: Report, format: str, *, with_baseline: bool = False) -> int:
    """Print a report in one of the formats and return the exit code."""
    if format == "text":
        for path in report.idle:
            idle = msg('Not looked at, because it is no document: "{path}"', path=path)
            text.line(current().text(idle), "yellow", errors=True)
        findings(report.findings, sources(workspace, report.findings), current())
        summary(report)
    elif format == "json":
        text.write(json.render(as_json(report, with_baseline=with_baseline)))
    else:
        text.write(_for_machines(workspace, report, format))
    return 1 if report.errors else 0


def _for_machines(workspace: Workspace, report: Report, format: str) -> str:
    """Return the report for a forge: the paths are those that git has, which may begin above the documents."""
    from qms.report import github, gitlab, junit, sarif
    from qms.rules.rule import all_rules

    prefix = workspace.prefix
    found = [
        item._replace(location=item.location._replace(path=prefix + item.location.path)) for item in report.findings
    ]
    if format == "github":
        return github.render(found, current())
    if format == "junit":
        return junit.render(found, (prefix + path for path in report.files), current())
    texts = {prefix + path: lines for path, lines in sources(workspace, report.findings).items()}
    if format == "gitlab":
        return gitlab.render(found, texts, current())
    return sarif.render(found, texts, all_rules(), catalog=current(), version=__version__)


def as_json(report: Report, *, with_baseline: bool = False) -> dict[str, object]:
    """Return a report as scripts read it."""
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


def as_part(report: Report, share: Share) -> dict[str, object]:
    """Return the report of a part of a check, with what joining it with the others takes."""
    from qms.actions.checking.part import part

    findings = [{**json.finding(item, current()), "order": item.order()[3]} for item in report.findings]
    return {"shard": part(share, report.state), **as_json(report), "findings": findings, "files": report.files}


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
    from qms.model.fix import REPAIRABLE

    if any(item.rule in REPAIRABLE for item in unwaived):
        return msg('Next: "qms fix --dry-run" shows what can be repaired for certain')
    return msg("Next: qms explain {rule}", rule=unwaived[0].rule)
