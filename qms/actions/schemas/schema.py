"""JSON Schemas (2020-12) of the files that people write, made from what the readers and rules go by.

An editor completes and underlines with them. They never forbid what `qms check` allows: the values of this
repository (types, levels, units) are examples, because those change without the schema.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qms.adapters.files.holders import ROW, SCOPES
from qms.adapters.files.settings import SHAPE
from qms.adapters.files.shape import ANY, FLAG, LIST, MONTHS, MOST_MONTHS, NAMES, TEXT, TEXTS, Shape
from qms.model.descriptions import FIELDS, ROWS, SETTINGS
from qms.model.message import Catalog, Message, msg
from qms.model.settings import Keys
from qms.model.snapshot import PEOPLE, POSITIONS, PROCESSES, UNITS, WAIVERS, Snapshot
from qms.rules.fields import ALWAYS, DATES, KNOWN, LISTS

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = ".qms/schema"
Json = Mapping[str, object]

DAY, LINES, REVISION = "day", "lines", "revision"
_SCALAR: Json = {"type": ["string", "number", "boolean", "null"]}
PLAIN: Mapping[str, Json] = {
    TEXT: _SCALAR,
    TEXTS: {"anyOf": [_SCALAR, {"type": "object", "additionalProperties": _SCALAR}]},
    LIST: {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]},
    NAMES: {"type": "array", "items": {"anyOf": [_SCALAR, {"type": "object", "additionalProperties": _SCALAR}]}},
    MONTHS: {"type": ["integer", "string", "null"], "minimum": 1, "maximum": MOST_MONTHS, "pattern": "^[0-9]{0,4}$"},
    DAY: {"type": ["string", "null"], "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"},
    FLAG: {"type": ["boolean", "null"]},
    LINES: {"type": ["array", "null"], "items": _SCALAR},
    REVISION: {"type": ["integer", "string", "null"], "minimum": 0, "maximum": 999_999, "pattern": "^[0-9]{0,6}$"},
}
_POSTS: Mapping[str, str] = {"position": TEXT, "from": DAY, "until": DAY}
# The tables of a repository: file, kinds of the values of a row, fields that a row needs.
REGISTERS: Mapping[str, tuple[str, Mapping[str, str | Mapping[str, str]], Sequence[str]]] = {
    "units": (UNITS, {"id": TEXT, "title": TEXTS, "head": TEXT}, ("id", "title")),
    "positions": (POSITIONS, {"id": TEXT, "title": TEXTS, "unit": TEXT}, ("id", "title")),
    "people": (PEOPLE, {"id": TEXT, "name": TEXT, "email": LIST, "positions": _POSTS}, ("id", "positions")),
    "processes": (PROCESSES, {"number": TEXT, "title": TEXTS, "group": FLAG, "owner": TEXT}, ("number", "title")),
    "abbreviations": (
        "registers/abbreviations.yaml",
        {"abbreviation": TEXT, "meaning": TEXTS},
        ("abbreviation", "meaning"),
    ),
    "glossary": (
        "registers/glossary.yaml",
        {"term": TEXTS, "definition": TEXTS, "synonyms": NAMES},
        ("term", "definition"),
    ),
    "waivers": (
        WAIVERS,
        {"rule": TEXT, "subject": TEXT, "path": TEXT, "reason": TEXTS, "by": TEXT, "until": DAY},
        ("rule", "subject", "by", "reason", "until"),
    ),
}
KINDS = ("front-matter", "settings", "registers")
PARTS = (*REGISTERS, "distribution")


def schema(kind: str, catalog: Catalog, snapshot: Snapshot | None = None) -> Json:
    """Return the schema of `front-matter`, `settings`, all `registers`, or one of them; KeyError for another word."""
    head: dict[str, object] = {"$schema": DIALECT}
    if kind == "front-matter":
        return head | _front_matter(catalog, snapshot)
    if kind == "settings":
        return head | _settings(catalog)
    if kind == "registers":
        parts = {name: _register(name, catalog) for name in PARTS}
        told = catalog.text(msg("The tables of a documents repository"))
        return head | {"title": told, "anyOf": [{"$ref": f"#/$defs/{name}"} for name in PARTS], "$defs": parts}
    return head | _register(kind, catalog)


def files(catalog: Catalog, snapshot: Snapshot | None = None) -> Mapping[str, Json]:
    """Return all schemas by the name of their file: one for each kind of file that an editor may open."""
    return {f"{name}.json": schema(name, catalog, snapshot) for name in ("front-matter", "settings", *PARTS)}


def patterns() -> Mapping[str, Sequence[str]]:
    """Return which files each schema is for."""
    registers = {f"{name}.json": (path,) for name, (path, _fields, _needed) in REGISTERS.items()}
    cards = ("documents/base/*.yaml",)
    return {"settings.json": ("qms.yaml",), "front-matter.json": cards, **registers, "distribution.json": _LISTS}


_LISTS = ("distribution/*.yaml",)


def _front_matter(catalog: Catalog, snapshot: Snapshot | None) -> dict[str, object]:
    """Return the schema of a front matter; nothing is forbidden in one with names or forms of its own."""
    keys = snapshot.settings.keys if snapshot else Keys()
    foreign = keys.foreign
    examples = _examples(snapshot) if snapshot else {}
    properties: dict[str, object] = {}
    for name in sorted(KNOWN, key=_order):
        found = _described({} if foreign else PLAIN[_kind(name)], FIELDS.get(name), catalog)
        if examples.get(name):
            found["examples"] = list(examples[name])
        properties[keys.fields.get(name, name)] = found
    return {
        "title": catalog.text(msg("The front matter of a document")),
        "type": "object",
        "properties": properties,
        "required": [] if foreign else list(ALWAYS),
        "additionalProperties": foreign,
    }


def _order(name: str) -> tuple[int, str]:
    """Sort the fields as the descriptions have them."""
    return list(FIELDS).index(name) if name in FIELDS else len(FIELDS), name


def _kind(name: str) -> str:
    if name in LISTS:
        return LINES
    if name in DATES:
        return DAY
    return {"title": TEXTS, "revision": REVISION, "keywords": LIST}.get(name, TEXTS if name in _WORDS else TEXT)


_WORDS = frozenset({"note", "designation", "issuer", "edition", "kind", "location"})


def _examples(snapshot: Snapshot) -> Mapping[str, Iterable[str]]:
    settings = snapshot.settings
    return {
        "type": settings.types,
        "level": settings.levels,
        "owner": snapshot.units,
        "process": [number for number, process in snapshot.processes.items() if not process.group],
        "language": settings.languages,
    }


def _settings(catalog: Catalog) -> dict[str, object]:
    title = catalog.text(msg("The settings of a documents repository (qms.yaml)"))
    return {"title": title, **_of(SHAPE, "", catalog)}


def _of(shape: Shape, path: str, catalog: Catalog) -> dict[str, object]:
    """Return the schema of a shape; of a kind that is not known here, one that allows anything."""
    words = SETTINGS.get(path)
    if isinstance(shape, str):
        return _described(PLAIN.get(shape, {}), words, catalog)
    if not isinstance(shape, Mapping):
        items = _of(shape[0], f"{path}.", catalog) if shape else {}
        return _described({"type": ["array", "null"], "items": items}, words, catalog)
    own = {name: _of(inner, _below(path, name), catalog) for name, inner in shape.items() if name != ANY}
    others = _of(shape[ANY], _below(path, ANY), catalog) if ANY in shape else False
    found: dict[str, object] = {"type": ["object", "null"] if path else "object", "properties": own}
    return _described(found | {"additionalProperties": others}, words, catalog)


def _below(path: str, name: str) -> str:
    return f"{path}{name}" if not path or path.endswith(".") else f"{path}.{name}"


def _register(name: str, catalog: Catalog) -> dict[str, object]:
    if name == "distribution":
        holders = {"type": "array", "items": _row(ROW, ("unit",), catalog)}
        properties = {
            **{scope: _described(_SCALAR, ROWS[scope], catalog) for scope in SCOPES},
            "holders": _described(holders, ROWS["holders"], catalog),
        }
        needed = []
    else:
        _path, fields, required = REGISTERS[name]
        properties = {"entries": {"type": ["array", "null"], "items": _row(fields, required, catalog)}}
        needed = ["entries"]
    return {"title": name, "type": "object", "properties": properties, "required": needed}


def _row(fields: Mapping[str, str | Mapping[str, str]], required: Sequence[str], catalog: Catalog) -> dict[str, object]:
    kinds = {
        name: PLAIN[kind] if isinstance(kind, str) else {"type": "array", "items": _row(kind, ("position",), catalog)}
        for name, kind in fields.items()
    }
    properties = {name: _described(kind, ROWS.get(name), catalog) for name, kind in kinds.items()}
    return {"type": "object", "properties": properties, "required": list(required)}


def _described(found: Json, words: Message | None, catalog: Catalog) -> dict[str, object]:
    return {**({"description": catalog.text(words)} if words else {}), **found}
