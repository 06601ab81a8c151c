"""Entry point: `qms` and `python -m qms`."""

from __future__ import annotations

import gc
import os
import sys

GARBAGE = 200_000
"""How many new values make Python look for unused circles: it reads thousands of documents, and they stay in use."""


def main() -> None:
    """Run the command line and exit with its code; `--version` and a remembered answer need none of it."""
    arguments = sys.argv[1:]
    if None in {sys.stdin, sys.stdout, sys.stderr}:
        from qms.cli import streams

        streams.open_closed()
    if arguments == ["--version"]:
        from qms import __version__

        sys.exit(_told(0, f"qms {__version__}\n"))
    try:
        sys.exit(_answer(arguments))
    except KeyboardInterrupt:
        sys.exit(130)


def _answer(arguments: list[str]) -> int:
    """Give the last answer again where it still holds, else run the command."""
    from qms.adapters.kept import memo
    from qms.cli import streams

    streams.set_encodings()
    asked = memo.question(arguments)
    known = memo.recall(asked) if asked else None
    if known:
        return _leave(_told(*known))
    gc.set_threshold(GARBAGE)
    from qms.cli.app import run

    streams.heed_end()
    if asked is None:
        return run(arguments)
    return _leave(memo.remember(asked, lambda: run(arguments, asked.seen)))


def _leave(code: int) -> int:
    """End the process of a command that only shows: there is nothing to tidy up, and the system takes back in no time
    what Python would take apart value by value. Return the code where not all could be printed.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return code
    os._exit(code)


def _told(code: int, text: str) -> int:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        from qms.cli import streams

        streams.silence()
        return 141
    except OSError as error:
        from qms.cli.app import untold

        return untold(error, sys.argv[1:])
    return code


if __name__ == "__main__":
    main()
