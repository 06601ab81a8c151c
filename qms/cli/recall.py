"""`qms recall`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

import typer

from qms.actions.copies.recall import Recalled, WithdrawalList, recall
from qms.actions.copies.recall_print import print_lists
from qms.actions.session import Session
from qms.cli.arguments import FORMAT, Out
from qms.cli.copies import as_json
from qms.cli.language import _, current
from qms.cli.session import out_folder, say, session
from qms.cli.tables import labels
from qms.model.days import printed_day
from qms.model.message import Message, msg
from qms.report import csv, json, markdown, text
from qms.report.table import Table


def command(
    codes: Annotated[list[str] | None, typer.Argument(metavar="[CODE]...", help=_("Only these documents."))] = None,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", metavar="UNIT", help=_("Only what this unit has to give back."))
    ] = None,
    to: Annotated[
        Literal["pdf", "html", "docx", "md"] | None, typer.Option(help=_("Print a sheet for each unit, to be signed."))
    ] = None,
    out: Out = "",
    format: Annotated[Literal["text", "json", "csv", "md"], FORMAT] = "text",
) -> None:
    """List what must come back, unit by unit: copies of replaced revisions and of withdrawn documents.

    Example: qms recall --unit ОИД --to pdf
    """
    here = session()
    found = recall(here, codes or (), unit or ())
    if to:
        _print(here, found, to, out, format)
    elif format == "json":
        text.write(json.render({"units": [_json(item) for item in found]}))
    elif format == "csv":
        text.write(csv.render(_table([item for one in found for item in one.copies], "", holder=True)))
    elif format == "md":
        text.write("\n".join(_sheet(item) for item in found))
    else:
        _show(found)


def _print(here: Session, found: Sequence[WithdrawalList], kind: str, out: str, format: str) -> None:
    with text.waiting(_("Printing")):
        paths = print_lists(here, found, kind, current(), out_folder(out)) if found else ()
    if format == "json":
        text.write(json.render({"written": [{"path": str(path)} for path in paths]}))
        return
    for path in paths:
        say(msg("Written: {path}", path=str(path)), "green")
    if not paths:
        say(msg("No copy has to come back"), "green")


def _show(found: Sequence[WithdrawalList]) -> None:
    for item in found:
        text.table(_table(item.copies, item.holder))
    if found:
        count = sum(len(item.copies) for item in found)
        say(msg("Copies to be returned: {count}", count=count), "bold")
        say(msg("Next: qms return CODE --copy N"), "cyan")
    else:
        say(msg("No copy has to come back"), "green")


def _json(item: WithdrawalList) -> dict[str, object]:
    return {
        "unit": item.holder,
        "copies": [
            {**as_json(one.copy), "since": one.since, "replaced_by": one.replaced_by, "replacement": one.replacement}
            for one in item.copies
        ],
    }


def _sheet(item: WithdrawalList) -> str:
    """Return the withdrawal list of one holder as a sheet to be printed and signed."""
    head = current().text(msg("Withdrawal list: {unit}", unit=item.holder))
    return f"# {head}\n\n{markdown.render(_table(item.copies, '', signed=True))}"


def _table(found: Sequence[Recalled], title: str, *, holder: bool = False, signed: bool = False) -> Table:
    catalog = current()
    heads = [msg("Code"), msg("Copy No."), msg("Rev."), msg("Why"), msg("Since"), msg("New copy held")]
    heads = [*([msg("Holder")] if holder else []), *heads, *([msg("Returned, date, signature")] if signed else [])]
    rows = []
    for item in found:
        copy = item.copy
        held = catalog.text(msg("yes") if item.replacement else msg("no")) if item.replaced_by is not None else ""
        row = (copy.code, str(copy.number), str(copy.revision), catalog.text(_why(item)), printed_day(item.since), held)
        rows.append((*([copy.holder] if holder else []), *row, *([""] if signed else [])))
    return Table(title, labels(heads), tuple(rows), frozenset({0, 1, 2, 4}))


def _why(item: Recalled) -> Message:
    if item.replaced_by is None:
        return msg("withdrawn")
    return msg("replaced by revision {revision}", revision=item.replaced_by)
