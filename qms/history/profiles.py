"""The forms of the change-registration sheet: which columns each has, how they are headed, what stands in their cells.

The manual gives no columns. GOST 2.503-2013 (annex V) has ten, GOST R 21.1101-2013 (annex M, form 10) nine of them;
universities register basis, sections, who and when. A new column is a line of `COLUMNS` and one of `_CELLS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from qms.model.change import ChangeKind, ChangeRow
from qms.model.days import printed_day
from qms.model.message import Catalog, Message, msg

OWN = "own"
"""The profile of the columns that an organisation lists itself."""
DASH = "–"
KINDS = {
    ChangeKind.INTRODUCTION: msg("first edition"),
    ChangeKind.CHANGE: msg("change"),
    ChangeKind.ADDITION: msg("addition"),
    ChangeKind.REVIEW: msg("review without change"),
    ChangeKind.WITHDRAWAL: msg("withdrawal"),
}


class Column(NamedTuple):
    """A column: its head, the head that spans it and its neighbours, its width in millimetres, how it is shown.

    `short` columns hold numbers, codes or days: they are never wrapped on a screen, and centred on paper.
    """

    head: Message
    width: int
    group: Message | None = None
    short: bool = False

    @property
    def full(self) -> Message:
        """The head in a table that has only one row of heads."""
        return msg("{group}: {head}", group=self.group, head=self.head) if self.group else self.head


_SHEETS = msg("Numbers of sheets (pages)")
_SECTIONS = msg("Numbers of sections")
COLUMNS: Mapping[str, Column] = {
    "number": Column(msg("No."), 9, short=True),
    "change_number": Column(msg("Change No."), 14, short=True),
    "kind": Column(msg("Kind"), 26),
    "revision": Column(msg("Rev."), 12, short=True),
    "date": Column(msg("Date"), 20, short=True),
    "sheets_changed": Column(msg("changed"), 21, _SHEETS, short=True),
    "sheets_replaced": Column(msg("replaced"), 21, _SHEETS, short=True),
    "sheets_new": Column(msg("new"), 17, _SHEETS, short=True),
    "sheets_annulled": Column(msg("annulled"), 22, _SHEETS, short=True),
    "sheets_total": Column(msg("Sheets (pages) in the document"), 22, short=True),
    "document_number": Column(msg("Document No."), 44),
    "incoming": Column(msg("Incoming No. and date of the covering document"), 35),
    "sections": Column(msg("Sections"), 24),
    "sections_changed": Column(msg("changed"), 21, _SECTIONS, short=True),
    "sections_new": Column(msg("new"), 16, _SECTIONS, short=True),
    "sections_annulled": Column(msg("annulled"), 27, _SECTIONS, short=True),
    "summary": Column(msg("Summary of the change"), 46),
    "change": Column(msg("Summary of the change"), 46),
    "basis": Column(msg("Basis"), 28),
    "author": Column(msg("Entered by"), 31),
    "approved_by": Column(msg("Approved by"), 31),
    "approved": Column(msg("Approved by, date"), 31),
    "approved_on": Column(msg("Approved on"), 20, short=True),
    "effective": Column(msg("In force since"), 20, short=True),
    "signature": Column(msg("Signature"), 19),
}
_GOST = ("change_number", "sheets_changed", "sheets_replaced", "sheets_new", "sheets_annulled", "sheets_total")
PROFILES: Mapping[str, tuple[str, ...]] = {
    "overview": (
        *("number", "kind", "revision", "date", "sections", "summary"),
        *("basis", "author", "approved_by", "effective"),
    ),
    "university": (
        *("number", "sections_changed", "sections_new", "sections_annulled", "change"),
        *("basis", "author", "approved", "effective", "signature"),
    ),
    "gost-2.503": (*_GOST, "document_number", "incoming", "signature", "date"),
    "gost-r-21.1101": (*_GOST, "document_number", "signature", "date"),
}


def cells(row: ChangeRow, columns: Iterable[str], catalog: Catalog) -> tuple[str, ...]:
    """Return what a row says in each of `columns`; days are ISO 8601, what is to be filled in by hand is empty."""
    return tuple(_CELLS[name](row, catalog) for name in columns)


def needs_sheets(columns: Iterable[str]) -> bool:
    """Tell whether a form asks for numbers of sheets, for which both revisions must be set."""
    return any(name.startswith("sheets_") for name in columns)


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as they are written in a sheet: `3, 5–7`; a dash for none."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][-1] + 1:
            found[-1] = [found[-1][0], number]
        else:
            found.append([number])
    return ", ".join("–".join(map(str, run)) for run in found) or DASH


def _sheets(row: ChangeRow, catalog: Catalog, name: str) -> str:
    """Return the cell of a column of sheet numbers; where all are replaced, that is the only thing said.

    Where they are not known it stays empty: a dash would say that there are none.
    """
    sheets = row.sheets
    if sheets is None:
        return ""
    if sheets.whole:
        return catalog.text(msg("All")) if name == "replaced" else DASH
    return ranges(getattr(sheets, name))


def _all_sections(row: ChangeRow, _catalog: Catalog) -> str:
    """Return changed sections plainly, new ones with +, those that are gone with −."""
    sections = row.sections
    return ", ".join(
        [*sections.changed, *(f"+{name}" for name in sections.new), *(f"−{name}" for name in sections.removed)]
    )


def _change(row: ChangeRow, catalog: Catalog) -> str:
    kind = catalog.text(KINDS[row.kind])
    same = row.summary.casefold().strip(" .") in {kind.casefold(), KINDS[row.kind].text.casefold()}
    return f"{kind}. {row.summary}" if row.summary and not same else kind


_CELLS: Mapping[str, Callable[[ChangeRow, Catalog], str]] = {
    "number": lambda row, _: str(row.number),
    "change_number": lambda row, _: str(row.change_number or DASH),
    "kind": lambda row, catalog: catalog.text(KINDS[row.kind]),
    "revision": lambda row, _: str(row.revision),
    "date": lambda row, _: row.date,
    "sheets_changed": lambda row, catalog: _sheets(row, catalog, "changed"),
    "sheets_replaced": lambda row, catalog: _sheets(row, catalog, "replaced"),
    "sheets_new": lambda row, catalog: _sheets(row, catalog, "new"),
    "sheets_annulled": lambda row, catalog: _sheets(row, catalog, "annulled"),
    "sheets_total": lambda row, _: str(row.sheets.total) if row.sheets else "",
    "document_number": lambda row, _: row.notice or row.basis,
    "incoming": lambda row, _: row.incoming,
    "sections": _all_sections,
    "sections_changed": lambda row, _: ", ".join(row.sections.changed) or DASH,
    "sections_new": lambda row, _: ", ".join(row.sections.new) or DASH,
    "sections_annulled": lambda row, _: ", ".join(row.sections.removed) or DASH,
    "summary": lambda row, _: row.summary,
    "change": _change,
    "basis": lambda row, _: row.basis,
    "author": lambda row, _: row.author,
    "approved_by": lambda row, _: row.approved_by,
    "approved": lambda row, _: " ".join(part for part in (row.approved_by, printed_day(row.approved_on)) if part),
    "approved_on": lambda row, _: row.approved_on,
    "effective": lambda row, _: row.effective,
    "signature": lambda _row, _: "",
}
