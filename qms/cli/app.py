"""The door of the command line: finds and loads one command, and turns every way out into an exit code.

0 clean · 1 findings, or a verdict other than good · 2 cannot go on · 3 a fault of qms itself · 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qms.cli import language
from qms.cli.language import _
from qms.errors import QmsError
from qms.model.message import msg

# The commands by the part of the work that they belong to; a test compares them with the files of this folder.
SECTIONS = (
    (msg("Start"), ("init", "demo")),
    (msg("Daily"), ("check", "explain", "status", "list", "show")),
    (msg("A document's life"), ("new", "revise", "approve", "review", "withdraw", "history")),
    (msg("Copies"), ("render", "issue", "copies", "acknowledge", "return", "destroy", "lost", "verify")),
)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code."""
    _encodings()
    language.use(language.choose(arguments, os.environ, _folder(arguments)))
    try:
        return _run(arguments)
    except QmsError as error:
        return _stopped(error)
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the one place: no traceback reaches a person
        return _fault(error)


def _run(arguments: Sequence[str]) -> int:
    import click

    from qms.cli.commands import root

    try:
        code = root().main(list(arguments), prog_name="qms", standalone_mode=False)
    except click.exceptions.Abort:
        return _interrupted()
    except click.exceptions.ClickException as error:
        error.show()
        return error.exit_code
    return code if isinstance(code, int) else 0


def _folder(arguments: Sequence[str]) -> Path:
    """Return the folder that the command is about, for the choice of the language only."""
    for index, word in enumerate(arguments[:-1]):
        if word == "-C":
            return Path(arguments[index + 1]).resolve()
    return Path.cwd()


def _encodings() -> None:
    """Never fail on a letter that the terminal lacks; files and pipes get UTF-8."""
    stream: Any  # a test or an embedding program may have put something else in its place
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            utf8 = (stream.encoding or "").lower().replace("-", "") == "utf8"
            stream.reconfigure(encoding=None if utf8 or stream.isatty() else "utf-8", errors="replace")


def _stopped(error: QmsError) -> int:
    from qms.report import text

    catalog = language.current()
    text.line(catalog.text(error.message), "bold red", errors=True)
    if error.help:
        text.line(catalog.text(error.help), errors=True)
    return 2


def _interrupted() -> int:
    sys.stderr.write("\n" + _("Interrupted; nothing is half done.") + "\n")
    return 130


def _fault(error: Exception) -> int:
    """Write what happened into a file that a person can send, and say so."""
    import tempfile
    import traceback

    lines = "".join(traceback.format_exception(error))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", prefix="qms-fault-", delete=False, encoding="utf-8") as file:
        file.write(lines)
    catalog = language.current()
    told = msg("A fault in qms itself. Nothing was changed. Please send the file {path} to its makers.", path=file.name)
    sys.stderr.write(catalog.text(told) + "\n")
    return 3
