"""Check the whole repository: read it once, read its history once, run every rule, match the waivers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qms.adapters.git import Git
from qms.adapters.versions import past
from qms.adapters.workspace import Workspace
from qms.errors import RepositoryError
from qms.model.diagnostic import Diagnostic, Severity
from qms.model.message import msg
from qms.model.settings import SETTINGS_FILE
from qms.model.snapshot import Snapshot
from qms.rules.context import Context, Trouble
from qms.rules.rule import Rule, all_rules
from qms.rules.waivers import waived


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, in the order of files and lines; how many documents and rules there were."""

    findings: tuple[Diagnostic, ...]
    documents: int
    rules: int

    @property
    def errors(self) -> int:
        """How many findings are errors that no waiver covers: any of them makes the exit code 1."""
        return sum(item.severity is Severity.ERROR and item.waiver is None for item in self.findings)


def check(workspace: Workspace, today: date, paths: Sequence[str] = ()) -> Report:
    """Check the documents repository on the day `today`; nothing is written.

    `paths` (files or folders, relative to its root) narrow the findings to these and to the documents in them;
    everything is read all the same. RepositoryError where there is no document.
    """
    snapshot = workspace.snapshot()
    if not snapshot.files:
        raise RepositoryError(
            msg('There is no document in "{folder}"', folder=", ".join(snapshot.settings.keys.documents)),
            msg('Begin one with "qms new TYPE TITLE"'),
        )
    rules = all_rules()
    findings = run(rules, _context(workspace, snapshot, today))
    return Report(_selected(findings, snapshot, paths), sum(not item.translation for item in snapshot.files), len(rules))


def run(rules: Iterable[Rule], context: Context) -> tuple[Diagnostic, ...]:
    """Run rules over a context and match the waivers; the rules that look at findings come last.

    Where the settings cannot be read, only the rules that need none say anything.
    """
    readable = SETTINGS_FILE not in context.broken
    rules = tuple(rule for rule in rules if readable or rule.basic)
    first = (found for rule in rules if not rule.last for found in rule.run(context))
    findings = waived(first, context.snapshot.waivers, context.today)
    after = replace(context, findings=findings)
    last = (found for rule in rules if rule.last for found in rule.run(after))
    return tuple(sorted((*findings, *last), key=Diagnostic.order))


def _context(workspace: Workspace, snapshot: Snapshot, today: date) -> Context:
    context = Context(snapshot, today, trouble=_trouble(workspace.git))
    if not context.whole:
        return context
    known = past(workspace, snapshot.settings)
    return replace(context, history=known.versions, rewritings=known.rewritings)


def _trouble(git: Git) -> tuple[Trouble, ...]:
    return tuple(Trouble(item.kind, item.detail) for item in git.trouble())


def _selected(findings: tuple[Diagnostic, ...], snapshot: Snapshot, paths: Sequence[str]) -> tuple[Diagnostic, ...]:
    if not paths:
        return findings
    chosen = tuple(path.strip("/") for path in paths)
    codes = {item.code for item in snapshot.files if item.code and _within(item.path, chosen)}
    return tuple(item for item in findings if _within(item.location.path, chosen) or item.subject in codes)


def _within(path: str, chosen: Sequence[str]) -> bool:
    return any(item in {"", "."} or path == item or path.startswith(f"{item}/") for item in chosen)
