"""Which files that came from outside are others than were registered, or are bound by no act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from qms.adapters.files.received import ending, received
from qms.adapters.files.sources import WorkTree
from qms.adapters.files.workspace import Workspace
from qms.adapters.prints.shown import digest
from qms.ledger.bound import received_files
from qms.model.document import Document
from qms.model.picture import ReceivedFault
from qms.model.snapshot import Snapshot


def received_faults(workspace: Workspace, snapshot: Snapshot) -> Iterator[ReceivedFault]:
    """Compare what lies beside every registered card with what its acts bind."""
    cards = [item for item in snapshot.documents.values() if item.is_card and _decided(snapshot, item)]
    tree = WorkTree(workspace.root)
    found = received(tree, cards)
    for card in cards:
        paths, bound = found.get(card.code, ()), received_files(snapshot.acts(card.code), card.revision)
        if (paths or bound) and (not bound or _hash(tree, card, paths) != bound):
            names = tuple(PurePosixPath(path).name for path in paths)
            yield ReceivedFault(card.code, names, card.at("code"), bool(bound))


def _decided(snapshot: Snapshot, card: Document) -> bool:
    return any(act.decides and act.revision == card.revision for act in snapshot.acts(card.code))


def _hash(tree: WorkTree, card: Document, paths: Sequence[str]) -> str:
    data = {ending(card, path): tree.read(path) for path in paths}
    return digest({name: text for name, text in data.items() if isinstance(text, bytes)})
