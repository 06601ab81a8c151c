"""`qms.yaml` -> `Settings`, with a problem and its place for everything that cannot be used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from qms.adapters.files.faults import undefined
from qms.adapters.files.flow import APPROVALS, FLOW, read_approvals, read_flow, wrong_flow
from qms.adapters.files.foreign import KEYS, read_keys, wrong_keys
from qms.adapters.files.shape import ANY, FLAG, LIST, MONTHS, NAMES, TEXT, TEXTS, Shape, months, wrong_shape
from qms.adapters.files.sheets import read_sheet, wrong_sheet
from qms.adapters.files.style import read_parts, read_style, wrong_parts, wrong_style
from qms.adapters.files.tables import settled
from qms.adapters.files.weights import read_weights, wrong_weights
from qms.model.field import Node, Scalar, Table
from qms.model.location import Location
from qms.model.message import msg
from qms.model.pattern import pattern
from qms.model.problem import Problem
from qms.model.settings import SETTINGS_FILE, DocumentType, Level, Named, Settings

FORMAT = "1"
SHAPE: Mapping[str, Shape] = {
    "format": TEXT,
    "organisation": {
        "name": TEXTS,
        "short": TEXTS,
        "system": TEXTS,
        "place": TEXTS,
        "quality_unit": TEXT,
        "portal": TEXT,
    },
    "languages": LIST,
    "mode": TEXT,
    "levels": [{"id": TEXT, "title": TEXTS, "review_months": MONTHS}],
    "types": [
        {
            "id": TEXT,
            "title": TEXTS,
            "level": TEXT,
            "code": TEXT,
            "unique": LIST,
            "parts": LIST,
            "approval": TEXT,
            "review_months": MONTHS,
            "sections": NAMES,
            "translations": FLAG,
            "rules": {ANY: TEXT},
            "reports": LIST,
        },
    ],
    "dictionaries": {ANY: LIST},
    "roles": {ANY: {"title": TEXTS}},
    "approvals": APPROVALS,
    "flow": FLOW,
    "keys": KEYS,
    "rules": {ANY: TEXT},
    "sheet": {"profile": TEXT, "columns": LIST},
    "style": {"logo": TEXT, "colour": TEXT, "font": TEXT, "header": LIST, "parts": LIST},
}
_LANGUAGE = pattern("[a-z]{2}")


@lru_cache(maxsize=4)
def read_settings(data: bytes) -> tuple[Settings, tuple[Problem, ...]]:
    """Read `qms.yaml`. Whatever can be used is; the rest is reported."""
    table, problems = settled(data, SETTINGS_FILE)
    organisation = table.table("organisation")
    settings = Settings(
        organisation=organisation.texts("name"),
        short=organisation.texts("short"),
        system=organisation.texts("system"),
        place=organisation.texts("place"),
        quality_unit=organisation.text("quality_unit"),
        portal=_portal(table),
        languages=_known_languages(table) or ("en",),
        mode=table.text("mode", "unsigned"),
        levels={item.id: item for item in map(_level, table.tables("levels"))},
        types={item.id: item for item in map(_type, table.tables("types"))},
        roles={name: Named(name, value.texts("title")) for name, value in _tables(table.table("roles"))},
        approvals=read_approvals(table.table("approvals")),
        flow=read_flow(table.table("flow")),
        dictionaries=_dictionaries(table.table("dictionaries")),
        keys=read_keys(table.table("keys")),
        rules=read_weights(table),
        sheet=read_sheet(table.table("sheet")),
        style=read_style(table.table("style")),
    )
    return settings, (*problems, *_wrong(table, settings))


def _portal_text(table: Table) -> str:
    return table.table("organisation").text("portal").strip()


def _portal(table: Table) -> str:
    """Return the address of the portal: only one that a telephone opens from a QR code."""
    found = _portal_text(table)
    return found if re.fullmatch(r"https?://[!-~]{1,200}", found) and "#" not in found else ""


def _known_languages(table: Table) -> tuple[str, ...]:
    found = (item.text for item in table.scalars("languages"))
    return tuple(dict.fromkeys(language for language in found if _LANGUAGE.fullmatch(language)))


def _tables(table: Table) -> Iterator[tuple[str, Table]]:
    for name, node in table.entries.items():
        if isinstance(node, Table):
            yield name, node


def _months(table: Table, default: int) -> int:
    return months(table.text("review_months")) or default


def _level(table: Table) -> Level:
    return Level(table.text("id"), table.texts("title"), _months(table, 36))


def _type(table: Table) -> DocumentType:
    return DocumentType(
        id=table.text("id"),
        title=table.texts("title"),
        level=table.text("level"),
        code=table.text("code"),
        approval=table.text("approval"),
        review_months=_months(table, 0),
        location=_code_place(table),
        sections=tuple(_texts(node) for node in table.items("sections")),
        translations=table.flag("translations"),
        rules=read_weights(table),
        unique=table.words("unique"),
        reports=table.words("reports"),
        parts=read_parts(table),
    )


def _texts(node: Node) -> Mapping[str, str]:
    """Return a text in each of its languages; one that is written once holds for all."""
    if isinstance(node, Scalar):
        return {"": node.text.strip()}
    return {name: value.text.strip() for name, value in node.named_scalars()} if isinstance(node, Table) else {}


def _code_place(table: Table) -> Location:
    """Return where the code pattern of a type begins, after its quotation mark."""
    at = table.value_place("code")
    scalar = table.scalar("code")
    return at._replace(column=at.column + 1) if scalar and scalar.quoted else at


def _dictionaries(table: Table) -> Mapping[str, tuple[str, ...]]:
    return {name: table.words(name) for name in table.entries}


def _wrong(table: Table, settings: Settings) -> Iterator[Problem]:
    """Yield what cannot be used: unknown keys, ids given twice or missing, names that point nowhere."""
    yield from wrong_shape(table, SHAPE, closed=True)
    if table.text("format", FORMAT) != FORMAT:
        yield Problem(
            "shape",
            table.value_place("format"),
            msg("This qms does not know the format {value}", value=table.text("format")),
            msg("Write {value}, or install a newer qms", value=FORMAT),
        )
    if _portal_text(table) and not settings.portal:
        told = msg('"{value}" is no address of a portal', value=_portal_text(table))
        at = table.table("organisation").value_place("portal")
        yield Problem("shape", at, told, msg("Write an address without {sign}: https://…", sign="#"))
    yield from _languages(table)
    yield from wrong_keys(table.table("keys"))
    if settings.mode not in {"unsigned", "signed"}:
        yield Problem(
            "shape",
            table.value_place("mode"),
            msg('"{value}" is no mode', value=settings.mode),
            msg('Write "unsigned" or "signed"'),
        )
    yield from wrong_weights(table)
    yield from wrong_sheet(table.table("sheet"))
    yield from wrong_style(table.table("style"))
    for key in ("levels", "types"):
        yield from _ids(table, key)
    for kind in table.tables("types"):
        yield from _points(kind, "level", settings.levels)
        yield from _points(kind, "approval", settings.approvals)
        yield from wrong_weights(kind)
        yield from wrong_parts(kind)
        yield from _counted(kind)
    yield from wrong_flow(table, settings.roles)


def _languages(table: Table) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in table.scalars("languages"):
        if not _LANGUAGE.fullmatch(item.text):
            wrong = msg('"{value}" is no language', value=item.text)
            yield Problem("shape", item.at, wrong, msg('Write the two letters of the language: "ky"'))
        elif item.text in seen:
            wrong = msg('"{value}" stands here twice', value=item.text)
            yield Problem("shape", item.at, wrong, msg("Keep one of the two"))
        seen.add(item.text)


def _ids(table: Table, key: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for item in table.tables(key):
        name = item.text("id")
        if not name:
            yield Problem("shape", item.at, msg('An entry of "{key}" has no "id"', key=key), msg('Write "id: …"'))
        elif name in seen:
            yield Problem(
                "shape",
                item.value_place("id"),
                msg('"{id}" stands twice in "{key}"', id=name, key=key),
                msg("Keep one of the two"),
            )
        seen.add(name)


def _points(item: Table, key: str, known: Mapping[str, object]) -> Iterator[Problem]:
    value = item.text(key)
    if value and value not in known:
        yield undefined(item.value_place(key), value, known)


def _counted(kind: Table) -> Iterator[Problem]:
    """Yield the parts of `unique` that no code of the type has, and a `unique` that counts nothing."""
    slots = (*dict.fromkeys(("type", "level", *re.findall(r"\{([^{}:]+)", kind.text("code")))),)
    named = kind.scalars("unique")
    for item in named:
        if item.text not in slots:
            wrong = msg('"{value}" is no part of the code of this type', value=item.text)
            yield Problem("shape", item.at, wrong, msg("Known are: {names}", names=", ".join(slots)))
    if named and "number" in slots and all(item.text != "number" for item in named):
        wrong = msg('"unique" does not name the number')
        yield Problem("shape", kind.value_place("unique"), wrong, msg('Write "number" too: [type, number]'))
