"""The parts of a printed form of a register -> what its template prints."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from qms.actions.registers.competence import grid
from qms.actions.registers.drawing import Subject, drawings
from qms.actions.session import natural
from qms.entries.display import cells_of, display, heading
from qms.errors import UsageError
from qms.model.entry import Entry
from qms.model.field import Table, choose
from qms.model.message import msg
from qms.model.register import CODE, STATE, FieldOf, Kind, Register
from qms.model.register_form import Drawing, DrawingKind, Part, PartKind, RegisterForm
from qms.model.snapshot import Snapshot

_NO_DIGIT = re.compile(r"[^0-9-]")
Values = dict[str, object]


@dataclass(slots=True)
class Filled:
    """A form that is filled in: its parts for the template, and its drawings by the path that it names them with."""

    parts: list[Values] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Work:
    subject: Subject
    snapshot: Snapshot
    today: str
    done: Filled
    numbers: Iterator[int]


def choose_form(
    forms: Mapping[str, RegisterForm], register: Register, name: str, *, whole: bool
) -> RegisterForm | None:
    """Return the form that is named, else the first that there is; None for the one that all registers share."""
    fitting = {key: form for key, form in forms.items() if form.whole == whole}
    if not name:
        return next(iter(fitting.values()), None) if not whole else None
    if name in fitting:
        return fitting[name]
    known = ", ".join((*fitting, LIST if whole else SHEET))
    if name == (LIST if whole else SHEET):
        return None
    told = msg('The register "{register}" has no form "{name}"', register=register.id, name=name)
    raise UsageError(told, msg("Known are: {names}", names=known))


SHEET, LIST = "plain", "list"
"""The forms that all registers share: of an entry with all its fields, of the list of a register."""


def filled(subject: Subject, snapshot: Snapshot, form: RegisterForm, today: str) -> Filled:
    """Return the parts of a form with the values of an entry, or of the whole register."""
    done = Filled()
    work = _Work(subject, snapshot, today, done, count(1))
    for part in form.parts:
        values = _MAKERS[part.kind](work, part)
        if values:
            done.parts.append({"title": choose(part.title, *subject.languages), "rows": [], "heads": [], **values})
    return done


def _entry(work: _Work) -> Entry:
    return work.subject.entry or Entry(work.subject.register.id, "", "", Table())


def _fields(work: _Work, part: Part) -> Values:
    register, entry = work.subject.register, _entry(work)
    rows = [(_head(work, register, name), _shown(work, register, entry, name)) for name in part.names]
    return {"kind": "fields", "rows": rows}


def _texts(work: _Work, part: Part) -> Values:
    register, entry = work.subject.register, _entry(work)
    rows = []
    for name in part.names:
        lines = [line for line in _shown(work, register, entry, name).splitlines() if line.strip()]
        rows.append((_head(work, register, name), lines))
    return {"kind": "texts", "rows": rows}


def _rows(work: _Work, part: Part) -> Values:
    item = work.subject.register.fields[part.field]
    tables = _entry(work).front.tables(item.id)
    names = part.names or tuple(item.columns)
    at = [index for index, name in enumerate(item.columns) if name in names]
    rows = [list(cells_of(item, one, work.snapshot, work.subject.languages)) for one in tables]
    rows += _drafted(work, part, item, rows)
    heads = [column.name(*work.subject.languages) for column in item.columns.values()]
    title = choose(part.title, *work.subject.languages) or item.name(*work.subject.languages)
    return {
        "title": title,
        **_grid([heads[index] for index in at], [[row[index] for index in at] for row in rows], part),
    }


def _drafted(work: _Work, part: Part, item: FieldOf, rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Return a row for every clause and document of an entry that no row names: what is to be asked about it."""
    from qms.adapters.files.standards import editions, standard

    columns = list(item.columns.values())
    clause = next((at for at, one in enumerate(columns) if one.kind is Kind.CLAUSE), 0)
    words = next((at for at, one in enumerate(columns) if one.kind is Kind.TEXT), 0)
    titles = {one.number: one.title for one in standard(editions()[-1]).clauses}
    there = " ".join(cell for row in rows for cell in row)
    found = []
    for name in part.asked_of:
        for value in _entry(work).texts(name):
            about = work.subject.register.fields[name].kind
            asked = any(row[clause] == value or row[clause].startswith(f"{value}.") for row in rows)
            if asked if about is Kind.CLAUSE else value in there:
                continue
            document = work.snapshot.documents.get(value)
            title = document.title_in(work.subject.languages[0]) if document else ""
            row = [""] * len(columns)
            if about is Kind.CLAUSE:
                row[clause], title = value, choose(titles.get(value, {}), *work.subject.languages)
            row[words] = title if about is Kind.CLAUSE else f"{value} {title}".strip()
            found.append(row)
    return found


def _grid(heads: Sequence[str], rows: Iterable[Sequence[str]], part: Part) -> Values:
    """Return a numbered table with at least as many rows as the form asks for."""
    there = [list(row) for row in rows]
    there += [[""] * len(heads) for _missing in range(part.lines - len(there))]
    numbered = [[str(number), *row] for number, row in enumerate(there, 1)]
    return {"kind": "table", "heads": ["№", *heads], "rows": numbered}


def _linked(work: _Work, part: Part) -> Values:
    subject, entry = work.subject, _entry(work)
    other = subject.registers.definitions.get(part.register)
    if other is None:
        return {}
    naming = subject.registers.referring.get((subject.register.id, entry.code), ())
    found = [one for one, name in naming if one.register == other.id and name == part.field]
    title = choose(part.title, *subject.languages) or other.name(*subject.languages)
    return {"title": title, **_listed(work, other, found, part)} if found or part.lines else {}


def _list(work: _Work, part: Part) -> Values:
    return _listed(work, work.subject.register, work.subject.entries, part)


def _listed(work: _Work, register: Register, entries: Iterable[Entry], part: Part) -> Values:
    names = part.names or (CODE, *register.columns)
    shown = [one for one in entries if not part.states or one.state in part.states]
    rows = [
        [_shown(work, register, one, name) for name in names]
        for one in sorted(shown, key=lambda one: natural(one.code))
    ]
    return _grid([_head(work, register, name) for name in names], rows, part)


def _draw(work: _Work, part: Part) -> Values:
    wanted = part.drawing or Drawing(DrawingKind.MAP)
    if wanted.kind is DrawingKind.COMPETENCES:
        heads, rows = grid(work.subject, work.today)
        return {"kind": "table", "heads": heads, "rows": rows}
    pictures = []
    for one in drawings(work.subject, wanted):
        path = f"{work.subject.register.id}{_NO_DIGIT.sub('', _entry(work).code)}-{next(work.numbers)}.svg"
        work.done.images[path] = one.data
        pictures.append((one.title.replace('"', "”"), path))
    return {"kind": "picture", "rows": pictures}


def _sign(work: _Work, part: Part) -> Values:
    entry, languages = _entry(work), work.subject.languages
    rows: list[tuple[str, str]] = []
    for signer in part.signers:
        item = work.subject.register.fields.get(signer.by)
        people = entry.texts(signer.by) if item else (signer.by,)
        for person in people or ("",):
            rows.append((signer.name(*languages), _position(work, person)))
    return {"kind": "sign", "rows": rows}


def _position(work: _Work, name: str) -> str:
    known = (work.snapshot.positions.get(name), work.snapshot.settings.roles.get(name))
    titles = (choose(one.title, *work.subject.languages) for one in known if one)
    return next(filter(None, titles), name)


def _head(work: _Work, register: Register, name: str) -> str:
    own = {CODE: msg("Code"), STATE: msg("State")}
    return work.subject.catalog.text(own[name]) if name in own else heading(register, name, *work.subject.languages)


def _shown(work: _Work, register: Register, entry: Entry, name: str) -> str:
    if name not in register.fields and name not in {CODE, STATE}:
        return ""
    text = display(register, entry, name, work.snapshot, work.subject.languages)
    item = register.fields.get(name)
    return _process(work, text) if item and item.kind is Kind.PROCESS else text


def _process(work: _Work, text: str) -> str:
    """Return numbers of processes with their names."""
    known = work.snapshot.processes
    numbers = [one.strip() for one in text.split(";") if one.strip()]
    named = (f"{one} {choose(known[one].title, *work.subject.languages)}" if one in known else one for one in numbers)
    return "; ".join(named)


_MAKERS = {
    PartKind.FIELDS: _fields,
    PartKind.TEXTS: _texts,
    PartKind.ROWS: _rows,
    PartKind.ENTRIES: _linked,
    PartKind.LIST: _list,
    PartKind.DRAW: _draw,
    PartKind.SIGN: _sign,
}
