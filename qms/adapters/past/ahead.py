"""A long history is read by a copy of the process, while this one reads documents and looks for what rules find."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from qms.adapters.beside import beside
from qms.adapters.files.workspace import Workspace
from qms.adapters.past.touched import Step
from qms.adapters.past.whole import Past, packed, past, unpacked
from qms.model.settings import Settings

LEAST = 1_000
"""So many commits are worth a process of their own."""


@contextmanager
def ahead(workspace: Workspace, jobs: int, step: Step | None = None) -> Iterator[Callable[[Settings], Past]]:
    """Begin to read the history, with several `jobs`; call the value, with the settings that hold, for what it tells.

    What the copy could not read, and what it read by other settings, is read here: the answer is always the same.
    """
    if jobs < 2 or not workspace.git.has_commits(LEAST):
        yield lambda settings: past(workspace, settings, step)
        return
    begun, far = workspace.settings(), _Far()
    with beside([lambda: packed(past(workspace, begun, far.note))]) as answers:

        def found(settings: Settings) -> Past:
            (answer,) = answers(step and (lambda: far.tell(step)))
            known = answer and settings == begun
            return unpacked(answer) if known else past(workspace, settings, step)

        yield found


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
