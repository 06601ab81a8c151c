"""What a whole check leaves behind for the next one (`actions.recheck`): its findings, and what they follow from.

It lies in the cache, sealed like all of it, and counts for nothing where the program, the clone or the user is another.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from qms.actions.checking.around import Around
from qms.adapters.files.workspace import Workspace
from qms.adapters.kept.cache import Cache
from qms.adapters.kept.stamps import held
from qms.model.change import Commit, Version
from qms.model.diagnostic import Diagnostic
from qms.model.document import Document
from qms.model.settings import SETTINGS_FILE
from qms.rules import outlook
from qms.rules.context import Context
from qms.rules.records import diagnostic, diagnostic_record
from qms.rules.rule import Rule
from qms.rules.weights import Weights

if TYPE_CHECKING:
    from qms.adapters.kept.stamps import Stamps

KIND, HISTORY = "state", "versions"
SOME = 20
"""So many changed texts and new commits are looked at again and again before the state is written anew."""


class Text(NamedTuple):
    """A document file: its code, whether it is a translation, SHA-256 of the file, and of its front matter (`head` of
    `Document`).
    """

    code: str
    translation: bool
    sha256: str
    head: str


@dataclass(frozen=True)
class State:
    """What a check was about, and what it found. Any: it is JSON, read when it is wanted.

    `name` tells the histories in the cache that belong to it; `newer` has those that have changed since, by code.
    `doubted` are the codes of acts about which history was asked; `modules` are the files of the rules that must look
    again; `counts` tells how many rules ran, and how many waited.
    """

    name: str
    day: str
    commit: str
    folders: Sequence[str]
    clone: Sequence[Any]
    stamps: Stamps
    files: Mapping[str, Sequence[Any]]
    records: Sequence[Any]
    told: Sequence[Any]
    doubted: Sequence[str]
    modules: Sequence[str]
    counts: Sequence[int]
    newer: Mapping[str, Sequence[Any]]

    @classmethod
    def known(cls, cache: Cache) -> State | None:
        """Return the state that the cache has, if there is one."""
        found = next(iter(cache.known(KIND)), None)
        return cls(*found) if found else None

    def keep(self, cache: Cache) -> None:
        """Write it into the cache, in the place of the one before."""
        cache.keep(KIND, [("", list(vars_of(self)))])

    @cached_property
    def around(self) -> Around:
        """Refs and settings of git."""
        return Around(*self.clone)

    @cached_property
    def texts(self) -> Mapping[str, Text]:
        """The document files by path, in the order in which a snapshot has them."""
        return {path: Text(*text) for path, text in self.files.items()}

    @cached_property
    def findings(self) -> Sequence[Diagnostic]:
        """The findings, without waivers."""
        return [diagnostic(record) for record in self.records]

    @cached_property
    def rules(self) -> Sequence[Rule]:
        """The rules that must look again."""
        return [import_module(name).RULE for name in self.modules]

    @cached_property
    def outlook(self) -> outlook.Outlook:
        """What was known of all documents."""
        return outlook.read(list(self.told))

    def is_known(self, path: str) -> bool:
        """Tell whether a file is a document of which a new body can be told from a new front matter."""
        return path in self.files and bool(self.texts[path].head)

    def versions(self, cache: Cache, code: str) -> tuple[Version, ...] | None:
        """Return the versions of a document; None where they are not there."""
        found = [self.newer[code]] if code in self.newer else cache.known(HISTORY, f"{self.name}:{code}")
        return tuple(map(_version, found[0])) if found else None

    def after(
        self,
        findings: Iterable[Diagnostic],
        changed: Iterable[Document],
        newer: Mapping[str, Sequence[Any]],
        now: Stamps,
        commit: str,
    ) -> State | None:
        """Return the state that follows, once only bodies have changed; None where a finding cannot be kept."""
        new = {item.path: self.texts[item.path]._replace(sha256=item.sha256) for item in changed}
        try:
            records = [diagnostic_record(item) for item in findings]
        except TypeError:
            return None
        return replace(self, commit=commit, stamps=now, files={**self.texts, **new}, records=records, newer=newer)


def vars_of(state: State) -> Iterable[Any]:
    """Yield the fields of a state in their order."""
    return (vars(state)[name] for name in State.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Seen:
    """What files there are, HEAD, refs and settings of git: the same before anything was read and after all was found;
    how many rules ran, and how many waited.
    """

    stamps: Stamps
    commit: str
    around: Around
    counts: Sequence[int] = ()

    def held(self, later: Seen | None) -> bool:
        """Tell whether it is still so."""
        return (
            later is not None
            and self.around == later.around
            and self.commit == later.commit
            and held(self.stamps, later.stamps)
        )


def keep(
    workspace: Workspace,
    context: Context,
    found: Iterable[Diagnostic],
    rules: Sequence[Rule],
    seen: Seen,
) -> None:
    """Keep what a whole check found, where the next one can rest on it."""
    last = {rule.code for rule in rules if rule.last}
    snapshot = context.snapshot
    try:
        records = [diagnostic_record(item) for item in found if item.rule not in last]
    except TypeError:
        return
    texts = {item.path: Text(item.code, item.translation, item.sha256, item.head) for item in snapshot.files}
    name = os.urandom(8).hex()
    histories = ((f"{name}:{code}", versions_of(context.history.get(code, ()))) for code in context.documents)
    workspace.cache.keep(HISTORY, histories)
    State(
        name=name,
        day=context.today.isoformat(),
        commit=seen.commit,
        folders=snapshot.settings.keys.documents,
        clone=seen.around,
        stamps=seen.stamps,
        files=texts,
        records=records,
        told=outlook.recorded(context.outlook),
        doubted=_doubted(context),
        modules=[rule.module for rule in rules if not rule.heads],
        counts=seen.counts,
        newer={},
    ).keep(workspace.cache)


def _doubted(context: Context) -> list[str]:
    asked = {*context.matrices, *context.earlier}
    ledgers = context.snapshot.ledgers.items() if asked else ()
    return [code for code, ledger in ledgers if any(act.line_sha256 in asked for act in ledger.acts)]


def can_be_kept(context: Context, rules: Iterable[Rule]) -> bool:
    """Tell whether a check again may rest on this one: nothing in it was beyond what is compared."""
    keys = context.snapshot.settings.keys
    parts = [part for place in keys.documents for part in place.split("/")]
    plain = (
        not keys.foreign
        and all(part and part[0] != "." for part in parts)
        and "beside" not in keys.metadata
        and SETTINGS_FILE not in context.broken
    )
    honest = context.whole and not context.signing and not context.elsewhere
    weights = [Weights.of(context, rule.code, rule.family) for rule in rules if rule.last]
    if any(item.types for item in weights):  # the types of all documents would be asked for
        return False
    return plain and honest and all(rule.alone or rule.near or rule.heads or rule.last for rule in rules)


def versions_of(versions: Iterable[Version]) -> list[Any]:
    """Return versions as JSON has them."""
    return [
        [
            [item.commit.id, item.commit.author, item.commit.email, item.commit.when, item.commit.subject],
            [dict(item.commit.trailers), list(item.commit.others)],
            [item.path, item.blob, item.sha256, item.revision],
        ]
        for item in versions
    ]


def _version(record: list[Any]) -> Version:
    (commit, author, email, when, subject), (trailers, others), rest = record
    return Version(Commit(commit, author, email, when, subject, trailers, tuple(others)), *rest)
