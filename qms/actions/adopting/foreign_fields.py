"""Which fields of foreign documents give title, type, status, references and dates. Pure.

Revisions are left alone: without a ledger every commit that touches a document is a row of its sheet.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from qms.actions.adopting.vocabulary import STATES
from qms.adapters.files.mapping import mapped
from qms.adapters.files.metadata import Parts
from qms.adapters.files.survey import Sample
from qms.adapters.past.moments import KNOWN, SLASHED, iso_day
from qms.model.field import Node, Scalar, Table, is_empty
from qms.model.field import Sequence as Items
from qms.model.field_names import DATES, OWNERS, REFERENCES, REPLACES, STATUSES, SURE_TITLES, TITLES, TYPES, fold
from qms.model.settings import Keys

MOST, ENOUGH = 0.9, 0.6
KEPT = frozenset({"code", "title", "type", "owner", "process", "level", "language", "clauses", "references"})
"""Fields that mean here what they are called, where their values are of the right kind."""
TRANSLATED = re.compile(r"\.([a-z]{2})(\.[a-z]+)$")
"""How the name of a translation ends: `name.ru.md` beside `name.md`."""
_SLASHED = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_WORD = re.compile(r"[^\W\d_]+")


def mapped_fields(keys: Keys, own: Sequence[Sample], codes: frozenset[str]) -> Keys:
    """Find the fields for title, type, status, references and date."""
    used = {*keys.fields.values(), keys.slot}
    fields, values, dates = dict(keys.fields), dict(keys.values), keys.dates
    for canonical, names, fits in (
        ("title", TITLES, lambda name: _present(own, name) >= (0 if _is_title(own, name) else ENOUGH)),
        ("type", TYPES, lambda name: _present(own, name) >= ENOUGH and _few(own, name)),
        ("status", STATUSES, lambda name: _present(own, name) > 0 and bool(_states(own, name))),
        ("owner", OWNERS, lambda name: _present(own, name) >= ENOUGH and _are_texts(own, name)),
        ("references", REFERENCES, lambda name: _refers(own, name, keys, codes)),
        ("replaces", REPLACES, lambda name: _refers(own, name, keys, codes)),
        ("date", DATES, lambda name: _forms_of_days(own, name) is not None),
    ):
        had = _first(own, names, fits, used)
        if had:
            used.add(had)
            fields.update({canonical: had} if had != canonical else {})
        if had and canonical == "status":
            values = {**values, "status": _states(own, had)}
        if had and canonical == "date":
            dates = _forms_of_days(own, had) or ()
    titled = all(
        item.text(fields.get("title", "title")) or isinstance(item.front.entries.get("title"), Table) for item in own
    )
    return keys._replace(fields=fields, values=values, dates=dates, title="" if titled else "heading")


def _first(own: Sequence[Sample], names: Sequence[str], fits: Callable[[str], bool], used: Iterable[str]) -> str:
    there = {name for item in own for name in item.fields} - {*used}
    plain = {fold(name): name for name in sorted(there)}
    return next((plain[name] for name in names if name in plain and fits(plain[name])), "")


def _present(own: Sequence[Sample], name: str) -> float:
    return sum(not _has_nothing(item.front.entries.get(name)) for item in own) / len(own)


def _is_title(own: Sequence[Sample], name: str) -> bool:
    """Tell whether a field is a label that says `title`: other documents have a heading for it."""
    return fold(name) in SURE_TITLES and all(item.form == "head" for item in own if name in item.fields)


def _are_texts(own: Sequence[Sample], name: str) -> bool:
    return all(isinstance(item.front.entries.get(name, Scalar("", item.front.at)), Scalar) for item in own)


def _has_nothing(node: Node | None) -> bool:
    return is_empty(node) or (isinstance(node, Items) and not node.items)


def _few(own: Sequence[Sample], name: str) -> bool:
    values = {item.text(name) for item in own} - {""}
    return bool(values) and len(values) <= max(12, len(own) // 10)


def _states(own: Sequence[Sample], name: str) -> dict[str, str]:
    """Return the states that the words of a field mean, those that are understood."""
    words = Counter(item.text(name) for item in own if item.text(name))
    found: dict[str, str] = {}
    for word, _count in words.most_common():
        first = _WORD.findall(word.casefold())
        for length in (2, 1):
            start = " ".join(first[:length])
            if start in STATES:
                shown = word if word.casefold() == start else start
                found.setdefault(shown, STATES[start])
                break
    return found


def _refers(own: Sequence[Sample], name: str, keys: Keys, codes: frozenset[str]) -> bool:
    trial = keys._replace(fields={**keys.fields, "references": name}, values={})
    found = [
        ref.text
        for item in own
        if name in item.fields
        for ref in mapped(Parts(item.front), item.path, trial).front.scalars("references")
    ]
    return bool(found) and sum(text in codes for text in found) >= ENOUGH * len(found)


def _forms_of_days(own: Sequence[Sample], name: str) -> tuple[str, ...] | None:
    """Return the forms beside ISO 8601 in which a field gives days; None where most of its values are no days."""
    values = [item.text(name) for item in own if item.text(name)]
    other = [text for text in values if not _is_iso(text)]
    forms = []
    for form in (*KNOWN, *_slashed(other)):
        rest = [text for text in other if not iso_day(text, (form,))]
        if len(rest) < len(other):
            forms.append(form)
            other = rest
    return tuple(forms) if values and len(other) <= (1 - MOST) * len(values) else None


def _slashed(values: Iterable[str]) -> tuple[str, ...]:
    """Return the form of days such as 01/02/2023, where some tell which number is the month and none the other."""
    written = [text for text in values if _SLASHED.fullmatch(text)]
    fitting = [form for form in SLASHED if all(iso_day(text, (form,)) for text in written)]
    return tuple(fitting) if len(fitting) == 1 else ()


def _is_iso(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def ignored(own: Sequence[Sample], keys: Keys) -> tuple[str, ...]:
    """Return the fields that mean nothing to qms, or something else than their names say."""
    there = {name for item in own if item.form != "head" for name in item.fields}
    mapped_names = {*keys.fields.values(), *re.findall(r"\{([^{}:]+)", keys.code), keys.body, "status"}
    kept = {name for name in there & KEPT if name not in keys.fields and _kind_fits(own, name)}
    dates = (
        {"date"} if "date" not in keys.fields and "date" in there and _forms_of_days(own, "date") is not None else set()
    )
    return tuple(sorted(there - mapped_names - kept - dates))


def _kind_fits(own: Sequence[Sample], name: str) -> bool:
    nodes = [item.front.entries[name] for item in own if name in item.fields]
    if name in {"clauses", "references"}:
        return all(isinstance(node, Items) for node in nodes)
    if name == "title":
        return True
    if name == "language":
        return all(isinstance(node, Scalar) and re.fullmatch("[a-z]{2}", node.text) for node in nodes)
    return all(isinstance(node, Scalar) for node in nodes)


def shown(keys: Keys, own: Sequence[Sample]) -> dict[str, str]:
    """Return the fields that were found, and their names here."""
    slot = {"code": keys.slot} if keys.slot in {name for item in own for name in item.fields} else {}
    names = {
        name: keys.fields.get(name, name)
        for name in ("code", "title", "type", "status", "owner", "references", "replaces", "date")
    }
    return {
        **{
            name: had
            for name, had in names.items()
            if any(had in item.fields for item in own) and had not in keys.ignore
        },
        **slot,
    }


def languages(own: Sequence[Sample], keys: Keys) -> tuple[str, ...]:
    """Guess the language of the texts by their letters; languages that fields or file names give come after it."""
    said = Counter(item.text("language") for item in own if "language" not in keys.ignore and item.text("language"))
    paths = {item.path for item in own}
    translated = {item.path: found[1] for item in own if (found := TRANSLATED.search(item.path))}
    there = {path: name for path, name in translated.items() if TRANSLATED.sub(r"\2", path) in paths}
    first = said.most_common(1)[0][0] if said else _guessed([item for item in own if item.path not in there], keys)
    return tuple(dict.fromkeys([first, *sorted({*said, *there.values()})]))


def _guessed(own: Sequence[Sample], keys: Keys) -> str:
    titles = (item.text(keys.fields.get("title", "title")) for item in own)
    text = "".join(item.body[:4_000] for item in own[:50]) + " ".join(titles)
    cyrillic = sum("а" <= letter.casefold() <= "я" for letter in text)
    latin = sum("a" <= letter.casefold() <= "z" for letter in text)
    return ("ky" if re.search("[өүңӨҮҢ]", text) else "ru") if cyrillic > latin else "en"
