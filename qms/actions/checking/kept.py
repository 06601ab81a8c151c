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
from qms.model.settings import SETTINGS_FILE
from qms.rules.context import Context
from qms.rules.outlook import Outlook
from qms.rules.records import diagnostic, diagnostic_record
from qms.rules.rule import Rule
from qms.rules.weights import Weights

if TYPE_CHECKING:
    from qms.adapters.kept.stamps import Stamps

HEAD, NOW, FAR, TEXTS, HISTORY = "state", "state-now", "outlook", "texts", "versions"
PATHS, STAMPS, FINDINGS = "paths", "stamps", "findings"
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
    """What a check was about, and what it found. Any: it is JSON.

    Only this much is read whole; the cache gives the rest as it is wanted. `name` tells what in the cache belongs to
    the whole check, `moment` what was last found since. `newer` are the histories that have changed since, by code,
    `edited` the texts, by path. `doubted` are the codes of acts about which history was asked; `modules` are the files
    of the rules that must look again; `counts` tells how many rules ran, and how many waited.
    """

    cache: Cache
    name: str
    moment: str
    day: str
    commit: str
    folders: Sequence[str]
    clone: Sequence[Any]
    doubted: Sequence[str]
    modules: Sequence[str]
    counts: Sequence[int]
    newer: Mapping[str, Sequence[Any]]
    edited: Mapping[str, Sequence[Any]]

    @classmethod
    def known(cls, cache: Cache) -> State | None:
        """Return the state that the cache has, if there is one."""
        found = next(iter(cache.known(HEAD)), None)
        return cls(cache, *found) if found else None

    def keep(self, stamps: Stamps, records: Sequence[Any]) -> None:
        """Write it into the cache, in the place of the one before."""
        self.cache.keep(NOW, [(f"{self.moment}:{STAMPS}", stamps), (f"{self.moment}:{FINDINGS}", records)])
        self.cache.keep(HEAD, [("", [vars(self)[name] for name in list(State.__dataclass_fields__)[1:]])])

    @cached_property
    def around(self) -> Around:
        """Refs and settings of git."""
        return Around(*self.clone)

    @cached_property
    def stamps(self) -> Stamps:
        """The files as they were then."""
        found: Stamps = self._part(NOW, f"{self.moment}:{STAMPS}")
        return found

    @cached_property
    def findings(self) -> Sequence[Diagnostic]:
        """The findings, without waivers."""
        return [diagnostic(record) for record in self._part(NOW, f"{self.moment}:{FINDINGS}")]

    @cached_property
    def paths(self) -> Mapping[str, bool]:
        """The document files, in the order in which a snapshot has them, and whether each is a translation."""
        found: Mapping[str, bool] = self._part(FAR, f"{self.name}:{PATHS}")
        return found

    @cached_property
    def rules(self) -> Sequence[Rule]:
        """The rules that must look again."""
        return [import_module(name).RULE for name in self.modules]

    @cached_property
    def outlook(self) -> Outlook:
        """What was known of all documents."""
        return Outlook(lambda part: self._part(FAR, f"{self.name}:{part}"))

    def texts(self, paths: Iterable[str]) -> Mapping[str, Text]:
        """Return those of the files that are documents."""
        asked = {f"{self.name}:{path}": path for path in paths}
        found = {asked[name]: record for name, record in self.cache.several(TEXTS, asked).items()}
        return {path: Text(*self.edited.get(path, record)) for path, record in found.items()}

    def history(self, codes: Iterable[str]) -> Mapping[str, tuple[tuple[str, ...], tuple[Version, ...]]]:
        """Return the files and the versions of some documents by code; one that is not known is left out."""
        asked = {f"{self.name}:{code}": code for code in codes}
        found = {asked[name]: record for name, record in self.cache.several(HISTORY, asked).items()}
        return {
            code: (tuple(paths), tuple(map(_version, self.newer.get(code, versions))))
            for code, (paths, versions) in found.items()
        }

    def after(
        self,
        findings: Iterable[Diagnostic],
        edited: Mapping[str, Sequence[Any]],
        newer: Mapping[str, Sequence[Any]],
        now: Stamps,
        commit: str,
    ) -> None:
        """Write the state that follows, once only bodies have changed, where each finding can be kept."""
        try:
            records = [diagnostic_record(item) for item in findings]
        except TypeError:
            return
        newer, edited = {**self.newer, **newer}, {**self.edited, **edited}
        replace(self, moment=_new(), commit=commit, newer=newer, edited=edited).keep(now, records)

    def _part(self, kind: str, name: str) -> Any:
        """Return a part; OSError where it is away: another run has written a state of its own."""
        found = self.cache.known(kind, name)
        if not found:
            raise FileNotFoundError(name)
        return found[0]


def _new() -> str:
    return os.urandom(8).hex()


class Seen(NamedTuple):
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
    cache, name = workspace.cache, _new()
    texts = {item.path: Text(item.code, item.translation, item.sha256, item.head) for item in snapshot.files}
    cache.keep(TEXTS, ((f"{name}:{path}", text) for path, text in texts.items()))
    paths: dict[str, list[str]] = {}
    for item in snapshot.files:
        paths.setdefault(item.code, []).append(item.path)
    histories = {code: [paths[code], versions_of(context.history.get(code, ()))] for code in context.documents}
    cache.keep(HISTORY, ((f"{name}:{code}", record) for code, record in histories.items()))
    far = {PATHS: {item.path: item.translation for item in snapshot.files}, **context.outlook.parts()}
    cache.keep(FAR, ((f"{name}:{part}", value) for part, value in far.items()))
    State(
        cache,
        name=name,
        moment=name,
        day=context.today.isoformat(),
        commit=seen.commit,
        folders=list(snapshot.settings.keys.documents),
        clone=list(seen.around),
        doubted=_doubted(context),
        modules=[rule.module for rule in rules if not rule.heads],
        counts=seen.counts,
        newer={},
        edited={},
    ).keep(seen.stamps, records)


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
