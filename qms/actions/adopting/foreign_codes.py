"""What identifies the documents of a repository that was never made for qms: a field, or the names of files. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from qms.actions.adopting.foreign_fields import ENOUGH, MOST, TRANSLATED
from qms.actions.adopting.vocabulary import GENERIC, NO_IDS, RECORDS
from qms.adapters.files.mapping import mapped
from qms.adapters.files.metadata import Parts
from qms.adapters.files.survey import Sample
from qms.adapters.past.moments import KNOWN, iso_day
from qms.codes.template import FILE, FOLDER, NUMBER, WORD, of_path
from qms.model.field_names import IDS, is_id
from qms.model.settings import Keys

LONGEST_CODE = 40
COMMON = 0.8
NEARLY_ALL = 0.98
_NUMBERED = re.compile(r"[0-9]{1,6}(?:[-_. ]|$)")
_CODED = re.compile(r"((?:[^\W\d_]{1,10}[-. ]?){1,3})([0-9]{1,6})")
_CODE = re.compile(r"(?=.*[0-9])[^\s]{2,40}")
_NUMBER = re.compile(r"(.*?)([0-9]+)")


def is_numbered(item: Sample) -> bool:
    """Tell whether the name of a file begins with a number: `0001-title.md`."""
    return bool(_NUMBERED.match(item.name))


def is_named(item: Sample) -> bool:
    """Tell whether the name of a file begins with a number or a code: `SOP-001 Purchase.md`, not `post-1.md`."""
    found = _CODED.match(item.name)
    return is_numbered(item) or bool(found and (found[1].isupper() or found[2].startswith("0")))


def is_dated(item: Sample) -> bool:
    """Tell whether the name of a file begins with a day: a note or a post."""
    return _day(item.name)


def common(items: Sequence[Sample]) -> set[str]:
    """Return the fields that nearly all of the files have."""
    counts = Counter(name for item in items for name in item.fields)
    return {name for name, count in counts.items() if count >= COMMON * len(items)}


def has(items: Sequence[Sample], name: str, part: float = MOST) -> bool:
    """Tell whether nearly all of the files have a value in a field."""
    return sum(bool(item.text(name)) for item in items) >= part * len(items)


def originals(items: Sequence[Sample]) -> Sequence[Sample]:
    """Return the files without the translations `name.ru.md` that lie beside `name.md`."""
    paths = {item.path for item in items}
    return [item for item in items if (plain := TRANSLATED.sub(r"\2", item.path)) == item.path or plain not in paths]


def id_key(items: Sequence[Sample]) -> str:
    """Return the field that identifies: short, each value once, by its name or by the file's; empty where none does.

    A field that is called so need not be in every document, and one may have the number of another: those are faults
    of documents, which a check then finds.
    """
    own = originals(items)
    scores = {name: _identity(name, own) for name in sorted({name for item in own for name in item.fields})}
    best = max(scores, key=lambda name: scores[name], default="")
    return best if best and scores[best] >= 4 else ""


def _identity(name: str, items: Sequence[Sample]) -> int:
    values = [text for item in items if (text := item.text(name))]
    plain = name.casefold()
    called = 5 * (plain in IDS) or 4 * is_id(plain)
    if plain in NO_IDS or not _is_unique(values, len(items), strict=not called):
        return 0
    if any(len(text) > LONGEST_CODE or " " in text for text in values) or all(_day(text) for text in values):
        return 0
    stems = [_stem(item, with_folder=is_series(items)) for item in items if item.text(name)]
    folder = items[0].folder.rpartition("/")[2].casefold()
    named = all(stem.startswith(plain) for stem in stems) or folder in {plain, f"{plain}s"}
    inside = sum(text.casefold() in stem for text, stem in zip(values, stems, strict=True)) >= MOST * len(values)
    shaped = all(_CODE.fullmatch(text) for text in values) and not all(text.isdigit() for text in values)
    return called + 4 * named + 3 * inside + 2 * (shaped and inside)


def _is_unique(values: Sequence[str], documents: int, *, strict: bool) -> bool:
    """Tell whether enough documents have a value, and few enough the value of another."""
    if not values or len(values) < (COMMON if strict else ENOUGH) * documents:
        return False
    if strict:
        return len(values) >= MOST * documents and len({*values}) >= NEARLY_ALL * len(values)
    return len({*values}) >= min(COMMON * len(values), len(values) - 1)


def is_series(items: Sequence[Sample]) -> bool:
    """Tell whether every file has the same name in a folder of its own: `keps/1-title/kep.yaml`."""
    return len(items) > 1 and len({item.name for item in items}) == 1


def _stem(item: Sample, *, with_folder: bool) -> str:
    slots = of_path(item.path)
    return slots[FOLDER if with_folder else FILE].casefold()


def _day(text: str) -> bool:
    return bool(re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text)) or bool(iso_day(text, KNOWN))


def identified(seed: Sequence[Sample]) -> Keys:
    """Return the settings by which a field gives the codes; empty ones where none does, or `code` itself."""
    key = id_key(seed)
    if not key:
        return Keys()
    numbers = all(item.text(key).isdigit() for item in seed if item.text(key))
    if numbers and key.casefold() not in GENERIC:
        head = re.sub(r"(?i)[-_ ](?:id|number|no|nr|code)$", "", key).upper()
        return Keys(code=f"{head}-{{{key}}}")
    if numbers and key != "code":
        return Keys(code=f"{{{key}}}")
    return Keys(fields={} if key == "code" else {"code": key})


def from_names(own: Sequence[Sample]) -> str:
    """Return the template of codes that the names of files give: number, first word, whole name, or with the folder."""
    slots = [of_path(item.path) for item in originals(own)]
    folder = slots[0][FOLDER].casefold()
    if all(map(is_numbered, own)) and not all(map(is_dated, own)) and _differ(slots, NUMBER, known=folder in RECORDS):
        return f"{RECORDS[folder]}-{{number}}" if folder in RECORDS else "{number}"
    if all(map(is_named, own)) and _all_differ(slots, WORD) and all(map(_CODE.fullmatch, (s[WORD] for s in slots))):
        return "{word}" if any(slot[WORD] != slot[FILE] for slot in slots) else "{file}"
    if _all_differ(slots, FILE):
        return "{file}"
    if _all_differ(slots, FOLDER):
        return "{folder}"
    return "{folder}-{file}" if _are_told_apart(originals(own)) else "{path}"


def _are_told_apart(items: Sequence[Sample]) -> bool:
    """Tell whether folder and name tell all documents apart; the same text under another path is a copy."""
    seen: dict[tuple[str, str], Sample] = {}
    for item in items:
        slot = of_path(item.path)
        first = seen.setdefault((slot[FOLDER], slot[FILE]), item)
        if not slot[FOLDER] or (first.body, first.fields) != (item.body, item.fields):
            return False
    return True


def _differ(slots: Sequence[dict[str, str]], name: str, *, known: bool) -> bool:
    """Tell whether a slot tells all documents apart; in a folder of decisions two of one number are a fault of them."""
    values = {slot[name] for slot in slots}
    return "" not in values and len(values) >= (NEARLY_ALL if known else 1) * len(slots)


def _all_differ(slots: Sequence[dict[str, str]], name: str) -> bool:
    values = {slot[name] for slot in slots}
    return len(values) == len(slots) and "" not in values


def code_of(item: Sample, keys: Keys) -> str:
    """Return the code that a document has with these settings."""
    return mapped(Parts(item.front, item.body), item.path, keys._replace(title="")).front.text("code")


def pattern(codes: Sequence[str]) -> str:
    """Return the pattern of codes that end in a number, all with the same text before it."""
    found = [_NUMBER.fullmatch(code) for code in codes]
    heads = {match[1] for match in found if match}
    if not all(found) or len(heads) != 1 or re.search(r"[\[\]{}]", "".join(heads)):
        return ""
    numbers = [match[2] for match in found if match]
    padded = any(len(text) > 1 and text.startswith("0") for text in numbers)
    width = min(map(len, numbers)) if padded else 0
    return f"{heads.pop()}{{number{f':{width}' if width else ''}}}"
