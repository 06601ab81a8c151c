"""What the rules find that take each document for itself; what is known of earlier runs is not looked for again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qms.adapters.cache import Cache
from qms.model.document import Document
from qms.rules.alone import find, read, recorded
from qms.rules.context import Context
from qms.rules.rule import Finding, Rule

KIND = "findings"


def alone(cache: Cache, context: Context, rules: Sequence[Rule]) -> Mapping[str, list[Finding]]:
    """Return the findings of the rules that take each document for itself, by the code of the rule.

    They are kept under all that these rules see: settings and tables, path and bytes of the document. Nothing is
    returned where a document is more than its file.
    """
    if "beside" in context.snapshot.settings.keys.metadata:
        return {}
    mine = [rule for rule in rules if rule.alone and not rule.is_off(context)]
    name = _name(context, mine)
    known: dict[str, list[Any]] = next(iter(cache.known(KIND, name)), {})
    files = {_mark(document): document for document in context.snapshot.files}
    new = {mark: document for mark, document in files.items() if mark not in known}
    found = find(context, mine, tuple(new.values()))
    kept = {mark: records for mark, item in new.items() if (records := recorded(found[item.path])) is not None}
    if kept:
        cache.add(KIND, name, {**{mark: known[mark] for mark in files if mark in known}, **kept}, only=True)
    by_code = {rule.code: rule for rule in mine}
    whole: dict[str, list[Finding]] = {rule.code: [] for rule in mine}
    for mark, document in files.items():
        for rule, finding in read(known[mark], by_code) if mark in known else found[document.path]:
            whole[rule.code].append(finding)
    return whole


def _mark(document: Document) -> str:
    return f"{document.sha256}:{document.path}"


def _name(context: Context, rules: Iterable[Rule]) -> str:
    seen = (context.alone(()), [rule.code for rule in rules])
    return hashlib.sha256(repr(seen).encode("utf-8", "surrogatepass")).hexdigest()
