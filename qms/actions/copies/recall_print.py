"""Print the withdrawal list of each unit: what it has to give back, to be signed when it did."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qms.actions.copies.recall import WithdrawalList
from qms.actions.prints.delivery import OUT, deliver
from qms.actions.prints.form import filled_in, form_named
from qms.actions.prints.form_values import recalled_values, repository_values
from qms.actions.prints.formats import set_as
from qms.actions.session import Session
from qms.ledger.lines import file_name
from qms.model.message import Catalog

FORM = "withdrawal-list"


def print_lists(
    session: Session, found: Sequence[WithdrawalList], kind: str, catalog: Catalog, out: Path | None = None
) -> tuple[Path, ...]:
    """Write a sheet for each holder below `out/` and return their paths; `kind` is one of `formats.FORMATS`."""
    snapshot = session.workspace.snapshot()
    form, values = form_named(session, FORM), repository_values(session, snapshot, catalog)
    folder = out or session.workspace.root / OUT
    paths = []
    for one in found:
        own = {**values, "recalled": [recalled_values(snapshot, one, catalog.language)]}
        path = folder / f"{FORM}-{file_name(one.holder)}.{kind}"
        deliver(session, path, set_as(filled_in(snapshot, form, own, catalog), kind))
        paths.append(path)
    return tuple(paths)
