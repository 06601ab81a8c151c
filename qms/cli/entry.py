"""`qms entry`: the entries of the registers; each step is a file below `entries/`."""

from __future__ import annotations

NAMES = ("new", "list", "show", "set", "move", "link", "history", "print", "export", "import")
STEPS = {name: f"qms.cli.entries.{'import_' if name == 'import' else name}" for name in NAMES}

STEPS = {name: f"qms.cli.entries.{'import_' if name == 'import' else name}" for name in NAMES}


def command() -> None:
    """Keep the entries of the registers: nonconformities, actions, risks, objectives and all the others.

    Example: qms entry new risks
        qms entry list actions --overdue
        qms entry move АР-2026-001 done
    """
