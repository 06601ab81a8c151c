"""`qms entry`: the entries of the registers; each step is a file below `entries/`."""

from __future__ import annotations

STEPS = {name: f"qms.cli.entries.{name}" for name in ("new", "list", "show", "set", "move", "link", "history")}


def command() -> None:
    """Keep the entries of the registers: nonconformities, actions, risks, objectives and all the others.

    Example: qms entry new risks
        qms entry list actions --overdue
        qms entry move АР-2026-001 done
    """
