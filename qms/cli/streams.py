"""The streams of the command line: how they begin, and how they are left when their reader has gone."""

from __future__ import annotations

import codecs
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:  # this file is read before anything else, and typing takes its time
    from typing import Any


_NEAREST = "qms-nearest"


_INSTEAD = dict(zip("өӨүҮңҢ«»„“”’‘–—·…→", 'оОуУнН"""""\'\'--*.>', strict=True))


def open_closed() -> None:
    """Lead the streams that the caller has closed (`>&-`) nowhere: else what is printed, also by git, would go into
    the next file that is opened.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    for name, how in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), how, encoding="utf-8"))


def set_encodings() -> None:
    """Never fail on a letter that the terminal lacks; files and pipes get UTF-8."""
    codecs.register_error(_NEAREST, _nearest)
    stream: Any  # a test or an embedding program may have put something else in its place
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            utf8 = (stream.encoding or "").lower().replace("-", "") == "utf8"
            stream.reconfigure(encoding=None if utf8 or stream.isatty() else "utf-8", errors=_NEAREST)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Return what an old terminal shows for a sign that it lacks: the letter that people type for it, else "?"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_INSTEAD.get(sign, "?") for sign in error.object[error.start : error.end]), error.end


def heed_end() -> None:
    """Let a closed terminal or the end of the system stop a command as Ctrl-C does: tidied up, never half-done."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, signal.default_int_handler)
    sys.unraisablehook = _come_again


def _come_again(told: Any) -> None:
    """Let an interruption come again a moment later where Python was clearing away a value: there it is lost.

    Any: the type of `told` has no name outside the stubs.
    """
    if told.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(told)
    elif not sys.is_finalizing():
        import _thread
        import signal
        import threading

        later = threading.Timer(0.05, _thread.interrupt_main, (signal.SIGTERM,))
        later.daemon = True
        later.start()


def silence() -> None:
    """Send what is still to be written nowhere: it would fail once more when Python ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
