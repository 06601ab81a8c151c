"""From the files of a repository that was never made for qms to a proposal of its `qms.yaml`. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import commonpath

from qms.actions.adopting.foreign_codes import code_of, from_names, has, identified, is_series, pattern
from qms.actions.adopting.foreign_fields import ENOUGH, ignored, languages, mapped_fields, shown
from qms.actions.adopting.gather import in_one_language, same_kind, seed_of, widened, without_doubles
from qms.actions.adopting.heads import HEAD, identified_by_labels, labelled, other_names, unread
from qms.actions.adopting.vocabulary import BASES, CHANGES
from qms.adapters.files.places import owns, stem
from qms.adapters.files.survey import Sample
from qms.codes.template import FILE, of_path
from qms.model.field_names import fold
from qms.model.settings import Keys

_MEANINGS = (("basis", BASES), ("change", CHANGES))


@dataclass(frozen=True, slots=True)
class Place:
    """Documents found in one place: the pattern, how many files, how many of them can be read."""

    pattern: str
    count: int
    readable: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was found: places, settings, how many documents have each field, what is not read: TOML, other files, and
    labels at the head of texts.
    """

    places: tuple[Place, ...]
    keys: Keys
    languages: tuple[str, ...]
    fields: Mapping[str, tuple[str, int]]
    toml: int = 0
    left_out: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    rules: Mapping[str, int] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many documents there are."""
        return sum(place.count for place in self.places)


def propose(found: Sequence[Sample], paths: Sequence[str], trailers: Mapping[str, int]) -> Proposal | None:
    """Return the proposal for a repository with these tracked files; None where none of them could be a document."""
    found = identified_by_labels(found)
    read = in_one_language(found)
    seed = seed_of(read)
    if not seed:
        return None
    keys = identified(seed)
    own = same_kind(read, seed, keys)
    if others := widened(read, own, keys):
        seed, own = others, same_kind(read, others, keys)
    keys = _formed(keys, own)
    if not keys.code and "code" not in keys.fields and not has(own, "code", ENOUGH):
        keys = keys._replace(code=from_names(own))
    own = without_doubles(own, seed, keys)
    codes = [code for item in own if (code := code_of(item, keys))]
    keys = keys._replace(code_pattern=pattern(codes) or keys.code_pattern)
    keys, own = _mapped(keys, own, frozenset(codes))
    keys, all_ = _beside(keys, own, found)
    keys = keys._replace(trailers=_trailers(trailers), globs=_places(all_, found))
    keys = keys._replace(exclude=_excluded(all_, paths, keys), ignore=ignored(own, keys))
    counts = {name: (had, sum(had in item.fields for item in own)) for name, had in shown(keys, own).items()}
    mine = {item.path for item in all_}
    return Proposal(
        places=_counted(own, keys),
        keys=keys,
        languages=languages(own, keys),
        fields=counts,
        toml=sum(item.form == "toml" for item in found),
        unread=unread(keys, own),
        left_out=tuple(item.path for item in found if item.path not in mine and (item.fields or item.form != "card")),
    )


def _mapped(keys: Keys, own: tuple[Sample, ...], codes: frozenset[str]) -> tuple[Keys, tuple[Sample, ...]]:
    """Find the fields; labels at the head of texts are some where one of them means something to qms."""
    told = labelled(own)
    found = mapped_fields(_formed(keys, told), told, codes)
    found = found._replace(also=other_names(found, told))
    read = {*map(fold, found.labels)}
    if told != own and not any({*map(fold, item.fields)} & read for item in told if item.form == HEAD):
        return mapped_fields(keys, own, codes), own
    return found, told


def _beside(keys: Keys, own: Sequence[Sample], found: Sequence[Sample]) -> tuple[Keys, Sequence[Sample]]:
    """Where the documents are cards that lie beside texts, let the texts be the documents, with the fields of those."""
    mine = {stem(item.path) for item in own if item.form == "card"}
    texts = [item for item in found if item.form != "card" and stem(item.path) in mine]
    if len(texts) < ENOUGH * len(own):
        return keys, own
    named = all(code_of(item, keys) == of_path(item.path)[FILE] for item in own)
    fields = {name: had for name, had in keys.fields.items() if name != "code"} if named else keys.fields
    code = f"{{{FILE}}}" if named else keys.code
    return keys._replace(metadata=("beside", "none"), fields=fields, code=code), [*own, *texts]


def _formed(keys: Keys, own: Sequence[Sample]) -> Keys:
    """Add the settings about metadata and text."""
    forms = Counter(item.form for item in own)
    ways = tuple(form for form in ("front-matter", "headers", HEAD, "none") if forms[form])
    texts = [name for name in ("text", "body", "content", "description") if has(own, name)] if forms["card"] else []
    return keys._replace(metadata=ways or ("front-matter",), body=texts[0] if texts else "")


def _trailers(counts: Mapping[str, int]) -> dict[str, str]:
    """Return the trailers that say why and what was changed, as far as commits have them."""
    names = {name.casefold(): name for name in counts if counts[name] > 1}
    found = {meaning: next((names[word] for word in words if word in names), "") for meaning, words in _MEANINGS}
    return {meaning: name for meaning, name in found.items() if name}


def _places(own: Sequence[Sample], found: Sequence[Sample]) -> tuple[str, ...]:
    """Return the patterns of the folders of the documents; several folders below one become one pattern."""
    if is_series(own):
        top = commonpath([item.folder for item in own])
        return (f"{top}/**/{own[0].name}".lstrip("/"),)
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
    for place in keys.globs:
        here = [item for item in own if owns(keys._replace(globs=(place,)), item.path)]
        found.append(Place(place, len(here), sum(map(_is_readable, here))))
    return tuple(found)


def _is_readable(item: Sample) -> bool:
    return not (item.broken or item.unreadable) and item.form != "toml"
