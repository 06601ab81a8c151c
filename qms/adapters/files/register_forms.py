"""Printed forms of registers: YAML -> model values. They are read only where something is printed.

Those of a built-in register stand in `qms/forms/register/<register>.yaml`; a repository puts its own into
`forms/<register>/forms.yaml`, or, for a register of its own, under `forms:` of the register's file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qms.adapters.files.faults import REGISTER, refuse, undefined
from qms.adapters.files.shape import ANY, FLAG, LIST, TEXT, TEXTS, Shape, whole, wrong_shape
from qms.adapters.files.sources import Source
from qms.adapters.files.tables import settled
from qms.adapters.templates import FORMS as BUILT_IN
from qms.entries.values import as_number
from qms.errors import RenderError
from qms.model.field import Table
from qms.model.message import msg
from qms.model.problem import Problem
from qms.model.register import CODE, STATE, Register
from qms.model.register_form import FORMS, Band, Drawing, DrawingKind, Part, PartKind, RegisterForm, Signer

_DRAW: Mapping[str, Shape] = {
    **dict.fromkeys(("kind", "rows", "at", "value", "start", "target", "since", "until", "measure"), TEXT),
    **dict.fromkeys(("down", "across"), TEXT),
    **dict.fromkeys(("same", "after"), LIST),
    "bands": [{"upto": TEXT, "label": TEXTS}],
}
SHAPE: Mapping[str, Shape] = {
    ANY: {
        "title": TEXTS,
        "about": TEXT,
        "turned": FLAG,
        "parts": [
            {
                "title": TEXTS,
                **dict.fromkeys(("fields", "texts", "list", "columns", "states", "asked_of"), LIST),
                **dict.fromkeys(("rows", "entries", "by", "lines"), TEXT),
                "draw": _DRAW,
                "sign": [{"text": TEXTS, "by": TEXT}],
            }
        ],
    }
}
_MOST_LINES = 200


def read_forms(source: Source, register: Register) -> Mapping[str, RegisterForm]:
    """Return the forms of a register by name; RenderError where what a repository wrote cannot be used."""
    for path in (f"{FORMS}/{register.id}/{FORMS}.yaml", register.location.path):
        data = source.read(path) if "/" in path else None
        if isinstance(data, bytes):
            table, problems = settled(data, path)
            found = table.table(FORMS)
            refuse([*problems, *wrong_shape(found, SHAPE, closed=True), *faults(found, register)], RenderError)
            if found.entries:
                return forms_of(found)
    built = BUILT_IN / "register" / f"{register.id}.yaml"
    return forms_of(settled(built.read_bytes(), built.name)[0].table(FORMS)) if built.exists() else {}


def forms_of(table: Table) -> Mapping[str, RegisterForm]:
    """Read the forms under `forms:`."""
    return {
        name: RegisterForm(
            name,
            row.texts("title"),
            row.text("about") == "register",
            row.flag("turned"),
            tuple(_part(one) for one in row.tables("parts")),
        )
        for name in table.entries
        for row in (table.table(name),)
    }


def _part(row: Table) -> Part:
    kind = next((one for one in PartKind if one in row.entries), PartKind.FIELDS)
    own = {PartKind.FIELDS, PartKind.TEXTS, PartKind.LIST}
    return Part(
        kind,
        row.texts("title"),
        row.words(kind if kind in own else "columns"),
        row.text("rows") or row.text("by"),
        row.text("entries"),
        row.words("states"),
        min(whole(row.text("lines"), 9999) or 0, _MOST_LINES),
        _drawing(row.table("draw")) if kind is PartKind.DRAW else None,
        tuple(Signer(str(at), one.texts("text"), one.text("by")) for at, one in enumerate(row.tables("sign"))),
        row.words("asked_of"),
    )


def _drawing(row: Table) -> Drawing:
    plain = ("rows", "at", "value", "start", "target", "since", "until", "measure", "down", "across")
    kind = row.text("kind")
    return Drawing(
        DrawingKind(kind) if kind in set(DrawingKind) else DrawingKind.MAP,
        same=row.words("same"),
        after=row.words("after"),
        bands=tuple(
            Band(str(at), one.texts("label"), as_number(one.text("upto")) or 0.0)
            for at, one in enumerate(row.tables("bands"))
        ),
        **{name: row.text(name) for name in plain},
    )


def faults(table: Table, register: Register) -> Iterator[Problem]:
    """Yield what is wrong in the forms of a register: parts of no kind, fields and drawings that there are not."""
    for name in table.entries:
        for row in table.table(name).tables("parts"):
            kinds = [kind for kind in PartKind if kind in row.entries]
            if len(kinds) != 1:
                told = msg("It is not clear what this part of the form is")
                yield Problem(REGISTER, row.at, told, msg("Write one of: {names}", names=", ".join(PartKind)))
                continue
            yield from _unknown_fields(row, kinds[0], register)
            kind = row.table("draw").text("kind")
            if kinds[0] is PartKind.DRAW and kind not in set(DrawingKind):
                yield undefined(row.place("draw"), kind, DrawingKind, REGISTER)
            yield from _unknown_drawn(row.table("draw"), register)


def _unknown_fields(row: Table, kind: PartKind, register: Register) -> Iterator[Problem]:
    known = {*register.fields, CODE, STATE}
    for key in {PartKind.FIELDS, PartKind.TEXTS, PartKind.LIST, PartKind.ROWS} & {kind}:
        for item in row.scalars(key):
            if item.text.strip() not in known:
                yield undefined(item.at, item.text, (*register.fields, STATE), REGISTER)


def _unknown_drawn(draw: Table, register: Register) -> Iterator[Problem]:
    """Yield the fields of a drawing that there are not; `at` and `value` are columns of the small table in `rows`."""
    rows = register.fields.get(draw.text("rows"))
    for key in set(_DRAW) - {"kind", "bands"}:
        known = rows.columns if rows and key in {"at", "value"} else register.fields
        for item in draw.scalars(key):
            if item.text.strip() not in known:
                yield undefined(item.at, item.text, known, REGISTER)
