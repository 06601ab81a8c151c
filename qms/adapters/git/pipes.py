"""Reading from git and writing to it at the same time, so that neither waits for the other. Starts no process."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from io import BytesIO
from threading import Event, Thread
from typing import BinaryIO, cast

from qms.adapters.git.answers import SLOW
from qms.errors import RepositoryError


@contextmanager
def read_ahead(process: subprocess.Popen[bytes]) -> Iterator[Callable[[], BinaryIO]]:
    """Take what a process prints while another one is read, so that two cores work; call the value once for all of it,
    which nobody else holds.
    """
    printed: list[bytes] = []
    reading = Thread(target=lambda: printed.append(cast("BinaryIO", process.stdout).read()), daemon=True)
    reading.start()

    def whole() -> BinaryIO:
        reading.join()
        return BytesIO(printed.pop())

    try:
        yield whole
    finally:
        process.kill()
        reading.join()


def ask(stream: BinaryIO, ids: Sequence[str]) -> None:
    """Write the ids or names of objects, one a line, to a process that answers them."""
    for step in (lambda: stream.write("\n".join((*ids, "")).encode("utf-8", "surrogateescape")), stream.close):
        with suppress(OSError, ValueError):  # the reader has left, or Ctrl-C has closed the pipe: nobody waits
            step()


def attend(process: subprocess.Popen[bytes], ids: Sequence[str], taken: Event, look: Callable[[], object]) -> None:
    """Ask a process. Where its answers are not `taken` for long and `look` says what stands in the way, end it: who
    waits for it then says the same.
    """
    ask(cast("BinaryIO", process.stdin), ids)
    if not taken.wait(SLOW):
        try:
            look()
        except RepositoryError:
            process.kill()
