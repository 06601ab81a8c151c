"""The door of the command line: finds and loads one command, and turns every way out into an exit code.

0 clean · 1 findings, or a verdict other than good · 2 cannot go on · 3 a fault of qms itself · 130 interrupted ·
141 the reader of the output has gone (`qms check | head -1`): an answer that nobody took is no pass.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from qms.cli import language, short, streams
from qms.cli.language import _
from qms.errors import QmsError, RepositoryError, UsageError
from qms.model.message import msg

if TYPE_CHECKING:
    from qms.adapters.kept.stamps import Stamps

# The commands by the part of the work that they belong to; a test compares them with the files of this folder.
SECTIONS = (
    (msg("Start"), ("init", "demo", "schema")),
    (msg("Daily"), ("check", "fix", "explain", "status", "inbox", "list", "show", "search")),
    (
        msg("A document's life"),
        (
            *("new", "code", "revise", "commit", "submit", "check-off", "agree", "reject", "approve", "effect"),
            *("review", "withdraw", "supersede", "archive", "external", "amend", "undo", "history", "diff", "blame"),
        ),
    ),
    (msg("Registers"), ("register", "entry", "competence", "calendar", "coverage", "report")),
    (
        msg("Copies"),
        ("render", "form", "issue", "copies", "recall", "acknowledge", "return", "destroy", "lost", "verify", "sign"),
    ),
    (
        msg("Sharing and proof"),
        ("sync", "trail", "anchor", "keys", "trust", "seal", "resolve", "hooks", "merge-reports"),
    ),
)


def run(arguments: Sequence[str], seen: Stamps | None = None) -> int:
    """Run one command line and return its exit code. `seen` are the files of the documents, where they were looked at
    already.
    """
    streams.set_encodings()
    language.use(language.choose(arguments, os.environ, _folder(arguments)))
    try:
        code = _run(arguments, seen)
        sys.stdout.flush()
    except QmsError as error:
        return _stopped(error)
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        streams.silence()
        return 141
    except (OSError, MemoryError) as error:
        streams.silence()
        return _refused(error)
    except Exception as error:  # the one place: no traceback reaches a person
        behind = error.__context__  # Python says that links lead round in a circle by a RuntimeError of its own
        circle = isinstance(behind, OSError) and behind.errno == errno.ELOOP and isinstance(error, RuntimeError)
        return _refused(cast("OSError", behind)) if circle else _fault(error)
    return code


def _run(arguments: Sequence[str], seen: Stamps | None) -> int:
    _check(arguments)
    answered = short.answer(arguments, seen)
    return _by_typer(arguments) if answered is None else answered


def _by_typer(arguments: Sequence[str]) -> int:
    import click

    from qms.cli.commands import root

    try:
        # Not `main`, which answers a closed pipe with exit code 1: that one means findings.
        with root().make_context("qms", list(arguments)) as context:
            code = context.command.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.exceptions.Abort:
        return _interrupted()
    except click.exceptions.NoArgsIsHelpError as error:
        with _last_words():
            sys.stderr.write(error.format_message() + "\n")
        return error.exit_code
    except click.exceptions.ClickException as error:
        return _misused(error)
    return code if isinstance(code, int) else 0


def _check(arguments: Sequence[str]) -> None:
    """Refuse bytes that are no text: they could not be recorded."""
    for word in arguments:
        if any("\ud800" <= letter <= "\udfff" for letter in word) and not os.path.lexists(word):
            raise UsageError(msg('"{text}" is no text in UTF-8', text=word), msg("Set the terminal to UTF-8"))


def _misused(error: Any) -> int:
    """Print what click says about wrong arguments; Any: click is imported only where a command runs."""
    from qms.report import text

    context = getattr(error, "ctx", None)
    told = error.format_message().replace("\n\t", " ")  # click sets choices on lines of their own
    with _last_words():
        if context is not None:
            text.line(context.get_usage(), errors=True)
        text.line(told, "bold red", errors=True)
        if context is not None:
            hint = msg('"{command} --help" shows an example', command=context.command_path)
            text.line(language.current().text(hint), errors=True)
    return int(error.exit_code)


def _folder(arguments: Sequence[str]) -> Path:
    """Return the folder that the command is about, for the choice of the language only."""
    for index, word in enumerate(arguments):
        if word.startswith("-C"):
            return Path(word[2:] or "".join(arguments[index + 1 : index + 2])).absolute()
    return Path.cwd()


def _refused(error: OSError | MemoryError) -> int:
    from qms.adapters.reasons import place, reason

    if isinstance(error, MemoryError):
        told = msg("The memory of this computer is not enough for this step")
        return _stopped(RepositoryError(told, msg("Close other programs, then try again; nothing is half done")))
    told = msg("The computer refuses the step: {reason} {path}", reason=reason(error), path=place(error))
    return _stopped(RepositoryError(told, msg("Look at the free space of the disk and at the permissions")))


def _stopped(error: QmsError) -> int:
    from qms.report import text

    catalog = language.current()
    with _last_words():
        text.line(catalog.text(error.message), "bold red", errors=True)
        if error.help:
            text.line(catalog.text(error.help), errors=True)
    return 2


def _interrupted() -> int:
    with _last_words():
        sys.stderr.write("\n" + _("Interrupted; nothing is half done.") + "\n")
    return 130


@contextmanager
def _last_words() -> Iterator[None]:
    """Say why a command ends, though its terminal may be closed, or its file full: the exit code tells it then."""
    try:
        yield
    except (OSError, ValueError):
        streams.silence()


def untold(error: OSError, arguments: Sequence[str]) -> int:
    """Say why an answer that was there could not be written, and return the exit code."""
    streams.silence()
    language.use(language.choose(arguments, os.environ, _folder(arguments)))
    return _refused(error)


def _fault(error: Exception) -> int:
    """Write what happened into a file that a person can send, and say so."""
    import tempfile
    import traceback

    lines = "".join(traceback.format_exception(error))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", prefix="qms-fault-", delete=False, encoding="utf-8") as file:
        file.write(lines)
    catalog = language.current()
    told = msg("A fault in qms itself. Please send the file {path} to its makers.", path=file.name)
    with _last_words():
        sys.stderr.write(catalog.text(told) + "\n")
    return 3
