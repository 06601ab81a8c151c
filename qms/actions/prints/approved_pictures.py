"""The pictures that belong to an approved text: those that lay beside it when it was approved, never today's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from qms.actions.session import Session
from qms.adapters.files.sources import Source, WorkTree
from qms.adapters.past.then import recorded
from qms.adapters.past.touched import commits, written
from qms.adapters.prints.shown import digest, pictures, shown
from qms.errors import RepositoryError
from qms.model.act import Act
from qms.model.document import Document
from qms.model.message import msg


def pictures_of(
    session: Session, document: Document, approval: Act | None, commit: str, names: Sequence[str]
) -> Mapping[str, bytes]:
    """Read the pictures that a print shows, by their names: of the approval, else of the commit that has the text.

    A text that is in no commit has them on disk. Where an approval of former days binds none, the first place that has
    all of them counts. RepositoryError where no commit has the approved ones.
    """
    if not names:
        return {}
    if not commit:
        return _read(WorkTree(session.workspace.root), document, names)
    wanted = approval.text("pictures") if approval else ""
    for source in _sources(session, approval, commit):
        found = shown(source, document)
        if digest(found) == wanted if wanted else len(found) == len(pictures(document)):
            return _read(source, document, names)
    if not wanted:
        return {}
    raise RepositoryError(
        msg('The pictures of "{code}" that were approved are in no commit', code=document.code),
        msg('"qms check" says more; a full clone holds the whole history'),
    )


def _sources(session: Session, approval: Act | None, commit: str) -> Iterator[Source]:
    """Yield where the pictures may be: beside the text, beside the act that approved it, beside the newest text."""
    workspace = session.workspace
    yield workspace.files_of(commit)
    if approval is not None:
        ledgers = written(commits(workspace, workspace.settings()).ledgers)
        for found in recorded(workspace, ledgers, [approval]).values():
            yield workspace.files_of(found)
    yield workspace.files_of("HEAD")


def _read(source: Source, document: Document, names: Sequence[str]) -> Mapping[str, bytes]:
    folder = PurePosixPath(document.path).parent
    found = {name: source.read((folder / name).as_posix()) for name in names if ".." not in PurePosixPath(name).parts}
    return {name: data for name, data in found.items() if isinstance(data, bytes)}
