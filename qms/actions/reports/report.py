"""Write a report over the registers: facts become sections, sections Markdown, and that any format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from qms.actions.prints.delivery import OUT, deliver, free
from qms.actions.prints.formats import FORMATS, set_as
from qms.actions.prints.paper import Paper, paper, word
from qms.actions.reports import documented, measured, sections
from qms.actions.reports.facts import FIGURE, Facts
from qms.actions.reports.pack import Scope, audit_pack
from qms.actions.reports.review import management_review
from qms.actions.session import Session
from qms.adapters.files.sources import WorkTree
from qms.errors import UsageError
from qms.model.message import Catalog, Message, msg
from qms.model.report import Report, Section

YEARLY: Mapping[str, tuple[Message, Callable[[Facts], tuple[Section, ...]]]] = {
    "objectives": (msg("Quality objectives"), measured.objectives),
    "processes": (msg("Process measurements"), documented.processes),
    "nonconformities": (
        msg("Nonconformities and actions"),
        lambda facts: (*sections.nonconformities(facts), *sections.actions(facts)),
    ),
    "satisfaction": (msg("Satisfaction of customers"), sections.satisfaction),
    "competence": (msg("Competence and training"), sections.competence),
}
"""The reports that are made of sections only: their title, and what makes the sections."""
NAMES = ("management-review", "audit-pack", *YEARLY)
TEMPLATE = "report.md.j2"
Values = dict[str, object]
MOST_CODES = 20


@dataclass(frozen=True, slots=True)
class Order:
    """Which report is wanted: its name and year, what an audit pack is about, whether a review tells all of 9.3.2."""

    name: str
    year: int
    scope: Scope = field(default_factory=Scope)
    iso: bool = True


def report(session: Session, order: Order, catalog: Catalog, out: Path | None = None) -> Path:
    """Write the report to a file, below `out/` where none is named, and return its path.

    The end of the name is the format; of `.md` the charts lie beside it. UsageError where it is none of `FORMATS`.
    """
    path = out or session.workspace.root / OUT / f"{order.name}-{order.year}.pdf"
    form = path.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise UsageError(
            msg('A report cannot be written as "{name}"', name=path.name), msg("Known are: {names}", names=known)
        )
    content = _paper(session, order, catalog)
    images = {path.parent / name: image for name, image in content.images.items()} if form == "md" else {}
    for one in (path, *images):
        free(session, one)
    data = set_as(paper(session.workspace.snapshot(), content, catalog), form)
    for place, content_of in (*images.items(), (path, data)):
        deliver(session, place, content_of)
    return path


@dataclass(frozen=True, slots=True)
class Written:
    """A report as Markdown, with its pictures by the path under which the text names them."""

    report: Report
    text: str
    images: Mapping[str, bytes]


def written(facts: Facts, order: Order, stem: str, *, document: bool = False) -> Written:
    """Return a report as Markdown; the names of its pictures begin with `stem`.

    Of a `document` nobody signs at the end, and what is to be completed is marked so that `check` finds it.
    """
    from qms.adapters.drawings.charts import drawn
    from qms.adapters.templates import fill_in

    made = _report(facts, order)
    images: dict[str, bytes] = {}
    tables = count(1)
    shown = []
    for section in made.sections:
        drawings: list[Values] = []
        for chart in section.charts:
            path = f"{stem}-{len(images) + 1}.svg"
            images[path] = drawn(chart, facts.languages[0])
            drawings.append({"path": path, "title": chart.title.replace('"', "”")})
        shown.append(_values(facts, section, drawings, tables))
    heads = (msg("Position"), msg("Full name"), msg("Signature"), msg("Date"))
    values = {
        "notice": _notice(facts),
        "sections": shown,
        "signers": () if document else made.signers,
        "signing": ("", *map(facts.say, heads)),
        "document": document,
    }
    return Written(made, fill_in(_template(facts.session, order.name), values, word(facts.catalog)), images)


def _paper(session: Session, order: Order, catalog: Catalog) -> Paper:
    found = written(Facts(session, order.year, catalog), order, f"{order.name}-{order.year}")
    made = found.report
    return Paper(made.title, found.text, session.today.isoformat(), made.turned, images=found.images)


def _template(session: Session, name: str) -> str:
    """Return the template of a report: the repository's of that report, its template of all reports, else that of qms.

    RenderError where one of the repository cannot be read.
    """
    from qms.adapters.files.forms import OWN, template_text
    from qms.adapters.templates import FORMS

    source = WorkTree(session.workspace.root)
    for place in (f"{OWN}/{name}/{TEMPLATE}", f"{OWN}/report/{TEMPLATE}"):
        data = source.read(place)
        if data is not None:
            return template_text(data, place)
    return (FORMS / "report" / TEMPLATE).read_text(encoding="utf-8")


def _notice(facts: Facts) -> str:
    """Return a warning that figures may be wrong, because something in the registers cannot be read; else nothing."""
    broken = [one.code for _register, entries in facts.registers for one in entries if one.problems]
    if not broken and not facts.registers.problems:
        return ""
    codes = ", ".join(broken[:MOST_CODES]) or "–"
    return facts.say(
        msg('Not everything in the registers can be read, figures may be wrong; see "qms check": {codes}', codes=codes)
    )


def _values(facts: Facts, section: Section, charts: Sequence[Values], tables: Iterator[int]) -> Values:
    """Return a section for the template; its parts are tables and charts in their order, `tables` how those are called.

    Every table has a number and a name; the first has the name of the section where it has none of its own.
    """
    named = [(next(tables), one) for one in section.grids]
    grids: list[Values] = []
    for number, one in named:
        counts = one.heads[0] == facts.say(FIGURE)
        title = one.title or (facts.say(msg("{name}: in figures", name=section.title)) if counts else section.title)
        told = facts.say(msg("Table {number}. {title}", number=number, title=title))
        grids.append({"path": "", "title": told, "heads": one.heads, "rows": one.rows})
    first = 1 if named and not named[0][1].title else 0
    return {
        "level": section.level,
        "title": section.title,
        "words": section.words,
        "missing": section.missing,
        "tables": [facts.say(msg("table {number}", number=number)) for number, _one in named],
        "parts": [*grids[:first], *charts, *grids[first:]],
    }


def title_of(facts: Facts, order: Order) -> str:
    """Return the title of a report in the language of the facts."""
    return _report(facts, order).title


def _report(facts: Facts, order: Order) -> Report:
    if order.name == "management-review":
        return management_review(facts, iso=order.iso)
    if order.name == "audit-pack":
        return audit_pack(facts, order.scope)
    title, makes = YEARLY[order.name]
    return Report(f"{facts.say(title)}, {order.year}", makes(facts), ((facts.say(msg("Drawn up by")), ""),))
