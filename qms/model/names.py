"""Names that must be known: what to say where one is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qms.model.message import Message, msg

MOST = 12
MANY = 1000
"""To compare a name with so many others takes a tenth of a second."""


def known(names: Iterable[str], written: str = "") -> Message:
    """Return the help for an unknown name: the one that was meant where one is near, else what there is."""
    there = list(names)
    near = _nearest(there, written) if written else ""
    if near:
        return msg('Did you mean "{name}"?', name=near)
    shown = ", ".join(there[:MOST]) + (" …" if len(there) > MOST else "")
    return msg("Known are: {names}", names=shown or "–")


def _nearest(names: Sequence[str], written: str) -> str:
    """Return the name that is most like the written one; of very many only those that begin like it are looked at."""
    import difflib

    begin = written[: len(written) * 2 // 3]
    some = names if len(names) <= MANY else [name for name in names if name.startswith(begin)][:MANY]
    return "".join(difflib.get_close_matches(written, some, n=1, cutoff=0.7))
