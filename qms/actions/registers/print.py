"""Print an entry, or the list of a register, by a form: Jinja2 makes Markdown, which is set like any document.

A register has forms as data (`adapters/register_forms.py`), of which the first is meant where none is named; one of its
own as a template where the repository has `forms/<register>/entry.md.j2` (or `list.md.j2`). All others share one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qms.actions.prints.delivery import deliver
from qms.actions.prints.formats import set_as
from qms.actions.prints.paper import Paper, paper, word
from qms.actions.registers.commit import bytes_of
from qms.actions.registers.drawing import Subject
from qms.actions.registers.form import choose_form, filled
from qms.actions.registers.history import Step, history
from qms.actions.registers.overview import Shown, find, named, show
from qms.actions.session import Session
from qms.adapters.files.register_forms import read_forms
from qms.adapters.files.sources import WorkTree
from qms.adapters.templates import FORMS, LARGEST, fill_in
from qms.entries.display import cells_of, display, heading
from qms.ledger.lines import file_name
from qms.model.days import printed_day
from qms.model.entry import Entry, Registers
from qms.model.field import choose
from qms.model.message import Catalog, msg
from qms.model.printout import Printout
from qms.model.register import CODE, STATE, FieldOf, Kind, Register
from qms.model.register_form import RegisterForm
from qms.model.snapshot import Snapshot

FOLDER = "out"
SIGNERS = ("owner", "lead", "verified_by", "approved_by")
"""Fields whose positions sign a printed form."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a form is printed: in which language and format, into which folder.

    `name` is that of the form, where a register has several.
    """

    language: str
    to: str = "pdf"
    out: Path | None = None
    name: str = ""


def print_(session: Session, typed: str, form: Form) -> Path:
    """Print the entry that is named, or the whole register, and return the file."""
    registers = session.workspace.registers()
    snapshot = session.workspace.snapshot()
    language = form.language
    whole = typed in registers.definitions
    register, entry = (named(registers, typed), None) if whole else find(registers, typed)
    own = (
        None
        if not form.name and _template(session, register, whole=whole)
        else _form(session, register, form, whole=whole)
    )
    if own:
        subject = Subject(
            registers, register, entry, session.catalogs(language), (language, snapshot.settings.language)
        )
        printout = _by_form(session, snapshot, subject, own)
    elif entry is None:
        printout = _list(session, snapshot, registers, register, language)
    else:
        printout = _entry(session, snapshot, show(session, f"{register.id}/{entry.code}")[2], language)
    return _written(session, printout, form)


def _written(session: Session, printout: Printout, form: Form) -> Path:
    """Write a print into its folder; drawings of Markdown lie beside it."""
    folder = form.out or session.workspace.root / FOLDER
    name = f"{file_name(printout.code)}{f'-{form.name}' if form.name else ''}"
    if form.to == "md":
        for place, image in printout.images.items():
            deliver(session, folder / place, image)
    path = folder / f"{name}.{form.to}"
    deliver(session, path, set_as(printout, form.to))
    return path


def forms_of(session: Session, register: Register) -> tuple[RegisterForm, ...]:
    """Return the forms of a register beyond those that all registers share."""
    return tuple(read_forms(WorkTree(session.workspace.root), register).values())


def _form(session: Session, register: Register, form: Form, *, whole: bool) -> RegisterForm | None:
    forms = {one.id: one for one in forms_of(session, register)}
    return choose_form(forms, register, form.name, whole=whole)


def _template(session: Session, register: Register, *, whole: bool) -> bytes | None:
    """Return the template of the repository for this register, where it has one."""
    name = "list.md.j2" if whole else "entry.md.j2"
    found = WorkTree(session.workspace.root).read(f"forms/{register.id}/{name}")
    return found if isinstance(found, bytes) else None


def _by_form(session: Session, snapshot: Snapshot, subject: Subject, form: RegisterForm) -> Printout:
    register, entry, languages = subject.register, subject.entry, subject.languages
    code = _print_code(register, entry)
    done = filled(subject, snapshot, form, session.today.isoformat())
    template = (FORMS / "register" / "form.md.j2").read_text(encoding="utf-8")
    page = Paper(
        form.name(*languages),
        fill_in(template, {"parts": done.parts}, word(subject.catalog)),
        session.today.isoformat(),
        form.turned,
        kind=f"{register.name(*languages)} · {code}" if entry else register.name(*languages),
        code=code,
        source=(bytes_of(session, entry.path) if entry else None) or b"-",
        source_name=f"{file_name(code)}.yaml",
        images=done.images,
    )
    return paper(snapshot, page, subject.catalog)


def _print_code(register: Register, entry: Entry | None) -> str:
    """Return what a print is called: a row of a small table has a name that says nothing without its register."""
    if entry is None:
        return register.id
    return f"{register.id}-{entry.code}" if register.one_file else entry.code


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
    own = _template(session, register, whole=name.startswith("list"))
    data = own or (FORMS / "register" / name).read_bytes()
    template = data[:LARGEST].decode("utf-8", "replace")
    return fill_in(template, values, word(catalog))


def _table(item: FieldOf, entry: Entry, snapshot: Snapshot, languages: Sequence[str]) -> dict[str, object]:
    """Return the small table of a field; nothing where it has no rows."""
    if item.kind is not Kind.ROWS or not entry.front.items(item.id):
        return {}
    rows = [cells_of(item, row, snapshot, languages) for row in entry.front.tables(item.id)]
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
    day = printed_day(step.when)
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
