"""Make a new documents repository from the template."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from qms.actions.documents.record import message
from qms.adapters.files.settings import read_settings
from qms.adapters.git import store
from qms.adapters.git.beginning import begin
from qms.adapters.git.door import Git, Person
from qms.errors import RepositoryError, UsageError
from qms.history.sheet import CHANGE
from qms.model.message import Catalog, msg
from qms.model.settings import SETTINGS_FILE

PACKAGED = Path(__file__).parent.parent.parent / "docs-repo-template"
BESIDE = Path(__file__).parent.parent.parent.parent / "docs-repo-template"
TOOL = Person("qms", "qms@localhost")


def template() -> Path:
    """Return the folder of the template: in the installed package, or beside it in a checkout."""
    return PACKAGED if PACKAGED.is_dir() else BESIDE


def template_files() -> Mapping[str, bytes]:
    """Return the files of the template by path."""
    root = template()
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in _files(root)}


SAMPLES = ("documents/", "distribution/", "ledger/")
SMALL_TABLES = "registers/"


def frame_files() -> Mapping[str, bytes]:
    """Return the files of the template without its sample documents and entries: what an organisation begins with.

    Settings, units, positions, processes (which name no documents yet), the glossary and the guide are left; of the
    abbreviations only the head, because `check` asks for a use of each.
    """
    files = {path: data for path, data in template_files().items() if not _sample(path)}
    processes, abbreviations = f"{SMALL_TABLES}processes.yaml", f"{SMALL_TABLES}abbreviations.yaml"
    lines = files[processes].splitlines(keepends=True)
    return {
        **files,
        processes: b"".join(line for line in lines if not line.startswith(b"    documents: [")),
        abbreviations: files[abbreviations].partition(b"\nentries:")[0] + b"\nentries: []\n",
    }


def _sample(path: str) -> bool:
    return path.startswith(SAMPLES) or (path.startswith(SMALL_TABLES) and path.count("/") > 1)


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            yield from _files(path)
        elif path.suffix not in {".pyc"}:
            yield path


def init(
    folder: Path,
    *,
    when: datetime,
    catalogs: Callable[[str], Catalog],
    author: Person | None = None,
    empty: bool = False,
) -> int:
    """Copy the template into `folder`, a new git repository, and commit it; returns how many files it holds.

    With `empty` its sample documents and entries stay away. The commit says in the language of the documents that they
    are the first edition: that is a line of every sheet.
    UsageError where the folder holds anything already, but what a call left that was stopped: nothing is overwritten.
    """
    if not template_files():
        raise RepositoryError(msg("The template is missing from this installation"), msg("Install qms again"))
    git = begin(folder)
    if git is None:
        raise UsageError(
            msg('"{path}" is not empty', path=str(folder)), msg("Name a new folder: nothing is ever overwritten")
        )
    if git.head() is None:
        _fill(git, frame_files() if empty else template_files(), when, catalogs, author)
    return len(git.tree())


def _fill(
    git: Git,
    files: Mapping[str, bytes],
    when: datetime,
    catalogs: Callable[[str], Catalog],
    author: Person | None,
) -> None:
    who = author or _identity(git)
    settings, _problems = read_settings(files[SETTINGS_FILE])
    change = catalogs(settings.language).text(msg("First edition"))
    text = message("Begin the documents repository", {CHANGE: change})
    store.commit(git, files, message=text, author=who, when=when)


def _identity(git: Git) -> Person:
    """Return who begins the repository; the tool itself where git knows nobody yet (later acts insist on a person)."""
    try:
        return git.identity()
    except RepositoryError:
        return TOOL
