"""The distribution matrix: from the lists of levels, types and documents to the holders of one document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qms.model.document import Document
from qms.model.shelf import Brief
from qms.model.snapshot import Holder, HolderList

_ORDER = ("level", "type", "code")


def distribution(
    lists: Iterable[HolderList], documents: Iterable[Document | Brief]
) -> Mapping[str, tuple[Holder, ...]]:
    """Return the holders of every document by its code; a list of a code without a document counts too.

    A row of a narrower list replaces that of a wider one for the same holder and medium: document before type before
    level. A row whose count is 0 takes the holder out.
    """
    written: dict[str, dict[str, tuple[Holder, ...]]] = {scope: {} for scope in _ORDER}
    for item in lists:
        same = written[item.scope]
        same[item.key] = (*same.get(item.key, ()), *item.holders)
    keys = {document.code: (document.level, document.type, document.code) for document in documents if document.code}
    keys |= {code: ("", "", code) for code in written["code"] if code not in keys}
    found = {
        code: _merged(written[scope].get(key, ()) for scope, key in zip(_ORDER, own, strict=True))
        for code, own in keys.items()
    }
    return {code: holders for code, holders in found.items() if holders or code in written["code"]}


def _merged(rows: Iterable[tuple[Holder, ...]]) -> tuple[Holder, ...]:
    """Put the lists over one another, the wider first; rows of one list that name a holder twice both stand."""
    merged: dict[tuple[str, str], tuple[Holder, ...]] = {}
    for holders in rows:
        own: dict[tuple[str, str], tuple[Holder, ...]] = {}
        for holder in holders:
            key = (holder.unit, holder.medium)
            own[key] = (*own.get(key, ()), holder)
        merged |= own
    return tuple(holder for same in merged.values() for holder in same if holder.count)
