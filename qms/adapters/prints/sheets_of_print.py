"""The sheets around a text as tables, for the formats that have no layout of their own: Word, HTML, Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qms.adapters.markdown.blocks import Node
from qms.adapters.prints.lettering import clean, day
from qms.model.printout import ChangeSheet, Printout

ACKNOWLEDGEMENT_ROWS = 16
DISTRIBUTION_ROWS, SPARE_ROWS = 16, 3
CHANGE_ROWS = 9
"""How many rows the sheets have at least: what comes later is entered by hand."""
_DISTRIBUTION = (9, 40, 20, 23, 14, 28, 19, 20)


def shown(text: str) -> str:
    """Return a text of a sheet as it is printed."""
    return day(clean(text))


def label(printout: Printout, name: str) -> str:
    """Return a fixed word of the print; its name where it has none."""
    return printout.labels.get(name, name)


def kind(printout: Printout) -> str:
    """Return what kind of document it is; nothing where its title says the same."""
    return "" if printout.kind.casefold() == printout.title.casefold() else printout.kind


def header(printout: Printout) -> str:
    """Return what stands on the left at the head of every page, as the organisation wants it."""
    known = {
        "organisation": printout.organisation,
        "short": printout.short or printout.organisation,
        "system": printout.system,
        "place": printout.place,
        "kind": printout.kind,
        "level": printout.level,
        "title": printout.title,
        "code": printout.code,
        "revision": f"{label(printout, 'revision')} {printout.revision}" if printout.revision else "",
    }
    return " · ".join(shown(known[name]) for name in printout.look.style.header if known[name])


def rank(printout: Printout) -> str:
    """Return revision and level below the title; a text that names no revision has none, not the revision 0."""
    revision = f"{label(printout, 'revision')} {printout.revision}" if printout.revision else ""
    return " · ".join(filter(None, (revision, printout.level)))


def page_words(printout: Printout, page: str, pages: str) -> str:
    """Return «бет 3 / 12» with whatever stands for the numbers in a format."""
    return label(printout, "page").replace("{page}", page).replace("{pages}", pages)


def running(printout: Printout) -> list[str]:
    """Return what names the print at the foot of every page: code and revision; title and day of a form."""
    revision = f"{label(printout, 'revision')} {printout.revision}" if printout.revision else ""
    named = (printout.code, revision) if revision else (printout.title, printout.code, printout.day[:10])
    return [shown(part) for part in named if part]


def footer(printout: Printout) -> str:
    """Return what stands at the foot of every page, but for its number."""
    return " · ".join([*running(printout), *([shown(printout.banner)] if printout.banner else [])])


def approval(printout: Printout) -> Node:
    """Return the approval sheet as a table."""
    heads = [label(printout, name) for name in ("meaning", "position", "basis", "date", "signature")]
    rows = [
        (
            row.meaning,
            "\n".join(part for part in (row.position, row.person) if part),
            row.basis,
            row.date,
            row.signature,
        )
        for row in printout.signatories
    ]
    return _table([heads], rows, (24, 44, 46, 22, 26), form=True)


def spare_rows(printout: Printout) -> int:
    """Return how many rows of the distribution sheet are left for holders that come later."""
    return max(SPARE_ROWS, DISTRIBUTION_ROWS - len(printout.receivers))


def distribution(printout: Printout) -> Node:
    """Return the distribution sheet as a table; numbers and signatures are written when copies are given out."""
    names = ("number", "receiver", "medium", "copies", "copy", "full_name", "date", "signature")
    rows = [
        (str(at), row.name, row.medium, str(row.count), "", "", "", "") for at, row in enumerate(printout.receivers, 1)
    ]
    blank = [("",) * len(names)] * spare_rows(printout)
    return _table([[label(printout, name) for name in names]], [*rows, *blank], _DISTRIBUTION, form=True)


def acknowledgement(printout: Printout) -> Node:
    """Return the acknowledgement sheet as a table to be filled in by hand."""
    heads = [label(printout, name) for name in ("number", "position", "full_name", "date", "signature")]
    rows = [(str(number), "", "", "", "") for number in range(1, ACKNOWLEDGEMENT_ROWS + 1)]
    return _table([heads], rows, (11, 50, 50, 24, 27), form=True)


def changes(printout: Printout) -> Node:
    """Return the change-registration sheet as a table; heads that columns share make a second row of the head."""
    sheet = printout.changes
    blank = [("",) * len(sheet.columns)] * max(0, CHANGE_ROWS - len(sheet.rows))
    return {
        **_table([], [*sheet.rows, *blank], [column.width for column in sheet.columns], form=True),
        "head": list(_heads(sheet)),
        "heads": 1 + any(column.group for column in sheet.columns),
        "align": ["center" if column.centred else "" for column in sheet.columns],
    }


def _heads(sheet: ChangeSheet) -> Iterator[list[Node]]:
    grouped = any(column.group for column in sheet.columns)
    upper: list[Node] = []
    lower: list[Node] = []
    before = ""
    for column in sheet.columns:
        if not column.group:
            upper.append(_cell(column.head, rows=1 + grouped))
        else:
            lower.append(_cell(column.head))
            if column.group == before:
                upper[-1]["columns"] += 1
            else:
                upper.append(_cell(column.group))
        before = column.group
    yield upper
    if grouped:
        yield lower


def _cell(text: str, *, rows: int = 1) -> Node:
    lines = (shown(line) for line in text.split("\n"))
    body = [part for line in lines for part in ({"t": "break"}, {"t": "text", "text": line})][1:]
    return {"rows": rows, "columns": 1, "body": body if text else []}


def plain_table(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> Node:
    """Return a table without a head."""
    return _table([], rows, widths)


def _table(
    heads: Sequence[Sequence[str]], rows: Sequence[Sequence[str]], widths: Sequence[int], *, form: bool = False
) -> Node:
    return {
        "t": "table",
        "widths": list(widths),
        "heads": len(heads),
        "head": [[_cell(text) for text in row] for row in heads],
        "rows": [[_cell(text) for text in row] for row in rows],
        "align": [""] * len(widths),
        "form": int(form),
        "size": 95,
        "wide": 0,
        "caption": [],
    }
