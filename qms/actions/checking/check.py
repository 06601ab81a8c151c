"""Check the whole repository: read it once, read its history once, run every rule, match the waivers."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qms.actions.checking.alone import alone
from qms.actions.checking.changed import Changed
from qms.actions.checking.kept import Seen, can_be_kept, keep
from qms.actions.checking.narrow import decisive, idle, selected, within
from qms.actions.checking.part import findings_of, rules_of, state_of, with_texts
from qms.actions.checking.picture_faults import picture_faults
from qms.actions.checking.recheck import Verdict, recheck
from qms.actions.checking.then import looked_up
from qms.actions.trust.proof import has_trust, judged
from qms.adapters.files.sources import WorkTree
from qms.adapters.files.text import lines
from qms.adapters.files.workspace import Workspace
from qms.adapters.git.branches import elsewhere
from qms.adapters.git.door import Git, PartialCloneError
from qms.adapters.kept.stamps import stamps
from qms.adapters.past.entry_versions import entry_versions
from qms.adapters.past.touched import Step
from qms.adapters.past.trail import read_trail
from qms.adapters.past.versions import edited_texts
from qms.adapters.past.whole import past
from qms.errors import RepositoryError, UsageError
from qms.model.baseline import Baseline, compare
from qms.model.diagnostic import Diagnostic, Severity
from qms.model.document import Document
from qms.model.fingerprint import Fingerprint
from qms.model.message import msg
from qms.model.settings import SETTINGS_FILE
from qms.model.share import Share
from qms.model.snapshot import Snapshot
from qms.rules.context import Context, Trouble
from qms.rules.rule import Finding, Rule, all_rules
from qms.rules.waivers import waived


@dataclass(frozen=True, slots=True)
class Scope:
    """Which findings are told: of these rules, about what a branch touches, not known by a baseline (None: all); and
    which part of the work is done here.
    """

    rules: frozenset[str] | None = None
    changed: Changed | None = None
    baseline: Baseline | None = None
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class Effort:
    """How a check works, which changes nothing in what it finds: by how many processes, and whom it tells how far it
    is.
    """

    jobs: int = 1
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, in the order of files and lines; how many documents and rules there were.

    `files` are the texts that were looked at, `looked_at` how many documents these are; `waiting` is how many rules
    could not run because the settings cannot be read; `idle` are the paths that select nothing; `known` is how many
    findings the baseline covers, `gone` what of it no longer occurs. `state` is a word for all that was looked at.
    """

    findings: tuple[Diagnostic, ...]
    documents: int
    rules: int
    files: tuple[str, ...] = ()
    looked_at: int = 0
    waiting: int = 0
    idle: tuple[str, ...] = ()
    known: int = 0
    gone: tuple[Fingerprint, ...] = ()
    state: str = ""

    @property
    def errors(self) -> int:
        """How many findings are errors that no waiver covers: any of them makes the exit code 1."""
        return sum(item.severity is Severity.ERROR and item.waiver is None for item in self.findings)


def check(
    workspace: Workspace,
    today: date,
    paths: Sequence[str] = (),
    scope: Scope | None = None,
    effort: Effort = Effort(),
) -> Report:
    """Check the documents repository on the day `today`; nothing is written.

    `paths` (files or folders, relative to its root) narrow the findings to these and to the documents in them, `scope`
    narrows them further; everything is read all the same. RepositoryError where there is no document, entry or fault,
    UsageError where `paths` select nothing.
    """
    scope = scope or Scope()
    everything = not paths and scope == Scope(scope.rules) and workspace.cache.git_dir is not None
    verdict = _again(workspace, today) if everything else None
    if verdict:
        return _report_again(verdict, scope)
    before = _seen(workspace) if everything else None
    snapshot = workspace.snapshot()
    if not (snapshot.files or snapshot.problems or any(workspace.registers().entries.values())):
        raise RepositoryError(
            msg('There is no document in "{folder}"', folder=", ".join(snapshot.settings.keys.documents)),
            msg('Begin one with "qms new TYPE TITLE"'),
        )
    unused = _idle(paths, snapshot)
    rules = all_rules()
    own, early = rules_of(rules, scope.share), Context(with_texts(snapshot, scope.share), today)
    with alone(workspace.cache, early, runnable(own, early), effort.jobs) as found:
        context = context_of(workspace, snapshot, today, effort.step)
        findings = findings_of(run(own, context, found()), scope.share)
    if before and before.held(_seen(workspace)) and can_be_kept(context, rules):
        keep(workspace, context, findings, rules, replace(before, counts=_counts(rules, Scope(), context)))
    compared = compare(findings, _sources(workspace, findings, scope), scope.baseline or {})
    narrowed = selected(compared.new, snapshot, paths, scope.changed)
    files = _files(snapshot, paths, scope.changed)
    running, waiting = _counts(rules, scope, context)
    return Report(
        _told(narrowed, scope),
        documents=_originals(snapshot.files),
        rules=running,
        files=tuple(item.path for item in files),
        looked_at=_originals(files),
        waiting=waiting,
        idle=unused,
        known=compared.known,
        gone=compared.gone,
        state=state_of(context, scope.rules) if scope.share else "",
    )


def _again(workspace: Workspace, today: date) -> Verdict | None:
    """Return the verdict where it follows from an earlier one; None where a file or an object is away."""
    try:
        return recheck(workspace, today)
    except (OSError, RepositoryError):
        return None


def _report_again(verdict: Verdict, scope: Scope) -> Report:
    context, originals = verdict.context, sum(not translation for translation in verdict.texts.values())
    running, waiting = verdict.counts if scope.rules is None else _counts(all_rules(), scope, context)
    return Report(
        _told(concluded(verdict.rules, context, verdict.findings), scope),
        documents=originals,
        rules=running,
        files=tuple(verdict.texts),
        looked_at=originals,
        waiting=waiting,
    )


def _seen(workspace: Workspace) -> Seen | None:
    """Return what files there are, and HEAD; None where a folder cannot be looked into."""
    try:
        return Seen(stamps(workspace.root), workspace.git.head() or "")
    except OSError:
        return None


def _counts(rules: Sequence[Rule], scope: Scope, context: Context) -> tuple[int, int]:
    """Return how many of the rules that are wanted and not off can say anything, and how many cannot."""
    wanted = (rule for rule in rules if scope.rules is None or rule.code in scope.rules)
    chosen = [rule for rule in wanted if not rule.is_off(context)]
    running = len(runnable(chosen, context))
    return running, len(chosen) - running


def _told(findings: Iterable[Diagnostic], scope: Scope) -> tuple[Diagnostic, ...]:
    return tuple(item for item in findings if scope.rules is None or item.rule in scope.rules)


def _originals(files: Iterable[Document]) -> int:
    return sum(not item.translation for item in files)


def sources(workspace: Workspace, findings: Iterable[Diagnostic]) -> Mapping[str, Sequence[str]]:
    """Return the lines of the files that have findings, by path, as an editor counts them."""
    tree = WorkTree(workspace.root)
    read = {path: tree.read(path) for path in sorted({item.location.path for item in findings})}
    return {path: _lines(data) for path, data in read.items() if isinstance(data, bytes)}


def _lines(data: bytes) -> Sequence[str]:
    return [line.rstrip("\r\n") for line in lines(data.decode("utf-8", "replace"))]


def _sources(workspace: Workspace, findings: Iterable[Diagnostic], scope: Scope) -> Mapping[str, Sequence[str]]:
    return {} if scope.baseline is None else sources(workspace, findings)


def _files(snapshot: Snapshot, paths: Sequence[str], changed: Changed | None) -> tuple[Document, ...]:
    texts = (item for item in snapshot.files if not paths or within(item.path, paths))
    return tuple(item for item in texts if changed is None or decisive(changed) or item.path in changed.paths)


def _idle(paths: Sequence[str], snapshot: Snapshot) -> tuple[str, ...]:
    """Return the paths that select nothing; UsageError where that is all of them: a check of nothing is no pass."""
    found = idle(paths, snapshot)
    if paths and len(found) == len(paths):
        folders = ", ".join(snapshot.settings.keys.globs or snapshot.settings.keys.documents)
        raise UsageError(
            msg('"{path}" is no document, and no document lies in it', path=found[0]),
            msg('Documents lie in: {folders}. "qms check" without a path looks at all of them', folders=folders),
        )
    return found


def run(
    rules: Iterable[Rule], context: Context, known: Mapping[str, Iterable[Finding]] | None = None
) -> tuple[Diagnostic, ...]:
    """Run rules over a context and match the waivers; the rules that look at findings come last.

    `known` has what some rules find, by code: they need not run.

    Where the settings cannot be read, only the rules that need none say anything.
    """
    rules = runnable(rules, context)
    known = known or {}
    first = (found for rule in rules if not rule.last for found in rule.run(context, known.get(rule.code)))
    return concluded(rules, context, first)


def concluded(rules: Iterable[Rule], context: Context, first: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Match the waivers with what was found first, and run the rules that look at findings."""
    findings = waived(first, context.snapshot.waivers, context.today)
    after = replace(context, findings=findings)
    last = (found for rule in rules if rule.last for found in rule.run(after))
    return tuple(sorted((*findings, *last), key=Diagnostic.order))


def runnable(rules: Iterable[Rule], context: Context) -> tuple[Rule, ...]:
    """Return the rules that can say anything: where the settings cannot be read, only those that need none."""
    readable = SETTINGS_FILE not in context.broken
    return tuple(rule for rule in rules if readable or rule.basic)


def context_of(workspace: Workspace, snapshot: Snapshot, today: date, step: Step | None = None) -> Context:
    """Return everything that the rules look at."""
    registers = workspace.registers()
    context = Context(snapshot, today, trouble=_trouble(workspace.git), registers=registers, paths=_paths(workspace))
    context = replace(context, pictures=tuple(picture_faults(workspace, snapshot)))
    if not context.whole:
        return context
    try:
        return _with_past(workspace, context, step)
    except PartialCloneError:
        return replace(context, trouble=(*context.trouble, Trouble("partial", "config")))


def _with_past(workspace: Workspace, context: Context, step: Step | None) -> Context:
    """Return the context with what history tells of documents, ledgers and entries."""
    snapshot, registers = context.snapshot, context.registers
    known = past(workspace, snapshot.settings, step)
    if known.signed or has_trust(workspace):
        context = replace(context, signing=True, faults=judged(read_trail(workspace), snapshot).faults)
    context = replace(
        context,
        history=known.versions,
        rewritings=known.rewritings,
        elsewhere=elsewhere(workspace, snapshot.settings),
        entry_history=entry_versions(workspace, registers, known.registers),
        texts=edited_texts(workspace, snapshot, known.versions),
    )
    return looked_up(workspace, context, known)


def _paths(workspace: Workspace) -> tuple[str, ...]:
    return tuple(path for path in sorted(workspace.present()) if os.path.lexists(workspace.root / path))


def _trouble(git: Git) -> tuple[Trouble, ...]:
    return tuple(Trouble(item.kind, item.detail) for item in git.trouble())
