"""Which labels at the head of texts are the fields of a repository that was never made for qms. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from qms.actions.adopting.foreign_codes import id_key
from qms.adapters.files.survey import Sample
from qms.model.field import Table
from qms.model.field_names import OWNERS, STATUSES, fold, is_id
from qms.model.settings import Keys

HEAD = "head"
ONE_MEANING: tuple[Callable[[str], bool], ...] = (
    is_id,
    lambda name: fold(name) in STATUSES,
    lambda name: fold(name) in OWNERS,
)
"""Fields that one house may name in several ways. Days are none of them: one is of approval, another of review."""


def identified_by_labels(found: Sequence[Sample]) -> tuple[Sample, ...]:
    """Take labels for fields where in some folder one of them identifies the documents."""
    labelled = [item for item in found if item.form == "none" and item.labels.entries]
    folders: dict[str, list[Sample]] = {}
    for item in one_id(alike(map(with_fields, labelled))):
        folders.setdefault(item.folder, []).append(item)
    if not any(
        len(items) > 1 and id_key(items) for items in folders.values() if not (items[0].doubtful or items[0].past)
    ):
        return tuple(found)
    taken = {item.path: item for items in folders.values() for item in items}
    return tuple(taken.get(item.path, item) for item in found)


def one_id(items: Sequence[Sample]) -> tuple[Sample, ...]:
    """Give the label that identifies a document the most frequent name, in a document that has only another one."""
    counts = Counter(name for item in items for name in item.fields if is_id(name) and item.text(name))
    first = max(sorted(counts), key=lambda name: counts[name], default="")
    return tuple(item if item.text(first) else _called(item, first) for item in items) if first else tuple(items)


def _called(item: Sample, first: str) -> Sample:
    """Return a document with its first identifying label under another name."""
    own = next((name for name in item.front.entries if is_id(name) and item.text(name)), "")
    if not own:
        return item
    names = {name: first if name == own else name for name in item.front.entries if name != first or own == first}
    return _renamed(item, names)


def labelled(own: Sequence[Sample]) -> tuple[Sample, ...]:
    """Take the labels of these documents for their fields."""
    return alike(with_fields(item) if item.form == "none" and item.labels.entries else item for item in own)


def with_fields(item: Sample) -> Sample:
    """Return a text with its labels as fields."""
    return replace(item, form=HEAD, front=item.labels)


def alike(items: Iterable[Sample]) -> tuple[Sample, ...]:
    """Give labels that differ in capitals only, `Document ID` and `Document Id`, the most frequent of their names."""
    found = tuple(items)
    spelled: dict[str, Counter[str]] = {}
    for item in found:
        for name in item.fields if item.form == HEAD else ():
            spelled.setdefault(fold(name), Counter())[name] += 1
    names = {
        name: max(sorted(counts), key=lambda other: counts[other]) for counts in spelled.values() for name in counts
    }
    return tuple(_renamed(item, names) if item.form == HEAD else item for item in found)


def other_names(keys: Keys, own: Sequence[Sample]) -> dict[str, str]:
    """Return further labels of the fields that are mapped, in documents that have no other label for the field."""
    found: dict[str, str] = {}
    for canonical, means in zip(("code", "status", "owner"), ONE_MEANING, strict=True):
        first = fold(keys.fields.get(canonical, ""))
        names = Counter(name for item in own if first and (name := _only(item, first, means)))
        found |= {name: canonical for name, _count in names.most_common()}
    return found


def unread(keys: Keys, own: Sequence[Sample]) -> tuple[str, ...]:
    """Return the labels that several documents have and that are not mapped to a field, the most frequent first."""
    read = {*map(fold, keys.labels)}
    counts = Counter(
        name for item in own if item.form == HEAD for name in item.labels.entries if fold(name) not in read
    )
    return tuple(name for name, count in counts.most_common() if count > 1)


def _only(item: Sample, first: str, means: Callable[[str], bool]) -> str:
    """Return the first label of this meaning in a document without a value under the usual one."""
    told = [name for name in item.labels.entries if means(name) and item.labels.text(name)]
    return "" if item.form != HEAD or first in map(fold, told) else next(iter(told), "")


def _renamed(item: Sample, names: Mapping[str, str]) -> Sample:
    front = item.front
    first = {names[name]: name for name in reversed(list(front.entries)) if name in names}
    entries = {name: front.entries[own] for name, own in first.items()}
    return replace(item, front=Table(entries, {name: front.place(own) for name, own in first.items()}, front.at))
