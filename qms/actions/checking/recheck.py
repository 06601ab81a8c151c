"""Check again where only bodies of texts changed since an earlier check, and ledgers went on: what follows from nothing
else still holds.

The earlier check has left its findings, and what it was about (`checking.kept`). Here the files are compared by name,
times, size and number; new commits may only have changed texts and ledgers of known documents, one after the other.
Then the rules that look at one document (`alone`, `near`, with new acts or another number of the revision `acts`) run
for the changed ones, and all else that was found still holds (`heads`), as long as nobody has asked how far those
documents are that now are farther (`outlook`).
Whatever is not so leaves the whole check to do the work: it is what this one must agree with, byte for byte.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from qms.actions.checking import around
from qms.actions.checking.doubtful import is_doubtful
from qms.actions.checking.kept import SOME, Since, State, Text
from qms.actions.checking.picture_faults import picture_faults
from qms.actions.checking.received_faults import received_faults
from qms.actions.checking.recorded import Recorded, gone_on
from qms.adapters.files.sources import Source, WorkTree
from qms.adapters.files.workspace import Workspace, read_snapshot
from qms.adapters.git.branches import elsewhere
from qms.adapters.git.door import PathChange, RawCommit
from qms.adapters.kept.stamps import changed, names, stamps
from qms.adapters.past.identities import identified
from qms.adapters.past.touched import Touched
from qms.adapters.past.versions import continued, edited_texts
from qms.ledger.lines import ledger_path
from qms.model.change import Version
from qms.model.diagnostic import Diagnostic
from qms.model.problem import Problem
from qms.model.settings import Settings
from qms.model.snapshot import Snapshot
from qms.rules.context import Context, Trouble
from qms.rules.outlook import Standing, spellings, standing, told_otherwise, uses, wanted
from qms.rules.rule import Rule, View

if TYPE_CHECKING:
    from qms.adapters.kept.stamps import Stamps

LEDGER = "ledger/"
MOST = 200
"""So many texts and commits at most: beyond that the whole check is as quick."""


class Verdict(NamedTuple):
    """What all rules found but those that look at findings, without waivers; the texts by path, and whether each is a
    translation; a context with settings and tables; the rules that looked again, how many ran in all and waited.
    """

    context: Context
    findings: tuple[Diagnostic, ...]
    paths: Mapping[str, bool]
    rules: Sequence[Rule]
    counts: Sequence[int]


def recheck(workspace: Workspace, today: date, seen: Stamps | None = None) -> Verdict | None:
    """Return the verdict, where it follows from the last one and from the texts and acts that changed since; else None.

    `seen` are the files, where they were looked at already.
    """
    state = State.known(workspace.cache)
    if state is None or state.day != today.isoformat():
        return None
    clone = around.again(workspace.git, state.around)
    if clone.trouble != state.around.trouble:
        return None
    head = around.head(workspace.git, clone.refs)
    now = stamps(workspace.root) if seen is None else seen
    paths, commits = changed(state.stamps, now), _commits(workspace, state, head)
    if paths is None or commits is None or len(paths) > MOST:
        return None
    touched = {path for commit in commits for path in _paths(commit, workspace.prefix)}
    near = _Near.of(workspace, state, paths | touched)
    if near is None:
        return None
    context = near.context(today, now, paths, commits)
    if context and not around.adds_nothing(state.around.refs, clone.refs, head):
        context = None if elsewhere(workspace, context.snapshot.settings) else context
    if context is None:
        return None
    verdict = near.verdict(context)
    if len(paths) + len(commits) > SOME:
        edited = {item.path: Text.of(item) for item in context.snapshot.files}
        newer = {code: context.history[code] for code in near.known}
        acted, told = gone_on(context, near.ledgers) or {}, near.told(context)
        since = Since(newer, edited, acted, told, context.outlook.asked)
        state.after(verdict.findings, since, now, commits[-1].id if commits else state.commit)
    return verdict


@dataclass(frozen=True, slots=True)
class _Near:
    """The documents of some codes: their texts, ledgers and history, and nothing of any other; `ledgers` are those that
    have changed, as they were.
    """

    workspace: Workspace
    state: State
    known: Mapping[str, tuple[tuple[str, ...], tuple[Version, ...]]]
    texts: Mapping[str, Text]
    ledgers: Mapping[str, Recorded]

    @classmethod
    def of(cls, workspace: Workspace, state: State, paths: frozenset[str]) -> _Near | None:
        """Return the documents of some files; None where one is no document of which enough is known."""
        ledgers = state.ledgers(path for path in paths if path.startswith(LEDGER))
        texts = state.texts(paths - ledgers.keys())
        codes = {item.code for item in texts.values()} | {item.code for item in ledgers.values()}
        known = state.history(codes)
        whole = texts.keys() | ledgers.keys() == paths and all(text.head for text in texts.values())
        if not whole or codes != known.keys() or not codes.isdisjoint(state.doubted):
            return None
        near = state.texts(path for others, _versions in known.values() for path in others)
        return cls(workspace, state, known, near, ledgers)

    def context(self, today: date, now: Stamps, paths: frozenset[str], commits: Sequence[RawCommit]) -> Context | None:
        """Return what rules see of these documents; None where more has changed than bodies."""
        workspace, snapshot = self.workspace, self.snapshot(now)
        if not self.agrees(snapshot, paths):
            return None
        history = self.history(snapshot.settings, commits)
        if history is None:
            return None
        context = Context(
            snapshot,
            today,
            history=history,
            trouble=tuple(Trouble(*item) for item in self.state.around.trouble),
            texts=edited_texts(workspace, snapshot, history),
            told=self.state.outlook,
            pictures=tuple(picture_faults(workspace, snapshot)),
            received=tuple(received_faults(workspace, snapshot)),
        )
        if is_doubtful(context) or not self.went_on(context, commits):
            return None
        told = self.told(context)
        before = self.state.outlook
        otherwise = [asked for code in told for asked in told_otherwise(code, before.standing(code), told[code])]
        if otherwise and self.state.was_asked(otherwise):
            return None
        return replace(context, told=self.state.outlook_after(told)) if told else context

    def snapshot(self, now: Stamps) -> Snapshot:
        """Read them, with settings and tables."""
        wanted_ = {ledger_path(code) for code in self.known}
        there = (f"{LEDGER}{name}" for name in names(now, LEDGER))
        ledgers = tuple(path for path in there if unicodedata.normalize("NFC", path) in wanted_)
        return read_snapshot(_Part(WorkTree(self.workspace.root), self.state.folders, tuple(self.texts), ledgers))

    def agrees(self, snapshot: Snapshot, paths: Iterable[str]) -> bool:
        """Tell whether the changed texts differ in nothing but their bodies, and the others in nothing at all."""
        used = self.state.outlook.used
        for document in snapshot.files:
            before = self.texts[document.path]
            if document.path not in paths:
                if document.sha256 != before.sha256:
                    return False
                continue
            if not document.head or document.head != before.head:
                return False
            if any(used[item] == document.path and not uses(document, item) for item in used):
                return False
        context = Context(snapshot, date.min)
        unused, spelt = wanted(context) - used.keys(), self.state.outlook.spelt
        return len(snapshot.files) == sum(len(paths) for paths, _versions in self.known.values()) and not any(
            any(uses(document, item) for item in unused) or spellings(context, document) != spelt.get(document.path, [])
            for document in snapshot.files
            if document.path in paths
        )

    def history(self, settings: Settings, commits: Sequence[RawCommit]) -> Mapping[str, tuple[Version, ...]] | None:
        """Return the versions of each code, with those of new commits."""
        found = {code: versions for code, (_paths, versions) in self.known.items()}
        own = [commit._replace(changes=self.within(commit, texts=True)) for commit in commits]
        read = identified(self.workspace, settings, [change for commit in own for change in commit.changes])
        for (_blob, path), text in read.items():
            known = self.texts[path.removeprefix(self.workspace.prefix)]
            if (text.code, text.translation) != (known.code, known.translation):
                return None
            if not known.translation and not found[known.code]:
                return None
        return continued(self.workspace, settings, own, read, found)

    def within(self, commit: RawCommit, *, texts: bool) -> tuple[PathChange, ...]:
        """Return the changes that a commit made in texts, or those in ledgers."""
        start = f"{self.workspace.prefix}{LEDGER}"
        return tuple(change for change in commit.changes if change.path.startswith(start) is not texts)

    def went_on(self, context: Context, commits: Sequence[RawCommit]) -> bool:
        """Tell whether the ledgers that have changed have done no more than go on."""
        if not self.ledgers:
            return True
        from qms.adapters.past.rewritings import differing  # after an edit of a text nobody needs it

        touched = [Touched(commit, self.within(commit, texts=False)) for commit in commits]
        rewritten = any(True for _rewriting in differing(self.workspace, touched))
        return not rewritten and gone_on(context, self.ledgers) is not None

    def told(self, context: Context) -> Mapping[str, Standing]:
        """Return how far the documents are that have new acts or another number."""
        renumbered = {item.code for item in context.snapshot.files if item.revision != self.texts[item.path].revision}
        return {code: standing(context, code) for code in renumbered | {item.code for item in self.ledgers.values()}}

    def verdict(self, context: Context) -> Verdict:
        """Run the rules that look at one document, and keep what all others have found."""
        own = {*self.texts, *(ledger.path for ledger in context.snapshot.ledgers.values())}
        acted = self.told(context)
        again = {rule.code: rule for rule in self.state.rules if rule.view in {View.ALONE, View.NEAR}}
        acting = {rule.code: rule for rule in (self.state.acting_rules if acted else ())}

        def anew(item: Diagnostic) -> bool:
            """Tell whether the rules that look again find this or not."""
            return item.subject in acted if item.rule in acting else item.rule in again and item.location.path in own

        kept = [item for item in self.state.findings if not anew(item)]
        new = [item for rule in (*again.values(), *acting.values()) for item in rule.run(context) if anew(item)]
        return Verdict(context, (*kept, *new), self.state.paths, self.state.rules, self.state.counts)


@dataclass(frozen=True, slots=True)
class _Part(Source):
    """A work tree of which only some documents and ledgers are seen."""

    tree: WorkTree
    folders: Sequence[str]
    texts: Sequence[str]
    ledgers: Sequence[str]

    def files(self, under: str) -> Iterable[str]:
        """Return the files below a folder, sorted."""
        if under == "ledger":
            return sorted(self.ledgers)
        if under in self.folders:
            return sorted(path for path in self.texts if path.startswith(f"{under}/"))
        return self.tree.files(under)

    def hidden(self, under: str) -> Iterable[Problem]:  # noqa: ARG002 - the protocol's signature
        """Return nothing: what keeps files from being seen has not changed."""
        return ()

    def read(self, path: str) -> bytes | Problem | None:
        """Read one file."""
        return self.tree.read(path)


def _commits(workspace: Workspace, state: State, head: str) -> Sequence[RawCommit] | None:
    """Return the commits since the state, oldest first; None where they do more than change texts and ledgers of known
    documents one after the other.
    """
    commits = around.since(workspace.git, state.commit, head)
    known = commits is not None and all(
        change.new
        and change.path.startswith(workspace.prefix)
        and (change.old or change.path.startswith(f"{workspace.prefix}{LEDGER}"))
        for commit in commits
        for change in commit.changes
    )
    return commits if known else None


def _paths(commit: RawCommit, prefix: str) -> Iterator[str]:
    return (change.path.removeprefix(prefix) for change in commit.changes)
