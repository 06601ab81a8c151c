"""Names that must be known: what to say where one is not."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from qms.model.message import Message, msg

MOST = 12


def known(names: Iterable[str], written: str = "") -> Message:
    """Return the help for an unknown name: the one that was meant where one is near, else what there is."""
    there = list(names)
    near = difflib.get_close_matches(written, there, n=1, cutoff=0.7) if written else []
    if near:
        return msg('Did you mean "{name}"?', name=near[0])
    shown = ", ".join(there[:MOST]) + (" …" if len(there) > MOST else "")
    return msg("Known are: {names}", names=shown)
