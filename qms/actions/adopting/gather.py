"""Which files of a repository that was never made for qms are its documents. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from qms.actions.adopting.foreign_codes import code_of, common, has, id_key, is_dated, is_named, is_series
from qms.actions.adopting.foreign_fields import ENOUGH, MOST
from qms.actions.adopting.vocabulary import RECORDS
from qms.adapters.files.survey import Sample
from qms.model.field_names import fold
from qms.model.settings import Keys

IDENTIFIED, NAMED, FIELDS = 10.0, 5.0, 2.0
"""How much a document counts in the choice of the folder: with a field that identifies it, a numbered name, fields."""
CARD, TEXT = 1.0, 2.0
FEW = 0.4
"""Where less than this part of the texts are numbered, or have fields, the others are documents, too."""
THIRD = 1 / 3
"""Where texts have a field that identifies them, notes and drafts may lie among them: so many documents are enough."""
SEVERAL = 3
"""So many fields in common tell that a text is one of the documents."""

_LANGUAGE = re.compile(
    "(?:ar|az|be|bg|bn|ca|cs|da|de|el|en|es|et|eu|fa|fi|fil|fr|gl|he|hi|hr|hu|hy|id|it|ja|ka|kk|km|ko|ky|lo|lt|lv|mk|ml|"
    "mn|ms|my|ne|nl|no|pl|pt|ro|ru|si|sk|sl|sq|sr|sv|ta|te|tg|th|tk|tr|uk|ur|uz|vi|zh)(?:[-_][A-Za-z]{2,4})?"
)
_FIRST = ("en", "ru", "ky")
"""Languages of originals, where several have about as many files: the last one first."""


def seed_of(found: Sequence[Sample]) -> tuple[Sample, ...]:
    """Return the documents of the folder that looks most like one of documents; without one, all texts of one kind."""
    sure = [item for item in found if not (item.doubtful or item.past)] or found
    chosen = (_documents(items) for items in _groups(sure))
    return max(chosen, key=_weight, default=()) or _plain(sure)


def in_one_language(found: Sequence[Sample]) -> tuple[Sample, ...]:
    """Leave out the folders of other languages: of `docs/en/…` and `docs/ko/…` one with nearly the most files is kept.

    They are no documents of their own, and translations lie beside their originals here.
    """
    folders: dict[str, Counter[str]] = {}
    for item in found:
        for above, name in _languages(item.folder):
            folders.setdefault(above, Counter())[name] += 1
    kept = {above: _original(names) for above, names in folders.items() if len(names) > 1}
    return tuple(
        item for item in found if all(kept.get(above, name) == name for above, name in _languages(item.folder))
    )


def _original(names: Mapping[str, int]) -> str:
    most = max(names.values())
    many = [name for name in sorted(names) if names[name] >= MOST * most]
    return max(many, key=lambda name: (_FIRST.index(name) if name in _FIRST else -1, names[name]))


def _languages(folder: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a path that are called like a language, each with the path above it."""
    parts = folder.split("/")
    yield from (("/".join(parts[:at]), part) for at, part in enumerate(parts) if _LANGUAGE.fullmatch(part))


def _groups(found: Iterable[Sample]) -> Iterator[Sequence[Sample]]:
    """Yield the files of each folder, and those that have the same name in several folders."""
    folders: dict[tuple[str, bool], list[Sample]] = {}
    names: dict[str, list[Sample]] = {}
    for item in found:
        folders.setdefault((item.folder, item.form == "card"), []).append(item)
        names.setdefault(item.name, []).append(item)
    yield from folders.values()
    alone = {folder for (folder, _card), items in folders.items() if len({item.name for item in items}) == 1}
    yield from (items for items in names.values() if is_series(items) and common(items) and _are_alone(items, alone))


def _are_alone(items: Sequence[Sample], alone: set[str]) -> bool:
    """Tell whether most files have no other one of their kind in their folder: each folder is one document."""
    return sum(item.folder in alone for item in items) >= ENOUGH * len(items)


def _documents(items: Sequence[Sample]) -> tuple[Sample, ...]:
    """Return those of the files of one folder that are its documents: with fields, else with numbered names."""
    with_fields = [item for item in items if item.front.entries and not item.broken]
    if items[0].form == "card":
        return tuple(with_fields) if len(with_fields) > 1 and len(common(with_fields)) > 1 else ()
    named = [item for item in items if is_named(item) and item.form != "toml"]
    if len(named) > 1 and len(named) >= ENOUGH * len(items) and not (with_fields and id_key(with_fields)):
        return tuple(named)
    least = THIRD if len(with_fields) > 1 and id_key(with_fields) else ENOUGH
    return tuple(with_fields) if len(with_fields) >= least * len(items) else ()


def _weight(items: Sequence[Sample]) -> tuple[float, str]:
    if not items:
        return 0.0, ""
    kind = CARD if items[0].form == "card" else TEXT
    named = all(map(is_named, items)) and not all(map(is_dated, items))
    fields = FIELDS if common(items) else 1.0
    evidence = IDENTIFIED if id_key(items) else NAMED if named else fields
    return kind * evidence * len(items), items[0].path


def widened(found: Sequence[Sample], own: Sequence[Sample], keys: Keys) -> tuple[Sample, ...]:
    """Return all texts without fields where what was found first are only a few numbered ones, or a few with fields.

    A field that identifies them, or the name of a folder of decisions, says that they are meant.
    """
    identified = bool(keys.slot) or "code" in keys.fields or has(own, "code", ENOUGH)
    texts = [item for item in found if item.form == "none" and not item.doubtful]
    meant = any(item.folder.rpartition("/")[2].casefold() in RECORDS for item in own)
    fielded = sum(bool(item.fields) for item in found if item.form != "card")
    few = len(own) < FEW * len({item.path for item in (*own, *texts)}) and len(texts) > 2 * fielded
    return _plain(texts) if few and not (identified or meant or is_series(own)) else ()


def _plain(found: Sequence[Sample]) -> tuple[Sample, ...]:
    """Return all texts without fields that have the most frequent ending; TOML is fields that nobody reads."""
    texts = [item for item in found if item.form == "none"]
    endings = Counter(item.ending for item in texts).most_common(1)
    return tuple(item for item in texts if item.ending == endings[0][0])


def same_kind(found: Sequence[Sample], seed: Sequence[Sample], keys: Keys) -> tuple[Sample, ...]:
    """Return the documents of all folders that carry the same fields, or names, as the first ones found."""
    if is_series(seed):
        return tuple(item for item in found if item.name == seed[0].name)
    kind = _Kind.of(seed, keys)
    mine, homes = {item.path for item in seed}, {item.folder for item in seed}
    own: list[Sample] = []
    for folder, items in _folders(found, seed).items():
        fitting = {item.path for item in items if kind.fits(item)}
        readable = sum(not item.unreadable for item in items)
        if folder in homes or (fitting and len(fitting) >= ENOUGH * readable):
            own += [item for item in items if item.path in fitting | mine or kind.failed(item)]
    beside = {_above(item.folder) for item in own if not item.doubtful} - {""}
    return tuple(item for item in own if not item.doubtful or item.path in mine or _above(item.folder) in beside)


def _folders(found: Iterable[Sample], seed: Sequence[Sample]) -> dict[str, list[Sample]]:
    """Return the files of the endings that the first documents have, by folder."""
    card, endings = seed[0].form == "card", {item.ending for item in seed}
    folders: dict[str, list[Sample]] = {}
    for item in found:
        if (item.form == "card") is card and item.ending in endings:
            folders.setdefault(item.folder, []).append(item)
    return folders


def _above(folder: str) -> str:
    return folder.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the first documents have in common: the field of their codes, the form of metadata, fields, plain names.

    `all_of` are the fields that nearly all documents with numbered names have: a text with each of them is one, too.
    """

    key: str
    digits: bool
    form: str
    shared: frozenset[str]
    plain: bool
    all_of: frozenset[str]

    @classmethod
    def of(cls, seed: Sequence[Sample], keys: Keys) -> _Kind:
        """Find it."""
        key = keys.fields.get("code") or keys.slot or ("code" if has(seed, "code", ENOUGH) else "")
        named = not key and all(map(is_named, seed))
        return cls(
            key,
            bool(key) and all(item.text(key).isdigit() for item in seed if item.text(key)),
            seed[0].form,
            frozenset() if named else frozenset(common(seed)),
            not (key or named or common(seed)),
            frozenset(common(seed)) if named else frozenset(),
        )

    def fits(self, item: Sample) -> bool:
        """Tell whether a file is of this kind."""
        if self.plain:
            return item.form == "none"
        if item.form == "none" and item.labels.entries and self.form in {"front-matter", "head"}:
            return self.says_the_same(item)
        if self.key:
            return bool(item.text(self.key)) and (not self.digits or item.text(self.key).isdigit())
        if self.form == "none" or not self.shared:
            return is_named(item) or (len(self.all_of) >= SEVERAL and self.all_of <= item.fields)
        return bool(item.fields & self.shared) and item.form == self.form

    def says_the_same(self, item: Sample) -> bool:
        """Tell whether a text names at its head what the first documents have as fields: a second habit, or a fault."""
        return len({*map(fold, item.labels.entries)} & {*map(fold, self.shared)}) > 1

    def failed(self, item: Sample) -> bool:
        """A file of the same form that cannot be read is a document with a fault, and so is one with fields in TOML."""
        faulty = item.broken or item.unreadable
        return (faulty and item.form == self.form) or (item.form == "toml" and self.form == "front-matter")


def without_doubles(own: Sequence[Sample], seed: Sequence[Sample], keys: Keys) -> tuple[Sample, ...]:
    """Leave out the other folders whose documents have codes of the first ones: they are copies or tests."""
    homes = {item.folder for item in seed}
    home = {code_of(item, keys) for item in own if item.folder in homes} - {""}
    doubled = {item.folder for item in own if item.folder not in homes and code_of(item, keys) in home}
    return tuple(item for item in own if item.folder not in doubled)
