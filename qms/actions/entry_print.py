"""Print an entry, or the list of a register, by a form: Jinja2 makes Markdown, which is set like any document.

A register has its own form where the repository has `forms/<register>/entry.md.j2` (or `list.md.j2`); all others share
one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qms.actions.entry_commit import bytes_of
from qms.actions.entry_history import Step, history
from qms.actions.formats import set_as
from qms.actions.paper import Paper, paper, word
from qms.actions.registers import Shown, find, named, show
from qms.actions.session import Session
from qms.adapters.sources import WorkTree
from qms.adapters.templates import FORMS, LARGEST, fill_in
from qms.entries.display import cells_of, display, heading
from qms.errors import UsageError
from qms.ledger.lines import file_name
from qms.model.entry import Entry, Registers
from qms.model.field import Sequence as Items
from qms.model.field import Table, choose
from qms.model.message import Catalog, msg
from qms.model.printout import Printout
from qms.model.register import CODE, STATE, FieldOf, Kind, Register
from qms.model.snapshot import Snapshot

FOLDER = "out"
SIGNERS = ("owner", "lead", "verified_by", "approved_by")
"""Fields whose positions sign a printed form."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a form is printed: in which language (empty: the first of the repository) and format, into which folder."""

    language: str = ""
    to: str = "pdf"
    out: Path | None = None


def print_(session: Session, typed: str, form: Form) -> Path:
    """Print the entry that is named, or the whole register, and return the file."""
    registers = session.workspace.registers()
    snapshot = session.workspace.snapshot()
    language = form.language or snapshot.settings.language
    if language not in {*snapshot.settings.languages, "en"}:
        known = ", ".join((*snapshot.settings.languages, "en"))
        told = msg('There are no forms in the language "{language}"', language=language)
        raise UsageError(told, msg("Known are: {names}", names=known))
    if typed in registers.definitions:
        printout = _list(session, snapshot, registers, named(registers, typed), language)
    else:
        register, entry = find(registers, typed)
        printout = _entry(session, snapshot, show(session, f"{register.id}/{entry.code}")[2], language)
    folder = form.out or session.workspace.root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{file_name(printout.code)}.{form.to}"
    path.write_bytes(set_as(printout, form.to))
    return path


def _entry(session: Session, snapshot: Snapshot, found: Shown, language: str) -> Printout:
    register, entry = found.register, found.entry
    languages = (language, snapshot.settings.language)
    catalog = session.catalogs(language)
    plain = [item for item in register.fields.values() if item.kind is not Kind.ROWS]
    shown = [(item.name(*languages), display(register, entry, item.id, snapshot, languages)) for item in plain]
    state = [(catalog.text(msg("State")), display(register, entry, STATE, snapshot, languages))]
    tables = [table for item in register.fields.values() if (table := _table(item, entry, snapshot, languages))]
    title = next((value for item, (_label, value) in zip(plain, shown, strict=True) if item.id == "title"), "")
    text = _filled(
        session,
        register,
        "entry.md.j2",
        catalog,
        {
            "fields": [*(state if register.states else ()), *(pair for pair in shown if pair[1])],
            "tables": tables,
            "links": _links(found, languages),
            "steps": _steps(session, register, entry, languages),
            "people": _people(register, entry, snapshot, languages),
        },
    )
    source = bytes_of(session, entry.path) or b""
    return _printout(session, snapshot, register, language, (entry.code, title, text, source))


def _filled(session: Session, register: Register, name: str, catalog: Catalog, values: Mapping[str, object]) -> str:
    """Return the Markdown of a form: that of the repository for this register, else the one of qms for all."""
    own = WorkTree(session.workspace.root).read(f"forms/{register.id}/{name}")
    data = own if isinstance(own, bytes) else (FORMS / "register" / name).read_bytes()
    template = data[:LARGEST].decode("utf-8", "replace")
    return fill_in(template, values, word(catalog))


def _table(item: FieldOf, entry: Entry, snapshot: Snapshot, languages: Sequence[str]) -> dict[str, object]:
    """Return the small table of a field; nothing where it has no rows."""
    node = entry.front.entries.get(item.id)
    if item.kind is not Kind.ROWS or not isinstance(node, Items) or not node.items:
        return {}
    rows = [cells_of(item, row, snapshot, languages) for row in node.items if isinstance(row, Table)]
    heads = [column.name(*languages) for column in item.columns.values()]
    return {"title": item.name(*languages), "heads": heads, "rows": rows}


def _links(found: Shown, languages: Sequence[str]) -> list[str]:
    codes: dict[str, list[str]] = {}
    for other, field in found.referring:
        codes.setdefault(choose(field.back, *languages) or field.name(*languages), []).append(other.code)
    return [f"{label}: {', '.join(sorted(names))}" for label, names in sorted(codes.items())]


def _steps(session: Session, register: Register, entry: Entry, languages: Sequence[str]) -> list[tuple[str, str, str]]:
    """Return into which states the entry came, when and by whom."""
    if not register.states:
        return []
    _register, _entry, steps = history(session, f"{register.id}/{entry.code}")
    return [found for step in steps if (found := _moved(step, register, languages))]


def _moved(step: Step, register: Register, languages: Sequence[str]) -> tuple[str, str, str] | None:
    new = next((item.new for item in step.altered if item.name == STATE), "")
    if not isinstance(new, str) or new not in register.states:
        return None
    day = ".".join(reversed(step.when[:10].split("-")))
    return day, register.states[new].name(*languages), step.by or step.author


def _people(register: Register, entry: Entry, snapshot: Snapshot, languages: Sequence[str]) -> list[str]:
    names = [name for name in SIGNERS if name in register.fields]
    found = (display(register, entry, name, snapshot, languages) for name in names)
    return list(dict.fromkeys(person for person in found if person)) or [""]


def _list(session: Session, snapshot: Snapshot, registers: Registers, register: Register, language: str) -> Printout:
    languages = (language, snapshot.settings.language)
    catalog = session.catalogs(language)
    own = {CODE: catalog.text(msg("Code")), STATE: catalog.text(msg("State"))}
    names = tuple(dict.fromkeys((CODE, *((STATE,) if register.states else ()), *register.columns)))
    names = names[1:] if register.one_file else names
    entries = registers.of(register.id)
    text = _filled(
        session,
        register,
        "list.md.j2",
        catalog,
        {
            "heads": [heading(register, name, *languages) or own[name] for name in names],
            "rows": [[display(register, entry, name, snapshot, languages) for name in names] for entry in entries],
        },
    )
    return _printout(session, snapshot, register, language, (register.id, register.name(*languages), text, b""))


def _printout(
    session: Session, snapshot: Snapshot, register: Register, language: str, content: tuple[str, str, str, bytes]
) -> Printout:
    """Return a form ready to be set; `content` is code, title, Markdown, source."""
    code, title, text, source = content
    name = register.name(language, snapshot.settings.language)
    page = Paper(
        title or name,
        text,
        session.today.isoformat(),
        kind=f"{name} · {code}",
        code=code,
        source=source or text.encode("utf-8"),
        source_name=f"{file_name(code)}.{'yaml' if source else 'md'}",
    )
    return paper(snapshot, page, session.catalogs(language))
