"""What every command needs: the session, and a place to write."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import click
import typer

from qms.actions.session import Session, at_hand, find, finished
from qms.adapters.files.workspace import Workspace
from qms.adapters.languages import catalog
from qms.cli.language import current
from qms.cli.language import say as say  # noqa: PLC0414 - commands take it from here
from qms.errors import UsageError
from qms.model.field import choose
from qms.model.message import Message, msg
from qms.report import text
from qms.report.safe import show

FILES = frozenset({".pdf", ".docx", ".html", ".md", ".xlsx", ".csv", ".json", ".ics", ".zip"})
"""Endings of names that people give to files."""


def folder() -> Path:
    """Return the folder that the person works in: after `-C`, else the current one."""
    context = click.get_current_context(silent=True)
    return Path(context.find_root().meta.get("qms.folder", ".") if context else ".")


def now() -> datetime:
    """Return the moment of the command, with the time zone of the machine."""
    return datetime.now().astimezone()


def session(start: Path | None = None, *, writes: bool = True) -> Session:
    """Return the session of this command in the repository that holds `start` (the folder of the person).

    What an interrupted command left half written is finished first: else it would be misread. A command that never
    `writes` only tells of it.
    """
    context = click.get_current_context(silent=True)
    anew = bool(context and context.find_root().meta.get("qms.no-cache"))
    here = Session(Workspace.find(start or folder(), remembering=not anew), now(), catalog)
    if here.workspace.git.unfinished and not (writes and finished(here)):
        told = msg("An earlier command was stopped before it had written all of its files")
        text.line(current().text(told), "bold", errors=True)
        text.line(current().text(msg('"qms status" finishes it; then call this command again')), errors=True)
    if context and context.info_name not in _FINDING:
        said = context.find_root().meta.setdefault("qms.doubts", set[str]())
        context.call_on_close(lambda: _doubts(here.workspace.doubts, said))
    return here


_FINDING = ("check", "trail")
"""The commands whose answer is what is wrong."""
_SOME = 5


def _doubts(doubts: Mapping[str, int], told: set[str]) -> None:
    """Say on the error stream, once, of which files not all could be read: what was told of them may be wrong."""
    damaged = {path: line for path, line in doubts.items() if path not in told}
    told.update(damaged)
    for path, line in sorted(damaged.items())[:_SOME]:
        said = msg('"{path}" is damaged (line {line}): what is told of it here may be wrong', path=path, line=line)
        text.line(current().text(said), "bold red", errors=True)
    if len(damaged) > _SOME:
        text.line(current().text(msg("Damaged files besides: {count}", count=len(damaged) - _SOME)), errors=True)
    if damaged:
        text.line(current().text(msg('"qms check" says what is wrong, and what to do')), errors=True)


def understood(typed: str, code: str) -> None:
    """Say on the error stream which document was meant where its code was typed with other letters or dashes."""
    if typed and typed not in code:
        told = msg('"{typed}" was understood as "{code}"', typed=typed, code=code)
        text.line(current().text(told), "dim", errors=True)


def meant(here: Session, typed: str) -> str:
    """Return the code of the document that `typed` means, after saying which one where it was typed otherwise."""
    found = find(at_hand(here), typed).code
    understood(typed, found)
    return found


def title(texts: Mapping[str, str], *languages: str) -> str:
    """Return a text in the language of the run, else in `languages`."""
    return choose(texts, current().language, *languages)


def out_folder(given: str) -> Path | None:
    """Return the folder after `--out`, else None; UsageError for what is meant as the name of a file."""
    folder = Path(given)
    if folder.suffix.lower() in FILES and not folder.is_dir():
        raise UsageError(
            msg('After "--out" stands a folder, and "{name}" is the name of a file', name=given),
            msg('Write "--out {folder}"; the file gets its name from qms', folder=str(folder.parent)),
        )
    return folder if given else None


def names(found: Sequence[object]) -> str:
    """Return values as a list in a sentence."""
    return ", ".join(map(str, found))


def sure(question: Message) -> bool:
    """Ask a question on the error stream; no where nobody is there to answer."""
    import sys

    try:
        return click.confirm(show(current().text(question)), default=False, err=True)
    except click.exceptions.Abort:
        sys.stderr.write("\n")
        return False


def save(data: bytes, name: str, here: Session, out: str) -> None:
    """Write a file below `out/` of the repository, or where `--out` says, and tell where it lies.

    UsageError where nothing can be written there.
    """
    from qms.actions.prints.delivery import OUT, deliver

    path = (out_folder(out) or here.workspace.root / OUT) / name
    deliver(here, path, data)
    say(msg("Written: {path}", path=str(path)), "green")


def agreed(question: Message, refused: Message, *, yes: bool) -> None:
    """Ask whether to go on, unless `yes`; UsageError with `refused` where the answer is no, or nobody answers."""
    if not yes and not sure(question):
        raise UsageError(refused, msg('Answer "y", or call the command with --yes'))


def ask(question: Message) -> str:
    """Ask for a text; UsageError where nobody answers."""
    try:
        return str(typer.prompt(show(current().text(question)), err=True))
    except click.exceptions.Abort:
        sys.stderr.write("\n")
        raise UsageError(msg("Nothing was recorded"), msg("Answer the question, or write the option")) from None
