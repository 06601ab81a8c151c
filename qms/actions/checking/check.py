"""Check the whole repository: read it once, read its history once, run every rule, match the waivers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qms.actions.checking import around
from qms.actions.checking.again import again
from qms.actions.checking.alone import alone
from qms.actions.checking.changed import Changed
from qms.actions.checking.contexts import present_of, trouble_of, with_past
from qms.actions.checking.early import early, late
from qms.actions.checking.keep import can_be_kept, keep, keep_versions
from qms.actions.checking.kept import Seen
from qms.actions.checking.narrow import decisive, idle, selected, within
from qms.actions.checking.part import findings_of, rules_of, state_of, with_texts
from qms.actions.checking.report import Report, concluded, counts, runnable, sources, told
from qms.actions.checking.uncollected import uncollected
from qms.adapters.files.workspace import Workspace
from qms.adapters.kept.stamps import stamps
from qms.adapters.past.ahead import ahead
from qms.adapters.past.touched import Step
from qms.errors import RepositoryError, UsageError
from qms.model.baseline import Baseline, compare
from qms.model.diagnostic import Diagnostic
from qms.model.document import Document
from qms.model.message import msg
from qms.model.share import Share
from qms.model.snapshot import Snapshot
from qms.rules.context import UNTRUSTED, Context
from qms.rules.rule import Finding, Rule, View, all_rules


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


@uncollected()
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
    rested = again(workspace, today, scope.rules) if everything else None
    if rested:
        return rested
    before = _seen(workspace) if everything else None
    context, findings, unused = _found(workspace, today, paths, scope.share, effort)
    rules, snapshot = all_rules(), context.snapshot
    after = _seen(workspace, before) if before else None
    if before and after and before.held(after):
        seen = before._replace(around=after.around, counts=counts(rules, None, context))
        if can_be_kept(context, rules):
            keep(workspace, context, findings, rules, seen)
        else:
            keep_versions(workspace, context, rules, seen)
    compared = compare(findings, _sources(workspace, findings, scope), scope.baseline or {})
    narrowed = selected(compared.new, snapshot, paths, scope.changed)
    files = _files(snapshot, paths, scope.changed)
    running, waiting = counts(rules, scope.rules, context)
    return Report(
        told(narrowed, scope.rules),
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


def _found(
    workspace: Workspace, today: date, paths: Sequence[str], share: Share | None, effort: Effort
) -> tuple[Context, tuple[Diagnostic, ...], tuple[str, ...]]:
    """Return what was looked at, the findings, and which of the paths select nothing.

    History is read while documents are, but in a clone that hides or exchanges a part of it: nothing of it is kept.
    """
    trouble = trouble_of(workspace.git)
    jobs = 1 if any(item.kind in UNTRUSTED for item in trouble) else effort.jobs
    with ahead(workspace, jobs, effort.step) as history:
        snapshot = workspace.snapshot()
        if not (snapshot.files or snapshot.problems or any(workspace.registers().entries.values())):
            raise RepositoryError(
                msg('There is no document in "{folder}"', folder=", ".join(snapshot.settings.keys.documents)),
                msg('Begin one with "qms new TYPE TITLE"'),
            )
        unused = _idle(paths, snapshot)
        rules, apart = rules_of(all_rules(), share), Context(with_texts(snapshot, share), today)
        with alone(workspace.cache, apart, runnable(rules, apart), effort.jobs - history.copies) as found:
            present = present_of(workspace, snapshot, today)
            known = found()
        present.take_over(apart)
        known = {**known, **early(runnable(rules, present), present, known, history.look)}
        context = with_past(workspace, present, trouble, history.past)
        known |= late(runnable(rules, context), context, known)
        return context, findings_of(run(rules, context, known), share), unused


def _seen(workspace: Workspace, before: Seen | None = None) -> Seen | None:
    """Return what files there are, and what git knows; None where one of them cannot be looked at."""
    git = workspace.git
    try:
        clone = around.again(git, before.around) if before else around.around(git)
        return Seen(stamps(workspace.root), around.head(git, clone.refs), clone)
    except (OSError, RepositoryError):
        return None


def _originals(files: Iterable[Document]) -> int:
    return sum(not item.translation for item in files)


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
    first = (found for rule in rules if rule.view is not View.LAST for found in rule.run(context, known.get(rule.code)))
    return concluded(rules, context, first)
