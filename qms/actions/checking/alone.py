"""What the rules find that take each document for itself; what is known of earlier runs is not looked for again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from qms.adapters.beside import beside
from qms.adapters.kept.cache import Cache
from qms.model.document import Document
from qms.rules.alone import find, read, recorded
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule, View

KIND = "findings"
LEAST = 100
"""So many documents are worth a process of their own."""


@contextmanager
def alone(
    cache: Cache, context: Context, rules: Sequence[Rule], jobs: int = 1
) -> Iterator[Callable[[], Mapping[str, list[Finding]]]]:
    """Begin to look for the findings of the rules that take each document for itself; call the value for them, by the
    code of the rule. With several `jobs` copies of the process look meanwhile.

    They are kept under all that these rules see: settings and tables, path and bytes of the document. Nothing is
    found where a document is more than its file.
    """
    if "beside" in context.snapshot.settings.keys.metadata:
        yield dict
        return
    mine = [rule for rule in rules if rule.view is View.ALONE and not rule.is_off(context)]
    work = _Work(cache, context, mine, _name(context, mine))
    with beside([partial(work.records, share) for share in work.shares(jobs - 1)]) as answers:
        yield lambda: work.whole(answers())


@dataclass(frozen=True)
class _Work:
    """What is to be found: by which rules, in which context, and under which name it is kept."""

    cache: Cache
    context: Context
    rules: Sequence[Rule]
    name: str

    @cached_property
    def known(self) -> dict[str, list[Any]]:
        """The records of documents that are as they were; Any: it is JSON."""
        return next(iter(self.cache.known(KIND, self.name)), {})

    @cached_property
    def files(self) -> Mapping[str, Document]:
        """The documents by what their findings are kept under."""
        return {f"{document.sha256}:{document.path}": document for document in self.context.snapshot.files}

    @cached_property
    def new(self) -> Sequence[str]:
        """What is not known yet."""
        return [mark for mark in self.files if mark not in self.known]

    def shares(self, copies: int) -> list[Sequence[str]]:
        """Return what each of so many copies of the process has to do, if it is worth one."""
        size = max(LEAST, -(-len(self.new) // max(1, copies)))
        whole = [self.new[start : start + size] for start in range(0, len(self.new), size)]
        return [share for share in whole if len(share) >= LEAST][: max(0, copies)]

    def records(self, marks: Sequence[str]) -> dict[str, list[Any] | None]:
        """Look for the findings in some documents."""
        found = find(self.context, self.rules, tuple(self.files[mark] for mark in marks))
        return {mark: recorded(found[self.files[mark].path]) for mark in marks}

    def whole(self, answers: Sequence[Any]) -> Mapping[str, list[Finding]]:
        """Return all findings; what no copy has answered is looked for here."""
        fresh = {mark: item for answer in answers if answer for mark, item in answer.items() if item is not None}
        rest = [mark for mark in self.new if mark not in fresh]
        found = find(self.context, self.rules, tuple(self.files[mark] for mark in rest))
        own = {mark: recorded(found[self.files[mark].path]) for mark in rest}
        fresh |= {mark: item for mark, item in own.items() if item is not None}
        have = {mark: self.known[mark] for mark in self.files if mark in self.known} | fresh
        if fresh:
            self.cache.add(KIND, self.name, have, only=True)
        by_code = {rule.code: rule for rule in self.rules}
        whole: dict[str, list[Finding]] = {rule.code: [] for rule in self.rules}
        for mark, document in self.files.items():
            for rule, finding in read(have[mark], by_code) if mark in have else found[document.path]:
                whole[rule.code].append(finding)
        return whole


def _name(context: Context, rules: Iterable[Rule]) -> str:
    seen = (context.alone(()), [rule.code for rule in rules])
    return hashlib.sha256(repr(seen).encode("utf-8", "surrogatepass")).hexdigest()
