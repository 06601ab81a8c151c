"""From the files of a repository that was never made for qms to a proposal of its `qms.yaml`. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qms.actions.foreign_fields import ENOUGH, MOST, ignored, languages, mapped_fields, shown, slot_of
from qms.actions.vocabulary import BASES, CHANGES, GENERIC, IDS, NO_IDS, RECORDS
from qms.adapters.mapping import mapped
from qms.adapters.metadata import Parts
from qms.adapters.moments import KNOWN, iso_day
from qms.adapters.places import owns
from qms.adapters.survey import Sample
from qms.codes.template import FILE, NUMBER, of_path
from qms.model.settings import Keys

LONGEST_CODE = 40
_MEANINGS = (("basis", BASES), ("change", CHANGES))
_NUMBERED = re.compile(r"[0-9]{1,6}(?:[-_. ]|$)")
_CODE = re.compile(r"(?=.*[0-9])[^\s]{2,40}")
_NUMBER = re.compile(r"(.*?)([0-9]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """Documents found in one place: the pattern, how many files, how many of them can be read."""

    pattern: str
    count: int
    readable: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was found: places, settings, how many documents have each field, what cannot be read (TOML, other files)."""

    places: tuple[Place, ...]
    keys: Keys
    languages: tuple[str, ...]
    fields: Mapping[str, tuple[str, int]]
    toml: int = 0
    left_out: tuple[str, ...] = ()
    rules: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many documents there are."""
        return sum(place.count for place in self.places)


def propose(found: Sequence[Sample], paths: Sequence[str], trailers: Mapping[str, int]) -> Proposal | None:
    """Return the proposal for a repository with these tracked files; None where none of them could be a document."""
    seed = _seed(found)
    if not seed:
        return None
    keys = _identified(seed)
    own = _same_kind(found, seed, keys)
    keys = _formed(keys, own)
    if not keys.code and "code" not in keys.fields and not _has(own, "code"):
        keys = replace(keys, code=_from_names(own))
    own = _without_doubles(own, seed, keys)
    codes = [code for item in own if (code := code_of(item, keys))]
    keys = replace(keys, code_pattern=_pattern(codes) or keys.code_pattern)
    keys = mapped_fields(keys, own, frozenset(codes))
    keys = replace(keys, trailers=_trailers(trailers), globs=_places(own, found))
    keys = replace(keys, exclude=_excluded(own, paths, keys), ignore=ignored(own, keys))
    counts = {name: (had, sum(had in item.fields for item in own)) for name, had in shown(keys, own).items()}
    return Proposal(
        places=_counted(own, keys),
        keys=keys,
        languages=languages(own, keys),
        fields=counts,
        toml=sum(item.form == "toml" for item in found),
        left_out=tuple(item.path for item in found if item.form in {"front-matter", "headers"} and item not in own),
    )


def _seed(found: Sequence[Sample]) -> tuple[Sample, ...]:
    """Return the documents of the folder that looks most like one of documents."""
    folders: dict[tuple[str, bool], list[Sample]] = {}
    for item in found:
        folders.setdefault((item.folder, item.form == "card"), []).append(item)
    chosen = [_documents(items) for items in folders.values()]
    return max(chosen, key=_weight, default=())


def _documents(items: Sequence[Sample]) -> tuple[Sample, ...]:
    """Return those of the files of one folder that are its documents: with fields, else with numbered names."""
    with_fields = [item for item in items if item.front.entries and not item.broken]
    if items[0].form == "card":
        shared = _common(with_fields)
        return tuple(with_fields) if len(with_fields) > 1 and len(shared) > 1 else ()
    numbered = [item for item in items if _is_numbered(item)]
    named = len(numbered) > 1 and len(numbered) >= ENOUGH * len(items)
    identified = bool(_id_key(with_fields)) if with_fields else False
    if named and not identified:
        return tuple(numbered)
    return tuple(with_fields) if len(with_fields) >= ENOUGH * len(items) else ()


def _common(items: Sequence[Sample]) -> set[str]:
    counts = Counter(name for item in items for name in item.fields)
    return {name for name, count in counts.items() if count >= 0.8 * len(items)}


def _weight(items: Sequence[Sample]) -> tuple[float, str]:
    if not items:
        return 0.0, ""
    text = 1.0 if items[0].form == "card" else 2.0
    return text * len(items) * (3.0 if _id_key(items) else 1.0), items[0].path


def _id_key(items: Sequence[Sample]) -> str:
    """Return the field that identifies: in nearly every document, short, each value once, by its name or the file's."""
    scores = {name: _identity(name, items) for name in sorted(_common(items))}
    best = max(scores, key=lambda name: scores[name], default="")
    return best if best and scores[best] >= 4 else ""


def _identity(name: str, items: Sequence[Sample]) -> int:
    values = [text for item in items if (text := item.text(name))]
    plain = name.casefold()
    if len(values) < MOST * len(items) or len({*values}) < 0.98 * len(values) or plain in NO_IDS:
        return 0
    if any(len(text) > LONGEST_CODE or " " in text for text in values) or all(_day(text) for text in values):
        return 0
    stems = [of_path(item.path)[FILE].casefold() for item in items if item.text(name)]
    folder = items[0].folder.rpartition("/")[2].casefold()
    named = all(stem.startswith(plain) for stem in stems) or folder in {plain, f"{plain}s"}
    inside = sum(text.casefold() in stem for text, stem in zip(values, stems, strict=True)) >= MOST * len(values)
    shaped = all(_CODE.fullmatch(text) for text in values) and not all(text.isdigit() for text in values)
    return 5 * (plain in IDS) + 4 * named + 3 * inside + 2 * (shaped and inside)


def _day(text: str) -> bool:
    return bool(re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)) or bool(iso_day(text, KNOWN))


def _identified(seed: Sequence[Sample]) -> Keys:
    key = _id_key(seed)
    if not key:
        return Keys()
    numbers = all(item.text(key).isdigit() for item in seed if item.text(key))
    if numbers and key.casefold() not in GENERIC:
        return Keys(code=f"{key.upper()}-{{{key}}}")
    if numbers and key != "code":
        return Keys(code=f"{{{key}}}")
    return Keys(fields={} if key == "code" else {"code": key})


def _same_kind(found: Sequence[Sample], seed: Sequence[Sample], keys: Keys) -> tuple[Sample, ...]:
    """Return the documents of all folders that carry the same fields as the first one found."""
    key = keys.fields.get("code") or slot_of(keys) or ("code" if _has(seed, "code") else "")
    card, form = seed[0].form == "card", seed[0].form
    numbered = not key and all(map(_is_numbered, seed))
    shared = set[str]() if numbered else _common(seed)
    digits = bool(key) and all(item.text(key).isdigit() for item in seed if item.text(key))
    folders: dict[str, list[Sample]] = {}
    for item in found:
        if (item.form == "card") is card and item.ending in {other.ending for other in seed}:
            folders.setdefault(item.folder, []).append(item)
    own: list[Sample] = []
    for folder, items in sorted(folders.items()):
        fitting = [
            item for item in items if _fits(item, key, form, shared) and (not digits or item.text(key).isdigit())
        ]
        at_home = folder == seed[0].folder
        if at_home or len(fitting) >= ENOUGH * len(items):
            own += [item for item in items if item in fitting or _broken(item, form) or (at_home and item in seed)]
    return tuple(own)


def _is_numbered(item: Sample) -> bool:
    return bool(_NUMBERED.match(item.path.rpartition("/")[2]))


def _fits(item: Sample, key: str, form: str, shared: set[str]) -> bool:
    if key:
        return bool(item.text(key))
    if form == "none" or not shared:
        return _is_numbered(item)
    return bool(item.fields & shared) and item.form == form


def _broken(item: Sample, form: str) -> bool:
    """A file of the same form that cannot be read is a document with a fault, and so is one whose fields are TOML."""
    return (item.broken and item.form == form) or (item.form == "toml" and form == "front-matter")


def _has(items: Sequence[Sample], name: str) -> bool:
    return sum(bool(item.text(name)) for item in items) >= MOST * len(items)


def _formed(keys: Keys, own: Sequence[Sample]) -> Keys:
    """Add the settings about metadata and text."""
    forms = Counter(item.form for item in own)
    ways = tuple(form for form in ("front-matter", "headers", "none") if forms[form])
    texts = [name for name in ("text", "body", "content", "description") if _has(own, name)] if forms["card"] else []
    return replace(keys, metadata=ways or ("front-matter",), body=texts[0] if texts else "")


def _from_names(own: Sequence[Sample]) -> str:
    """Return the template of codes that the names of files give: their number, else their whole name."""
    slots = [of_path(item.path) for item in own]
    numbered = all(map(_is_numbered, own))
    if numbered and len({slot[NUMBER] for slot in slots}) == len(slots) and not all(_day(s[FILE][:10]) for s in slots):
        folder = slots[0]["folder"].casefold()
        return f"{RECORDS[folder]}-{{number}}" if folder in RECORDS else "{number}"
    unique = len({slot[FILE] for slot in slots}) == len(slots)
    return "{file}" if unique else "{folder}-{file}"


def code_of(item: Sample, keys: Keys) -> str:
    """Return the code that a document has with these settings."""
    return mapped(Parts(item.front, item.body), item.path, replace(keys, title="")).front.text("code")


def _without_doubles(own: Sequence[Sample], seed: Sequence[Sample], keys: Keys) -> tuple[Sample, ...]:
    """Leave out the other folders whose documents have codes of the first one: they are copies or tests."""
    home = {code_of(item, keys) for item in own if item.folder == seed[0].folder} - {""}
    doubled = {item.folder for item in own if item.folder != seed[0].folder and code_of(item, keys) in home}
    return tuple(item for item in own if item.folder not in doubled)


def _pattern(codes: Sequence[str]) -> str:
    """Return the pattern of codes that end in a number, all with the same text before it."""
    found = [_NUMBER.fullmatch(code) for code in codes]
    heads = {match[1] for match in found if match}
    if not all(found) or len(heads) != 1 or re.search(r"[\[\]{}]", "".join(heads)):
        return ""
    numbers = [match[2] for match in found if match]
    padded = any(len(text) > 1 and text.startswith("0") for text in numbers)
    width = min(map(len, numbers)) if padded else 0
    return f"{heads.pop()}{{number{f':{width}' if width else ''}}}"


def _trailers(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the trailers that say why and what was changed, as far as commits have them."""
    names = {name.casefold(): name for name in counts if counts[name] > 1}
    found = {meaning: next((names[word] for word in words if word in names), "") for meaning, words in _MEANINGS}
    return {meaning: name for meaning, name in found.items() if name}


def _places(own: Sequence[Sample], found: Sequence[Sample]) -> tuple[str, ...]:
    """Return the patterns of the folders of the documents; several folders below one become one pattern."""
    endings = sorted({item.ending for item in own})
    folders = {item.folder for item in own}
    others = {item.folder for item in found if item.ending in endings} - folders
    tops = {_top(folder, folders, others) for folder in folders}
    shown = {
        top for top in tops if not any(top != other and f"{top}/".startswith(f"{other}/") for other in tops if other)
    }
    return tuple(
        f"{folder}/{deep}*{ending}".lstrip("/")
        for folder in sorted(shown)
        for deep in (
            "**/" if folder and any(own != folder and own.startswith(f"{folder}/") for own in folders) else "",
        )
        for ending in endings
        if any(
            item.ending == ending and (item.folder == folder or item.folder.startswith(f"{folder}/")) for item in own
        )
    )


def _top(folder: str, folders: set[str], others: set[str]) -> str:
    """Return the highest folder above which there are only folders of documents below."""
    parts = folder.split("/")
    for length in range(1, len(parts)):
        top = "/".join(parts[:length])
        if not any(other == top or other.startswith(f"{top}/") for other in others):
            below = [name for name in folders if name.startswith(f"{top}/") or name == top]
            if len(below) > 1:
                return top
    return folder


def _excluded(own: Sequence[Sample], paths: Sequence[str], keys: Keys) -> tuple[str, ...]:
    """Return the tracked files at the places of documents that are none."""
    mine = {item.path for item in own}
    return tuple(path for path in paths if path not in mine and owns(keys, path))


def _counted(own: Sequence[Sample], keys: Keys) -> tuple[Place, ...]:
    found = []
    for pattern in keys.globs:
        here = [item for item in own if owns(replace(keys, globs=(pattern,)), item.path)]
        found.append(Place(pattern, len(here), sum(not item.broken and item.form != "toml" for item in here)))
    return tuple(found)
