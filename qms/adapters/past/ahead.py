"""A long history is read by a copy of the process, while this one reads documents and looks for what rules find."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO, NamedTuple

from qms.adapters.beside import beside
from qms.adapters.files.workspace import Workspace
from qms.adapters.past.touched import Step
from qms.adapters.past.whole import Past, packed, past, unpacked
from qms.model.settings import Settings

LEAST = 1_000
"""So many commits are worth a process of their own."""


class Ahead(NamedTuple):
    """A history that is being read: `past` waits for what it tells, by the settings that hold; `look` tells how far it
    is to whom that was promised; `copies` is how many copies of the process read it.
    """

    past: Callable[[Settings], Past]
    look: Callable[[], object]
    copies: int


@contextmanager
def ahead(workspace: Workspace, jobs: int, step: Step | None = None, least: int | None = None) -> Iterator[Ahead]:
    """Begin to read the history, with several `jobs` and `least` commits (None: LEAST).

    What the copy could not read, and what it read by other settings, is read here: the answer is always the same.
    """
    file = _nameless() if jobs > 1 and workspace.git.has_commits(least or LEAST) else None
    if file is None:
        yield Ahead(lambda settings: past(workspace, settings, step), lambda: None, 0)
        return
    begun, far = workspace.settings(), _Far()
    look = partial(far.tell, step) if step else None
    with file, beside([lambda: packed(past(workspace, begun, far.note), file)]) as answers:

        def found(settings: Settings) -> Past:
            (answer,) = answers(look)
            known = answer and settings == begun
            return unpacked(answer, file) if known else past(workspace, settings, step)

        yield Ahead(found, look or (lambda: None), 1)


def _nameless() -> BinaryIO | None:
    """Return a file without a name; None where no folder takes one."""
    from tempfile import TemporaryFile  # only a long history needs it

    try:
        return TemporaryFile()
    except OSError:
        return None


class _Far:
    """How far a copy is, in memory that it shares with its process."""

    def __init__(self) -> None:
        self._counts = mmap.mmap(-1, 16)

    def note(self, done: int, total: int) -> None:
        """Note, in the copy, how much is done, and of how much."""
        self._counts[:] = done.to_bytes(8, "little") + total.to_bytes(8, "little")

    def tell(self, step: Step) -> None:
        """Tell `step`, in the process that waits, what was noted last, if there is anything."""
        done, total = (int.from_bytes(self._counts[at : at + 8], "little") for at in (0, 8))
        if total:
            step(done, total)
