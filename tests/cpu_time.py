"""A limit of processor time: what other processes take meanwhile does not count; a busy computer is no fault."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Break off what computes for longer, and demand the time; time in which other processes work does not count."""

    def stop(*_: object) -> None:
        raise TimeoutError(seconds)

    if hasattr(signal, "setitimer"):
        before = signal.signal(signal.SIGVTALRM, stop)
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    began = time.process_time()
    try:
        yield
    finally:
        took = time.process_time() - began
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, before)
    assert took < seconds
