"""What a whole check leaves behind for the next one (`checking.recheck`): its findings, and what they follow from.

It lies in the cache, sealed like all of it, and counts for nothing where the program, the clone or the user is another.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from qms.actions.checking.around import Around
from qms.actions.checking.recorded import Recorded
from qms.adapters.kept.cache import Cache
from qms.adapters.kept.stamps import held
from qms.model.change import Commit, Version
from qms.model.diagnostic import Diagnostic
from qms.model.document import Document
from qms.model.settings import Settings
from qms.rules.outlook import Outlook, Standing
from qms.rules.records import diagnostic, diagnostic_record
from qms.rules.rule import Rule

if TYPE_CHECKING:
    from qms.adapters.kept.stamps import Stamps

HEAD, NOW, FAR, TEXTS, HISTORY, LEDGERS = "state", "state-now", "outlook", "texts", "versions", "ledgers"
PATHS, STAMPS, FINDINGS, ASKED = "paths", "stamps", "findings", "asked"
SOME = 20
"""So many changed files and new commits are looked at again and again before the state is written anew."""


class Text(NamedTuple):
    """A document file: its code, whether it is a translation, SHA-256 of the file, and of its front matter (`head` of
    `Document`), the number of its revision.
    """

    code: str
    translation: bool
    sha256: str
    head: str
    revision: int | None

    @classmethod
    def of(cls, document: Document) -> Text:
        """Return what is kept of a document file."""
        return cls(document.code, document.translation, document.sha256, document.head, document.revision)


@dataclass(frozen=True)
class State:
    """What a check was about, and what it found. Any: it is JSON.

    Only this much is read whole; the cache gives the rest as it is wanted. `name` tells what in the cache belongs to
    the whole check, `moment` what was last found since. `newer` are the histories that have changed since, by code,
    `edited` the texts, by path, `acted` the ledgers, `told` how far documents are, by code, `asked` what was asked of
    that. `settings` tells those of the repository from others (`mark`). `doubted` are the codes of acts about which
    history was asked; `modules` are the files of the rules that must look again, `acting` of those that must where acts
    are new; `counts` tells how many rules ran, and how many waited.
    """

    cache: Cache
    name: str
    moment: str
    day: str
    commit: str
    settings: str
    folders: Sequence[str]
    clone: Sequence[Any]
    doubted: Sequence[str]
    modules: Sequence[str]
    acting: Sequence[str]
    counts: Sequence[int]
    newer: Mapping[str, Sequence[Any]]
    edited: Mapping[str, Sequence[Any]]
    acted: Mapping[str, Sequence[Any]]
    told: Mapping[str, Sequence[Any]]
    asked: Sequence[str]

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
        return _rules(self.modules)

    @cached_property
    def acting_rules(self) -> Sequence[Rule]:
        """The rules that must look again where acts are new."""
        return _rules(self.acting)

    @cached_property
    def outlook(self) -> Outlook:
        """What was known of all documents."""
        return self.outlook_after({})

    def outlook_after(self, told: Mapping[str, Standing]) -> Outlook:
        """Return what is known of all documents, where some are farther now."""
        known = {code: Standing(*record) for code, record in self.told.items()}
        return Outlook(lambda part: self._part(FAR, f"{self.name}:{part}"), {**known, **told})

    def was_asked(self, questions: Iterable[str]) -> bool:
        """Tell whether what was found about others follows from the answer to one of these questions (`asking`)."""
        return not set(questions).isdisjoint([*self.asked, *self._part(FAR, f"{self.name}:{ASKED}")])

    def ledgers(self, paths: Iterable[str]) -> Mapping[str, Recorded]:
        """Return those of the files that are ledgers to which acts may be added."""
        asked = {f"{self.name}:{path}": path for path in paths}
        found = {asked[name]: record for name, record in self.cache.several(LEDGERS, asked).items()}
        return {path: Recorded(*self.acted.get(path, record)) for path, record in found.items()}

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
        since: Since,
        now: Stamps,
        commit: str,
    ) -> None:
        """Write the state that follows, once only bodies and acts have changed, where each finding can be kept."""
        try:
            records = [diagnostic_record(item) for item in findings]
        except TypeError:
            return
        after = replace(
            self,
            moment=new_name(),
            commit=commit,
            newer={**self.newer, **since.newer},
            edited={**self.edited, **since.edited},
            acted={**self.acted, **since.acted},
            told={**self.told, **since.told},
            asked=sorted({*self.asked, *since.asked}),
        )
        after.keep(now, records)

    def _part(self, kind: str, name: str) -> Any:
        """Return a part; OSError where it is away: another run has written a state of its own."""
        found = self.cache.known(kind, name)
        if not found:
            raise FileNotFoundError(name)
        return found[0]


def _rules(modules: Iterable[str]) -> Sequence[Rule]:
    return [import_module(name).RULE for name in modules]


def mark(settings: Settings) -> str:
    """Return a word that other settings of a repository do not have."""
    return hashlib.sha256(repr(settings).encode("utf-8", "surrogatepass")).hexdigest()


def new_name() -> str:
    """Return a name that nothing in the cache has."""
    return os.urandom(8).hex()


class Since(NamedTuple):
    """What has changed since a state, as `State` has it."""

    newer: Mapping[str, Sequence[Any]]
    edited: Mapping[str, Sequence[Any]]
    acted: Mapping[str, Sequence[Any]]
    told: Mapping[str, Sequence[Any]]
    asked: Iterable[str]


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
            and self.around._replace(files={}) == later.around._replace(files={})
            and self.commit == later.commit
            and held(self.stamps, later.stamps)
        )


def _version(record: list[Any]) -> Version:
    """Return the version of a record: JSON has it, and its commit, as lists."""
    (commit, author, email, when, subject, trailers, others), *rest = record
    return Version(Commit(commit, author, email, when, subject, trailers, tuple(others)), *rest)
