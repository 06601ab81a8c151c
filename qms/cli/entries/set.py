"""`qms entry set`."""

from __future__ import annotations

from qms.actions.registers.change import change
from qms.actions.registers.commit import Typed
from qms.cli.arguments import Format
from qms.cli.entries.options import Adds, By, Code, Sets
from qms.cli.entries.shown import kept
from qms.cli.session import session


def command(
    code: Code,
    set_: Sets = None,
    add: Adds = None,
    by: By = "",
    format: Format = "text",
) -> None:
    """Change fields of an entry. Comments and the order of the file stay as they are.

    Example: qms entry set АР-2026-001 --set due=2026-10-01
        qms entry set МК-2026-001 --add measurements="year=2026, value=81"
    """
    kept(change(session(), code, Typed(set_ or (), add or (), by)), in_json=format == "json")
