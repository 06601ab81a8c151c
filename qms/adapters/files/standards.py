"""The clauses of a standard, read from `qms/standards/<edition>.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from qms.adapters.files.tables import packaged
from qms.model.clause import Clause, Standard

FOLDER = Path(__file__).parent.parent.parent / "standards"


def editions() -> tuple[str, ...]:
    """Return the editions that there are, the newest last: `iso-9001-2015`."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def standard(edition: str) -> Standard:
    """Return the clauses of an edition of `editions()`, in their order."""
    table = packaged(FOLDER / f"{edition}.yaml")
    clauses = (
        Clause(row.text("clause"), row.texts("title"), row.words("information")) for row in table.tables("clauses")
    )
    return Standard(table.text("edition"), tuple(clauses))
