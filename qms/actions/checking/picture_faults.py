"""Which pictures of the texts on disk are not there, cannot be printed, or are others than were approved."""

from __future__ import annotations

from collections.abc import Iterator

from qms.adapters.files.sources import WorkTree
from qms.adapters.files.workspace import Workspace
from qms.adapters.prints.shown import digest, pictures, place, shown
from qms.model.document import Document
from qms.model.message import Message
from qms.model.picture import PictureFault
from qms.model.snapshot import Snapshot


def picture_faults(workspace: Workspace, snapshot: Snapshot) -> Iterator[PictureFault]:
    """Look at the pictures of every text that shows some."""
    tree = WorkTree(workspace.root)
    for document in snapshot.files:
        names = pictures(document)
        if not names:
            continue
        found = shown(tree, document)
        for name in names:
            if name not in found:
                yield PictureFault(document.code, name, place(document, name))
        for name, data in found.items():
            fault = _refused(name, data)
            if fault:
                yield PictureFault(document.code, name, place(document, name), fault=fault)
        bound = _bound(snapshot, document)
        if bound and len(found) == len(names) and digest(found) != bound:
            name = next(iter(names))
            yield PictureFault(document.code, ", ".join(names), place(document, name), approved=True)


def _refused(path: str, data: bytes) -> Message | None:
    from qms.adapters.prints.pictures import refused  # reads XML, which few texts need

    return refused(path, data)


def _bound(snapshot: Snapshot, document: Document) -> str:
    """Return the hash that the last decision about exactly this text binds its pictures with."""
    acts = snapshot.acts(document.code)
    approval = next((act for act in reversed(acts) if act.decides and act.sha256 == document.sha256), None)
    return approval.text("pictures") if approval else ""
