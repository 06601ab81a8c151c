"""Check the whole repository: read it once, read its history once, run every rule, match the waivers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from qms.actions.alone import alone
from qms.actions.changed import Changed
from qms.actions.narrow import decisive, idle, selected, within
from qms.actions.picture_faults import picture_faults
from qms.actions.proof import has_trust, judged
from qms.actions.then import looked_up
from qms.adapters.branches import elsewhere
from qms.adapters.entry_versions import entry_versions
from qms.adapters.git import Git, PartialCloneError
from qms.adapters.past import past
from qms.adapters.sources import WorkTree
from qms.adapters.text import lines
from qms.adapters.touched import Step
from qms.adapters.trail import read_trail
from qms.adapters.versions import body
from qms.adapters.workspace import Workspace
from qms.errors import RepositoryError, UsageError
from qms.history.edits import edit_of
from qms.model.baseline import Baseline, compare
from qms.model.change import Version
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
    narrows them further; everything is read all the same. RepositoryError where there is no document and no fault,
    UsageError where `paths` select nothing.
    """
    scope = scope or Scope()
    snapshot = workspace.snapshot()
    if not snapshot.files and not snapshot.problems:
        raise RepositoryError(
            msg('There is no document in "{folder}"', folder=", ".join(snapshot.settings.keys.documents)),
            msg('Begin one with "qms new TYPE TITLE"'),
        )
    unused = _idle(paths, snapshot)
    rules = all_rules()
    own, early = _own(rules, scope.share), Context(_with_texts(snapshot, scope.share), today)
    with alone(workspace.cache, early, runnable(own, early), effort.jobs) as found:
        context = context_of(workspace, snapshot, today, effort.step)
        findings = _of(run(own, context, found()), scope.share)
    compared = compare(findings, _sources(workspace, findings, scope), scope.baseline or {})
    narrowed = selected(compared.new, snapshot, paths, scope.changed)
    files = _files(snapshot, paths, scope.changed)
    chosen = [rule for rule in rules if (scope.rules is None or rule.code in scope.rules) and not rule.is_off(context)]
    running = runnable(chosen, context)
    return Report(
        tuple(item for item in narrowed if scope.rules is None or item.rule in scope.rules),
        documents=_originals(snapshot.files),
        rules=len(running),
        files=tuple(item.path for item in files),
        looked_at=_originals(files),
        waiting=len(chosen) - len(running),
        idle=unused,
        known=compared.known,
        gone=compared.gone,
        state=state_of(context, [rule.code for rule in chosen]) if scope.share else "",
    )


def _own(rules: Sequence[Rule], share: Share | None) -> Sequence[Rule]:
    """Return the rules of a part: all that take each document for itself, and those that are its turn."""
    return [rule for place, rule in enumerate(rules) if not share or rule.alone or rule.last or share.turn(place)]


def _with_texts(snapshot: Snapshot, share: Share | None) -> Snapshot:
    """Return the snapshot with the documents of a part only, for the rules that take each for itself."""
    return replace(snapshot, files=tuple(item for item in snapshot.files if not share or share.holds(item.path)))


def _of(findings: tuple[Diagnostic, ...], share: Share | None) -> tuple[Diagnostic, ...]:
    """Return the findings that belong to a part: of rules that take each document for itself, only those in its own."""
    if share is None:
        return findings
    alone_ = {rule.code for rule in all_rules() if rule.alone}
    return tuple(item for item in findings if item.rule not in alone_ or share.holds(item.location.path))


def state_of(context: Context, rules: Sequence[str]) -> str:
    """Return a word for what was looked at: parts of a check with different ones do not belong together."""
    snapshot = context.snapshot
    texts = [(item.path, item.sha256) for item in snapshot.files]
    acts = [(code, [act.line_sha256 for act in ledger.acts[-1:]]) for code, ledger in sorted(snapshot.ledgers.items())]
    facts = (context.today, texts, acts, snapshot.settings, sorted(context.history), rules)
    return hashlib.sha256(repr(facts).encode("utf-8", "surrogatepass")).hexdigest()


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
    context = Context(snapshot, today, trouble=_trouble(workspace.git), registers=registers)
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
        entry_history=entry_versions(workspace, registers),
        texts=body(workspace, snapshot.settings, _edited(snapshot, known.versions)),
    )
    return looked_up(workspace, context, known)


def _edited(snapshot: Snapshot, history: Mapping[str, Sequence[Version]]) -> Iterator[str]:
    """Yield the blobs of the approved texts that the texts on disk differ from under the same number."""
    for code, document in snapshot.documents.items():
        edit = edit_of(history.get(code, ()), snapshot.acts(code), document.revision)
        if edit and edit.approved.sha256 != document.sha256:
            yield edit.approved.blob


def _trouble(git: Git) -> tuple[Trouble, ...]:
    return tuple(Trouble(item.kind, item.detail) for item in git.trouble())
