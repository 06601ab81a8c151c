"""`qms copies`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from qms.actions.copies.coverage import Coverage, covered
from qms.actions.copies.moves import account, list_copies, provisional_prints
from qms.cli.arguments import FORMAT
from qms.cli.language import _, current
from qms.cli.session import say, session
from qms.cli.tables import labels, write_table
from qms.model.days import printed_day
from qms.model.message import msg
from qms.model.status import COPY_STATES, Copy, ProvisionalPrint, Reconciliation
from qms.report import json, text
from qms.report.table import Table


def command(
    code: Annotated[str, typer.Argument(metavar="[CODE]", help=_("Only the copies of this document."))] = "",
    reconcile: Annotated[
        bool, typer.Option("--reconcile", help=_("Account for every copy that was ever issued."))
    ] = False,
    coverage: Annotated[
        bool, typer.Option("--coverage", help=_("Unit by unit: copies due, held and acknowledged."))
    ] = False,
    format: Annotated[Literal["text", "json", "csv", "md"], FORMAT] = "text",
) -> None:
    """List the numbered copies: who holds which, and what must come back.

    Example: qms copies 2.15
    """
    if reconcile:
        return _reconcile(account(session(), code), format)
    if coverage:
        return _coverage(covered(session(), code), format)
    found = list_copies(session(), code)
    if format == "json":
        text.write(json.render({"copies": [as_json(copy) for copy in found]}))
    elif found or format != "text":
        write_table(table_of(found), format)
    else:
        say(msg("No copy was issued yet"))
    waiting = provisional_prints(session(), code) if format == "text" else ()
    if waiting:
        write_table(_provisional(waiting), format)
    return None


def _reconcile(found: Reconciliation, format: str) -> None:
    counts = {"out": found.out, "returned": found.returned, "destroyed": found.destroyed, "lost": found.lost}
    if format == "json":
        lists = {"to_return": found.to_return, "unacknowledged": found.unacknowledged}
        shown: dict[str, object] = {name: [as_json(one) for one in some] for name, some in lists.items()}
        text.write(json.render({**counts, **shown, "provisional": [one._asdict() for one in found.provisional]}))
        return
    heads = (msg("Issued"), msg("out"), msg("of these to be returned"), msg("returned"), msg("destroyed"), msg("lost"))
    total, back = sum(counts.values()), len(found.to_return)
    row = (total, found.out, back, found.returned, found.destroyed, found.lost)
    write_table(Table("", labels(heads), (tuple(map(str, row)),), frozenset(range(len(row)))), format)
    for title, copies in (
        (msg("Copies to be returned"), found.to_return),
        (msg("Copies not acknowledged"), found.unacknowledged),
    ):
        if copies and format != "csv":
            write_table(table_of(copies, current().text(title)), format)
    if found.provisional and format != "csv":
        write_table(_provisional(found.provisional), format)


def _provisional(found: Sequence[ProvisionalPrint]) -> Table:
    heads = (msg("Code"), msg("Mark"), msg("Rev."), msg("Holder"), msg("Issued on"))
    rows = tuple((one.code, one.mark, str(one.revision), one.holder, printed_day(one.day)) for one in found)
    title = current().text(msg("Provisional prints to be exchanged"))
    return Table(title, labels(heads), rows, frozenset({0, 1, 2}))


def _coverage(found: Sequence[Coverage], format: str) -> None:
    if format == "json":
        text.write(json.render({"units": [asdict(item) for item in found]}))
        return
    heads = (msg("Unit"), msg("Copies due"), msg("Current copies held"), msg("Acknowledged"), msg("To be returned"))
    rows = tuple(
        (item.unit, str(item.due), str(item.held), str(item.acknowledged), str(item.to_return)) for item in found
    )
    write_table(Table("", labels(heads), rows, frozenset(range(5))), format)


def as_json(copy: Copy) -> dict[str, object]:
    """Return a copy as scripts read it."""
    return {
        "code": copy.code,
        "number": copy.number,
        "holder": copy.holder,
        "revision": copy.revision,
        "state": copy.state.value,
        "issued": copy.issued,
        "acknowledged": copy.acknowledged or None,
        "closed": copy.closed or None,
    }


def table_of(found: Sequence[Copy], title: str = "") -> Table:
    """Return copies as a table."""
    catalog = current()
    heads = (msg("Code"), msg("Copy No."), msg("Rev."), msg("Holder"), msg("State"), msg("Issued on"), msg("Closed"))
    rows = tuple(
        (
            copy.code,
            str(copy.number),
            str(copy.revision),
            copy.holder,
            catalog.text(COPY_STATES[copy.state]),
            printed_day(copy.issued),
            printed_day(copy.closed),
        )
        for copy in found
    )
    return Table(title, labels(heads), rows, frozenset({0, 1, 2, 5, 6}))
