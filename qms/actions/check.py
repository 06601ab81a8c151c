"""Check the whole repository: read it once, read its history once, run every rule, match the waivers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qms.actions.changed import Changed
from qms.adapters.branches import elsewhere
from qms.adapters.git import Git
from qms.adapters.identity import identify
from qms.adapters.sources import WorkTree
from qms.adapters.text import lines
from qms.adapters.versions import past
from qms.adapters.workspace import Workspace
from qms.errors import RepositoryError
from qms.model.baseline import Baseline, compare
from qms.model.diagnostic import Diagnostic, Severity
from qms.model.fingerprint import Fingerprint
from qms.model.message import msg
from qms.model.settings import SETTINGS_FILE
from qms.model.snapshot import Snapshot
from qms.rules.context import Context, Trouble
from qms.rules.rule import Rule, all_rules
from qms.rules.waivers import waived


@dataclass(frozen=True, slots=True)
class Scope:
    """Which findings are told: of these rules, about what a branch touches, not known by a baseline (None: all)."""

    rules: frozenset[str] | None = None
    changed: Changed | None = None
    baseline: Baseline | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, in the order of files and lines; how many documents and rules there were.

    `files` are the texts that were looked at, `known` is how many findings the baseline covers, `gone` what of it no
    longer occurs.
    """

    findings: tuple[Diagnostic, ...]
    documents: int
    rules: int
    files: tuple[str, ...] = ()
    known: int = 0
    gone: tuple[Fingerprint, ...] = ()

    @property
    def errors(self) -> int:
        """How many findings are errors that no waiver covers: any of them makes the exit code 1."""
        return sum(item.severity is Severity.ERROR and item.waiver is None for item in self.findings)


def check(workspace: Workspace, today: date, paths: Sequence[str] = (), scope: Scope | None = None) -> Report:
    """Check the documents repository on the day `today`; nothing is written.

    `paths` (files or folders, relative to its root) narrow the findings to these and to the documents in them, `scope`
    narrows them further; everything is read all the same. RepositoryError where there is no document.
    """
    scope = scope or Scope()
    snapshot = workspace.snapshot()
    if not snapshot.files:
        raise RepositoryError(
            msg('There is no document in "{folder}"', folder=", ".join(snapshot.settings.keys.documents)),
            msg('Begin one with "qms new TYPE TITLE"'),
        )
    rules = all_rules()
    context = _context(workspace, snapshot, today)
    findings = run(rules, context)
    compared = compare(findings, _sources(workspace, findings, scope), scope.baseline or {})
    narrowed = _touched(_selected(compared.new, snapshot, paths), snapshot, scope.changed)
    return Report(
        tuple(item for item in narrowed if scope.rules is None or item.rule in scope.rules),
        documents=sum(not item.translation for item in snapshot.files),
        rules=sum((scope.rules is None or rule.code in scope.rules) and not rule.is_off(context) for rule in rules),
        files=_files(snapshot, paths, scope.changed),
        known=compared.known,
        gone=compared.gone,
    )


def sources(workspace: Workspace, findings: Iterable[Diagnostic]) -> Mapping[str, Sequence[str]]:
    """Return the lines of the files that have findings, by path, as an editor counts them."""
    tree = WorkTree(workspace.root)
    read = {path: tree.read(path) for path in sorted({item.location.path for item in findings})}
    return {path: _lines(data) for path, data in read.items() if isinstance(data, bytes)}


def _lines(data: bytes) -> Sequence[str]:
    return [line.rstrip("\r\n") for line in lines(data.decode("utf-8", "replace"))]


def _sources(workspace: Workspace, findings: Iterable[Diagnostic], scope: Scope) -> Mapping[str, Sequence[str]]:
    return {} if scope.baseline is None else sources(workspace, findings)


def _files(snapshot: Snapshot, paths: Sequence[str], changed: Changed | None) -> tuple[str, ...]:
    texts = (item.path for item in snapshot.files if not paths or within(item.path, paths))
    return tuple(path for path in texts if changed is None or path in changed.paths)


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
    return replace(
        context,
        history=known.versions,
        rewritings=known.rewritings,
        elsewhere=elsewhere(workspace, snapshot.settings),
    )


def _trouble(git: Git) -> tuple[Trouble, ...]:
    return tuple(Trouble(item.kind, item.detail) for item in git.trouble())


def _selected(findings: tuple[Diagnostic, ...], snapshot: Snapshot, paths: Sequence[str]) -> tuple[Diagnostic, ...]:
    if not paths:
        return findings
    codes = {item.code for item in snapshot.files if item.code and within(item.path, paths)}
    return tuple(item for item in findings if within(item.location.path, paths) or item.subject in codes)


def within(path: str, chosen: Sequence[str]) -> bool:
    """Tell whether a file is one of the chosen files, or lies in one of the chosen folders."""
    names = (item.strip("/") for item in chosen)
    return any(name in {"", "."} or path == name or path.startswith(f"{name}/") for name in names)


def _touched(findings: tuple[Diagnostic, ...], snapshot: Snapshot, changed: Changed | None) -> tuple[Diagnostic, ...]:
    """Keep what is in a changed file, or about a document whose text or ledger has changed or is gone."""
    if changed is None:
        return findings
    codes = {item.code for item in snapshot.files if item.path in changed.paths}
    codes |= {ledger.code for ledger in snapshot.ledgers.values() if ledger.path in changed.paths}
    codes |= {identify(data, path, snapshot.settings).code for path, data in changed.removed.items() if _is_text(path)}
    codes.discard("")
    return tuple(item for item in findings if item.location.path in changed.paths or item.subject in codes)


def _is_text(path: str) -> bool:
    return path.endswith((".md", ".yaml", ".yml"))
