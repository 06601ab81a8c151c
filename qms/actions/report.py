"""Write a report over the registers: facts become sections, sections Markdown, and that any format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from qms.actions import report_measured as measured
from qms.actions import report_sections as sections
from qms.actions.formats import FORMATS, set_as
from qms.actions.issue import OUT, ready
from qms.actions.paper import Paper, paper, word
from qms.actions.report_facts import Facts
from qms.actions.report_pack import Scope, audit_pack
from qms.actions.report_review import management_review
from qms.actions.session import Session
from qms.errors import RefusedError, UsageError
from qms.model.message import Catalog, Message, msg
from qms.model.report import Report, Section

YEARLY: Mapping[str, tuple[Message, Callable[[Facts], tuple[Section, ...]]]] = {
    "objectives": (msg("Quality objectives"), measured.objectives),
    "processes": (msg("Process measurements"), measured.processes),
    "nonconformities": (
        msg("Nonconformities and actions"),
        lambda facts: (*sections.nonconformities(facts), *sections.actions(facts)),
    ),
    "satisfaction": (msg("Satisfaction of customers"), sections.satisfaction),
    "competence": (msg("Competence and training"), sections.competence),
}
"""The reports that are made of sections only: their title, and what makes the sections."""
NAMES = ("management-review", "audit-pack", *YEARLY)
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
    from qms.adapters.git_files import write_file

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
        _not_of_the_repository(session, one)
    data = set_as(paper(session.workspace.snapshot(), content, catalog), form)
    ready(path.parent)
    for place, image in images.items():
        write_file(place, image)
    write_file(path, data)
    return path


def _not_of_the_repository(session: Session, path: Path) -> None:
    """Refuse to write over a file of the repository; what lies below `out/` is made anew."""
    root, wanted = session.workspace.root.resolve(), path.resolve()
    if wanted.exists() and wanted.is_relative_to(root) and not wanted.is_relative_to(root / OUT):
        told = msg('"{path}" is a file of the repository; it would be overwritten', path=str(path))
        raise RefusedError(told, msg("Name another file after --out"))


def _paper(session: Session, order: Order, catalog: Catalog) -> Paper:
    from qms.adapters.charts import drawn
    from qms.adapters.templates import FORMS, fill_in

    facts = Facts(session, order.year, catalog)
    made = _report(facts, order)
    images: dict[str, bytes] = {}
    tables = count(1)

    def caption(title: str) -> str:
        return catalog.text(msg("Table {number}. {title}", number=next(tables), title=title)) if title else ""

    shown = []
    for section in made.sections:
        charts: list[Values] = []
        for chart in section.charts:
            path = f"{order.name}-{order.year}-{len(images) + 1}.svg"
            images[path] = drawn(chart)
            charts.append({"path": path, "title": chart.title.replace('"', "”")})
        shown.append(_values(section, charts, caption))
    heads = (msg("Position"), msg("Full name"), msg("Signature"), msg("Date"))
    values = {
        "notice": _notice(facts),
        "sections": shown,
        "signers": made.signers,
        "signing": ("", *(catalog.text(head) for head in heads)),
    }
    template = (FORMS / "report" / "report.md.j2").read_text(encoding="utf-8")
    text = fill_in(template, values, word(catalog))
    return Paper(made.title, text, session.today.isoformat(), made.turned, images=images)


def _notice(facts: Facts) -> str:
    """Return a warning that figures may be wrong, because something in the registers cannot be read; else nothing."""
    broken = [one.code for _register, entries in facts.registers for one in entries if one.problems]
    if not broken and not facts.registers.problems:
        return ""
    codes = ", ".join(broken[:MOST_CODES]) or "–"
    return facts.say(
        msg('Not everything in the registers can be read, figures may be wrong; see "qms check": {codes}', codes=codes)
    )


def _values(section: Section, charts: Sequence[Values], caption: Callable[[str], str]) -> Values:
    """Return a section for the template; its parts are tables and charts in their order."""
    grids: list[Values] = [
        {"path": "", "title": caption(one.title), "heads": one.heads, "rows": one.rows} for one in section.grids
    ]
    first = 1 if grids and not grids[0]["title"] else 0
    return {
        "level": section.level,
        "title": section.title,
        "words": section.words,
        "missing": section.missing,
        "parts": [*grids[:first], *charts, *grids[first:]],
    }


def _report(facts: Facts, order: Order) -> Report:
    if order.name == "management-review":
        return management_review(facts, iso=order.iso)
    if order.name == "audit-pack":
        return audit_pack(facts, order.scope)
    title, makes = YEARLY[order.name]
    return Report(f"{facts.say(title)}, {order.year}", makes(facts), ((facts.say(msg("Drawn up by")), ""),))
