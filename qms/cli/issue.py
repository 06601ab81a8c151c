"""`qms issue`."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qms.actions.copies.batch import Issued
from qms.actions.copies.holders import Wanted
from qms.actions.copies.issue import issue, preview
from qms.cli.arguments import Code, Format, Out
from qms.cli.language import _
from qms.cli.session import names, out_folder, say, session, understood
from qms.cli.tables import labels
from qms.errors import UsageError
from qms.model.message import msg
from qms.report import json, text
from qms.report.table import Table


def command(
    code: Code,
    to: Annotated[
        list[str] | None, typer.Option(metavar="UNIT", help=_("Who gets a copy (all of the distribution list)."))
    ] = None,
    more: Annotated[list[str] | None, typer.Argument(metavar="[UNIT]...", help=_("More units."))] = None,
    medium: Annotated[
        Literal["paper", "electronic"], typer.Option(help=_("On what the copies named after --to are."))
    ] = "paper",
    unaccounted: Annotated[
        bool, typer.Option("--unaccounted", help=_("For information: never replaced, never called back."))
    ] = False,
    provisional: Annotated[
        bool, typer.Option("--provisional", help=_("Print without numbers while the shared repository is away."))
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Only show who would get which number."))] = False,
    out: Out = "",
    format: Format = "text",
) -> None:
    """Issue numbered copies of the approved revision: one PDF and one line in the ledger for each holder.

    Example: qms issue 2.15 --to ОИД --to КБ
    """
    units = [*(to or []), *(more or [])]
    if not units and (unaccounted or medium != "paper"):
        raise UsageError(msg("Nobody is named"), msg("Name who gets the copies after --to"))
    wanted = Wanted(units, medium, accounted=not unaccounted)
    if dry_run:
        return _preview(code, wanted, format)
    if provisional:
        return _provisional(code, wanted, out, format)
    with text.waiting(_("Setting the copies")):
        batch = issue(session(), code, wanted, out=out_folder(out))
    understood(code, batch.code)
    if format == "json":
        text.write(json.render({"issued": [as_json(item) for item in batch.issued]}))
        return None
    if batch.issued:
        text.table(_table(batch.issued))
    for old in batch.exchanged:
        told = msg(
            "Take back the provisional print {mark} from {holder}, and destroy it", mark=old.mark, holder=old.holder
        )
        say(told, "bold")
    if batch.held:
        say(msg("These hold the revision already: {units}", units=names(batch.held)), "dim")
    say(msg("Copies issued: {count}", count=len(batch.issued)), "green")
    return None


def _preview(typed: str, wanted: Wanted, format: str) -> None:
    code, found = preview(session(), typed, wanted)
    if format == "json":
        text.write(json.render({"code": code, "would_issue": [{"number": n, "holder": holder} for n, holder in found]}))
        return
    for number, holder in found:
        say(msg("Copy {number} for {holder}", number=number, holder=holder))
    say(msg("Copies that would be issued: {count}", count=len(found)), "bold")


def _provisional(code: str, wanted: Wanted, out: str, format: str) -> None:
    from qms.actions.copies.provisional import provisional

    found = provisional(session(), code, wanted, out=out_folder(out))
    if format == "json":
        text.write(json.render({"issued": [{**as_json(item), "number": None} for item in found]}))
        return
    for item in found:
        say(msg("Provisional print for {holder}: {path}", holder=item.holder, path=str(item.path)))
    say(msg('It has no number. Later: "qms sync", then "qms issue {code}", and exchange it', code=code), "bold")


def as_json(item: Issued) -> dict[str, object]:
    """Return an issued copy as scripts read it."""
    return {"number": item.number, "holder": item.holder, "path": str(item.path), "sha256": item.sha256}


def _table(found: tuple[Issued, ...]) -> Table:
    heads = (msg("Copy No."), msg("Holder"), msg("Rev."), msg("File"))
    rows = tuple((str(item.number), item.holder, str(item.revision), item.path.name) for item in found)
    return Table(found[0].code, labels(heads), rows, frozenset({0, 2}))
